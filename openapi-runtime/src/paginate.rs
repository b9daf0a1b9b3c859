//! Walks over a paginated list.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::{FusedStream, Stream};
use tokio::{runtime::Handle, task::JoinHandle};

use crate::{
    Call, Cursor, Error, ErrorKind, OperationInfo, Page, Paginated, Response, page, prepare, send,
    used_cursors::UsedCursors,
};

type Answer<O> = Result<Response<<O as crate::Operation>::Output>, Error>;
type Item<O> = <<O as crate::Operation>::Output as Page>::Item;

/// Every page from a request's cursor on: a stream of [`Response`]s, one request each.
///
/// It goes on as the document has it: by a cursor in the answer, past empty pages that carry one; by URLs, of the same origin
/// only; or by counting, up to an empty page. It ends where nothing follows, after as many pages or items as were asked for,
/// or after an error. [`Error::cursor`] is then where the page that failed starts. A page that carries a cursor that this walk
/// has already used is such a failure: it is not delivered, and where it starts is where to go on.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<O: Paginated> {
    state: State<O>,
    used: UsedCursors,
    /// Where the page that is asked for starts.
    at: Option<Cursor>,
    prefetch: bool,
    /// How many pages and items may still come.
    left: (Option<usize>, Option<usize>),
}

enum State<O: Paginated> {
    /// The next page is not asked for yet.
    Idle(Call),
    Waiting(Call, InFlight<Answer<O>>),
    Done,
}

impl<O: Paginated> Pages<O> {
    #[doc(hidden)]
    pub fn new(mut call: Call) -> Self {
        call.ask_for_largest();
        let mut used = UsedCursors::new();
        let start = call.start();
        if let Some(start) = start.clone().or_else(|| first_url(&call, &O::INFO)) {
            used.insert(&start);
        }
        let (prefetch, left) = (call.prefetches(), call.most());
        let is_over = call.invalid().is_none() && (left.0 == Some(0) || left.1 == Some(0));
        let state = if is_over { State::Done } else { State::Idle(call) };
        Self { state, used, at: start, prefetch, left }
    }

    /// What follows the page that the request brought.
    ///
    /// A page that leads back is the one that failed, and is not delivered: whoever takes up the walk there loses and
    /// repeats nothing.
    fn after(&mut self, mut call: Call, page: &Response<O::Output>) -> Result<State<O>, Error> {
        self.left.0 = self.left.0.map(|left| left.saturating_sub(1));
        self.left.1 = self.left.1.map(|left| left.saturating_sub(page.items().len()));
        let is_over = self.left.0 == Some(0) || self.left.1 == Some(0);
        let Some(next) = page.next_cursor().filter(|_| !is_over) else {
            return Ok(State::Done);
        };
        let wrong = |kind: ErrorKind, what: String| {
            let redactor = &call.core().inner().redactor;
            let error = Error::new(kind, what).with(|error| {
                error.operation = Some(O::INFO.id);
                error.status = Some(page.status());
                error.headers = Some(page.headers().clone());
                error.sent_request_id = Some(page.sent_request_id().clone());
                error.attempts = page.attempts();
            });
            error.at_cursor(self.at.as_ref(), redactor).sealed(redactor)
        };
        if call.form().page.as_ref().is_some_and(|page| page.style.is_of_urls())
            && let Some(own) = prepare::own_url(&call, &O::INFO)
            && let Err(what) = page::resolve(&own, next.as_str())
        {
            return Err(wrong(ErrorKind::Decode, what));
        }
        if !self.used.insert(next) {
            let next = call.core().inner().redactor.line(next.as_str());
            return Err(wrong(ErrorKind::PaginationLoop, format!("the server sent the cursor `{next}` again")));
        }
        call.cursor(Some(next.clone()));
        self.at = Some(next.clone());
        Ok(match Handle::try_current() {
            Ok(runtime) if self.prefetch => {
                let task = runtime.spawn(send::<O>(call.clone()));
                State::Waiting(call, InFlight::Spawned(Spawned(task)))
            }
            _ => State::Idle(call),
        })
    }
}

/// What the first page would be called by one that leads back to it, where pages have URLs of their own.
fn first_url(call: &Call, info: &OperationInfo) -> Option<Cursor> {
    call.form().page.as_ref().filter(|page| page.style.is_of_urls())?;
    prepare::own_url(call, info).map(|url| Cursor::from(url.as_str()))
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Answer<O>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Idle(call) => {
                    let answer = InFlight::Local(Box::pin(send::<O>(call.clone())));
                    self.state = State::Waiting(call, answer);
                }
                State::Waiting(call, mut answer) => match answer.poll(cx) {
                    Poll::Pending => {
                        self.state = State::Waiting(call, answer);
                        return Poll::Pending;
                    }
                    Poll::Ready(Ok(page)) => {
                        self.state = match self.after(call, &page) {
                            Ok(state) => state,
                            Err(looping) => return Poll::Ready(Some(Err(looping))),
                        };
                        return Poll::Ready(Some(Ok(page)));
                    }
                    Poll::Ready(Err(error)) => {
                        let redactor = &call.core().inner().redactor;
                        return Poll::Ready(Some(Err(error.at_cursor(self.at.as_ref(), redactor).sealed(redactor))));
                    }
                },
                State::Done => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paginated> FusedStream for Pages<O> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Done)
    }
}

// Nothing is pinned in place: the futures are boxed.
impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Idle(_) => "idle",
            State::Waiting(..) => "waiting",
            State::Done => "done",
        };
        f.debug_struct("Pages")
            .field("operation", &O::INFO.id)
            .field("state", &state)
            .field("pages", &self.used.len())
            .field("prefetch", &self.prefetch)
            .finish_non_exhaustive()
    }
}

enum InFlight<T> {
    Local(Pin<Box<dyn Future<Output = T> + Send>>),
    Spawned(Spawned<T>),
}

/// A task that ends with whoever waits for it.
struct Spawned<T>(JoinHandle<T>);

impl<T> Drop for Spawned<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> InFlight<Result<T, Error>> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<T, Error>> {
        match self {
            Self::Local(future) => future.as_mut().poll(cx),
            Self::Spawned(task) => Poll::Ready(ready!(Pin::new(&mut task.0).poll(cx)).unwrap_or_else(|error| {
                // The runtime is going down, or the caller's own id maker panicked.
                Err(Error::new(ErrorKind::Transport, "the task that fetched the page ended").with_source(error))
            })),
        }
    }
}

/// Every item from a request's cursor on, page by page. The rules are those of [`Pages`].
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    page: vec::IntoIter<Item<O>>,
    /// How many may still come.
    left: usize,
}

impl<O: Paginated> Items<O> {
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        let left = call.most().1.unwrap_or(usize::MAX);
        Self { pages: Pages::new(call), page: Vec::new().into_iter(), left }
    }
}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<Item<O>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    let mut items = page.into_items();
                    items.truncate(self.left);
                    self.left -= items.len();
                    self.page = items.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), if self.pages.is_terminated() { Some(self.page.len()) } else { None })
    }
}

impl<O: Paginated> FusedStream for Items<O> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_of_page", &self.page.len())
            .finish_non_exhaustive()
    }
}
