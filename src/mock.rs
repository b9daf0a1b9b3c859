//! For tests of code that uses this client.

mod clock;
mod sandbox;

pub use clock::VirtualClock;
pub use sandbox::{Sandbox, SandboxBuilder};
