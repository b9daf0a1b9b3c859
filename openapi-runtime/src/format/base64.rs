use ::base64::{
    DecodeError, Engine as _,
    engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig},
    prelude::BASE64_STANDARD,
};
use bytes::Bytes;

use super::text::text;

text! {
    /// Bytes as base64 (RFC 4648, section 4): the format `byte`, and `contentEncoding: base64`.
    Base64 "byte"
}

/// Reads text with padding and without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &::base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(::base64::engine::DecodePaddingMode::Indifferent),
);

impl Base64 {
    /// The bytes that the text stands for.
    ///
    /// # Errors
    ///
    /// The text is no base64.
    pub fn to_bytes(&self) -> Result<Bytes, DecodeError> {
        LENIENT.decode(self.as_str()).map(Bytes::from)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        BASE64_STANDARD.encode(bytes).into()
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        (&*bytes).into()
    }
}
