//! What a stream is made of.

use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{DecodeError, decode};

/// What a piece of a stream is decoded as.
pub trait StreamItem: 'static {
    /// What comes of it.
    type Item: Send + 'static;

    /// Decodes a piece; `None` is the end.
    fn decode(data: Bytes) -> Result<Option<Self::Item>, DecodeError>;
}

/// Bytes as they are.
#[derive(Debug)]
pub enum Raw {}

impl StreamItem for Raw {
    type Item = Bytes;

    fn decode(data: Bytes) -> Result<Option<Bytes>, DecodeError> {
        Ok(Some(data))
    }
}

/// A text.
#[derive(Debug)]
pub enum Text {}

impl StreamItem for Text {
    type Item = String;

    fn decode(data: Bytes) -> Result<Option<String>, DecodeError> {
        Ok(Some(String::from_utf8_lossy(&data).into_owned()))
    }
}

/// JSON of a type.
#[derive(Debug)]
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: DeserializeOwned + Send + 'static> StreamItem for Json<T> {
    type Item = T;

    fn decode(data: Bytes) -> Result<Option<T>, DecodeError> {
        // What is no JSON ends a stream of it, as many servers have it.
        if data.trim_ascii() == b"[DONE]" {
            return Ok(None);
        }
        decode::decode_json(&data).map(Some)
    }
}
