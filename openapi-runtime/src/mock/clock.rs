//! A clock that nobody waits for.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use tokio::time::Instant;

/// A clock under which waiting between attempts takes no time: a wait moves the clock on and is noted.
///
/// ```ignore
/// let clock = openapi_runtime::mock::VirtualClock::new();
/// let client = pets::Client::builder().base_url("http://127.0.0.1:9").clock(&clock).build()?;
/// client.list_pets().send().await.unwrap_err();
/// assert_eq!(clock.waits().len(), 3); // between four attempts
/// ```
#[derive(Clone, Debug)]
pub struct VirtualClock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    start: Instant,
    wall_start: SystemTime,
    waits: Mutex<Vec<Duration>>,
}

impl VirtualClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self::starting_at(SystemTime::now())
    }

    /// A clock whose time of day starts at `wall_start`.
    pub fn starting_at(wall_start: SystemTime) -> Self {
        Self(Arc::new(Inner { start: Instant::now(), wall_start, waits: Mutex::default() }))
    }

    /// The waits so far, in order.
    pub fn waits(&self) -> Vec<Duration> {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How far waits have moved the clock on.
    pub fn elapsed(&self) -> Duration {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().sum()
    }

    pub(crate) fn now(&self) -> Instant {
        self.0.start + self.elapsed()
    }

    pub(crate) fn wall(&self) -> SystemTime {
        self.0.wall_start + self.elapsed()
    }

    pub(crate) async fn sleep(&self, duration: Duration) {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        // As a real wait does, let others run.
        tokio::task::yield_now().await;
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}
