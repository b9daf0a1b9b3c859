use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, HashSet},
};

use serde_json::{Map, Value, json};

use super::{Context, Pass, bounds, lengths};
use crate::{
    composition::{alias, is_annotation, needs_merging},
    limits::{MAX_CHAIN, weight},
    pointer::Pointer,
    shapes, walk,
};

/// A Rust type is one struct: the parts of an `allOf`, and keywords beside `anyOf` and `oneOf`, are merged into it or
/// into each alternative.
pub(crate) struct AllOf;

impl Pass for AllOf {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
        let merger = Merger::new(&schemas, context.allowance());
        let (mut failed, mut clashes) = (Vec::new(), Vec::new());
        let mut exceeded = None;
        walk::schemas(document, &mut |schema, at| {
            if exceeded.is_some() || !needs_merging(schema) {
                return;
            }
            match merger.flat(schema, &mut Vec::new()) {
                Ok(merged) => {
                    *schema = merged;
                    clashes.extend(merger.clashes.take().into_iter().map(|clash| (at.clone(), clash)));
                }
                Err(_) if merger.spent.get() > merger.allowance => exceeded = Some(at.clone()),
                Err(reason) => {
                    failed.push((at.clone(), reason));
                    let annotations =
                        schema.as_object().into_iter().flatten().filter(|(keyword, _)| is_annotation(keyword));
                    *schema =
                        Value::Object(annotations.map(|(keyword, value)| (keyword.clone(), value.clone())).collect());
                }
            }
        });
        if !context.spend_weight(&exceeded.unwrap_or_default(), merger.spent.get()) {
            return;
        }
        for (at, reason) in failed {
            context.degraded(&at, reason);
        }
        for (at, clash) in clashes {
            context.warn(&at, clash, "no value is valid by all parts; the type is made of what does not clash");
        }
    }
}

/// Alternatives of alternatives multiply; more than this are no type that anybody can use.
const MOST_ALTERNATIVES: usize = 256;

struct Merger<'d> {
    schemas: &'d Value,
    /// How many references a component leads through.
    lengths: HashMap<String, usize>,
    /// What components come to, by name: each is merged once, however many refer to it. Those in which nothing failed:
    /// what fails depends on where the way began.
    flat: RefCell<HashMap<String, Value>>,
    failures: Cell<usize>,
    /// Where parts say what nothing can be.
    clashes: RefCell<Vec<String>>,
    /// The weight of all that was written out, and what it may come to.
    spent: Cell<usize>,
    allowance: usize,
}

impl<'d> Merger<'d> {
    fn new(schemas: &'d Value, allowance: usize) -> Self {
        let lengths = schemas.as_object().map(lengths::lengths).unwrap_or_default();
        Self {
            schemas,
            lengths,
            flat: RefCell::default(),
            failures: Cell::new(0),
            clashes: RefCell::default(),
            spent: Cell::new(0),
            allowance,
        }
    }

    fn fail<T>(&self, reason: impl Into<String>) -> Result<T, String> {
        self.failures.set(self.failures.get() + 1);
        Err(reason.into())
    }

    fn clash(&self, clash: String) {
        self.clashes.borrow_mut().push(clash);
    }

    /// A copy, as long as copies come to no more than they may.
    fn copy(&self, schema: &Value) -> Result<Value, String> {
        self.spent.set(self.spent.get().saturating_add(weight(schema)));
        if self.spent.get() > self.allowance { self.fail("`allOf` comes to too much") } else { Ok(schema.clone()) }
    }

