//! Types that typify is not asked to make: enums of texts and sets of alternatives.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::{
    composition::alias,
    formats,
    names::{self, Taken},
    pointer::Pointer,
};

/// The component that stands for the runtime's `FilePart`, by a name that no document has.
pub(crate) const FILE_PART: &str = "OpenapiRuntimeFilePart";

/// On a component that was an alternative, what the alternative is called.
pub(crate) const VARIANT: &str = "x-openapi-build-variant";

/// On a component as it is sent, the name of the same as it is received.
pub(crate) const REQUEST_OF: &str = "x-openapi-build-request-of";

/// A component whose values are texts.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) values: Vec<String>,
}

/// A component that is one of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) alternatives: Vec<Alternative>,
}

#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) variant: String,
    /// The type, as Rust in `mod types`.
    pub(crate) ty: String,
    /// Whether the type contains the union itself.
    pub(crate) is_recursive: bool,
    pub(crate) kind: &'static str,
    /// Whether the type is displayed as its JSON text without quotes.
    pub(crate) is_scalar: bool,
    pub(crate) properties: Vec<String>,
    pub(crate) required: Vec<String>,
    /// Properties of one value, or that a discriminator gives a value.
    pub(crate) constants: BTreeMap<String, Vec<String>>,
}

/// The one value that a property of a component has, where it is no text: typify gives such values no types.
pub(crate) type Constants = BTreeMap<String, BTreeMap<String, Value>>;

/// The constants of the components, from before what bounds values is taken out.
pub(crate) fn constants(document: &Value) -> Constants {
    let none = Map::new();
    let components = document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    let constants = components.iter().filter_map(|(component, schema)| {
        let properties = schema.get("properties")?.as_object()?.iter();
        let constants = properties.filter_map(|(name, property)| Some((name.clone(), constant(property, components)?)));
        let constants: BTreeMap<_, _> = constants.collect();
        (!constants.is_empty()).then(|| (component.clone(), constants))
    });
    constants.collect()
}

fn constant(property: &Value, components: &Map<String, Value>) -> Option<Value> {
    let target = resolve(property, components);
    match target.get("enum")?.as_array()?.as_slice() {
        [value] if property.get("nullable").is_none() => match kind(target) {
            "Boolean" => value.as_bool().map(Value::from),
            "Integer" => value.as_i64().map(Value::from),
            "Number" => value.as_f64().map(Value::from),
            _ => None,
        },
        _ => None,
    }
}

/// What a chain of references leads to, or what is left of one that is of no use.
pub(crate) fn resolve<'v>(schema: &'v Value, components: &'v Map<String, Value>) -> &'v Value {
    let mut schema = schema;
    for _ in 0..16 {
        match alias(schema).and_then(component).and_then(|name| components.get(&name)) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

/// The enums and unions among the components of a lowered document.
pub(crate) fn read(document: &Value) -> (Vec<Enum>, Vec<Union>) {
    let none = Map::new();
    let components = document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    let reader = Reader { components, cycles: cycles(components) };
    let (mut enums, mut unions) = (Vec::new(), Vec::new());
    for (name, schema) in components {
        let description = schema.get("description").and_then(Value::as_str).map(str::to_owned);
        if let Some(values) = texts(schema) {
            enums.push(Enum { name: name.clone(), description, values });
        } else if let Some(members) = schema.get("anyOf").and_then(Value::as_array) {
            unions.push(reader.union(name, description, schema, members));
        }
    }
    (enums, unions)
}

/// The values of an enum of texts.
pub(crate) fn texts(schema: &Value) -> Option<Vec<String>> {
    let values = schema.get("enum")?.as_array()?;
    if values.is_empty() {
        return None;
    }
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

struct Reader<'d> {
    components: &'d Map<String, Value>,
    /// The components that contain themselves by value, by the number of their circle.
    cycles: HashMap<&'d str, usize>,
}

impl Reader<'_> {
    fn union(&self, name: &str, description: Option<String>, schema: &Value, members: &[Value]) -> Union {
        let mut alternatives: Vec<Alternative> = Vec::new();
        let mut taken = Taken::from_iter(["Unknown"]);
        for member in members {
            alternatives.push(self.alternative(name, taken.unique(&self.variant(member)), member));
        }
        let discriminator = schema.get("discriminator");
        let property =
            discriminator.and_then(|discriminator| discriminator.get("propertyName")).and_then(Value::as_str);
        if let (Some(property), Some(mapping)) =
            (property, discriminator.and_then(|discriminator| discriminator.get("mapping")).and_then(Value::as_object))
        {
            let mut tags: HashMap<&str, Vec<String>> = HashMap::new();
            for (tag, to) in mapping {
                tags.entry(to.as_str().unwrap_or_default()).or_default().push(tag.clone());
            }
            for (member, alternative) in members.iter().zip(&mut alternatives) {
                if let Some(tags) = alias(member).and_then(|target| tags.get(target)) {
                    alternative.constants.entry(property.to_owned()).or_insert_with(|| tags.clone());
                }
            }
        }
        Union { name: name.to_owned(), description, alternatives }
    }

    /// An alternative is called as its component in the document is, by its title or constant, or by its kind.
    fn variant(&self, member: &Value) -> String {
        if let Some(target) = alias(member).and_then(component) {
            let noted = |key: &str| self.components.get(&target)?.get(key)?.as_str();
            let label = noted(VARIANT).map(names::variant);
            return label.unwrap_or_else(|| names::pascal(noted(REQUEST_OF).unwrap_or(&target)));
        }
        match kind(member) {
            "Array" => "List".to_owned(),
            "Object" => "Map".to_owned(),
            "Any" => "Value".to_owned(),
            kind => kind.to_owned(),
        }
    }

    fn alternative(&self, union: &str, variant: String, member: &Value) -> Alternative {
        let target = alias(member).and_then(component);
        let resolved = resolve(member, self.components);
        let properties = resolved.get("properties").and_then(Value::as_object);
        let constants = properties.into_iter().flatten().filter_map(|(name, property)| {
            let values = texts(resolve(property, self.components))?;
            (values.len() == 1).then_some((name.clone(), values))
        });
        let kind = kind(resolved);
        // A file is a text in JSON, but nothing that is displayed.
        let is_file = target.as_deref() == Some(FILE_PART);
        Alternative {
            variant,
            ty: rust_type(member),
            is_recursive: target.is_some_and(|target| {
                let circle = self.cycles.get(union);
                target == union || (circle.is_some() && circle == self.cycles.get(target.as_str()))
            }),
            kind,
            is_scalar: ["Boolean", "Integer", "Number", "Text"].contains(&kind) && !is_file,
            properties: properties.into_iter().flat_map(Map::keys).cloned().collect(),
            required: resolved
                .get("required")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str().map(str::to_owned))
                .collect(),
            constants: constants.collect(),
        }
    }
}

