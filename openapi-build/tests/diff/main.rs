//! What a new document changes, as a table: each change there and back, with the lines that it has to say.

mod bounds;
mod many;
mod operations;
mod parameters;
mod patches;
mod same;
mod support;
mod types;
