//! What a new document changes, as a table: each change there and back, with the lines that it has to say.

mod builders;
mod same;
mod support;
mod types;
