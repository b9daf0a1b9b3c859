//! What the document says of a body, as data.

use reqwest::header::HeaderValue;

use crate::{check::Rule, encode::Encoding, media_type};

/// What a body may be as one type (OpenAPI 3.1, section 4.8.13).
#[derive(Debug)]
pub struct Body {
    /// The media types that it is sent as, ranges last.
    pub(crate) media: &'static [Media],
    /// Whether a request must have a body.
    pub(crate) required: bool,
    /// Its bounds.
    pub(crate) rule: Option<&'static Rule>,
}

impl Body {
    /// One that need not be there and has no bounds.
    pub const fn new(media: &'static [Media]) -> Self {
        Self { media, required: false, rule: None }
    }

    /// A request must have it.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// With bounds.
    #[must_use]
    pub const fn rule(self, rule: &'static Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// Whether it is JSON whatever it is sent as.
    pub(crate) fn is_json(&self) -> bool {
        self.media.iter().all(|media| media.kind == BodyKind::Json)
    }

    /// How it is sent: as the media type that the caller says, or the first.
    ///
    /// # Errors
    ///
    /// A media type that the document does not have for it, or none where the document has a range alone.
    pub(crate) fn media(&self, said: Option<&HeaderValue>) -> Result<(&'static Media, HeaderValue), String> {
        let documented = || {
            let names: Vec<_> = self.media.iter().map(|media| format!("`{}`", media.name)).collect();
            names.join(" or ")
        };
        let Some(said) = said else {
            let first = self.media.first().ok_or("expected no body but found one")?;
            let name = sent(first.name, first.kind).ok_or_else(|| {
                format!("expected `content_type` to say which of {} the body is but found nothing said", documented())
            })?;
            let wrong = |_| format!("expected a media type that can be sent but found `{name}`");
            return Ok((first, HeaderValue::from_str(name).map_err(wrong)?));
        };
        let name = said.to_str().unwrap_or_default();
        let found = media_type::best(self.media.iter().map(|media| media.name), name);
        match found.and_then(|index| self.media.get(index)) {
            Some(media) => Ok((media, said.clone())),
            None => Err(format!("expected the body to be {} but found the content type `{name}`", documented())),
        }
    }
}

/// What is sent as `documented` where nobody says more: a range is no media type.
fn sent(documented: &'static str, kind: BodyKind) -> Option<&'static str> {
    if !documented.contains('*') {
        return Some(documented);
    }
    match (kind, media_type::essence(documented).as_str()) {
        (BodyKind::Json, _) => Some("application/json"),
        (_, "*" | "*/*" | "application/*") => Some("application/octet-stream"),
        (_, "text/*") => Some("text/plain"),
        _ => None,
    }
}

/// A media type that a body is sent as.
#[derive(Debug)]
pub struct Media {
    /// As the document has it; it may be a range.
    pub(crate) name: &'static str,
    pub(crate) kind: BodyKind,
    /// How members of a form are written, where the document says so.
    pub(crate) parts: &'static [Part],
}

impl Media {
    /// One whose members, if it has any, are written as OpenAPI has them by default.
    pub const fn new(name: &'static str, kind: BodyKind) -> Self {
        Self { name, kind, parts: &[] }
    }

    /// With what is said of members.
    #[must_use]
    pub const fn parts(self, parts: &'static [Part]) -> Self {
        Self { parts, ..self }
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BodyKind {
    /// As JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// As it is.
    Raw,
}

/// How a member of a form is written (OpenAPI 3.1, section 4.8.15).
#[derive(Debug)]
pub struct Part {
    /// The member's name.
    pub(crate) name: &'static str,
    /// Its media types, between commas; empty: by its value.
    pub(crate) content_type: &'static str,
    /// Its style; with one there is no media type.
    pub(crate) style: Option<Encoding>,
    /// Whether reserved characters stay as they are.
    pub(crate) allows_reserved: bool,
    /// Headers of the part.
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Part {
    /// A member of this name, of which nothing is said.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: "", style: None, allows_reserved: false, headers: &[] }
    }

    /// As this media type, or the first of several between commas that is no range.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    /// In a style of parameters.
    #[must_use]
    pub const fn style(self, style: Encoding) -> Self {
        Self { style: Some(style), ..self }
    }

    /// Reserved characters stay as they are.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { allows_reserved: true, ..self }
    }

    /// With headers.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// The media type that is sent where nobody says another.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        let mut all = self.content_type.split(',').map(str::trim);
        all.find(|one| !one.is_empty() && !one.contains('*'))
    }
}
