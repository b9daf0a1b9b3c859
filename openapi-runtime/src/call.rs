//! A request before it is sent: what the setters were given.

use std::{
    fmt::{self, Display},
    time::Duration,
};

use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use crate::{
    Core, Cursor, Number, RequestId, RetryPolicy, check,
    encode::{self, multipart},
    file_part,
    operation::{BodyKind, RequestForm},
    page, shown,
};

/// What the setters of a request were given. None of them fails: the first argument that is not allowed is kept, and
/// sending reports it.
#[derive(Clone)]
pub struct Call {
    core: Core,
    form: &'static RequestForm,
    /// By the parameter's number.
    arguments: Vec<Option<Argument>>,
    body: Option<Result<Body, String>>,
    headers: Vec<(HeaderName, HeaderValue)>,
    query_pairs: Vec<(String, String)>,
    request_id: Option<RequestId>,
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    prefetch: bool,
    /// The URL of the page that is asked for, where pages have URLs of their own.
    at: Option<Cursor>,
    /// How many pages and items a walk brings at most.
    most: (Option<usize>, Option<usize>),
    invalid: Option<String>,
}

/// The value of a parameter, or why it is none.
type Argument = Result<Value, String>;

/// A body as it is sent.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) content_type: HeaderValue,
    pub(crate) content: Bytes,
}

impl Call {
    /// A request of the form that an operation's requests have.
    pub fn new(core: &Core, form: &'static RequestForm) -> Self {
        Self {
            core: core.clone(),
            form,
            arguments: vec![None; form.parameters.len()],
            body: None,
            headers: Vec::new(),
            query_pairs: Vec::new(),
            request_id: None,
            timeout: None,
            retry: None,
            prefetch: false,
            at: None,
            most: (None, None),
            invalid: None,
        }
    }

    /// A parameter that is a text.
    pub fn text(&mut self, number: usize, value: impl Into<String>) {
        self.set(number, Value::String(value.into()));
    }

    /// A parameter that is a 64-bit integer.
    pub fn integer(&mut self, number: usize, value: impl TryInto<i64> + Clone + Display) {
        self.given(number, integer(value).map_err(|found| format!("to be a 64-bit integer but found {found}")));
    }

    /// A parameter that is a number.
    pub fn number(&mut self, at: usize, value: impl Number) {
        self.given(at, value.json());
    }

    /// A parameter that is a list of 64-bit integers.
    pub fn integers<T: TryInto<i64> + Clone + Display>(&mut self, number: usize, items: impl IntoIterator<Item = T>) {
        let value = items.into_iter().map(integer).collect::<Result<_, _>>().map(Value::Array);
        self.given(number, value.map_err(|found| format!("to have 64-bit integers but found {found}")));
    }

    /// A parameter that is a list of numbers.
    pub fn numbers<T: Number>(&mut self, number: usize, items: impl IntoIterator<Item = T>) {
        let value = items.into_iter().map(Number::json).collect::<Result<_, _>>();
        self.given(number, value.map(Value::Array));
    }

    /// A parameter of another type.
    pub fn value<T: Serialize>(&mut self, number: usize, value: impl TryInto<T, Error: Display>) {
        let value = match value.try_into() {
            Ok(value) => json(&value),
            Err(error) => Err(format!("to be one that the document allows but found: {error}")),
        };
        self.given(number, value);
    }

    /// A parameter that is a list.
    pub fn list<T: Serialize>(&mut self, number: usize, items: impl IntoIterator<Item = impl Into<T>>) {
        let value = items.into_iter().map(|item| json(&item.into())).collect::<Result<_, _>>();
        self.given(number, value.map(Value::Array));
    }

    /// What is no value of the parameter's type is the call's error, also where another value is set later.
    fn given(&mut self, number: usize, value: Result<Value, String>) {
        match value {
            Ok(value) => self.set(number, value),
            Err(wrong) => {
                let name = self.form.parameters.get(number).map_or("", |parameter| parameter.name);
                self.reject(&format!("expected `{name}` {wrong}"));
            }
        }
    }

    fn set(&mut self, number: usize, value: Value) {
        let Some((argument, parameter)) = self.arguments.get_mut(number).zip(self.form.parameters.get(number)) else {
            return;
        };
        let checked = parameter.rule.map_or(Ok(()), |rule| check::check(parameter.name, &value, rule));
        *argument = Some(checked.map(|()| value));
    }

    /// Where a walk starts; `None` is the first page.
    pub fn cursor(&mut self, cursor: Option<Cursor>) {
        let Some(page) = &self.form.page else { return };
        let Some(argument) = page.start.and_then(|number| self.arguments.get_mut(number)) else {
            self.at = cursor;
            return;
        };
        let is_counted = page.style.first().is_some();
        *argument = cursor.map(|cursor| match cursor.as_str().parse::<i64>() {
            Ok(number) if is_counted => Ok(Value::from(number)),
            Err(_) if is_counted => {
                Err(shown::line(&format!("expected a page to start at a whole number but found `{cursor}`")))
            }
            _ => Ok(Value::String(cursor.into())),
        });
    }

    /// A body that is a value of the document's.
    pub fn body<T: Serialize>(&mut self, value: impl TryInto<T, Error: Display>) {
        let value =
            value.try_into().map_err(|error| format!("expected a body that the document allows but found: {error}"));
        self.body = Some(value.and_then(|value| self.written(&value)));
    }

    /// A body that is sent as it is.
    pub fn raw_body(&mut self, content: impl Into<Bytes>) {
        let media_type = self.form.body.as_ref().map_or("", |body| body.media_type);
        self.body = Some(body(media_type, content.into()));
    }

