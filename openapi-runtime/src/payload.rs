//! The body of a request, which is made anew for each attempt.

use std::{
    future::Future,
    io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::{fs::File, io::AsyncRead, io::ReadBuf};

use crate::file_part::{ByteStream, Source};

/// A piece of a body.
#[derive(Clone)]
pub(crate) enum Piece {
    Bytes(Bytes),
    File(Source),
}

/// A body of pieces.
#[derive(Clone)]
pub(crate) struct Payload(Arc<[Piece]>);

impl From<Bytes> for Payload {
    fn from(content: Bytes) -> Self {
        Self([Piece::Bytes(content)].into())
    }
}

impl From<Vec<Piece>> for Payload {
    fn from(pieces: Vec<Piece>) -> Self {
        Self(pieces.into())
    }
}

impl Payload {
    /// The body of an attempt.
    pub(crate) fn body(&self) -> reqwest::Body {
        match &*self.0 {
            [] => Bytes::new().into(),
            [Piece::Bytes(content)] => content.clone().into(),
            _ => reqwest::Body::wrap_stream(Reader::new(self.0.clone())),
        }
    }

    /// Whether it can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        !self.0.iter().any(|piece| matches!(piece, Piece::File(Source::Stream(..))))
    }

    /// How many bytes it has, if that is known; one piece of bytes says so itself.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub(crate) fn length(&self) -> Result<Option<u64>, String> {
        let mut length = Some(0);
        for piece in &*self.0 {
            let further = match piece {
                Piece::Bytes(content) | Piece::File(Source::Bytes(content)) => Some(content.len() as u64),
                Piece::File(Source::Path(path)) => Some(length_of(path)?),
                Piece::File(Source::Stream(_, known)) => *known,
            };
            length = length.zip(further).map(|(length, further)| length + further);
        }
        Ok(length.filter(|_| self.0.len() > 1))
    }
}

fn length_of(path: &Path) -> Result<u64, String> {
    let found = std::fs::File::open(path).and_then(|file| file.metadata());
    match found {
        Ok(metadata) if metadata.is_file() => Ok(metadata.len()),
        Ok(_) => Err(format!("expected `{}` to be a file but found something else", path.display())),
        Err(error) => Err(format!("expected `{}` to be a file that can be read but found: {error}", path.display())),
    }
}

/// Reads the pieces one after another.
struct Reader {
    pieces: Arc<[Piece]>,
    next: usize,
    open: Open,
}

enum Open {
    None,
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    File(Pin<Box<File>>),
    Stream(ByteStream),
}

/// How much of a file is read at once.
const CHUNK: usize = 64 * 1024;

impl Reader {
    fn new(pieces: Arc<[Piece]>) -> Self {
        Self { pieces, next: 0, open: Open::None }
    }
}

impl Stream for Reader {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut self.open {
                Open::None => {
                    let Some(piece) = self.pieces.get(self.next).cloned() else { return Poll::Ready(None) };
                    self.next += 1;
                    match piece {
                        Piece::Bytes(content) | Piece::File(Source::Bytes(content)) => {
                            if !content.is_empty() {
                                return Poll::Ready(Some(Ok(content)));
                            }
                        }
                        Piece::File(Source::Path(path)) => self.open = Open::Opening(Box::pin(File::open(path))),
                        Piece::File(Source::Stream(once, _)) => match once.take() {
                            Some(stream) => self.open = Open::Stream(stream),
                            None => return Poll::Ready(Some(Err(io::Error::other("the stream was sent already")))),
                        },
                    }
                }
                Open::Opening(opening) => self.open = Open::File(Box::pin(ready!(opening.as_mut().poll(cx))?)),
                Open::File(file) => {
                    let mut chunk = BytesMut::zeroed(CHUNK);
                    let mut buffer = ReadBuf::new(&mut chunk);
                    ready!(file.as_mut().poll_read(cx, &mut buffer))?;
                    let length = buffer.filled().len();
                    if length > 0 {
                        chunk.truncate(length);
                        return Poll::Ready(Some(Ok(chunk.freeze())));
                    }
                    self.open = Open::None;
                }
                Open::Stream(stream) => match ready!(stream.as_mut().poll_next(cx)) {
                    Some(piece) => return Poll::Ready(Some(piece)),
                    None => self.open = Open::None,
                },
            }
        }
    }
}

// Nothing is pinned in place: file and stream are boxed.
impl Unpin for Reader {}
