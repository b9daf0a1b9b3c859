//! For tests of code that uses a generated client.

mod clock;
#[doc(hidden)]
pub mod expect;

pub use clock::VirtualClock;