    fn written<T: Serialize>(&self, value: &T) -> Result<Body, String> {
        let Some(form) = &self.form.body else { return Err("expected no body but found one".to_owned()) };
        let no_json = |error: serde_json::Error| format!("expected `body` to have a JSON form but found: {error}");
        if form.kind == BodyKind::Json {
            if let Some(rule) = form.rule {
                check::check("body", &serde_json::to_value(value).map_err(no_json)?, rule)?;
            }
            return body(form.media_type, serde_json::to_vec(value).map_err(no_json)?.into());
        }
        let (value, files) = file_part::collect(value);
        let value = value.map_err(no_json)?;
        if let Some(rule) = form.rule {
            check::check("body", &value, rule)?;
        }
        match form.kind {
            BodyKind::Multipart => {
                let (content_type, content) = multipart(value, &files);
                body(&content_type, content.into())
            }
            _ => body(form.media_type, encode::form(&value).into()),
        }
    }

    /// The id that this call sends.
    pub fn request_id(&mut self, value: impl TryInto<RequestId, Error: Display>) {
        match value.try_into() {
            Ok(id) => self.request_id = Some(id),
            Err(error) => self.reject(&error.to_string()),
        }
    }

    /// A header beside the client's own.
    pub fn header(&mut self, name: &str, value: &str) {
        let found = match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.push((name, value));
                return;
            }
            (Err(_), _) => format!("expected a header's name (RFC 9110, section 5.6.2) but found `{name}`"),
            (_, Err(_)) => format!("expected the header `{name}` to have a value that can be sent but found another"),
        };
        self.reject(&found);
    }

    /// A pair of the query beside the document's parameters.
    pub fn query_pair(&mut self, name: &str, value: &str) {
        self.query_pairs.push((name.to_owned(), value.to_owned()));
    }

    /// How long an attempt may take.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// When a failed attempt is made again.
    pub fn retry(&mut self, retry: RetryPolicy) {
        self.retry = Some(retry);
    }

    /// Whether a walk fetches the next page while the current one is consumed.
    pub fn prefetch(&mut self, value: bool) {
        self.prefetch = value;
    }

    /// How many pages a walk brings at most.
    pub fn max_pages(&mut self, value: impl TryInto<usize> + Display) {
        self.most.0 = self.count("max_pages", value);
    }

    /// How many items a walk brings at most.
    pub fn max_items(&mut self, value: impl TryInto<usize> + Display) {
        self.most.1 = self.count("max_items", value);
    }

    fn count(&mut self, name: &str, value: impl TryInto<usize> + Display) -> Option<usize> {
        let found = value.to_string();
        let count = value.try_into().ok();
        if count.is_none() {
            self.reject(&format!("expected `{name}` to be a number of them but found {found}"));
        }
        count
    }

    fn reject(&mut self, message: &str) {
        self.invalid.get_or_insert_with(|| shown::line(message));
    }
}

/// A 64-bit integer, or the number that is none.
fn integer<T: TryInto<i64> + Clone + Display>(value: T) -> Result<Value, T> {
    value.clone().try_into().map(Value::from).map_err(|_| value)
}

fn json<T: Serialize>(value: &T) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| format!("to have a JSON form but found: {error}"))
}

fn body(content_type: &str, content: Bytes) -> Result<Body, String> {
    let content_type = HeaderValue::from_str(content_type)
        .map_err(|_| format!("expected a media type that can be sent but found `{content_type}`"))?;
    Ok(Body { content_type, content })
}

impl Call {
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn form(&self) -> &'static RequestForm {
        self.form
    }

    pub(crate) fn argument(&self, number: usize) -> Option<&Argument> {
        self.arguments.get(number)?.as_ref()
    }

    pub(crate) fn own_body(&self) -> Option<&Result<Body, String>> {
        self.body.as_ref()
    }

    /// Where a walk starts.
    pub(crate) fn start(&self) -> Option<Cursor> {
        match self.form.page.as_ref()?.start {
            Some(number) => self.argument(number)?.as_ref().ok().and_then(page::cursor),
            None => self.at.clone(),
        }
    }

    /// The URL of the page that is asked for, if it is not the first one.
    pub(crate) fn at(&self) -> Option<&Cursor> {
        self.at.as_ref()
    }

    /// How many pages and items a walk brings at most.
    pub(crate) fn most(&self) -> (Option<usize>, Option<usize>) {
        self.most
    }

    /// Asks for pages as large as the document allows, where that is wanted and the caller said nothing else.
    pub(crate) fn ask_for_largest(&mut self) {
        let largest = self.form.page.as_ref().and_then(|page| page.largest);
        if let Some((number, size)) = largest
            && let Some(argument @ None) = self.arguments.get_mut(number)
        {
            *argument = Some(Ok(Value::from(size)));
        }
    }

    pub(crate) fn query_pairs(&self) -> &[(String, String)] {
        &self.query_pairs
    }

    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    pub(crate) fn own_request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }

    /// The time limits of the client, unless the call has its own.
    pub(crate) fn limits(&self) -> Result<(RetryPolicy, Duration), String> {
        let inner = self.core.inner();
        if self.retry.is_none() && self.timeout.is_none() {
            return Ok((inner.retry.clone(), inner.timeout));
        }
        let (retry, timeout) = &inner.configured;
        let retry = self.retry.clone().unwrap_or_else(|| retry.clone());
        let settled = retry.settle(self.timeout.or(*timeout), inner.timeout);
        settled.map_err(|error| error.to_string())
    }

    pub(crate) fn prefetches(&self) -> bool {
        self.prefetch
    }

    pub(crate) fn invalid(&self) -> Option<&str> {
        self.invalid.as_deref()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("base_url", &self.core.base_url())
            .field("request_id", &self.request_id)
            .field("prefetch", &self.prefetch)
            .field("invalid", &self.invalid)
            .finish_non_exhaustive()
    }
}
