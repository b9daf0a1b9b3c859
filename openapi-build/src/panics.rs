//! Panics in code that is not ours, and a last guard for ours.

use std::panic::{self, AssertUnwindSafe};

/// Runs `go`; the message of a panic within is the error, and nothing is printed.
pub(crate) fn caught<T>(go: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(go));
    panic::set_hook(hook);
    result.map_err(|payload| {
        let message = payload.downcast_ref::<String>().cloned();
        message.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    })
}
