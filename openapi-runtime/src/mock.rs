//! For tests of code that uses a generated client.

mod clock;

pub use clock::VirtualClock;
