//! Examples of a document, decoded into the generated types and encoded again.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, process::Command};

use serde_json::Value;

use crate::{Outcome, write};

/// Writes the examples of a document, and the program that decodes them.
pub(crate) fn write(folder: &Path, outcome: &Outcome) {
    let examples = examples(outcome);
    let mut by_type: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for (ty, example) in &examples {
        by_type.entry(ty).or_default().push(example);
    }
    let mut program = String::from(PROGRAM);
    let mut arms = String::new();
    for (index, ty) in by_type.keys().enumerate() {
        let ty = ["serde_json", "uuid"].iter().fold((*ty).to_owned(), |ty, name| {
            ty.replace(&format!("::{name}::"), &format!("openapi_runtime::__private::{name}::"))
        });
        let _ = writeln!(arms, "        {index} => check::<{ty}>,");
    }
    program = program
        .replace("ARMS", &arms)
        .replace("CRATE", &folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default());
    let values: Vec<_> = by_type.values().collect();
    let _ = fs::create_dir_all(folder.join("src/bin"));
    write::write(&folder.join("src/bin/decode.rs"), &program);
    write::write(&folder.join("examples.json"), &serde_json::to_string(&values).unwrap_or_default());
}

const PROGRAM: &str = r#"#![allow(unused, unreachable_code, clippy::all)]
use CRATE::types::*;
// A document may have types of these names.
use std::{option::Option::{self, None, Some}, result::Result::{self, Err, Ok}, string::String, vec::Vec};
use openapi_runtime::{__private::serde, serde_json::{self, Value}};

fn round<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Result<Value, String> {
    let decoded: T = serde_json::from_str(&value.to_string()).map_err(|error| format!("does not decode: {error}"))?;
    serde_json::to_value(&decoded).map_err(|error| format!("does not encode: {error}"))
}

fn check<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Result<(), String> {
    let mut value = value.clone();
    loop {
        let encoded = round::<T>(&value)?;
        let Some((at, difference)) = difference(&value, &encoded, String::new()) else { return Ok(()) };
        // A member that the schema does not name is not kept. The type does not name it either if it takes anything
        // in its place and gives nothing back.
        let (parent, name) = at.rsplit_once('/').unwrap_or_default();
        let mut probe = value.clone();
        let is_unknown = encoded.pointer(&at).is_none() && match probe.pointer_mut(parent) {
            Some(Value::Object(members)) => {
                members.insert(name.replace("~1", "/").replace("~0", "~"), serde_json::json!({"\u{0}": [[]]}));
                round::<T>(&probe).is_ok_and(|encoded| encoded.pointer(&at).is_none())
            }
            _ => false,
        };
        if !is_unknown {
            return Err(difference);
        }
        if let Some(Value::Object(members)) = value.pointer_mut(parent) {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
        }
    }
}

/// Where two values differ. A null member is a member that is not there; a whole number is one with or without `.0`.
fn difference(a: &Value, b: &Value, at: String) -> Option<(String, String)> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            keys.into_iter().find_map(|key| {
                let (a, b) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                difference(a, b, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")))
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| difference(a, b, format!("{at}/{index}")))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        (a, b) if a == b => None,
        (a, b) => Some((at.clone(), format!("{at}: {a} came back as {b}"))),
    }
}

fn main() {
    let values: Vec<Vec<Value>> = serde_json::from_str(include_str!("../../examples.json")).unwrap();
    let (mut all, mut same) = (0, 0);
    for (index, values) in values.iter().enumerate() {
        let check: fn(&Value) -> Result<(), String> = match index {
ARMS            _ => continue,
        };
        for value in values {
            all += 1;
            match check(value) {
                Ok(()) => same += 1,
                Err(error) => eprintln!("type {index}: {error}"),
            }
        }
    }
    println!("{all} {same}");
}
"#;

/// Runs the programs of the clients that compile.
pub(crate) fn run(out: &Path, outcomes: &mut [Outcome]) {
    for (index, outcome) in outcomes.iter_mut().enumerate().filter(|(_, outcome)| outcome.compiled == Some(true)) {
        let member = format!("d{index}");
        let Ok(output) = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--package", &member, "--bin", "decode"])
            .current_dir(out)
            .output()
        else {
            continue;
        };
        write::write(&out.join(&member).join("decode.log"), &String::from_utf8_lossy(&output.stderr));
        let counts = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut counts = counts.split_whitespace().filter_map(|count| count.parse().ok());
        outcome.examples = counts.next().zip(counts.next());
    }
}

/// The examples of the document that are valid against their schemas, each with the type it belongs to.
fn examples(outcome: &Outcome) -> Vec<(String, Value)> {
    let Ok(text) = fs::read_to_string(&outcome.path) else { return Vec::new() };
    let Ok(document) = serde_yaml::from_str::<Value>(&text) else { return Vec::new() };
    let mut found = Vec::new();
    for (pointer, ty) in &outcome.report.types {
        let Some(schema) = document.pointer(pointer) else { continue };
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let mut values = own(schema);
        // A media type or parameter has its examples beside the schema.
        if pointer.ends_with("/schema") {
            values.extend(document.pointer(parent).map(beside).unwrap_or_default());
        }
        if values.is_empty() {
            continue;
        }
        let Some(validator) = validator(&document, pointer) else { continue };
        found.extend(values.into_iter().filter(|value| validator.is_valid(value)).map(|value| (ty.clone(), value)));
    }
    found
}

fn own(schema: &Value) -> Vec<Value> {
    let list = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    list.chain(schema.get("example")).cloned().collect()
}

fn beside(parent: &Value) -> Vec<Value> {
    let named = parent.get("examples").and_then(Value::as_object).into_iter().flat_map(serde_json::Map::values);
    named.filter_map(|example| example.get("value")).chain(parent.get("example")).cloned().collect()
}

/// Reads the schema as the document writes it, not as the generator does.
fn validator(document: &Value, pointer: &str) -> Option<jsonschema::Validator> {
    let encoded: String = pointer.chars().map(|c| if c == '%' { "%25".to_owned() } else { c.to_string() }).collect();
    let resource = jsonschema::Resource::from_contents(document.clone());
    let registry = jsonschema::Registry::new().add("urn:document", resource).ok()?.prepare().ok()?;
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_registry(&registry)
        .build(&serde_json::json!({"$ref": format!("urn:document#{encoded}")}))
        .ok()
}
