//! Panics in code that is not ours, and a last guard for ours.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    /// Whether a panic of this thread is caught and told as a diagnostic.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs `go`; the message of a panic within is the error, and nothing is printed.
pub(crate) fn caught<T>(go: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    // One hook for all threads: one that is set and reset would silence the panics of others.
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CAUGHT.get() {
                previous(info);
            }
        }));
    });
    let outer = CAUGHT.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(go));
    CAUGHT.set(outer);
    result.map_err(|payload| {
        let message = payload.downcast_ref::<String>().cloned();
        message.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn the_message_of_a_panic_is_the_error() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| panic!("a {}", "b")), Err::<(), _>("a b".to_owned()));
        assert_eq!(caught(|| caught(|| panic!("a"))), Ok(Err::<(), _>("a".to_owned())));
    }
}
