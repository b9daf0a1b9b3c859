//! Bodies of parts.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher as _, Hasher as _},
};

use serde_json::Value;

use crate::file_part::{self, FilePart};

/// A body of parts (RFC 7578), one a member, written out so that it can be sent again: its media type and its bytes.
/// `files` are those that texts in `body` stand for.
pub(crate) fn multipart(body: Value, files: &[FilePart]) -> (String, Vec<u8>) {
    // Differs from run to run and from call to call, so that no content can be written to contain it.
    let boundary = format!("part-{:016x}", RandomState::new().build_hasher().finish());
    let mut form = Multipart { boundary, body: Vec::new(), files };
    if let Value::Object(members) = body {
        members.into_iter().for_each(|(name, member)| form.member(&name, member));
    }
    form.finish()
}

struct Multipart<'f> {
    boundary: String,
    body: Vec<u8>,
    files: &'f [FilePart],
}

impl Multipart<'_> {
    /// A scalar as a text, a list as a part an item, an object as JSON (OpenAPI 3.1, section 4.8.15.1).
    fn member(&mut self, name: &str, it: Value) {
        match it {
            Value::Null => {}
            Value::Array(items) => items.into_iter().for_each(|item| self.member(name, item)),
            Value::Object(_) => self.part(name, None, Some("application/json"), it.to_string().as_bytes()),
            Value::String(text) => match file_part::number(&text).and_then(|number| self.files.get(number)) {
                Some(file) => self.part(name, Some(file.name_or(name)), Some(file.media_type()), file.content()),
                None => self.part(name, None, None, text.as_bytes()),
            },
            scalar => self.part(name, None, None, scalar.to_string().as_bytes()),
        }
    }

    fn part(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, content: &[u8]) {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "%22").replace(['\r', '\n'], "%0A");
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if let Some(file_name) = file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        if let Some(content_type) = content_type {
            head.extend(["\r\nContent-Type: ", &content_type.replace(['\r', '\n'], "")]);
        }
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(b"\r\n\r\n");
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
    }

    fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (format!("multipart/form-data; boundary={}", self.boundary), self.body)
    }
}
