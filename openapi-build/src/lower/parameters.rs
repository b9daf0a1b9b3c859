use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{
    Context, Pass,
    contents::{self, Rank},
    kind,
};
use crate::{
    limits::MAX_PARAMETERS,
    names::{self, Taken},
    pointer::Pointer,
    walk::METHODS,
};

/// Each operation gets all its parameters once: those of its path item, what its path names and nobody declared,
/// and none that the runtime sends itself or that OpenAPI says to ignore.
pub(crate) struct Parameters;

/// Declared as header parameters these are ignored (OpenAPI 3.1, section 4.8.12.2.1).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Pass for Parameters {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        if let Some(header) = context.settings.request_id_header.as_ref().filter(|header| !is_header(header)) {
            context.error(
                &Pointer::root(),
                format!("expected the request ids' header to have the name of one (RFC 9110, section 5.6.2) but found `{header}`"),
                "that is a setting of the builder, not of the document",
            );
        }
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
        for (path, item) in paths {
            let Some(item) = item.as_object_mut() else { continue };
            let item_at = Pointer::root().at(["paths", path]);
            let shared = list(item);
            for method in METHODS {
                let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else { continue };
                let at = item_at.join(method);
                let mut parameters = list(operation);
                let own: HashSet<_> = parameters.iter().map(key).collect();
                for (index, parameter) in shared.iter().enumerate() {
                    if !own.contains(&key(parameter)) {
                        if !context.spend(&place(&item_at, index), parameter) {
                            return;
                        }
                        context.moved(&place(&item_at, index), place(&at, parameters.len()));
                        parameters.push(parameter.clone());
                    }
                }
                if parameters.len() > MAX_PARAMETERS {
                    let message = format!(
                        "expected at most {MAX_PARAMETERS} parameters of an operation but found {}",
                        parameters.len()
                    );
                    context.unsupported(&at, message, "");
                    parameters.clear();
                }
                let parameters = complete(parameters, path, &at, context);
                operation.insert("parameters".to_owned(), parameters.into());
            }
        }
    }
}

fn place(at: &Pointer, index: usize) -> Pointer {
    at.join("parameters").join(&index.to_string())
}

fn list(parent: &mut Map<String, Value>) -> Vec<Value> {
    match parent.remove("parameters") {
        Some(Value::Array(parameters)) => parameters,
        _ => Vec::new(),
    }
}

/// A parameter is unique by name and location; the names of headers know no case (RFC 9110, section 5.1).
fn key(parameter: &Value) -> (String, String) {
    let (location, name) = (super::text(&parameter["in"]), super::text(&parameter["name"]));
    let name = if location == "header" { name.to_ascii_lowercase() } else { name };
    (location, name)
}

/// Whether a header can have the name.
fn is_header(name: &str) -> bool {
    http::HeaderName::from_bytes(name.as_bytes()).is_ok()
}

fn complete(parameters: Vec<Value>, path: &str, at: &Pointer, context: &mut Context<'_>) -> Vec<Value> {
    let names = template_names(path);
    let mut kept: Vec<Value> = Vec::new();
    let mut known = HashSet::new();
    for (index, mut parameter) in parameters.into_iter().enumerate() {
        let new = place(at, kept.len());
        let at = place(at, index);
        let name = super::text(&parameter["name"]);
        let location = super::text(&parameter["in"]);
        let is_sent_otherwise = location == "header"
            && (IGNORED_HEADERS.iter().any(|ignored| name.eq_ignore_ascii_case(ignored))
                || context.settings.request_id_header.as_ref().is_some_and(|header| name.eq_ignore_ascii_case(header)));
        if is_sent_otherwise {
            continue;
        }
        if location == "header" && !is_header(&name) {
            context.unsupported(
                &at.join("name"),
                format!("expected the name of a header (RFC 9110, section 5.6.2) but found `{name}`"),
                "letters, digits and !#$%&'*+-.^_`|~ can be sent",
            );
            continue;
        }
        if known.contains(&key(&parameter)) {
            context.warn(
                &at,
                format!("the {location} parameter `{name}` is declared a second time"),
                "the first is used",
            );
            continue;
        }
        match location.as_str() {
            "path" if !names.contains(&name) => {
                context.warn(
                    &at,
                    format!("expected the path to have `{{{name}}}` but found `{path}`"),
                    "the parameter is left out",
                );
                continue;
            }
            "path" => parameter["required"] = true.into(),
            "query" | "querystring" | "header" | "cookie" => {
                let required = parameter.get("required").and_then(Value::as_bool).unwrap_or_default();
                parameter["required"] = required.into();
            }
            _ => {
                context.unsupported(
                    &at.join("in"),
                    format!("expected `in` to be one of path, query, header, cookie but found `{location}`"),
                    "",
                );
                continue;
            }
        }
        if !parameter.get("schema").is_some_and(Value::is_object)
            && !parameter.get("content").is_some_and(Value::is_object)
        {
            let found = parameter.get("schema").map_or("none", kind);
            context.warn(
                &at,
                format!("expected the parameter to have a `schema` but found {found}"),
                "it is taken for a string",
            );
            parameter["schema"] = json!({"type": "string"});
        }
        encoding(&mut parameter, &location, &at, context);
        if location == "querystring" {
            parameter["in"] = "query".into();
        }
        if new != at {
            context.moved(&at, new);
        }
        known.insert(key(&parameter));
        kept.push(parameter);
    }
    for name in names {
        // The path names them, so that another name cannot be given.
        if *names::visible(&name) != *name {
            context.unsupported(
                at,
                format!("expected a path parameter whose name can be seen but found `{name}`"),
                "letters that nobody sees cannot stand in the name of an argument",
            );
        }
        if !known.contains(&("path".to_owned(), name.clone())) {
            context.warn(
                at,
                format!("expected the path parameter `{name}` to be declared but found it only in the path"),
                "it is taken for a string",
            );
            kept.push(json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}));
        }
    }
    distinguish(&mut kept);
    kept
}

