//! What an operation may answer: statuses, and what each is written as.

use serde_json::{Map, Value, json};

use super::{
    Scope,
    media::{accept, essence, framing, is_json, is_structured, is_success, is_text, may_be_json, word},
    stream,
};
use crate::{composition::alias, names, pointer::Pointer};

/// Marks an operation whose answers are of several types; progenitor sees those of one.
pub(crate) const ANSWERS: &str = "x-openapi-build-answers";

/// The media types of an operation's answers.
pub(crate) const ACCEPT: &str = "x-openapi-build-accept";

/// One documented answer, as one of what it may be written as.
#[derive(Clone)]
struct Answer {
    status: String,
    /// The media types that it comes as.
    media: Vec<String>,
    /// What tells it from others of its status, if there are any.
    word: Option<String>,
    /// What progenitor is told: JSON of a schema, bytes, or nothing.
    content: Value,
    description: Value,
}

/// What a response may be written as, apart from streams.
struct Representation {
    media: Vec<String>,
    /// Of JSON; else it is bytes.
    schema: Option<Value>,
}

pub(super) fn responses(method: &str, operation: &mut Map<String, Value>, at: &Pointer, scope: &mut Scope<'_, '_>) {
    let at = at.join("responses");
    let declared = match operation.remove("responses") {
        Some(Value::Object(responses)) => responses,
        _ => Map::new(),
    };
    let id = operation.get("operationId").map(crate::lower::text).unwrap_or_default();
    let has_success = declared.keys().any(|status| is_success(status));
    let (mut successes, mut errors) = (Vec::new(), Vec::new());
    // A status of its own comes before `default`, wherever that stands.
    let named = declared.iter().filter(|(status, _)| *status != "default");
    for (status, response) in named.chain(declared.get_key_value("default")) {
        if !is_status(status) {
            let message = format!("expected a status like 200, 2XX or default but found `{status}`");
            let help = "the response is left out; such an answer is an unexpected one";
            scope.context.warn(&at.join(status), message, help);
            continue;
        }
        // HTTP has no content in these (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
        let is_empty = method == "head" || ["204", "205", "304"].contains(&status.as_str());
        let content = response.get("content").and_then(Value::as_object).filter(|_| !is_empty);
        let representations = representations(content, &at.join(status), scope);
        let answers = |status: &str| answers(status, response, &representations);
        match status.as_bytes()[0] {
            b'2' => successes.extend(answers(&status.to_ascii_uppercase())),
            b'd' => {
                if !has_success {
                    successes.extend(answers("2XX"));
                }
                // What is said of a range is not said again.
                let said: Vec<_> = errors.iter().map(|answer: &Answer| answer.status.clone()).collect();
                let left = ["4XX", "5XX"].into_iter().filter(|range| !said.iter().any(|status| status == range));
                errors.extend(left.flat_map(answers));
            }
            b'1' => {}
            _ => errors.extend(answers(&status.to_ascii_uppercase())),
        }
    }
    // An error without a type is there only to say that the type of a range is not its.
    let is_told = |answer: &Answer| is_typed(answer) || answer.media.iter().any(|media| is_text(media));
    let told: Vec<_> = errors.iter().filter(|answer| is_told(answer)).map(|answer| answer.status.clone()).collect();
    let hides = |answer: &Answer| told.iter().any(|range| range.ends_with("XX") && range[..1] == answer.status[..1]);
    errors.retain(|answer| is_told(answer) || hides(answer));
    let accept = accept(declared.values(), |media_type| framing(media_type).is_none());
    if !accept.is_empty() {
        operation.insert(ACCEPT.to_owned(), accept.into());
    }
    if method != "head" {
        stream::note(operation, &declared, &id, &at, scope);
    }
    let several = is_several(&successes);
    let mut kept = Map::new();
    let mut noted = Vec::new();
    for (mut class, is_error) in [(successes, false), (errors, true)] {
        share(&mut class, &id, &at, scope);
        let several = several || is_error;
        let first = class.iter().find(|answer| is_typed(answer)).or(class.first());
        let first = first.map(|answer| answer.content.clone());
        for mut answer in class {
            let is_first_type = Some(&answer.content) == first.as_ref();
            if several {
                let schema = hoist(&mut answer, &id, &at, scope);
                noted.push(json!({
                    "status": answer.status,
                    "error": is_error,
                    "content": answer.content,
                    "schema": schema,
                    "media": answer.media,
                    "word": answer.word,
                }));
            }
            // Errors are read by the runtime: progenitor need not know them.
            if is_first_type && !is_error {
                kept.insert(answer.status, json!({"description": answer.description, "content": answer.content}));
            }
        }
    }
    if !noted.is_empty() {
        operation.insert(ANSWERS.to_owned(), noted.into());
    }
    operation.insert("responses".to_owned(), Value::Object(kept));
}

