use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{Context, Pass, all_of::MADE_OF};
use crate::composition::alias;
use crate::{names, pointer::Pointer, shapes::VARIANT, walk};

/// A struct, an enum or a set of alternatives within another schema becomes a component, named after its place: so no
/// two types share a name, and schemas that are copied share their types.
pub(crate) struct Hoist;

impl Pass for Hoist {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let places = Places::read(document);
        let mut taken = super::identifiers(document);
        let mut hoisted: Vec<(Pointer, String, Value)> = Vec::new();
        let mut shared: HashMap<String, String> = HashMap::new();
        walk::schemas(document, &mut |schema, at| {
            let is_component = at.parent_str() == "/components/schemas";
            // The parts of an `allOf` are no types: they are merged into one.
            if is_component || at.is_in("allOf") || !needs_name(schema) {
                return;
            }
            let key = shareable(at, schema);
            let known = key.as_ref().and_then(|(key, _)| shared.get(key)).cloned();
            let is_known = known.is_some();
            let name = known.unwrap_or_else(|| {
                let name = key.as_ref().and_then(|(_, name)| name.clone()).unwrap_or_else(|| places.name(at));
                taken.unique(&names::pascal(&name))
            });
            shared.extend(key.map(|(key, _)| (key, name.clone())));
            let mut site = Map::new();
            let mut moved = std::mem::take(schema);
            if let Some(label) = places.labels.get(at) {
                moved[VARIANT] = label.as_str().into();
            }
            if let Some(keywords) = moved.as_object_mut() {
                site.extend(keywords.remove("nullable").map(|nullable| ("nullable".to_owned(), nullable)));
                for keyword in ["description", "readOnly", "writeOnly"] {
                    site.extend(keywords.get(keyword).map(|value| (keyword.to_owned(), value.clone())));
                }
            }
            let reference = super::component(&name);
            if site.is_empty() {
                site.insert("$ref".to_owned(), reference.into());
            } else {
                site.insert("allOf".to_owned(), json!([{"$ref": reference}]));
            }
            *schema = Value::Object(site);
            if !is_known {
                hoisted.push((at.clone(), name, moved));
            }
        });
        for (at, name, schema) in hoisted {
            context.moved(&at, Pointer::root().at(["components", "schemas", &name]));
            super::components(document).insert(name, schema);
        }
    }
}

/// What a schema has in common with others that can be the same type, and a name for it: a property of one value
/// (`type: message`), wherever it stands, what was made of the same components, and alternatives that are the same.
fn shareable(at: &Pointer, schema: &Value) -> Option<(String, Option<String>)> {
    if let Some([Value::String(value)]) = schema.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
        let property = at.tokens().last().filter(|_| at.is_in("properties"))?;
        let has_words = value.contains(char::is_alphanumeric);
        let name = has_words.then(|| format!("{value}-{property}"));
        return name.map(|name| (format!("{property}={value}"), Some(name)));
    }
    if let Some(name) = schema.get(MADE_OF).and_then(Value::as_str) {
        return Some((schema.to_string(), Some(name.to_owned())));
    }
    let members = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
    let references = members.iter().map(|member| alias(member).map(str::to_owned)).collect::<Option<Vec<_>>>()?;
    let discriminator = schema.get("discriminator").map(ToString::to_string).unwrap_or_default();
    Some((format!("{}{discriminator}", references.join(" ")), None))
}

/// Whether a schema becomes a type with a name of its own.
fn needs_name(schema: &Value) -> bool {
    let Some(keywords) = schema.as_object() else { return false };
    let has = |keyword: &str| {
        keywords.get(keyword).is_some_and(|value| match value {
            Value::Object(members) => !members.is_empty(),
            Value::Array(members) => !members.is_empty(),
            _ => false,
        })
    };
    let is_texts =
        keywords.get("enum").and_then(Value::as_array).is_some_and(|values| values.iter().all(Value::is_string));
    has("properties") || is_texts || has("anyOf") || has("oneOf") || (has("allOf") && alias(schema).is_none())
}

/// What names are made of, read before anything is moved.
struct Places {
    /// The id of each operation and the names of its parameters, by path and method.
    operations: HashMap<(String, String), (String, Vec<String>)>,
    /// What alternatives add to the name of their type.
    alternatives: HashMap<Pointer, String>,
    /// What they are called in their union.
    labels: HashMap<Pointer, String>,
}

