//! Time, so that tests of retries need not wait.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

#[cfg(feature = "mock")]
use crate::mock::VirtualClock;

#[derive(Clone, Debug, Default)]
pub(crate) enum Clock {
    #[default]
    Real,
    #[cfg(feature = "mock")]
    Virtual(VirtualClock),
}

impl Clock {
    pub(crate) fn now(&self) -> Instant {
        match self {
            Self::Real => Instant::now(),
            #[cfg(feature = "mock")]
            Self::Virtual(clock) => clock.now(),
        }
    }

    pub(crate) fn wall(&self) -> SystemTime {
        match self {
            Self::Real => SystemTime::now(),
            #[cfg(feature = "mock")]
            Self::Virtual(clock) => clock.wall(),
        }
    }

    pub(crate) async fn sleep(&self, duration: Duration) {
        match self {
            Self::Real => tokio::time::sleep(duration).await,
            #[cfg(feature = "mock")]
            Self::Virtual(clock) => clock.sleep(duration).await,
        }
    }
}