/// The answers of one status: one for each of what it may be written as.
fn answers(status: &str, response: &Value, representations: &[Representation]) -> Vec<Answer> {
    let description = response.get("description").filter(|text| text.is_string()).cloned().unwrap_or_else(|| "".into());
    let answer = |media: &[String], word: Option<String>, content: Value| Answer {
        status: status.to_owned(),
        media: media.to_vec(),
        word,
        content,
        description: description.clone(),
    };
    if representations.is_empty() {
        return vec![answer(&[], None, json!({}))];
    }
    let mut words = names::Taken::default();
    let written = representations.iter().map(|one| {
        let content = match &one.schema {
            Some(schema) => json!({"application/json": {"schema": schema}}),
            None => json!({"application/octet-stream": {}}),
        };
        let word = words.unique(&names::pascal(&word(&one.media[0])));
        answer(&one.media, (representations.len() > 1).then_some(word), content)
    });
    written.collect()
}

/// What a response may be written as: JSON by its schemas, anything else as bytes. What is said to be of the schema that the
/// JSON has is no other type, whatever it is written as.
fn representations(
    content: Option<&Map<String, Value>>,
    at: &Pointer,
    scope: &mut Scope<'_, '_>,
) -> Vec<Representation> {
    let mut found: Vec<Representation> = Vec::new();
    let mut bytes: Vec<(String, Value)> = Vec::new();
    let content = content.into_iter().flatten();
    let mut streams: Vec<_> = content.clone().filter(|(media_type, _)| framing(media_type).is_some()).collect();
    if streams.len() < content.clone().count() {
        // Where there is something else, they are had by `.stream()`.
        streams.clear();
    }
    for (media_type, value) in content {
        let media = media_type.trim().to_owned();
        let schema = value.get("schema").cloned().unwrap_or_else(|| json!({}));
        let is_structured = is_structured(&schema, &|name| scope.structured.contains(name));
        if framing(media_type).is_some() {
            if streams.iter().any(|(stream, _)| *stream == media_type) {
                bytes.push((media, Value::Null));
            }
        } else if is_json(media_type) || (may_be_json(media_type) && is_structured) {
            match found.iter_mut().find(|known| known.schema.as_ref() == Some(&schema)) {
                Some(known) => known.media.push(media),
                None => found.push(Representation { media: vec![media], schema: Some(schema) }),
            }
        } else {
            bytes.push((media, if is_structured { schema } else { Value::Null }));
        }
    }
    // A range that is of the JSON adds nothing.
    bytes.retain(|(media, schema)| {
        let known = found.iter_mut().find(|known| known.schema.as_ref() == Some(schema));
        let is_known = known.is_some();
        if let Some(known) = known {
            known.media.push(media.clone());
            if essence(media).ends_with("xml") {
                scope.context.warn(
                    &at.at(["content", media]),
                    format!("expected JSON alone to be of this schema but found it as `{media}` as well"),
                    "an answer is read as JSON; what comes as something else is an error that has its body",
                );
            }
        }
        !is_known
    });
    // Of bytes alone the headers say what they are.
    let is_alone = found.is_empty();
    for (media, _) in bytes {
        match found.last_mut().filter(|_| is_alone) {
            Some(known) => known.media.push(media),
            None => found.push(Representation { media: vec![media], schema: None }),
        }
    }
    found
}

fn is_typed(answer: &Answer) -> bool {
    answer.content.get("application/json").is_some()
}

fn is_several(class: &[Answer]) -> bool {
    class.windows(2).any(|pair| pair[0].content != pair[1].content)
}

/// Answers of one content share its type: a schema written out in each becomes one component.
fn share(class: &mut [Answer], id: &str, at: &Pointer, scope: &mut Scope<'_, '_>) {
    for index in 0..class.len() {
        let original = class[index].content.clone();
        let repeated = class[index + 1..].iter().any(|other| other.content == original);
        if !repeated || hoist(&mut class[index], id, at, scope).is_none() {
            continue;
        }
        let content = class[index].content.clone();
        for answer in class[index..].iter_mut().filter(|answer| answer.content == original) {
            answer.content = content.clone();
        }
    }
}

/// The component of an answer's schema; one that is none yet becomes one.
fn hoist(answer: &mut Answer, id: &str, at: &Pointer, scope: &mut Scope<'_, '_>) -> Option<Value> {
    let schema = answer.content.get_mut("application/json")?.get_mut("schema")?;
    // What only describes a reference makes no type of its own.
    if let Some(reference) = alias(schema).filter(|_| schema.get("nullable").is_none()).map(Value::from) {
        *schema = json!({"$ref": reference});
        return Some(reference);
    }
    // The first of JSON is called as if it were alone.
    let word = answer.word.as_deref().filter(|word| *word != "Json").map(|word| format!("-{word}")).unwrap_or_default();
    let name = format!("{id}-response-{}{word}", answer.status);
    let media_type = answer.media.first().map_or("application/json", String::as_str);
    let at = at.at([answer.status.as_str(), "content", media_type, "schema"]);
    scope.hoisted.push((at, name.clone(), std::mem::take(schema)));
    let reference = Value::from(crate::lower::component(&name));
    *schema = json!({"$ref": reference});
    Some(reference)
}

/// `404`, `4XX` or `default` (OpenAPI 3.1, section 4.8.16).
fn is_status(status: &str) -> bool {
    let bytes = status.as_bytes();
    status == "default"
        || (bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || bytes[1..].eq_ignore_ascii_case(b"XX")))
}
