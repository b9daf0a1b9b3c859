//! An answer, as operations decode it.

use bytes::Bytes;
use reqwest::{
    StatusCode,
    header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap},
};
use serde::de::DeserializeOwned;

use crate::{DecodeError, decode, media_type};

/// What a success is decoded from.
pub struct Answer<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a Bytes,
    /// The media types that the operation's answers are documented as.
    documented: &'static str,
    /// Whether HTTP has no body in it.
    is_bodiless: bool,
}

impl<'a> Answer<'a> {
    pub(crate) fn new(
        status: StatusCode,
        headers: &'a HeaderMap,
        body: &'a Bytes,
        documented: &'static str,
        is_bodiless: bool,
    ) -> Self {
        Self { status, headers, body, documented, is_bodiless }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok().filter(|it| !it.trim().is_empty())
    }

    /// Decodes a JSON body, whatever it is called. No body at all is null, where that is something.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let is_empty = self.headers.get(CONTENT_LENGTH).is_some_and(|length| length == "0");
        if self.is_bodiless || (is_empty && self.body.is_empty()) {
            let none = || DecodeError::whole("expected a body but found an answer that has none".to_owned());
            return decode::decode_json(b"null").map_err(|_| none());
        }
        decode::decode_json(self.body)
    }

    /// Takes a body as it is; but a page for people, where none is documented, is no file.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        if self.content_type().is_some_and(|it| media_type::is_of("text/html", it)) {
            let mut documented = self.documented.split(',').map(str::trim);
            let fits = |media: &str| {
                media.is_empty()
                    || media_type::is_of(media, "text/html")
                    || media_type::is_of(media, "application/octet-stream")
            };
            if !documented.any(fits) {
                return Err(DecodeError::whole(format!("expected {} but found HTML", self.documented)));
            }
        }
        Ok(self.body.clone())
    }

    /// Accepts any body where the document says that there is none.
    #[allow(clippy::unnecessary_wraps)] // one signature for all
    pub fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// Which of several representations it is, each by its media types. What says of itself nothing is the first; JSON is JSON
    /// by whatever name, and what is neither that nor for people is what else there is.
    ///
    /// # Errors
    ///
    /// It is none of them.
    pub fn choose(&self, representations: &[&[&str]]) -> Result<usize, DecodeError> {
        let Some(found) = self.content_type() else { return Ok(0) };
        let all =
            representations.iter().enumerate().flat_map(|(index, media)| media.iter().map(move |it| (index, *it)));
        let all: Vec<_> = all.collect();
        if let Some(best) = media_type::best(all.iter().map(|(_, media)| *media), found) {
            return Ok(all[best].0);
        }
        let is_json = media_type::is_json(found);
        let alike = all.iter().find(|(_, media)| media_type::is_json(media) == is_json);
        match alike.filter(|_| !media_type::is_of("text/html", found)) {
            Some((index, _)) => Ok(*index),
            None => Err(DecodeError::whole(format!("expected {} but found `{found}`", self.documented))),
        }
    }
}