    /// The schema without `allOf`, and with alternatives only by themselves. `within` holds the references that are
    /// being followed.
    fn flat(&self, schema: &Value, within: &mut Vec<String>) -> Result<Value, String> {
        if !needs_merging(schema) {
            return self.copy(schema);
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        let parts = own.remove("allOf").and_then(|parts| parts.as_array().cloned()).unwrap_or_default();
        let mut annotations: Map<_, _> =
            own.iter().filter(|(key, _)| is_annotation(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
        let nullable = own.remove("nullable").is_some();
        own.retain(|keyword, _| !is_annotation(keyword));
        let mut unions = Vec::new();
        for keyword in ["anyOf", "oneOf"] {
            if let Some(union) = own.remove(keyword) {
                let discriminator = own.get("discriminator").cloned();
                unions.push((union.as_array().cloned().unwrap_or_default(), discriminator));
            }
        }
        if !unions.is_empty() {
            own.remove("discriminator");
        }
        let mut base = own;
        let mut required = Required::default();
        let mut all_nullable = !parts.is_empty();
        for part in &parts {
            for keyword in ["readOnly", "writeOnly"].into_iter().filter(|keyword| part.get(*keyword).is_some()) {
                annotations.entry(keyword).or_insert_with(|| part[keyword].clone());
            }
            let part = self.resolved(part, within)?;
            let Value::Object(mut part) = part else { continue };
            all_nullable &= part.remove("nullable").is_some();
            part.retain(|keyword, _| !is_annotation(keyword));
            for keyword in ["anyOf", "oneOf"] {
                if let Some(union) = part.remove(keyword) {
                    unions.push((union.as_array().cloned().unwrap_or_default(), part.get("discriminator").cloned()));
                }
            }
            part.remove("discriminator");
            self.merge(&mut base, &mut required, part, within)?;
        }
        let mut merged = self.distribute(&base, unions, within)?;
        if let Some(keywords) = merged.as_object_mut() {
            if nullable || all_nullable {
                keywords.insert("nullable".to_owned(), true.into());
            }
            keywords.extend(annotations);
        }
        Ok(merged)
    }

    /// The schema itself or what it refers to, flat.
    fn resolved(&self, schema: &Value, within: &mut Vec<String>) -> Result<Value, String> {
        let Some(reference) = alias(schema) else { return self.flat(schema, within) };
        let name = Pointer::from_fragment(reference).and_then(|pointer| pointer.tokens().last()).unwrap_or_default();
        if within.contains(&name) {
            return self.fail(format!("`allOf` of `{name}` contains itself"));
        }
        let mut resolved = self.component(name, within)?;
        if schema.get("nullable").is_some() && resolved.is_object() {
            resolved["nullable"] = true.into();
        }
        Ok(resolved)
    }

    fn component(&self, name: String, within: &mut Vec<String>) -> Result<Value, String> {
        if let Some(known) = self.flat.borrow().get(&name) {
            return self.copy(known);
        }
        // Known beforehand, so that not each of a chain finds it out by walking as far as it may.
        if self.lengths.get(&name).is_some_and(|length| *length > MAX_CHAIN) {
            return self.fail(format!("`allOf` leads through more than {MAX_CHAIN} references"));
        }
        let failures = self.failures.get();
        within.push(name.clone());
        let resolved = self.resolved(self.schemas.get(&name).unwrap_or(&Value::Object(Map::new())), within)?;
        within.pop();
        if self.failures.get() == failures {
            self.flat.borrow_mut().insert(name, self.copy(&resolved)?);
        }
        Ok(resolved)
    }

    /// `base` with each combination of alternatives.
    fn distribute(
        &self,
        base: &Map<String, Value>,
        unions: Vec<(Vec<Value>, Option<Value>)>,
        within: &mut Vec<String>,
    ) -> Result<Value, String> {
        let mut combined = vec![Value::Object(base.clone())];
        let mut discriminator = None;
        let mut is_union = false;
        for (alternatives, its_discriminator) in unions {
            // Alternatives that only ask for properties or forbid values are all of one type.
            if alternatives.iter().all(is_constraint) {
                continue;
            }
            if combined.len() * alternatives.len() > MOST_ALTERNATIVES {
                return self.fail(format!("more than {MOST_ALTERNATIVES} combinations of alternatives"));
            }
            discriminator = discriminator.or(its_discriminator);
            is_union = true;
            let pairs = || combined.iter().flat_map(|base| alternatives.iter().map(move |it| (base, it)));
            let mut possible = Vec::new();
            for (base, alternative) in pairs() {
                let says_more = ["$ref", "enum", "properties"].iter().any(|keyword| base.get(*keyword).is_some());
                if !says_more || !self.contradict(base, alternative, within).unwrap_or(false) {
                    possible.push((base, alternative));
                }
            }
            // What nothing can be is no alternative, unless all of them are: then something else is meant.
            if possible.is_empty() {
                possible.extend(pairs());
            }
            let mut next = Vec::new();
            for (base, alternative) in possible {
                let product = self.combine(base, alternative, within)?;
                if !next.contains(&product) {
                    next.push(product);
                }
            }
            combined = next;
        }
        if !is_union {
            return Ok(combined.swap_remove(0));
        }
        let mut union = Map::new();
        union.insert("anyOf".to_owned(), combined.into());
        union.extend(discriminator.map(|discriminator| ("discriminator".to_owned(), discriminator)));
        Ok(Value::Object(union))
    }

    fn combine(&self, base: &Value, alternative: &Value, within: &mut Vec<String>) -> Result<Value, String> {
        let Some(base) = base.as_object() else { return Ok(alternative.clone()) };
        // `type: object` beside alternatives says nothing that they do not.
        let plain = base
            .keys()
            .all(|keyword| ["type", "required", "additionalProperties", "format"].contains(&keyword.as_str()));
        let is_same = alias(alternative).is_some_and(|target| base.get("$ref").is_some_and(|base| base == target));
        if is_same || base.is_empty() || (plain && alias(alternative).is_some() && base.get("required").is_none()) {
            return self.copy(alternative);
        }
        // An alternative that was kept as the reference that it is.
        let (mut merged, name) = match base.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let resolved = self.resolved(&Value::Object(base.clone()), within)?;
                let mut resolved = resolved.as_object().cloned().unwrap_or_default();
                resolved.retain(|keyword, _| !is_annotation(keyword));
                (resolved, shapes::component(reference))
            }
            None => (base.clone(), base.get(MADE_OF).and_then(Value::as_str).map(str::to_owned)),
        };
        self.spent.set(self.spent.get().saturating_add(merged.iter().map(|(_, value)| weight(value)).sum()));
        if let (Some(name), Some(other)) = (name, alias(alternative).and_then(shapes::component)) {
            merged.insert(MADE_OF.to_owned(), format!("{name}-{other}").into());
        }
        if let Value::Object(alternative) = self.resolved(alternative, within)? {
            // Alternatives within an alternative stay there, each with the base.
            let mut alternative = alternative;
            let inner = ["anyOf", "oneOf"].into_iter().find_map(|keyword| alternative.remove(keyword));
            self.merge(&mut merged, &mut Required::default(), alternative, within)?;
            if let Some(Value::Array(inner)) = inner {
                return self.distribute(&merged, vec![(inner, None)], within);
            }
        }
        Ok(Value::Object(merged))
    }

    /// Whether nothing is both: the values or the types that the two allow have none in common, or those of a member that
    /// has to be there.
    fn contradict(&self, a: &Value, b: &Value, within: &mut Vec<String>) -> Result<bool, String> {
        let (a, b) = (self.resolved(a, within)?, self.resolved(b, within)?);
        if disjoint(&a, &b) {
            return Ok(true);
        }
        let required = |schema: &Value, name: &str| {
            schema.get("required").and_then(Value::as_array).is_some_and(|names| names.iter().any(|it| it == name))
        };
        let (Some(members), Some(others)) = (object(&a, "properties"), object(&b, "properties")) else {
            return Ok(false);
        };
        let nothing =
            members.iter().filter(|(name, _)| required(&a, name) || required(&b, name)).any(|(name, member)| {
                others.get(name).is_some_and(|other| disjoint(self.target(member), self.target(other)))
            });
        Ok(nothing)
    }

    /// What a schema refers to, or itself.
    fn target<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = alias(schema).and_then(shapes::component);
        name.and_then(|name| self.schemas.get(&name)).unwrap_or(schema)
    }

