//! Files in a body of parts.

use std::{
    borrow::Cow,
    cell::RefCell,
    error::Error as StdError,
    fmt,
    future::{Ready, ready},
    io,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use futures_core::Stream;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

/// A file in a body of parts (`multipart/form-data`, RFC 7578): bytes, a file on the disk, or a stream. Neither of the last
/// two is read before it is sent, nor ever held whole.
///
/// ```
/// let file = openapi_runtime::FilePart::new(vec![137, 80, 78, 71]).file_name("a.png").content_type("image/png");
/// assert_eq!(file.content().len(), 4);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilePart {
    source: Source,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

/// Where the bytes of a file come from.
#[derive(Clone)]
pub(crate) enum Source {
    Bytes(Bytes),
    Path(PathBuf),
    /// A stream, which is there once, and how many bytes it has if that is known.
    Stream(Once, Option<u64>),
}

pub(crate) type ByteStream = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A stream until it is taken.
#[derive(Clone)]
pub(crate) struct Once(Arc<Mutex<Option<ByteStream>>>);

impl Once {
    pub(crate) fn take(&self) -> Option<ByteStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Default for Source {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// Two streams are the same if they are one.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Path(one), Self::Path(other)) => one == other,
            (Self::Stream(one, _), Self::Stream(other, _)) => Arc::ptr_eq(&one.0, &other.0),
            _ => false,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(content) => content.fmt(f),
            Self::Path(path) => path.fmt(f),
            Self::Stream(_, length) => f.debug_tuple("Stream").field(length).finish(),
        }
    }
}

impl FilePart {
    /// A file of these bytes.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { source: Source::Bytes(content.into()), ..Self::default() }
    }

    /// A file on the disk, by its name there unless [`file_name`](Self::file_name) says otherwise. It is read while it is
    /// sent, and again where an attempt fails.
    ///
    /// One that is not there is an error of `send`, before anything is sent. Whoever wants to know at once waits for it:
    /// `FilePart::open(path).await?`.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { source: Source::Path(path), file_name, ..Self::default() }
    }

    /// A file that comes piece by piece. It can be sent once: where an attempt fails, no other is made.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let stream: ByteStream = Box::pin(Pieces(Box::pin(stream)));
        Self { source: Source::Stream(Once(Arc::new(Mutex::new(Some(stream)))), None), ..Self::default() }
    }

    /// How many bytes a stream has. Where that is known of all parts, the request says how long it is.
    #[must_use]
    pub fn length(mut self, length: u64) -> Self {
        if let Source::Stream(_, known) = &mut self.source {
            *known = Some(length);
        }
        self
    }

    /// What the file is called; the name of its part unless this says otherwise.
    #[must_use]
    pub fn file_name(self, file_name: impl Into<String>) -> Self {
        Self { file_name: Some(file_name.into()), ..self }
    }

    /// Its media type; what the document says, or `application/octet-stream`, unless this says otherwise.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// A header of its part. What no header can hold is left out.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The bytes of a file that was made of bytes; of another nothing.
    pub fn content(&self) -> &Bytes {
        static NONE: Bytes = Bytes::new();
        match &self.source {
            Source::Bytes(content) => content,
            _ => &NONE,
        }
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn name_or<'f>(&'f self, otherwise: &'f str) -> &'f str {
        self.file_name.as_deref().unwrap_or(otherwise)
    }

    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

/// Whether the file is there.
impl IntoFuture for FilePart {
    type Output = io::Result<Self>;
    type IntoFuture = Ready<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        ready(match &self.source {
            Source::Path(path) => std::fs::File::open(path).map(|_| self),
            _ => Ok(self),
        })
    }
}

/// A stream whose pieces and errors are those of a body.
struct Pieces<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Pieces<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|next| next.map(|piece| piece.map(Into::into).map_err(io::Error::other)))
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<Bytes> for FilePart {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<String> for FilePart {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

thread_local! {
    /// The files of the body that is being written, whose bytes no JSON holds.
    static FILES: RefCell<Option<Vec<FilePart>>> = const { RefCell::new(None) };
}

/// What a file is in the JSON of a body that [`collect`] looks at: a text that no other value is, and its number.
const MARK: &str = "\u{0}file:";

/// A body as JSON, with the names of its members as they come, and the files in it, for which texts stand that [`number`]
/// reads.
pub(crate) fn collect<T: Serialize + ?Sized>(
    body: &T,
) -> serde_json::Result<(serde_json::Value, Vec<String>, Vec<FilePart>)> {
    let outer = FILES.replace(Some(Vec::new()));
    let text = serde_json::to_string(body);
    let files = FILES.replace(outer).unwrap_or_default();
    let text = text?;
    let Names(names) = serde_json::from_str(&text).unwrap_or_default();
    Ok((serde_json::from_str(&text)?, names, files))
}

/// The names of an object's members.
#[derive(Default)]
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = map.next_entry()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A body without files: what stands for one is its text.
pub(crate) fn as_texts(value: &mut serde_json::Value, files: &[FilePart]) {
    match value {
        serde_json::Value::String(text) => {
            if let Some(file) = number(text).and_then(|number| files.get(number)) {
                *text = String::from_utf8_lossy(file.content()).into_owned();
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| as_texts(item, files)),
        serde_json::Value::Object(members) => members.values_mut().for_each(|member| as_texts(member, files)),
        _ => {}
    }
}

/// The number of the file that `text` stands for.
pub(crate) fn number(text: &str) -> Option<usize> {
    text.strip_prefix(MARK)?.parse().ok()
}

impl Serialize for FilePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = FILES.with_borrow_mut(|files| match files {
            Some(files) => {
                files.push(self.clone());
                Cow::Owned(format!("{MARK}{}", files.len() - 1))
            }
            None => String::from_utf8_lossy(self.content()),
        });
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for FilePart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for FilePart {
    fn schema_name() -> Cow<'static, str> {
        "FilePart".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
