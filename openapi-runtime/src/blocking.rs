//! Calls for code that is not async. They run on a runtime of their own, on one thread that all clients share, and the caller
//! waits: so they may be made from anywhere, also where a runtime runs already.

use std::{
    future::{Future, pending, poll_fn},
    pin::Pin,
    sync::{OnceLock, mpsc},
    thread,
};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use crate::{Error, ErrorKind};

/// The runtime, started by whoever needs it first.
fn runtime() -> Result<Handle, Error> {
    static RUNTIME: OnceLock<Handle> = OnceLock::new();
    if let Some(handle) = RUNTIME.get() {
        return Ok(handle.clone());
    }
    let failed = |error: std::io::Error| Error::config("a thread for calls that block", "none").with_source(error);
    let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let handle = runtime.handle().clone();
    // Two threads may come here at once; the runtime of the second ends with this call.
    if RUNTIME.set(handle).is_ok() {
        let run = move || runtime.block_on(pending::<()>());
        thread::Builder::new().name("openapi-runtime".to_owned()).spawn(run).map_err(failed)?;
    }
    RUNTIME.get().cloned().ok_or_else(|| Error::config("a runtime for calls that block", "none"))
}

/// Waits for what a future comes to.
pub(crate) fn wait<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> Result<T, Error> {
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime()?.spawn(async move {
        // Nobody is there any more who waits.
        let _ = sender.send(future.await);
    });
    receiver.recv().map_err(|_| Error::new(ErrorKind::Transport, "the call ended before there was an answer"))
}

/// Waits for a call.
///
/// # Errors
///
/// Those of the call, and that no thread can be started.
pub fn send<T: Send + 'static>(call: impl Future<Output = Result<T, Error>> + Send + 'static) -> Result<T, Error> {
    wait(call)?
}

/// A walk, as an iterator that waits for each item.
#[derive(Debug)]
pub struct Blocking<S>(Option<S>);

impl<S> Blocking<S> {
    /// The walk that the stream is.
    pub fn new(stream: S) -> Self {
        Self(Some(stream))
    }
}

impl<T, S> Iterator for Blocking<S>
where
    T: Send + 'static,
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.0.take()?;
        let next = wait(async move {
            let item = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await;
            (item, stream)
        });
        match next {
            Ok((item, stream)) => {
                self.0 = item.is_some().then_some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

/// The methods of requests that block.
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    (send) => {
        /// Sends the request and waits for the answer, from code that is not async.
        ///
        /// # Errors
        ///
        /// As of [`send`](Self::send).
        pub fn send_blocking(self) -> ::std::result::Result<$crate::Response<O::Output>, $crate::Error> {
            $crate::__private::send_blocking(self.send())
        }
    };
    (walk) => {
        /// Every page from here on, one request each, as an iterator that waits for them.
        pub fn pages_blocking(self) -> $crate::Blocking<$crate::Pages<O>> {
            $crate::Blocking::new(self.pages())
        }

        /// Every item of every page from here on, as an iterator that waits for them.
        pub fn items_blocking(self) -> $crate::Blocking<$crate::Items<O>> {
            $crate::Blocking::new(self.items())
        }
    };
}