    /// Adds the keywords of `part` to `base`.
    fn merge(
        &self,
        base: &mut Map<String, Value>,
        required: &mut Required,
        part: Map<String, Value>,
        within: &mut Vec<String>,
    ) -> Result<(), String> {
        for (keyword, value) in part {
            match (keyword.as_str(), base.get_mut(&keyword)) {
                (_, None) => {
                    base.insert(keyword, value);
                }
                ("properties", Some(Value::Object(known))) => {
                    for (name, schema) in value.as_object().cloned().unwrap_or_default() {
                        match known.get_mut(&name) {
                            None => {
                                known.insert(name, schema);
                            }
                            Some(property) => *property = self.both(property, &schema, within)?,
                        }
                    }
                }
                ("required", Some(Value::Array(known))) => {
                    required.extend(known, value.as_array().cloned().unwrap_or_default());
                }
                ("enum", Some(Value::Array(known))) => {
                    let allowed = value.as_array().cloned().unwrap_or_default();
                    let set: HashSet<&Value> = allowed.iter().collect();
                    let both: Vec<_> = known.iter().filter(|value| set.contains(value)).cloned().collect();
                    if both.is_empty() {
                        self.clash(format!(
                            "expected values in common but found {} and {}",
                            list(known),
                            list(&allowed)
                        ));
                    }
                    // Two parts that have no value in common: the more special one is meant.
                    *known = if both.is_empty() { allowed } else { both };
                }
                ("items" | "additionalProperties", Some(known)) if known.is_object() && value.is_object() => {
                    *known = self.both(known, &value, within)?;
                }
                ("items" | "additionalProperties", Some(known)) if value.is_object() => *known = value,
                (_, Some(known)) if bounds::is_bound(&keyword) => bounds::narrow(&keyword, known, value),
                ("type", Some(known)) if known == "number" && value == "integer" => *known = value,
                ("type", Some(known)) if *known != value && !(known == "integer" && value == "number") => {
                    self.clash(format!("expected one type but found {known} and {value}"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A schema that is both.
    fn both(&self, a: &Value, b: &Value, within: &mut Vec<String>) -> Result<Value, String> {
        let is_open = |schema: &Value| {
            schema.as_object().is_some_and(|keywords| keywords.keys().all(|keyword| is_annotation(keyword)))
        };
        if a == b || is_open(b) || alias(a).is_some_and(|target| Some(target) == alias(b)) {
            return self.copy(a);
        }
        if is_open(a) {
            return self.copy(b);
        }
        let depth = within.len();
        if depth > MAX_CHAIN {
            return self.fail(format!("`allOf` goes deeper than {MAX_CHAIN} levels"));
        }
        within.push(String::new());
        let merged = self.flat(&json!({"allOf": [self.copy(a)?, self.copy(b)?]}), within);
        within.truncate(depth);
        // What cannot be both (a part refers to where it stands) is what the later part says.
        merged.or_else(|_| self.copy(b))
    }
}

/// Of which components something was made that is all of them at once, for its name.
pub(crate) const MADE_OF: &str = "x-openapi-build-made-of";

fn object<'v>(schema: &'v Value, keyword: &str) -> Option<&'v Map<String, Value>> {
    schema.get(keyword).and_then(Value::as_object)
}

/// Whether the types or the values of two schemas have nothing in common.
fn disjoint(a: &Value, b: &Value) -> bool {
    let types_differ = matches!((type_of(a), type_of(b)), (Some(a), Some(b)) if a != b);
    let values_differ = matches!(
        (a["enum"].as_array(), b["enum"].as_array()),
        (Some(a), Some(b)) if !a.iter().any(|value| b.contains(value))
    );
    types_differ || values_differ
}

/// The type of a schema; an integer is a number.
fn type_of(schema: &Value) -> Option<&str> {
    match schema["type"].as_str() {
        Some("integer") => Some("number"),
        ty => ty,
    }
}

/// The first values of an enum, for messages.
fn list(values: &[Value]) -> String {
    let shown: Vec<String> = values.iter().take(3).map(ToString::to_string).collect();
    let more = if values.len() > shown.len() { ", …" } else { "" };
    shown.join(", ") + more
}

/// The names in `required` of what parts are merged into, so that it is not searched for each of them.
#[derive(Default)]
struct Required(Option<HashSet<Value>>);

impl Required {
    fn extend(&mut self, known: &mut Vec<Value>, more: Vec<Value>) {
        let names = self.0.get_or_insert_with(|| known.iter().cloned().collect());
        known.extend(more.into_iter().filter(|name| names.insert(name.clone())));
    }
}

/// Whether a schema only asks for properties by name, or for nothing.
fn is_constraint(schema: &Value) -> bool {
    schema.as_object().is_some_and(|keywords| {
        keywords.keys().all(|keyword| {
            keyword == "required" || is_annotation(keyword) || (keyword == "type" && schema["type"] == "object")
        })
    }) || schema
        .as_object()
        .is_some_and(|keywords| keywords.len() == 2 && keywords.contains_key("required") && properties_are_open(schema))
}

fn properties_are_open(schema: &Value) -> bool {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .is_some_and(|properties| properties.values().all(|property| property.as_object().is_some_and(Map::is_empty)))
}