/// How a value is written into the request (OpenAPI 3.1, section 4.8.12), in one word.
pub(crate) const ENCODING: &str = "x-openapi-build-encoding";
/// The name on the wire, where progenitor gets another.
pub(crate) const WIRE_NAME: &str = "x-openapi-build-name";

/// Marks a parameter whose reserved characters stay as they are.
pub(crate) const RESERVED: &str = "x-openapi-build-reserved";

fn encoding(parameter: &mut Value, place: &str, at: &Pointer, context: &mut Context<'_>) {
    let style = parameter.get("style").map(super::text);
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let content = parameter.get("content").and_then(Value::as_object).and_then(|content| content.iter().next());
    let content = content.map(|(media_type, value)| (media_type.clone(), value.clone()));
    let encoding = if let Some((media_type, value)) = content {
        let schema = value.get("schema").filter(|schema| schema.is_object()).cloned();
        parameter["schema"] = schema.unwrap_or_else(|| json!({"type": "string"}));
        let encoding = by_media_type(&media_type, &parameter["schema"], at, context);
        // The whole of a query (OpenAPI 3.2, section 4.12.1).
        match (place, encoding) {
            ("querystring", "Form") => "WholeForm",
            ("querystring", "Json") => "WholeJson",
            ("querystring", _) => "WholeText",
            (_, encoding) => encoding,
        }
    } else {
        let encoding = match (place, style.as_deref(), explode) {
            ("query", Some("deepObject"), _) => "DeepObject",
            ("query", Some("spaceDelimited"), Some(false) | None) => "Spaces",
            ("query", Some("pipeDelimited"), Some(false) | None) => "Pipes",
            ("query" | "cookie", _, Some(false)) => "Commas",
            ("query" | "cookie", ..) => "Repeated",
            ("path", Some("label"), Some(true)) => "LabelExploded",
            ("path", Some("label"), _) => "Label",
            ("path", Some("matrix"), Some(true)) => "MatrixExploded",
            ("path", Some("matrix"), _) => "Matrix",
            (_, _, Some(true)) => "SimpleExploded",
            _ => "Simple",
        };
        let known: &[&str] = match place {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            _ => &["form"],
        };
        if let Some(style) = style.filter(|style| !known.contains(&style.as_str())) {
            let styles = known.join(", ");
            context.warn(
                &at.join("style"),
                format!("expected the style of a {place} parameter to be one of {styles} but found `{style}`"),
                &format!("it is sent in the style {}", known[0]),
            );
        }
        encoding
    };
    parameter[ENCODING] = encoding.into();
    if place == "query" && parameter.get("allowReserved") == Some(&Value::Bool(true)) {
        parameter[RESERVED] = true.into();
    }
}

/// How a parameter of `content` is written: what is no JSON, text or form is somebody's own text.
fn by_media_type(media_type: &str, schema: &Value, at: &Pointer, context: &mut Context<'_>) -> &'static str {
    if contents::is_json(media_type) {
        return "Json";
    }
    let has_members = ["object", "array"].iter().any(|ty| schema["type"] == *ty) || schema.get("properties").is_some();
    match contents::rank(media_type) {
        Rank::Form => "Form",
        _ if has_members => {
            let message = format!(
                "expected a parameter of JSON, a form or a text but found a value with members as `{media_type}`"
            );
            context.warn(&at.join("content"), message, "it is written as JSON");
            "Json"
        }
        _ => "Text",
    }
}

/// Names that progenitor's method uses itself.
const LOCALS: [&str; 6] = ["body", "header_map", "info", "client", "self_", "value"];

/// Gives every parameter an identifier of its own; those of the path keep theirs, which the path names.
fn distinguish(parameters: &mut [Value]) {
    let ident = |parameter: &Value| names::snake(&super::text(&parameter["name"]));
    let of_path = parameters.iter().filter(|parameter| parameter["in"] == "path").map(ident);
    let mut taken: Taken = LOCALS.map(str::to_owned).into_iter().chain(of_path).collect();
    for parameter in parameters.iter_mut().filter(|parameter| parameter["in"] != "path") {
        parameter[WIRE_NAME] = parameter["name"].clone();
        let name = ident(parameter);
        let original = super::text(&parameter["name"]);
        if *names::visible(&original) != *original {
            parameter["name"] = taken.unique(&name).into();
        } else if !taken.insert(name.as_str()) {
            let place = super::text(&parameter["in"]);
            parameter["name"] = taken.unique(&format!("{name}_{place}")).into();
        }
    }
}

/// The names between braces.
pub(crate) fn template_names(path: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).take(MAX_PARAMETERS);
    names.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}
