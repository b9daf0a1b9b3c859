//! What the generated code tells the runtime about an operation.

use crate::{Call, Cursor, DecodeError};

/// What the document says about an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OperationInfo {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
    /// The statuses of documented successes, as inclusive ranges.
    pub success: &'static [(u16, u16)],
    /// Whether the method is one that may be sent again.
    pub idempotent: bool,
    /// Whether the operation needs a credential.
    pub authenticated: bool,
}

impl OperationInfo {
    pub(crate) fn is_success(&self, status: u16) -> bool {
        self.success.iter().any(|&(first, last)| (first..=last).contains(&status))
    }

    /// The statuses of documented successes as a text.
    pub(crate) fn expected(&self) -> String {
        let statuses: Vec<_> = self
            .success
            .iter()
            .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
            .collect();
        if statuses.is_empty() { "another status".to_owned() } else { statuses.join(" or ") }
    }
}

/// Where the generated code's functions that build requests take the beginning from.
#[derive(Clone, Copy, Debug)]
pub struct Requests<'c> {
    /// The base URL, without a slash at the end.
    pub baseurl: &'c str,
    /// The HTTP client.
    pub client: &'c reqwest::Client,
}

/// A request builder, made by a method of a client. Only generated code implements this.
pub trait Operation: Clone + Send + Sync + 'static {
    /// What a documented success carries.
    type Output: Send + 'static;

    /// What the document says about the operation.
    const INFO: OperationInfo;

    #[doc(hidden)]
    fn call(&self) -> &Call;

    #[doc(hidden)]
    #[allow(clippy::result_large_err)] // as progenitor has it
    fn request(&self, requests: Requests<'_>) -> Result<reqwest::Request, progenitor_client::Error<()>>;

    /// Whether this request may be sent again after a fault: by its method, or because it has an idempotency key.
    fn is_idempotent(&self) -> bool;

    #[doc(hidden)]
    fn decode(status: u16, body: &[u8]) -> Result<Self::Output, DecodeError>;
}

/// An [`Operation`] whose answers are pages.
pub trait Paginated: Operation<Output: Page> {
    /// What the pages are made of.
    type Item: Send + 'static;

    /// Where this request starts; `None` is the first page.
    fn cursor(&self) -> Option<&Cursor>;

    #[doc(hidden)]
    fn set_cursor(&mut self, cursor: Cursor);
}

/// An answer that is one page of a list.
pub trait Page {
    /// What the page is made of.
    type Item: Send + 'static;

    /// The items of this page.
    fn items(&self) -> &[Self::Item];

    /// The items of this page, owned.
    fn into_items(self) -> Vec<Self::Item>
    where
        Self: Sized;

    /// Where the next page starts, as the server said it.
    fn next_cursor(&self) -> Option<&Cursor>;
}
