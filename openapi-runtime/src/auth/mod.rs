//! Credentials: what a document asks for (OpenAPI 3.1, sections 4.8.27 and 4.8.30), what a client has, and what is sent.

mod api_key;
mod apply;
mod credential;
mod scheme;

pub use self::{
    api_key::ApiKey,
    credential::{Credential, IntoCredential},
    scheme::{Place, Scheme},
};
pub(crate) use self::{
    apply::{Applied, apply, missing},
    credential::Secret,
};
