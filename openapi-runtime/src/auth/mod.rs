//! Credentials: what a document asks for (OpenAPI 3.1, sections 4.8.27 and 4.8.30), what a client has, and what is sent.

mod api_key;
mod apply;
mod credential;
mod scheme;

pub(crate) use self::apply::{Learned, apply, missing, refused, sent};
pub use self::{
    api_key::ApiKey,
    credential::{Credential, CredentialProvider, IntoCredential},
    scheme::{Place, Scheme},
};
