//! Where one piece of a stream ends and the next begins. Written here and not taken from a crate: what is held has to have a
//! limit, and a piece that comes byte by byte has to be read once.

use std::collections::VecDeque;

use bytes::Bytes;

/// How the answers of an operation come piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct StreamForm {
    /// How they are cut.
    pub framing: Framing,
    /// The value of the header `Accept`.
    pub accept: &'static str,
}

/// How a stream is cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// As it comes.
    Raw,
    /// Server-sent events (WHATWG HTML, section 9.2.6).
    Events,
    /// A value a line.
    Lines,
    /// Values between record separators (RFC 7464).
    Sequence,
}

/// A piece of a stream.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Piece {
    pub(crate) data: Bytes,
    pub(crate) event: Option<String>,
    pub(crate) id: Option<String>,
}

/// Cuts a stream.
pub(crate) struct Cut {
    framing: Framing,
    /// The most bytes that a piece may have.
    limit: usize,
    /// A line or value that is not complete yet.
    open: Vec<u8>,
    /// Whether the last byte was a carriage return, of which a line feed may be part.
    after_return: bool,
    is_first_line: bool,
    data: Option<Vec<u8>>,
    event: Option<String>,
    id: Option<String>,
}

impl Cut {
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        Self {
            framing,
            limit,
            open: Vec::new(),
            after_return: false,
            is_first_line: true,
            data: None,
            event: None,
            id: None,
        }
    }

    /// What is complete with this chunk.
    ///
    /// # Errors
    ///
    /// The limit, if a piece is over it.
    pub(crate) fn push(&mut self, chunk: Bytes, pieces: &mut VecDeque<Piece>) -> Result<(), usize> {
        if self.framing == Framing::Raw {
            if !chunk.is_empty() {
                pieces.push_back(Piece { data: chunk, event: None, id: None });
            }
            return Ok(());
        }
        let mut rest = &chunk[..];
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_return) && rest[0] == b'\n' {
                rest = &rest[1..];
                continue;
            }
            let end = rest.iter().position(|byte| self.ends(*byte));
            self.open.extend_from_slice(&rest[..end.unwrap_or(rest.len())]);
            if self.open.len() + self.data.as_ref().map_or(0, Vec::len) > self.limit {
                return Err(self.limit);
            }
            let Some(end) = end else { break };
            self.after_return = self.framing == Framing::Events && rest[end] == b'\r';
            rest = &rest[end + 1..];
            pieces.extend(self.complete());
        }
        Ok(())
    }

    fn ends(&self, byte: u8) -> bool {
        match self.framing {
            Framing::Events => matches!(byte, b'\n' | b'\r'),
            Framing::Sequence => byte == 0x1e,
            _ => byte == b'\n',
        }
    }

    /// What is left where the stream ends: a line or value without its end. An event without one is none.
    pub(crate) fn finish(&mut self) -> Option<Piece> {
        if self.framing == Framing::Events { None } else { self.complete() }
    }

    fn complete(&mut self) -> Option<Piece> {
        let line = std::mem::take(&mut self.open);
        if self.framing != Framing::Events {
            let value = line.trim_ascii();
            let data = if value.len() == line.len() { line.into() } else { Bytes::copy_from_slice(value) };
            return Some(Piece { data, event: None, id: None }).filter(|piece| !piece.data.is_empty());
        }
        let piece = self.line(&line);
        // The space is used again.
        self.open = line;
        self.open.clear();
        piece
    }

    /// A line of an event; an empty one ends it.
    fn line(&mut self, mut line: &[u8]) -> Option<Piece> {
        if std::mem::take(&mut self.is_first_line) {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        if line.is_empty() {
            let event = self.event.take();
            let mut data = self.data.take()?;
            data.pop(); // the line feed behind the last line
            return Some(Piece { data: data.into(), event, id: self.id.clone() });
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match field {
            b"data" => {
                let data = self.data.get_or_insert_default();
                data.extend_from_slice(value);
                data.push(b'\n');
            }
            b"event" => self.event = Some(text()).filter(|event| !event.is_empty()),
            b"id" if !value.contains(&0) => self.id = Some(text()).filter(|id| !id.is_empty()),
            // A comment, the time to wait before connecting again, or nothing that is known.
            _ => {}
        }
        None
    }
}
