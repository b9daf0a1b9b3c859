//! Where requests go: the servers of a document (OpenAPI 3.1, sections 4.8.5 and 4.8.6), and the URL that is made of one.

mod base;
mod form;

pub(crate) use self::base::Base;
pub use self::form::{Server, ServerForm, Variable};
