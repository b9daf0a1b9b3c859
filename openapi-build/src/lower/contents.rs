use serde_json::{Map, Value, json};

use super::{Context, Pass};
use crate::{composition::alias, pointer::Pointer, walk};

/// Progenitor takes one media type a body, one type for all successes and one for all errors: of several media types
/// the one that fits it best is kept, of several types of answers all are noted for the emission.
pub(crate) struct Contents;

impl Pass for Contents {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let mut hoisted = Vec::new();
        walk::operations(document, &mut |_, _, at, operation| {
            request(operation, at, &mut hoisted, context);
            responses(operation, at, &mut hoisted, context);
        });
        for (at, name, schema) in hoisted {
            context.moved(&at, Pointer::root().at(["components", "schemas", &name]));
            super::components(document).insert(name, schema);
        }
    }
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `application/json` and every type with the suffix `+json` (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// The media type that a body is sent as, and how; progenitor sees one that it takes in its place.
pub(crate) const MEDIA_TYPE: &str = "x-openapi-build-media-type";

const FORM: &str = "application/x-www-form-urlencoded";

fn request(
    operation: &mut Map<String, Value>,
    at: &Pointer,
    hoisted: &mut Vec<(Pointer, String, Value)>,
    context: &mut Context<'_>,
) {
    let id = operation.get("operationId").map(super::text).unwrap_or_default();
    let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) else { return };
    let content = match body.remove("content") {
        Some(Value::Object(content)) => content,
        _ => Map::new(),
    };
    let ranked = content.iter().min_by_key(|(media_type, _)| rank(media_type));
    let Some((media_type, value)) = ranked else {
        operation.remove("requestBody");
        return;
    };
    if !media_type.is_ascii() || http::HeaderValue::from_str(media_type).is_err() {
        context.unsupported(
            &at.at(["requestBody", "content", media_type]),
            format!("expected a media type (RFC 9110, section 8.3.1) but found `{media_type}`"),
            "it is sent as a header, in one line of ASCII",
        );
    }
    let schema = value.get("schema").cloned().unwrap_or_else(|| json!({}));
    let (stand_in, mut schema) = match rank(media_type) {
        Rank::Json => ("application/json", schema),
        Rank::Multipart => (MULTIPART, schema),
        Rank::Form => (FORM, schema),
        Rank::Text => ("text/plain", json!({"type": "string"})),
        Rank::Bytes => ("application/octet-stream", json!({"type": "string"})),
    };
    // The emission writes the parts from the body's type, which therefore needs a name.
    if stand_in == MULTIPART
        && schema.as_object().is_none_or(|keywords| keywords.len() > 1 || !keywords.contains_key("$ref"))
    {
        let at = at.at(["requestBody", "content", media_type, "schema"]);
        let name = format!("{id}-body");
        hoisted.push((at, name.clone(), std::mem::replace(&mut schema, json!({"$ref": super::component(&name)}))));
    }
    // A range is nothing that can be sent.
    let sent = if media_type.contains('*') { "application/octet-stream" } else { media_type.trim() };
    body.insert(MEDIA_TYPE.to_owned(), sent.into());
    body.insert("content".to_owned(), json!({stand_in: {"schema": schema}}));
}

/// How a body can be sent, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Json,
    Multipart,
    Form,
    Text,
    Bytes,
}

impl Rank {
    /// Whether the body is sent as it is given.
    pub(crate) fn is_raw(self) -> bool {
        matches!(self, Self::Text | Self::Bytes)
    }
}

pub(crate) const MULTIPART: &str = "multipart/form-data";

pub(crate) fn rank(media_type: &str) -> Rank {
    let essence = essence(media_type);
    match essence.as_str() {
        _ if is_json(media_type) => Rank::Json,
        MULTIPART => Rank::Multipart,
        FORM => Rank::Form,
        "application/xml" | "application/yaml" | "application/x-yaml" | "application/graphql" => Rank::Text,
        _ if essence.starts_with("text/") || essence.ends_with("+xml") || essence.ends_with("+yaml") => Rank::Text,
        _ => Rank::Bytes,
    }
}

/// Marks an operation whose answers are of several types; progenitor sees those of one.
pub(crate) const ANSWERS: &str = "x-openapi-build-answers";

/// The media types of an operation's answers.
pub(crate) const ACCEPT: &str = "x-openapi-build-accept";

/// All that successes and errors are documented as, without streams where there is something else.
fn accept(declared: &Map<String, Value>) -> String {
    let is_sent = |media_type: &str| media_type.is_ascii() && http::HeaderValue::from_str(media_type).is_ok();
    let mut all: Vec<&str> = Vec::new();
    for content in declared.values().filter_map(|response| response.get("content")?.as_object()) {
        for media_type in content.keys().map(|media_type| media_type.trim()).filter(|it| !it.is_empty() && is_sent(it))
        {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(media_type)) {
                all.push(media_type);
            }
        }
    }
    let is_stream = |media_type: &&str| essence(media_type) == "text/event-stream";
    if !all.iter().all(is_stream) {
        all.retain(|it| !is_stream(it));
    }
    all.join(", ")
}

/// One documented answer.
struct Answer {
    status: String,
    content: Value,
    kept: Value,
}

