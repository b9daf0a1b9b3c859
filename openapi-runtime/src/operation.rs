//! What the document says about an operation, as data.

use std::any::TypeId;

use crate::{
    DecodeError,
    answer::Answer,
    body_form::Body,
    check::Rule,
    encode::Encoding,
    page::{PageForm, Turn},
    stream::{StreamForm, StreamItem},
};

/// What the document says about an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
    /// The statuses of documented successes, as inclusive ranges.
    pub success: &'static [(u16, u16)],
    /// Whether the method is one that may be sent again (RFC 9110, section 9.2.2).
    pub idempotent: bool,
    /// Whether the operation needs a credential.
    pub authenticated: bool,
}

impl OperationInfo {
    /// For generated code.
    #[doc(hidden)]
    pub const fn new(
        id: &'static str,
        method: &'static str,
        path: &'static str,
        success: &'static [(u16, u16)],
        authenticated: bool,
    ) -> Self {
        let idempotent = !matches!(method.as_bytes(), b"POST" | b"PATCH");
        Self { id, method, path, success, idempotent, authenticated }
    }

    pub(crate) fn is_success(&self, status: u16) -> bool {
        self.success.iter().any(|&(first, last)| (first..=last).contains(&status))
    }

    /// The statuses of documented successes as a text.
    pub(crate) fn expected(&self) -> String {
        let statuses: Vec<_> = self
            .success
            .iter()
            .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
            .collect();
        if statuses.is_empty() { "another status".to_owned() } else { statuses.join(" or ") }
    }
}

/// An operation of the document. Only generated code implements this.
pub trait Operation: 'static {
    /// What a documented success carries.
    type Output: Send + 'static;

    /// What the document says about the operation.
    const INFO: OperationInfo;

    /// How its requests are written.
    #[doc(hidden)]
    fn form() -> &'static RequestForm;

    /// What it answers piece by piece.
    #[doc(hidden)]
    type Stream: StreamItem;

    #[doc(hidden)]
    fn decode(answer: &Answer<'_>) -> Result<Self::Output, DecodeError>;

    /// What an answer that is a page says of the one that follows.
    #[doc(hidden)]
    fn turn(_page: &Self::Output) -> Turn {
        Turn::default()
    }
}

/// How the requests of an operation are written, and how its errors are read.
#[derive(Debug)]
pub struct RequestForm {
    /// In the order of the setters' numbers.
    pub parameters: &'static [Parameter],
    /// What the body may be, a type each.
    pub body: &'static [Body],
    /// The operation's own server (OpenAPI 3.1, section 4.8.10), unless the caller says where requests go.
    pub server: Option<&'static str>,
    /// How the pages follow each other, where the answers are pages.
    pub page: Option<PageForm>,
    /// The value of the header `Accept`; none is sent where it is empty.
    pub accept: &'static str,
    /// How answers come piece by piece, if they may.
    pub stream: Option<StreamForm>,
    /// The ways to authenticate, each enough by itself: the numbers of schemes that are asked for together. One that is empty
    /// asks for none.
    pub security: &'static [&'static [usize]],
    /// The documented errors: those of a status before those of a range.
    pub errors: &'static [ErrorForm],
}

impl RequestForm {
    /// An operation that takes and says nothing.
    pub const EMPTY: Self = Self {
        parameters: &[],
        body: &[],
        server: None,
        page: None,
        accept: "",
        stream: None,
        security: &[],
        errors: &[],
    };
}

/// A parameter (OpenAPI 3.1, section 4.8.12).
#[derive(Debug)]
pub struct Parameter {
    /// As it stands on the wire.
    pub name: &'static str,
    /// Where it stands.
    pub location: Location,
    /// How it is written.
    pub encoding: Encoding,
    /// Whether a request must have it.
    pub required: bool,
    /// Whether reserved characters in it stay as they are (`allowReserved`).
    pub allows_reserved: bool,
    /// Its bounds.
    pub rule: Option<&'static Rule>,
}

impl Parameter {
    /// One that need not be there and has no bounds.
    pub const fn new(name: &'static str, location: Location, encoding: Encoding) -> Self {
        Self { name, location, encoding, required: false, allows_reserved: false, rule: None }
    }

    /// A request must have it.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Reserved characters in it stay as they are.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { allows_reserved: true, ..self }
    }

    /// With bounds.
    #[must_use]
    pub const fn rule(self, rule: &'static Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A documented error: its statuses, and its type.
#[derive(Debug)]
pub struct ErrorForm {
    /// The first and the last status.
    pub(crate) statuses: (u16, u16),
    /// The media types that it comes as; none says that any will do.
    pub(crate) media: &'static [&'static str],
    /// Its type; `None` of a status that is documented without one.
    pub(crate) ty: Option<fn() -> TypeId>,
}

impl ErrorForm {
    /// The type of the JSON of an error with a status from the first to the last.
    pub const fn new<T: 'static>(first: u16, last: u16) -> Self {
        Self { statuses: (first, last), media: &[], ty: Some(TypeId::of::<T>) }
    }

    /// An error whose type nothing is known of, whatever a range that has its status says.
    pub const fn none(first: u16, last: u16) -> Self {
        Self { statuses: (first, last), media: &[], ty: None }
    }

    /// As it comes as these media types alone.
    #[must_use]
    pub const fn media(self, media: &'static [&'static str]) -> Self {
        Self { media, ..self }
    }
}

/// An [`Operation`] whose answers are pages.
pub trait Paginated: Operation<Output: Page> {
    /// What the pages are made of.
    type Item: Send + 'static;
}

/// An answer that is one page of a list.
pub trait Page {
    /// What the page is made of.
    type Item: Send + 'static;

    /// The items of this page.
    fn items(&self) -> &[Self::Item];

    /// The items of this page, owned.
    fn into_items(self) -> Vec<Self::Item>
    where
        Self: Sized;
}

/// An answer that is a list itself.
impl<T: Send + 'static> Page for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}
