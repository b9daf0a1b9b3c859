//! Panics in code that is not ours, and a last guard for ours: a panic is a diagnostic, and the stack is one that no
//! document within the limits comes to the end of.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
    thread,
};

use crate::{
    diagnostic::{Diagnostic, Errors},
    limits::STACK,
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

/// Runs `go`, which reads the document `name`, in a thread with a large stack: what recurses over a document may go as
/// deep as the document does.
pub(crate) fn on_own_stack<T: Send>(name: &str, go: impl FnOnce() -> Result<T, Errors> + Send) -> Result<T, Errors> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("openapi-build".to_owned()).stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || caught(go)).map_err(|error| {
            Diagnostic::error(name, format!("expected a thread with a stack of {STACK} bytes but found: {error}"))
        })?;
        let result = thread.join().unwrap_or_else(|_| Err("outside of what is caught".to_owned()));
        result.unwrap_or_else(|message| {
            let diagnostic = Diagnostic::error(name, format!("the generator panicked: {message}"))
                .with_help("this is a shortcoming of the generator; please report the document");
            Err(diagnostic.into())
        })
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
