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
    Core, Cursor, FilePart, Number, RequestId, RetryPolicy,
    body_form::BodyKind,
    check,
    encode::{self, multipart},
    file_part, media_type,
    operation::RequestForm,
    page,
    payload::Payload,
    shown,
};

/// What the setters of a request were given. None of them fails: the first argument that is not allowed is kept, and
/// sending reports it.
#[derive(Clone)]
pub struct Call {
    core: Core,
    form: &'static RequestForm,
    /// By the parameter's number.
    arguments: Vec<Option<Argument>>,
    body: Option<Result<Given, String>>,
    /// The media types that the caller says: of the body, and of the answer.
    content_type: Option<HeaderValue>,
    accept: Option<HeaderValue>,
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

/// What the body was set to, of which type of those that the document has.
#[derive(Clone)]
struct Given {
    choice: usize,
    content: Content,
}

#[derive(Clone)]
enum Content {
    /// As it is, or JSON written out.
    Written(Bytes),
    /// What its media type decides the form of, its members' names as they come, and the files in it.
    Value(Value, Vec<String>, Vec<FilePart>),
}

/// A body as it is sent.
pub(crate) struct Sent {
    pub(crate) content_type: HeaderValue,
    pub(crate) payload: Payload,
}

/// A body that may be of several types.
#[doc(hidden)]
pub trait BodyChoice {
    /// Sets it, by the number of its type.
    fn give(self, call: &mut Call);
}

impl Call {
    /// A request of the form that an operation's requests have.
    pub fn new(core: &Core, form: &'static RequestForm) -> Self {
        Self {
            core: core.clone(),
            form,
            arguments: vec![None; form.parameters.len()],
            body: None,
            content_type: None,
            accept: None,
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
        match value.try_into() {
            Ok(value) => self.body_of(0, &value),
            Err(error) => self.no_body(&error),
        }
    }

    /// A body that is sent as it is.
    pub fn raw_body(&mut self, content: impl Into<Bytes>) {
        self.raw_body_of(0, content);
    }

    /// A body that is of one of several types.
    pub fn choice<T: BodyChoice>(&mut self, value: impl TryInto<T, Error: Display>) {
        match value.try_into() {
            Ok(value) => value.give(self),
            Err(error) => self.no_body(&error),
        }
    }

    /// A body of the type with this number.
    pub fn body_of<T: Serialize>(&mut self, choice: usize, value: &T) {
        self.body = Some(self.read(choice, value).map(|content| Given { choice, content }));
    }

    /// A body of the type with this number, as it is.
    pub fn raw_body_of(&mut self, choice: usize, content: impl Into<Bytes>) {
        self.body = Some(Ok(Given { choice, content: Content::Written(content.into()) }));
    }

    fn no_body(&mut self, error: &dyn Display) {
        self.body = Some(Err(format!("expected a body that the document allows but found: {error}")));
    }

    fn read<T: Serialize>(&self, choice: usize, value: &T) -> Result<Content, String> {
        let form = self.form.body.get(choice).ok_or("expected no body but found one")?;
        let no_json = |error: serde_json::Error| format!("expected `body` to have a JSON form but found: {error}");
        if form.is_json() {
            if let Some(rule) = form.rule {
                check::check("body", &serde_json::to_value(value).map_err(no_json)?, rule)?;
            }
            return serde_json::to_vec(value).map(|json| Content::Written(json.into())).map_err(no_json);
        }
        let (value, names, files) = file_part::collect(value).map_err(no_json)?;
        if let Some(rule) = form.rule {
            check::check("body", &value, rule)?;
        }
        Ok(Content::Value(value, names, files))
    }

    /// The media type of the body.
    pub fn content_type(&mut self, media_type: &str) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => self.content_type = Some(value),
            Err(_) => self.reject("expected `content_type` to be a media type that can be sent but found another text"),
        }
    }

    /// The media type that the answer is to have.
    pub fn accept(&mut self, media_type: &str) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => self.accept = Some(value),
            Err(_) => self.reject("expected `accept` to be a media type that can be sent but found another text"),
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

    /// The body in the form that its media type has; `None` where there is none.
    pub(crate) fn written_body(&self) -> Result<Option<Sent>, String> {
        let Given { choice, content } = match &self.body {
            Some(Ok(given)) => given,
            Some(Err(message)) => return Err(message.clone()),
            None if self.form.body.iter().any(|body| body.required) => {
                return Err("expected the body to be set but found none".to_owned());
            }
            None => return Ok(None),
        };
        let form = self.form.body.get(*choice).ok_or("expected no body but found one")?;
        let (media, content_type) = form.media(self.content_type.as_ref())?;
        let (mut value, names, files) = match content {
            Content::Written(content) => return Ok(Some(Sent { content_type, payload: content.clone().into() })),
            Content::Value(value, names, files) => (value.clone(), names, files),
        };
        if media.kind == BodyKind::Multipart {
            let (boundary, pieces) = multipart(&value, names, files, media.parts);
            let media_type = content_type.to_str().map_or(media.name, |it| it.split(';').next().unwrap_or(it).trim());
            let content_type = HeaderValue::from_str(&format!("{media_type}; boundary={boundary}"));
            let content_type = content_type.map_err(|_| "expected a media type that can be sent".to_owned())?;
            return Ok(Some(Sent { content_type, payload: pieces.into() }));
        }
        file_part::as_texts(&mut value, files);
        let content = match (media.kind, value) {
            (BodyKind::Form, value) => encode::form(&value, names, media.parts),
            (BodyKind::Raw, Value::String(text)) => text,
            (_, value) => value.to_string(),
        };
        Ok(Some(Sent { content_type, payload: Bytes::from(content).into() }))
    }

    /// The header `Accept`: what the caller says if the document has it, else all that the document has.
    pub(crate) fn own_accept(&self, documented: &'static str) -> Result<Option<HeaderValue>, String> {
        let Some(said) = &self.accept else {
            return Ok(Some(documented).filter(|all| !all.is_empty()).map(HeaderValue::from_static));
        };
        let name = said.to_str().unwrap_or_default();
        let stream = self.form.stream.as_ref().map_or("", |stream| stream.accept);
        let all = documented.split(',').chain(stream.split(','));
        let fits = |range: &str| media_type::is_of(range, name) || media_type::is_of(name, range);
        if name.contains(',') || all.map(str::trim).any(|range| !range.is_empty() && fits(range)) {
            return Ok(Some(said.clone()));
        }
        Err(format!("expected `accept` to be of {documented} but found `{name}`"))
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
