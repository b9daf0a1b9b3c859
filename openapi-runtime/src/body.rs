//! Reading a response body up to a limit.

use bytes::{Bytes, BytesMut};
use reqwest::{
    Version,
    header::{CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING},
};

pub(crate) enum ReadError {
    /// Broken, cut short, or too late.
    Http(reqwest::Error),
    /// Over the limit. Carries what was read.
    TooLarge(Bytes),
}

/// The whole body.
pub(crate) async fn read(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, ReadError> {
    let declared = response.content_length();
    if declared.is_some_and(|length| length > limit as u64) {
        return Err(ReadError::TooLarge(Bytes::new()));
    }
    let Some(first) = response.chunk().await.map_err(ReadError::Http)? else {
        return Ok(Bytes::new());
    };
    if first.len() > limit {
        return Err(ReadError::TooLarge(first));
    }
    // Most pages come in one piece, which needs no copy.
    let Some(second) = response.chunk().await.map_err(ReadError::Http)? else {
        return Ok(first);
    };
    let mut body = BytesMut::with_capacity(declared.and_then(|length| length.try_into().ok()).unwrap_or(0));
    body.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if body.len() + chunk.len() > limit {
            return Err(ReadError::TooLarge(body.freeze()));
        }
        body.extend_from_slice(&chunk);
        next = response.chunk().await.map_err(ReadError::Http)?;
    }
    Ok(body.freeze())
}

/// The beginning of an error body: as much as there is, up to the limit.
pub(crate) async fn read_start(response: &mut reqwest::Response, limit: usize) -> Bytes {
    let mut body = BytesMut::new();
    // The status says enough; a body that breaks must not hide it.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= limit {
            break;
        }
    }
    body.truncate(limit);
    body.freeze()
}

/// Whether only the end of the connection marks the end of the body, so that a body cut short looks complete.
pub(crate) fn ends_with_connection(version: Version, headers: &HeaderMap) -> bool {
    version <= Version::HTTP_11 && !headers.contains_key(CONTENT_LENGTH) && !headers.contains_key(TRANSFER_ENCODING)
}
