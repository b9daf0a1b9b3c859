//! Bodies of parts.

use ::serde_json::Value;

/// A body of parts (RFC 7578), written out so that it can be sent again.
pub(super) struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

impl Multipart {
    pub(super) fn new() -> Self {
        // Differs from run to run and from call to call, so that no content can be written to contain it.
        let hasher = ::std::hash::BuildHasher::build_hasher(&::std::collections::hash_map::RandomState::new());
        let boundary = format!("part-{:016x}", ::std::hash::Hasher::finish(&hasher));
        Self { boundary, body: Vec::new() }
    }

    fn part(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, content: &[u8]) {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "%22").replace(['\r', '\n'], "%0A");
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(content_type) = content_type {
            head.push_str(&format!("\r\nContent-Type: {}", content_type.replace(['\r', '\n'], "")));
        }
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(b"\r\n\r\n");
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
    }

    pub(super) fn file(&mut self, name: &str, file: &super::types::FilePart) {
        let content_type = file.content_type.as_deref().unwrap_or("application/octet-stream");
        self.part(name, Some(file.file_name.as_deref().unwrap_or(name)), Some(content_type), &file.content);
    }

    /// A scalar as a text, a list as a part an item, an object as JSON (OpenAPI 3.1, section 4.8.15.1).
    pub(super) fn value<T: ::serde::Serialize + ?Sized>(&mut self, name: &str, it: &T) {
        self.json(name, ::serde_json::to_value(it).unwrap_or_default());
    }

    /// A part for each member.
    pub(super) fn members<T: ::serde::Serialize + ?Sized>(&mut self, it: &T) {
        if let Ok(Value::Object(members)) = ::serde_json::to_value(it) {
            members.into_iter().for_each(|(name, member)| self.json(&name, member));
        }
    }

    fn json(&mut self, name: &str, it: Value) {
        match it {
            Value::Null => {}
            Value::Array(items) => items.into_iter().for_each(|item| self.json(name, item)),
            Value::Object(members) => {
                let json = Value::Object(members).to_string();
                self.part(name, None, Some("application/json"), json.as_bytes());
            }
            Value::String(text) => self.part(name, None, None, text.as_bytes()),
            scalar => self.part(name, None, None, scalar.to_string().as_bytes()),
        }
    }

    /// The value of the header `Content-Type`, and the body.
    pub(super) fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (format!("multipart/form-data; boundary={}", self.boundary), self.body)
    }
}
