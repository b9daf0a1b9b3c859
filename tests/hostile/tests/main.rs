//! Arguments that could do harm: what is sent, and what is refused before that.

mod bounds;
mod cookies;
mod paths;
mod server;
