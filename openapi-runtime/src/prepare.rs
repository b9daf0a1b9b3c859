//! From what the setters were given to a request.

use std::borrow::Cow;

use reqwest::{
    Method, Request, Url,
    header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT},
};
use serde_json::Value;

use crate::{
    Call, Error, ErrorKind, RequestId, auth,
    encode::{self, Encoding},
    operation::{Location, OperationInfo, Parameter},
    page,
    payload::Payload,
    server::Base,
};

/// A header that makes any request one that may be sent again.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The request of a call but for its body, which is beside it, and whether it may be sent again after a fault: by its
/// method, or because it has an idempotency key. `accept`: the media types that the document has for its answers.
pub(crate) fn request(
    call: &Call,
    info: &OperationInfo,
    id: &RequestId,
    accept: &'static str,
) -> Result<(Request, Option<Payload>, bool), Error> {
    let invalid =
        |what: String| Error::new(ErrorKind::InvalidRequest, what).with(|inner| inner.operation = Some(info.id));
    if let Some(message) = call.invalid() {
        return Err(invalid(message.to_owned()));
    }
    let base = base(call).map_err(|error| error.with(|inner| inner.operation = Some(info.id)))?;
    let url = url(call, info, &base).map_err(&invalid)?;
    let mut url = Url::parse(&url).map_err(|error| invalid("the request has no URL".to_owned()).with_source(error))?;
    if let Some(at) = call.at() {
        url = page::resolve(&url, at.as_str()).map_err(&invalid)?;
    }
    let method = Method::from_bytes(info.method.as_bytes())
        .map_err(|error| invalid("the request has no method".to_owned()).with_source(error))?;
    let mut request = Request::new(method, url);
    *request.headers_mut() = headers(call, id, accept).map_err(&invalid)?;
    let mut payload = None;
    if let Some(body) = call.written_body().map_err(&invalid)? {
        request.headers_mut().insert(CONTENT_TYPE, body.content_type);
        if let Some(length) = body.payload.length().map_err(&invalid)? {
            request.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        payload = Some(body.payload);
    }
    for (name, value) in call.headers() {
        request.headers_mut().insert(name.clone(), value.clone());
    }
    let repeatable = info.idempotent || request.headers().contains_key(IDEMPOTENCY_KEY);
    Ok((request, payload, repeatable))
}

/// The URL of a call's request, if there is one.
pub(crate) fn own_url(call: &Call, info: &OperationInfo) -> Option<Url> {
    Url::parse(&url(call, info, &base(call).ok()?).ok()?).ok()
}

/// Where the call goes: where the caller says, else to the operation's own server, else to the document's.
fn base(call: &Call) -> Result<Cow<'_, str>, Error> {
    let inner = call.core().inner();
    let Some(server) = call.form().server.filter(|_| !inner.is_base_chosen) else {
        if inner.base_url.is_empty() {
            return Err(Error::config("a base URL, as the document has no server for this operation,", "none"));
        }
        return Ok(Cow::Borrowed(&inner.base_url));
    };
    let base = Base::of_document(server, inner.document_url)?;
    let has_credentials = !auth::sent(call.form().security, &inner.credentials).is_empty();
    base.check(has_credentials, inner.allow_plain_http)?;
    if !inner.is_own_client {
        base.check_tls()?;
    }
    Ok(Cow::Owned(base.text()))
}

fn url(call: &Call, info: &OperationInfo, base: &str) -> Result<String, String> {
    let parameters = || call.form().parameters.iter().enumerate();
    let value = |name: &str| {
        let found = parameters().find(|(_, it)| it.location == Location::Path && it.name == name);
        let (number, parameter) = found.ok_or_else(|| format!("expected a path parameter `{name}` but found none"))?;
        Ok((given(call, number, parameter)?.unwrap_or(&Value::Null), parameter.encoding))
    };
    let mut url = encode::path(base, info.path, value)?;
    let mut query = String::new();
    for (number, parameter) in parameters().filter(|(_, it)| it.location == Location::Query) {
        if let Some(value) = given(call, number, parameter)? {
            encode::query(&mut query, parameter.name, value, parameter.encoding, parameter.allows_reserved)?;
        }
    }
    for (name, value) in call.query_pairs() {
        encode::query(&mut query, name, &Value::from(value.as_str()), Encoding::Repeated, false)?;
    }
    if !query.is_empty() {
        url.extend([if url.contains('?') { "&" } else { "?" }, query.as_str()]);
    }
    Ok(url)
}

/// What a parameter was set to.
fn given<'c>(call: &'c Call, number: usize, parameter: &Parameter) -> Result<Option<&'c Value>, String> {
    match call.argument(number) {
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(message)) => Err(message.clone()),
        None if parameter.required => {
            Err(format!("expected the {} `{}` to be set but found none", parameter.location.words(), parameter.name))
        }
        None => Ok(None),
    }
}

fn headers(call: &Call, id: &RequestId, accept: &'static str) -> Result<HeaderMap, String> {
    let inner = call.core().inner();
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(USER_AGENT, inner.user_agent.clone());
    if let Some(accept) = call.own_accept(accept)? {
        headers.insert(ACCEPT, accept);
    }
    for (name, value) in &inner.default_headers {
        headers.insert(name.clone(), value.clone());
    }
    let mut cookies = String::new();
    for (number, parameter) in call.form().parameters.iter().enumerate() {
        let (name, encoding) = (parameter.name, parameter.encoding);
        match (parameter.location, given(call, number, parameter)?) {
            (Location::Header, Some(value)) if !encode::is_undefined(value, encoding) => {
                let known = header_name(name)?;
                if inner.default_headers.contains_key(&known) {
                    headers.remove(&known);
                }
                headers.append(known, encode::header(name, value, encoding)?);
            }
            (Location::Cookie, Some(value)) => encode::cookie(&mut cookies, name, value, encoding),
            _ => {}
        }
    }
    if !cookies.is_empty() {
        let cookies = HeaderValue::try_from(cookies).map_err(|error| format!("expected cookies but found: {error}"))?;
        headers.insert(COOKIE, cookies);
    }
    if let Some(schemes) = auth::missing(call.form().security, inner.schemes, &inner.credentials) {
        return Err(format!("expected a credential for {schemes} but found none"));
    }
    if let Some(name) = &inner.request_id_header {
        let id = HeaderValue::from_str(id.as_str()).map_err(|_| "expected an id that a header can hold".to_owned())?;
        headers.insert(name.clone(), id);
    }
    Ok(headers)
}

fn header_name(name: &str) -> Result<HeaderName, String> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("expected a header's name (RFC 9110, section 5.6.2) but found `{name}`"))
}
