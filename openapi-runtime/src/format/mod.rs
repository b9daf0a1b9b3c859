//! Texts that have a format. A format is an annotation (JSON Schema 2020-12, validation, section 7.2.1): what a server sends
//! is kept as it came, and a value that is none costs nobody a page. Who wants to know what it says converts it.

mod base64;
mod date;
mod date_time;
mod text;
mod time;
mod uuid;

pub use base64::Base64;
pub use date::Date;
pub use date_time::DateTime;
pub use time::Time;
pub use uuid::Uuid;

#[cfg(test)]
mod tests;