/// The components that anything in `value` refers to.
pub(crate) fn references(value: &Value, found: &mut Vec<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str).and_then(component));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

pub(crate) fn component(reference: &str) -> Option<String> {
    Pointer::from_fragment(reference)?.tokens().last()
}

fn kind(schema: &Value) -> &'static str {
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => "Boolean",
        Some("integer") => "Integer",
        Some("number") => "Number",
        Some("string") => "Text",
        Some("array") => "Array",
        Some("object") => "Object",
        _ => "Any",
    }
}

/// The Rust type of a schema that is no struct, enum or union, as typify makes it.
pub(crate) fn rust_type(schema: &Value) -> String {
    let ty = bare_type(schema);
    if schema.get("nullable").is_some() { format!("::std::option::Option<{ty}>") } else { ty }
}

fn bare_type(schema: &Value) -> String {
    match alias(schema).and_then(component) {
        Some(target) if target == FILE_PART => return "::openapi_runtime::FilePart".to_owned(),
        Some(target) => return names::pascal(&target),
        None => {}
    }
    let format = schema.get("format").and_then(Value::as_str);
    match kind(schema) {
        "Boolean" => "bool".to_owned(),
        "Integer" if format == Some("uint64") => "u64".to_owned(),
        "Integer" => "i64".to_owned(),
        "Number" => "f64".to_owned(),
        "Text" => formats::ty(format).unwrap_or("::std::string::String").to_owned(),
        "Array" => format!("::std::vec::Vec<{}>", schema.get("items").map_or_else(value, rust_type)),
        "Object" => {
            let member =
                schema.get("additionalProperties").filter(|member| member.is_object()).map_or_else(value, rust_type);
            match schema.get("additionalProperties") {
                Some(_) => format!("::std::collections::BTreeMap<::std::string::String, {member}>"),
                None => "::serde_json::Map<::std::string::String, ::serde_json::Value>".to_owned(),
            }
        }
        _ => value(),
    }
}

fn value() -> String {
    "::serde_json::Value".to_owned()
}

/// What each component contains by value (what stands in a list or map does not count), and from that its circle:
/// two components are in one if each contains the other. Kosaraju's algorithm, with stacks of its own.
fn cycles(components: &Map<String, Value>) -> HashMap<&str, usize> {
    let names: HashMap<&str, usize> =
        components.keys().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
    let contains: Vec<Vec<usize>> = components
        .values()
        .map(|schema| {
            let properties = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values);
            let members = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
            let parts = properties.chain(members).chain([schema]);
            parts.filter_map(|part| names.get(component(alias(part)?)?.as_str()).copied()).collect()
        })
        .collect();
    let mut within = vec![Vec::new(); contains.len()];
    for (outer, inner) in
        contains.iter().enumerate().flat_map(|(outer, inner)| inner.iter().map(move |inner| (outer, *inner)))
    {
        within[inner].push(outer);
    }
    let mut order = Vec::new();
    let mut seen = vec![false; contains.len()];
    for start in 0..contains.len() {
        visit(start, &contains, &mut seen, &mut order);
    }
    seen.fill(false);
    let mut circles = HashMap::new();
    let keys: Vec<&str> = components.keys().map(String::as_str).collect();
    for start in order.into_iter().rev() {
        let mut circle = Vec::new();
        visit(start, &within, &mut seen, &mut circle);
        circles.extend(circle.into_iter().map(|index| (keys[index], start)));
    }
    circles
}

/// Walks from `start` to what was not seen yet; each is added after all that it leads to.
fn visit(start: usize, edges: &[Vec<usize>], seen: &mut [bool], after: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut stack = vec![(start, 0)];
    while let Some((node, next)) = stack.pop() {
        if let Some(target) = edges[node].get(next) {
            stack.push((node, next + 1));
            if !std::mem::replace(&mut seen[*target], true) {
                stack.push((*target, 0));
            }
        } else {
            after.push(node);
        }
    }
}
