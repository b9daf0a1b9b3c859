//! Bodies of parts.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher as _, Hasher as _},
};

use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;

use super::{
    form::is_flat,
    in_order,
    query::{PLAIN, pairs},
    text,
};
use crate::{
    body_form::Part,
    file_part::{self, FilePart, Source},
    media_type,
    payload::Piece,
};

/// A body of parts (RFC 7578), one a member or item in the order of `names`: the boundary and its pieces. `files` are those that texts in `body`
/// stand for.
pub(crate) fn multipart(body: &Value, names: &[String], files: &[FilePart], parts: &[Part]) -> (String, Vec<Piece>) {
    // Differs from run to run and from call to call, so that no content can be written to contain it.
    let boundary = format!("part-{:016x}", RandomState::new().build_hasher().finish());
    let mut form = Multipart { boundary, pieces: Vec::new(), written: Vec::new(), files };
    for (name, member) in in_order(body, names) {
        form.member(name, member.clone(), parts.iter().find(|part| part.name == name));
    }
    form.finish()
}

struct Multipart<'f> {
    boundary: String,
    pieces: Vec<Piece>,
    /// What comes behind the pieces.
    written: Vec<u8>,
    files: &'f [FilePart],
}

impl Multipart<'_> {
    /// A scalar as a text, a list of scalars or files as a part an item, what has members as JSON (OpenAPI 3.1, section
    /// 4.8.15.1), unless the document says otherwise.
    fn member(&mut self, name: &str, mut it: Value, part: Option<&Part>) {
        if let Some(style) = part.and_then(|part| part.style) {
            file_part::as_texts(&mut it, self.files);
            for (name, value) in pairs(name, &it, style, PLAIN) {
                self.part(&name, part, None, &value);
            }
            return;
        }
        let said = part.and_then(Part::media_type);
        let is_json = said.is_some_and(media_type::is_json);
        match it {
            Value::Null => {}
            Value::String(text) => match file_part::number(&text).and_then(|number| self.files.get(number)) {
                Some(file) => self.file(name, file, part),
                None if is_json => self.part(name, part, said, &Value::String(text).to_string()),
                None => self.part(name, part, said, &text),
            },
            Value::Array(items) if is_flat(&items) && (!is_json || items.iter().any(is_file)) => {
                for item in items {
                    self.member(name, item, part);
                }
            }
            mut it @ (Value::Array(_) | Value::Object(_)) => {
                file_part::as_texts(&mut it, self.files);
                self.part(name, part, Some(said.unwrap_or("application/json")), &it.to_string());
            }
            scalar => self.part(name, part, said, &text(&scalar)),
        }
    }

    fn file(&mut self, name: &str, file: &FilePart, part: Option<&Part>) {
        let said = file.media_type().or(part.and_then(Part::media_type)).unwrap_or("application/octet-stream");
        self.head(name, part, Some(file), Some(said));
        match file.source() {
            Source::Bytes(content) if content.len() < SMALL => self.written.extend_from_slice(content),
            source => {
                self.flush();
                self.pieces.push(Piece::File(source.clone()));
            }
        }
        self.written.extend_from_slice(b"\r\n");
    }

    fn part(&mut self, name: &str, part: Option<&Part>, said: Option<&str>, content: &str) {
        self.head(name, part, None, said);
        self.written.extend_from_slice(content.as_bytes());
        self.written.extend_from_slice(b"\r\n");
    }

    fn head(&mut self, name: &str, part: Option<&Part>, file: Option<&FilePart>, said: Option<&str>) {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "%22").replace(['\r', '\n'], "%0A");
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if let Some(file) = file {
            head.extend(["; filename=\"", &quoted(file.name_or(name)), "\""]);
        }
        if let Some(said) = said {
            head.extend(["\r\nContent-Type: ", &said.replace(['\r', '\n'], "")]);
        }
        let documented = part.into_iter().flat_map(|part| part.headers).copied();
        let own = file.into_iter().flat_map(FilePart::headers).map(|(name, value)| (name.as_str(), value.as_str()));
        let own: Vec<_> = own.collect();
        let documented = documented.filter(|(name, _)| !own.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)));
        for (name, value) in documented.chain(own.iter().copied()) {
            if HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_str(value).is_ok() {
                head.extend(["\r\n", name, ": ", value]);
            }
        }
        self.written.extend_from_slice(head.as_bytes());
        self.written.extend_from_slice(b"\r\n\r\n");
    }

    fn flush(&mut self) {
        if !self.written.is_empty() {
            self.pieces.push(Piece::Bytes(std::mem::take(&mut self.written).into()));
        }
    }

    fn finish(mut self) -> (String, Vec<Piece>) {
        self.written.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        self.flush();
        (self.boundary, self.pieces)
    }
}

/// What is copied between other parts; a larger one goes out as it is.
const SMALL: usize = 64 * 1024;

fn is_file(item: &Value) -> bool {
    item.as_str().is_some_and(|text| file_part::number(text).is_some())
}