impl Places {
    fn read(document: &mut Value) -> Self {
        let (mut operations, mut alternatives, mut labels) = (HashMap::new(), HashMap::new(), HashMap::new());
        walk::operations(document, &mut |path, method, _, operation| {
            let id = operation.get("operationId").map_or_else(|| "null".to_owned(), super::text);
            let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
            let name = |parameter: &Value| parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            operations.insert((path.to_owned(), method.to_owned()), (id, parameters.map(name).collect()));
        });
        walk::schemas(document, &mut |schema, at| {
            if (at.is_in("anyOf") || at.is_in("oneOf"))
                && needs_name(schema)
                && let Some(index) = at.tokens().last()
            {
                alternatives.insert(at.clone(), variant(schema, &index));
                labels.extend(label(schema).map(|label| (at.clone(), label)));
            }
        });
        Self { operations, alternatives, labels }
    }

    /// A name from the place: the operation or component, then the way down from it.
    fn name(&self, at: &Pointer) -> String {
        let tokens: Vec<_> = at.tokens().collect();
        let (mut name, rest) = self.base(&tokens);
        let mut rest = rest.iter();
        while let Some(token) = rest.next() {
            let part = match token.as_str() {
                "properties" | "patternProperties" => rest.next().cloned(),
                "items" | "contains" => Some("item".to_owned()),
                "additionalProperties" | "unevaluatedProperties" => Some("value".to_owned()),
                "anyOf" | "oneOf" => {
                    let index = rest.next().map(String::as_str).unwrap_or_default();
                    let known = self.alternatives.get(at).filter(|_| rest.len() == 0);
                    Some(known.cloned().unwrap_or_else(|| format!("variant{index}")))
                }
                "allOf" => {
                    rest.next();
                    None
                }
                "schema" => None,
                other => Some(other.to_owned()),
            };
            if let Some(part) = part {
                name = format!("{name}-{part}");
            }
        }
        name
    }

    /// The operation or component that a place belongs to, and the way from it.
    fn base<'t>(&self, tokens: &'t [String]) -> (String, &'t [String]) {
        let names: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let operation = |path: &str, method: &str| self.operations.get(&(path.to_owned(), method.to_owned()));
        let id = |path: &str, method: &str| operation(path, method).map_or("null", |(id, _)| id);
        let below_schema =
            || tokens.iter().position(|token| token == "schema").map_or(tokens.len(), |schema| schema + 1);
        let part_name = |part: &str| if part == "requestBody" { "body" } else { "response" };
        match names.as_slice() {
            ["components", _, name, ..] => ((*name).to_owned(), &tokens[3..]),
            ["paths", path, method, "parameters", index, ..] => {
                let parameter = index.parse().ok().and_then(|index: usize| operation(path, method)?.1.get(index));
                let parameter = parameter.map_or(*index, String::as_str);
                (format!("{}-{parameter}", id(path, method)), &tokens[5..])
            }
            ["paths", path, method, part @ ("requestBody" | "responses"), ..] => {
                (format!("{}-{}", id(path, method), part_name(part)), &tokens[below_schema()..])
            }
            ["webhooks", name, method, part, ..] => {
                (format!("{name}-{method}-{}", part_name(part)), &tokens[below_schema()..])
            }
            _ => (tokens[..below_schema()].join("-"), &tokens[below_schema()..]),
        }
    }
}

/// The part of a type's name that an alternative is: what it is called, or its number.
fn variant(schema: &Value, index: &str) -> String {
    name_of(schema).unwrap_or_else(|| format!("variant{index}"))
}

/// What an alternative is called that is a type of its own: as it says, or by its kind. Alternatives within it say more than
/// a kind would.
fn label(schema: &Value) -> Option<String> {
    let is_texts = schema.get("enum").is_some();
    let is_object = schema.get("properties").is_some();
    let kind = if is_texts { Some("Text") } else { is_object.then_some("Object") };
    name_of(schema).or_else(|| kind.map(str::to_owned))
}

/// What an alternative calls itself: of what it was made, its title, or the value that tells it apart.
fn name_of(schema: &Value) -> Option<String> {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(made_of) = text(MADE_OF) {
        return Some(made_of.to_owned());
    }
    if let Some(title) = text("title").filter(|title| title.chars().any(char::is_alphabetic)) {
        return Some(title.to_owned());
    }
    schema.get("properties").and_then(Value::as_object).into_iter().flatten().find_map(|(_, property)| {
        match property.get("enum")?.as_array()?.as_slice() {
            [Value::String(tag)] if tag.chars().any(char::is_alphabetic) => Some(tag.clone()),
            _ => None,
        }
    })
}
