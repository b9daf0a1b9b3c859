//! The bounds that the document puts on what is sent, read from the schemas before types are made without them.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

use serde_json::{Map, Number, Value};

use crate::{
    pattern::{Pattern, Patterns, Refused},
    pointer::Pointer,
};

/// What a request must keep to at one place. Bounds are kept as the document writes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rule {
    pub(crate) minimum: Option<Number>,
    pub(crate) exclusive_minimum: Option<Number>,
    pub(crate) maximum: Option<Number>,
    pub(crate) exclusive_maximum: Option<Number>,
    pub(crate) multiple_of: Option<Number>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<Arc<Pattern>>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    /// What the names of members keep to.
    pub(crate) names: Option<Box<Rule>>,
    pub(crate) items: Option<Box<Rule>>,
    pub(crate) properties: BTreeMap<String, Rule>,
    pub(crate) values: Option<Box<Rule>>,
    /// What each alternative of a union asks for, as they stand; empty where none asks for anything.
    pub(crate) alternatives: Vec<Rule>,
    /// Components whose rules hold as well.
    pub(crate) components: BTreeSet<String>,
}

impl Rule {
    /// Whether nothing is asked for, apart from what components ask for.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds the components that are referred to anywhere in the rule; whether there is a bound beside them.
    fn collect<'r>(&'r self, components: &mut BTreeSet<&'r str>) -> bool {
        components.extend(self.components.iter().map(String::as_str));
        let boxed = self.items.iter().chain(&self.values).chain(&self.names).map(|child| &**child);
        let children = boxed.chain(self.properties.values()).chain(&self.alternatives);
        let mut bound = false;
        for child in children {
            bound |= child.collect(components);
        }
        let own = Self {
            components: BTreeSet::new(),
            items: None,
            values: None,
            names: None,
            alternatives: Vec::new(),
            properties: BTreeMap::new(),
            pattern: self.pattern.clone(),
            minimum: self.minimum.clone(),
            exclusive_minimum: self.exclusive_minimum.clone(),
            maximum: self.maximum.clone(),
            exclusive_maximum: self.exclusive_maximum.clone(),
            multiple_of: self.multiple_of.clone(),
            ..*self
        };
        bound || !own.is_empty()
    }
}

/// The rules of the components that `roots` lead to, of those that have any, directly or through others.
pub(crate) fn of_components<'r>(
    document: &Value,
    roots: impl Iterator<Item = &'r Rule>,
    reader: &mut Reader,
) -> BTreeMap<String, Rule> {
    let section = Pointer::root().at(["components", "schemas"]);
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let mut rules = BTreeMap::new();
    let mut open = Vec::new();
    let add = |rule: &Rule, open: &mut Vec<String>| {
        let mut targets = BTreeSet::new();
        rule.collect(&mut targets);
        open.extend(targets.into_iter().map(str::to_owned));
    };
    roots.for_each(|rule| add(rule, &mut open));
    while let Some(name) = open.pop() {
        if let Entry::Vacant(entry) = rules.entry(name) {
            let schema = schemas.and_then(|schemas| schemas.get(entry.key()));
            let rule = schema.map(|schema| reader.schema(schema, &section.join(entry.key()))).unwrap_or_default();
            add(&rule, &mut open);
            entry.insert(rule);
        }
    }
    let known = known(&rules);
    rules.retain(|name, rule| {
        prune(rule, &known);
        // A component that is itself has nothing to add to itself.
        rule.components.remove(name);
        known.contains(name)
    });
    rules
}

/// The rule of an argument where only the components `known` have any.
pub(crate) fn pruned(mut rule: Rule, known: &BTreeSet<String>) -> Option<Rule> {
    prune(&mut rule, known);
    (!rule.is_empty()).then_some(rule)
}

/// The components with a bound of their own, and those that lead to one.
fn known(rules: &BTreeMap<String, Rule>) -> BTreeSet<String> {
    let mut leads_to: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut open = Vec::new();
    for (name, rule) in rules {
        let mut targets = BTreeSet::new();
        if rule.collect(&mut targets) {
            open.push(name.as_str());
        }
        for target in targets {
            leads_to.entry(target).or_default().push(name);
        }
    }
    let mut known: BTreeSet<String> = open.iter().map(|name| (*name).to_owned()).collect();
    while let Some(name) = open.pop() {
        for source in leads_to.get(name).into_iter().flatten() {
            if known.insert((*source).to_owned()) {
                open.push(source);
            }
        }
    }
    known
}

/// Drops references to components that have no rules, and what is empty without them.
fn prune(rule: &mut Rule, known: &BTreeSet<String>) {
    rule.components.retain(|name| known.contains(name));
    for child in [&mut rule.items, &mut rule.values, &mut rule.names] {
        if let Some(inner) = child {
            prune(inner, known);
            if inner.is_empty() {
                *child = None;
            }
        }
    }
    rule.properties.retain(|_, property| {
        prune(property, known);
        !property.is_empty()
    });
    rule.alternatives.iter_mut().for_each(|alternative| prune(alternative, known));
    if rule.alternatives.iter().all(Rule::is_empty) {
        rule.alternatives.clear();
    }
}

/// Reads rules, and notes which bounds it cannot have checked.
#[derive(Default)]
pub(crate) struct Reader {
    patterns: Patterns,
    /// Where a pattern stands that is not checked, and why.
    pub(crate) unchecked: Vec<(Pointer, Refused)>,
}