fn responses(
    operation: &mut Map<String, Value>,
    at: &Pointer,
    hoisted: &mut Vec<(Pointer, String, Value)>,
    context: &mut Context<'_>,
) {
    let at = at.join("responses");
    let declared = match operation.remove("responses") {
        Some(Value::Object(responses)) => responses,
        _ => Map::new(),
    };
    let id = operation.get("operationId").map(super::text).unwrap_or_default();
    let has_success = declared.keys().any(|status| is_success(status));
    let (mut successes, mut errors) = (Vec::new(), Vec::new());
    // A status of its own comes before `default`, wherever that stands.
    let named = declared.iter().filter(|(status, _)| *status != "default");
    for (status, response) in named.chain(declared.get_key_value("default")) {
        if !is_status(status) {
            let message = format!("expected a status like 200, 2XX or default but found `{status}`");
            context.warn(&at.join(status), message, "the response is left out; such an answer is an unexpected one");
            continue;
        }
        let content = chosen(response);
        let description =
            response.get("description").filter(|text| text.is_string()).cloned().unwrap_or_else(|| "".into());
        let kept = json!({"description": description, "content": content});
        let answer = |status: &str| Answer { status: status.to_owned(), content: content.clone(), kept: kept.clone() };
        // What is no success and no error by its number (1xx, 3xx) progenitor has no place for.
        match status.as_bytes()[0] {
            b'2' => successes.push(answer(&status.to_ascii_uppercase())),
            b'4' | b'5' => errors.push(answer(&status.to_ascii_uppercase())),
            // `default` is every status that is not listed; where progenitor meets it, it takes it for all there are.
            b'd' => {
                successes.extend((!has_success).then(|| answer("2XX")));
                errors.extend(["4XX", "5XX"].map(answer));
            }
            _ => {}
        }
    }
    // An error without a type is progenitor's unexpected response, which keeps the whole of it.
    errors.retain(|answer| answer.content.get("application/json").is_some());
    let mut listed: Vec<String> = Vec::new();
    errors.retain(|answer| {
        let new = !listed.contains(&answer.status);
        listed.push(answer.status.clone());
        new
    });
    let several = is_several(&successes);
    let accept = accept(&declared);
    if !accept.is_empty() {
        operation.insert(ACCEPT.to_owned(), accept.into());
    }
    let mut kept = Map::new();
    let mut answers = Vec::new();
    for (mut class, is_error) in [(successes, false), (errors, true)] {
        share(&mut class, &id, &at, hoisted);
        let several = several || is_error;
        let first = class.iter().find(|answer| answer.content.get("application/json").is_some()).or(class.first());
        let first = first.map(|answer| answer.content.clone());
        for mut answer in class {
            let is_first_type = Some(&answer.content) == first.as_ref();
            if several {
                let name = hoist(&mut answer.content, &id, &answer.status, &at, hoisted);
                answers.push(
                    json!({"status": answer.status, "error": is_error, "content": answer.content, "schema": name}),
                );
            }
            // Errors are read by the runtime: progenitor need not know them.
            if is_first_type && !is_error {
                answer.kept["content"] = answer.content;
                kept.insert(answer.status, answer.kept);
            }
        }
    }
    if !answers.is_empty() {
        operation.insert(ANSWERS.to_owned(), answers.into());
    }
    operation.insert("responses".to_owned(), Value::Object(kept));
}

fn is_several(class: &[Answer]) -> bool {
    class.windows(2).any(|pair| pair[0].content != pair[1].content)
}

/// Answers of one content share its type: a schema written out in each becomes one component.
fn share(class: &mut [Answer], id: &str, at: &Pointer, hoisted: &mut Vec<(Pointer, String, Value)>) {
    for index in 0..class.len() {
        let original = class[index].content.clone();
        let repeated = class[index + 1..].iter().any(|other| other.content == original);
        let status = class[index].status.clone();
        if !repeated || hoist(&mut class[index].content, id, &status, at, hoisted).is_none() {
            continue;
        }
        let content = class[index].content.clone();
        for answer in class[index..].iter_mut().filter(|answer| answer.content == original || answer.status == status) {
            answer.content = content.clone();
            answer.kept["content"] = content.clone();
        }
    }
}

/// The component of an answer's schema; one that is none yet becomes one.
fn hoist(
    content: &mut Value,
    id: &str,
    status: &str,
    at: &Pointer,
    hoisted: &mut Vec<(Pointer, String, Value)>,
) -> Option<Value> {
    let schema = content.get_mut("application/json")?.get_mut("schema")?;
    // What only describes a reference makes no type of its own.
    if let Some(reference) = alias(schema).filter(|_| schema.get("nullable").is_none()).map(Value::from) {
        *schema = json!({"$ref": reference});
        return Some(reference);
    }
    let name = format!("{id}-response-{status}");
    let at = at.at([status, "content", "application/json", "schema"]);
    hoisted.push((at, name.clone(), std::mem::take(schema)));
    let reference = Value::from(super::component(&name));
    *schema = json!({"$ref": reference});
    Some(reference)
}

/// The content of a response: one media type, JSON where there is any.
fn chosen(response: &Value) -> Value {
    let Some(content) = response.get("content").and_then(Value::as_object) else { return json!({}) };
    let json = content.iter().find(|(media_type, _)| is_json(media_type));
    match (json, content.keys().next()) {
        (Some((_, value)), _) => {
            json!({"application/json": {"schema": value.get("schema").cloned().unwrap_or_else(|| json!({}))}})
        }
        (None, Some(media_type)) => json!({essence(media_type): {}}),
        (None, None) => json!({}),
    }
}

pub(crate) fn is_success(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// `404`, `4XX` or `default` (OpenAPI 3.1, section 4.8.16).
fn is_status(status: &str) -> bool {
    let bytes = status.as_bytes();
    status == "default"
        || (bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || bytes[1..].eq_ignore_ascii_case(b"XX")))
}
