//! Files in a body of parts.

use std::{borrow::Cow, cell::RefCell};

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file in a body of parts (`multipart/form-data`, RFC 7578).
///
/// ```
/// let file = openapi_runtime::FilePart::new(vec![137, 80, 78, 71]).file_name("a.png").content_type("image/png");
/// assert_eq!(file.content().len(), 4);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FilePart {
    content: Bytes,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl FilePart {
    /// A file of these bytes.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None }
    }

    /// What the file is called; the name of its part unless this says otherwise.
    #[must_use]
    pub fn file_name(self, file_name: impl Into<String>) -> Self {
        Self { file_name: Some(file_name.into()), ..self }
    }

    /// Its media type; `application/octet-stream` unless this says otherwise.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// The bytes of the file.
    pub fn content(&self) -> &Bytes {
        &self.content
    }

    pub(crate) fn name_or<'f>(&'f self, otherwise: &'f str) -> &'f str {
        self.file_name.as_deref().unwrap_or(otherwise)
    }

    pub(crate) fn media_type(&self) -> &str {
        self.content_type.as_deref().unwrap_or("application/octet-stream")
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
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

/// A body as JSON, and the files in it, for which texts stand that [`number`] reads.
pub(crate) fn collect<T: Serialize + ?Sized>(body: &T) -> (serde_json::Result<serde_json::Value>, Vec<FilePart>) {
    let outer = FILES.replace(Some(Vec::new()));
    let value = serde_json::to_value(body);
    (value, FILES.replace(outer).unwrap_or_default())
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
            None => String::from_utf8_lossy(&self.content),
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