impl Reader {
    /// What the schema at `at` asks for.
    pub(crate) fn schema(&mut self, schema: &Value, at: &Pointer) -> Rule {
        let Some(keywords) = schema.as_object() else { return Rule::default() };
        let mut rule = scalar(keywords);
        rule.pattern = self.pattern(keywords, at);
        rule.items = self.child(keywords, "items", at);
        rule.values = self.child(keywords, "additionalProperties", at);
        rule.names = self.child(keywords, "propertyNames", at);
        for (index, alternative) in keywords.get("anyOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
            rule.alternatives.push(self.schema(alternative, &at.at(["anyOf", &index.to_string()])));
        }
        if rule.alternatives.iter().all(Rule::is_empty) {
            rule.alternatives.clear();
        }
        for (name, schema) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let property = self.schema(schema, &at.at(["properties", name]));
            if !property.is_empty() {
                rule.properties.insert(name.clone(), property);
            }
        }
        if keywords.contains_key("$ref") {
            self.part(&mut rule, schema, at);
        }
        for (index, part) in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
            self.part(&mut rule, part, &at.at(["allOf", &index.to_string()]));
        }
        rule
    }

    fn child(&mut self, keywords: &Map<String, Value>, keyword: &str, at: &Pointer) -> Option<Box<Rule>> {
        let rule = self.schema(keywords.get(keyword)?, &at.join(keyword));
        (!rule.is_empty()).then(|| Box::new(rule))
    }

    /// Adds what a part of a schema asks for, which may be a component.
    fn part(&mut self, rule: &mut Rule, part: &Value, at: &Pointer) {
        match part.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next()) {
            Some(name) => {
                rule.components.insert(name.replace("~1", "/").replace("~0", "~"));
            }
            None => merge(rule, self.schema(part, at)),
        }
    }

    fn pattern(&mut self, keywords: &Map<String, Value>, at: &Pointer) -> Option<Arc<Pattern>> {
        let text = keywords.get("pattern")?.as_str()?;
        self.patterns.read(text).map_err(|refused| self.unchecked.push((at.join("pattern"), refused))).ok()
    }
}

/// The bounds that stand in the schema itself, without its pattern.
fn scalar(keywords: &Map<String, Value>) -> Rule {
    let mut rule = Rule::default();
    let number = |keyword: &str| keywords.get(keyword).and_then(Value::as_number).cloned();
    let count = |keyword: &str| keywords.get(keyword).and_then(count);
    rule.minimum = number("minimum");
    rule.maximum = number("maximum");
    rule.exclusive_minimum = number("exclusiveMinimum");
    rule.exclusive_maximum = number("exclusiveMaximum");
    // In 3.0 a flag beside the bound makes it exclusive.
    if keywords.get("exclusiveMinimum") == Some(&Value::Bool(true)) {
        rule.exclusive_minimum = rule.minimum.take();
    }
    if keywords.get("exclusiveMaximum") == Some(&Value::Bool(true)) {
        rule.exclusive_maximum = rule.maximum.take();
    }
    if keywords.get("type").and_then(Value::as_str) == Some("integer")
        && keywords.get("format").and_then(Value::as_str) == Some("int32")
    {
        rule.minimum.get_or_insert_with(|| i32::MIN.into());
        rule.maximum.get_or_insert_with(|| i32::MAX.into());
    }
    rule.multiple_of = number("multipleOf").filter(|step| step.as_f64().is_some_and(|step| step > 0.0));
    rule.min_length = count("minLength").filter(|least| *least > 0);
    rule.max_length = count("maxLength");
    rule.min_items = count("minItems").filter(|least| *least > 0);
    rule.max_items = count("maxItems");
    rule.min_properties = count("minProperties").filter(|least| *least > 0);
    rule.max_properties = count("maxProperties");
    rule.unique_items = keywords.get("uniqueItems") == Some(&Value::Bool(true));
    rule
}

/// A count may be written `5.0`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole and not negative by then
fn count(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_f64().filter(|count| *count >= 0.0 && count.fract() == 0.0).map(|count| count as u64))
}

/// Adds what another part of an `allOf` asks for; of two bounds of a kind the first stays, both hold rarely.
fn merge(rule: &mut Rule, other: Rule) {
    fn first<T>(mine: &mut Option<T>, theirs: Option<T>) {
        if mine.is_none() {
            *mine = theirs;
        }
    }
    first(&mut rule.minimum, other.minimum);
    first(&mut rule.maximum, other.maximum);
    first(&mut rule.exclusive_minimum, other.exclusive_minimum);
    first(&mut rule.exclusive_maximum, other.exclusive_maximum);
    first(&mut rule.multiple_of, other.multiple_of);
    first(&mut rule.min_length, other.min_length);
    first(&mut rule.max_length, other.max_length);
    first(&mut rule.pattern, other.pattern);
    first(&mut rule.min_items, other.min_items);
    first(&mut rule.max_items, other.max_items);
    first(&mut rule.min_properties, other.min_properties);
    first(&mut rule.max_properties, other.max_properties);
    first(&mut rule.names, other.names);
    first(&mut rule.items, other.items);
    first(&mut rule.values, other.values);
    rule.unique_items |= other.unique_items;
    rule.components.extend(other.components);
    for (name, property) in other.properties {
        rule.properties.entry(name).or_insert(property);
    }
}
