use serde_json::{Map, Value, json};

use super::{Context, Pass, component, components, page_extensions, parameters::WIRE_NAME, success_schema};
use crate::{
    pagination::{Pagination, Style},
    pointer::{self, Pointer},
    walk,
};

/// Operations whose answers are pages, by the first of the settings that fits each. A cursor is opaque, whatever its schema
/// says: parameter and property become one component, which the emission replaces by the runtime's `Cursor`.
pub(crate) struct Pages;

/// Marks an operation that can be walked, with what the pass found: the number of the setting, where the items are, the number
/// of the first page, and the largest size of one.
pub(crate) const PAGINATED: &str = "x-openapi-build-paginated";
/// Marks the component that stands for a cursor.
pub(crate) const CURSOR: &str = "x-openapi-build-cursor";

impl Pass for Pages {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let settings = &context.settings.paginations;
        let mut is_declared = false;
        walk::operations(document, &mut |_, _, _, operation| {
            is_declared |= page_extensions::declared(operation).is_some();
        });
        if settings.is_empty() && !is_declared {
            return;
        }
        let mut paginations = settings.clone();
        let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
        let (mut cursors, mut found) = (Vec::new(), Findings::default());
        walk::operations(document, &mut |_, _, at, operation| {
            let mut nearly = Vec::new();
            for (number, setting) in settings.iter().enumerate() {
                let Some(named) = found.is_for(number, setting, operation) else { continue };
                let fit = Candidate { operation, schemas: &schemas, at }.fits(setting);
                match fit {
                    Ok(page) => {
                        cursors.extend(page.next.clone().map(|next| (at.clone(), number, next)));
                        operation.insert(PAGINATED.to_owned(), page.noted(number));
                        return;
                    }
                    Err(why) if named || why.is_near && nearly.is_empty() => nearly.push((named, why.what)),
                    Err(_) => {}
                }
            }
            found.nearly.extend(nearly.into_iter().map(|(named, what)| (at.clone(), named, what)));
            let Some((name, declared)) = page_extensions::declared(operation) else { return };
            let candidate = Candidate { operation, schemas: &schemas, at };
            match declared
                .and_then(|setting| candidate.fits(&setting).map_err(|why| why.what).map(|page| (setting, page)))
            {
                Ok((setting, page)) => {
                    cursors.extend(page.next.clone().map(|next| (at.clone(), paginations.len(), next)));
                    operation.insert(PAGINATED.to_owned(), page.noted(paginations.len()));
                    paginations.push(setting);
                }
                Err(what) => found.undeclared.push((at.join(name), what)),
            }
        });
        found.tell(context);
        context.paginations = paginations;
        if cursors.is_empty() {
            return;
        }
        let name = super::identifiers(document).unique("Cursor");
        components(document).insert(name.clone(), json!({"type": "string", CURSOR: true}));
        for (at, number, property) in cursors {
            if let (Some(operation), Some(parameter)) =
                (document.pointer_mut(at.as_str()), context.paginations[number].style.parameter())
            {
                replace_parameter(operation, parameter, &name);
            }
            if let Some(property) = document.pointer_mut(property.as_str()) {
                replace_property(property, &name);
            }
        }
    }
}

/// What does not fit.
#[derive(Default)]
struct Findings {
    /// Where an operation has much of what a setting asks for, or is named by it.
    nearly: Vec<(Pointer, bool, String)>,
    /// Where an extension of the document asks for what is not there.
    undeclared: Vec<(Pointer, String)>,
    /// The names that were found, by the number of the setting.
    known: Vec<Vec<String>>,
}

impl Findings {
    /// Whether a setting is for an operation, and whether it names it by its id.
    fn is_for(&mut self, number: usize, setting: &Pagination, operation: &Map<String, Value>) -> Option<bool> {
        if setting.operations.is_empty() {
            return Some(false);
        }
        if self.known.len() <= number {
            self.known.resize(number + 1, Vec::new());
        }
        let id = operation.get("operationId").and_then(Value::as_str);
        let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let names: Vec<_> =
            id.into_iter().chain(tags).filter(|name| setting.operations.iter().any(|it| it == name)).collect();
        self.known[number].extend(names.iter().map(|name| (*name).to_owned()));
        (!names.is_empty()).then(|| id.is_some_and(|id| names.contains(&id)))
    }

    fn tell(mut self, context: &mut Context<'_>) {
        let settings = context.settings;
        for (number, setting) in settings.paginations.iter().enumerate() {
            let known = self.known.get_mut(number).map(std::mem::take).unwrap_or_default();
            for name in setting.operations.iter().filter(|name| !known.contains(name)) {
                let message = format!("expected an operation with the id or tag `{name}` but found none");
                context.error(&Pointer::root(), message, "that is a setting of the builder: `Pagination::operations`");
            }
        }
        for (at, what) in self.undeclared {
            let message = format!("expected pages as the extension has them but found {what}");
            context.warn(&at, message, "the operation has no walk; a pagination of the builder is over the extension");
        }
        for (at, named, what) in self.nearly {
            let message = format!("expected pages as the pagination has them but found {what}");
            if named {
                context.error(&at, message, "that is a setting of the builder: `Pagination::operations` names it");
            } else {
                context.warn(&at, message, "the operation has no walk; `Pagination::items` says where its items are");
            }
        }
    }
}

/// What a page has.
pub(super) struct Page {
    /// Where the cursor is that the next request takes, in the document.
    next: Option<Pointer>,
    /// The way from the answer to the items.
    items: Vec<String>,
    /// The number of the first page, where pages are counted.
    first: i64,
    /// The parameter of the size, and its maximum.
    largest: Option<(String, i64)>,
}

impl Page {
    /// What the model reads.
    fn noted(&self, setting: usize) -> Value {
        json!({"setting": setting, "items": self.items, "first": self.first, "largest": self.largest})
    }
}

/// Why a setting does not fit.
pub(super) struct Unfit {
    /// Whether there is so much of it that the operation may be meant.
    is_near: bool,
    what: String,
}

/// An operation that may have pages.
pub(super) struct Candidate<'o> {
    pub(super) operation: &'o Map<String, Value>,
    pub(super) schemas: &'o Value,
    pub(super) at: &'o Pointer,
}

impl<'o> Candidate<'o> {
    pub(super) fn fits(&self, setting: &Pagination) -> Result<Page, Unfit> {
        let far = |what: String| Unfit { is_near: false, what };
        let parameter = |name: &str| self.parameter(name).ok_or_else(|| far(format!("no query parameter `{name}`")));
        let start = setting.style.parameter().map(parameter).transpose()?;
        if let Style::Offset { limit, .. } = &setting.style {
            parameter(limit)?;
        }
        let (place, answer) = success_schema(self.operation).ok_or_else(|| far("no JSON as a success".to_owned()))?;
        let answer_at = self.at.at(place.iter().map(String::as_str));
        let property = |text: &str| {
            let found = self.property(answer, &answer_at, &pointer::property(text));
            found.ok_or_else(|| far(format!("no property `{text}` in the success")))
        };
        let next = setting.style.property().map(property).transpose()?;
        // Any answer may have a link, and most are no pages.
        let is_near = setting.style != Style::Link;
        let near = |what: String| Unfit { is_near, what };
        if let (Some((schema, _)), Some(name)) = (&next, setting.style.property()) {
            let ty = schema.get("type").and_then(Value::as_str);
            if matches!(ty, Some("array" | "object" | "boolean")) {
                return Err(near(format!("no text at `{name}`")));
            }
        }
        if let Some(more) = &setting.more {
            let (schema, _) = property(more)?;
            if schema.get("type").and_then(Value::as_str) != Some("boolean") {
                return Err(near(format!("no boolean at `{more}`")));
            }
        }
        let (items, list) = self.items(answer, setting).map_err(|what| {
            // What says where its items are is for answers that have them there.
            if setting.items.is_some() { far(what) } else { near(what) }
        })?;
        if let Style::LastId { member, .. } = &setting.style {
            let item = list.get("items").unwrap_or(&Value::Null);
            if self.property(item, &answer_at, &pointer::property(member)).is_none() {
                return Err(near(format!("no member `{member}` of the items")));
            }
        }
        let number =
            |schema: &Value, keyword: &str| self.resolved(schema, &mut Pointer::root()).get(keyword).and_then(whole);
        let otherwise = i64::from(matches!(setting.style, Style::Page { .. }));
        let first = start.and_then(|start| number(&start["schema"], "default")).unwrap_or(otherwise);
        let largest = setting.largest.as_ref().and_then(|name| {
            let size = number(&self.parameter(name)?["schema"], "maximum")?;
            Some((name.clone(), size))
        });
        let next = next.filter(|_| matches!(setting.style, Style::Cursor { .. })).map(|(_, at)| at);
        Ok(Page { next, items, first, largest })
    }

    /// The way to the items, and the schema of the list.
    fn items(&self, answer: &'o Value, setting: &Pagination) -> Result<(Vec<String>, &'o Value), String> {
        let root = &mut Pointer::root();
        if let Some(text) = &setting.items {
            let tokens = if text.is_empty() { Vec::new() } else { pointer::property(text) };
            let list = self.property(answer, root, &tokens).map(|(list, _)| list).filter(|list| is_list(list));
            return list.map(|list| (tokens, list)).ok_or_else(|| format!("no list at `{text}`"));
        }
        let answer = self.resolved(answer, root);
        if is_list(answer) {
            return Ok((Vec::new(), answer));
        }
        let members = answer.get("properties").and_then(Value::as_object).into_iter().flatten();
        let mut lists = members.filter_map(|(name, schema)| {
            let schema = self.resolved(schema, &mut Pointer::root());
            is_list(schema).then_some((name, schema))
        });
        match (lists.next(), lists.next()) {
            (Some((name, list)), None) => Ok((vec![name.clone()], list)),
            (None, _) => Err("no list in the success".to_owned()),
            (Some((first, _)), Some((second, _))) => {
                Err(format!("several lists in the success: `{first}`, `{second}`"))
            }
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&'o Value> {
        let mut parameters = self.operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        parameters.find(|parameter| is_start(parameter, name))
    }

    /// What the tokens lead to from a schema, and its place.
    fn property(&self, schema: &'o Value, at: &Pointer, tokens: &[String]) -> Option<(&'o Value, Pointer)> {
        let mut place = at.clone();
        let mut schema = schema;
        for token in tokens {
            schema = self.resolved(schema, &mut place).get("properties")?.get(token)?;
            place = place.at(["properties", token]);
        }
        // What is replaced is the place itself, whatever it refers to.
        Some((self.resolved(schema, &mut Pointer::root()), place))
    }

    /// What a schema refers to, itself or as the one member of an `allOf`.
    pub(super) fn resolved(&self, mut schema: &'o Value, place: &mut Pointer) -> &'o Value {
        for _ in 0..8 {
            let reference =
                schema.get("$ref").or_else(|| match schema.get("allOf").and_then(Value::as_array)?.as_slice() {
                    [only] => only.get("$ref"),
                    _ => None,
                });
            let target = reference.and_then(Value::as_str).and_then(Pointer::from_fragment);
            let Some((target, found)) = target.and_then(|it| Some((self.schemas.get(it.tokens().last()?)?, it))) else {
                break;
            };
            (schema, *place) = (target, found);
        }
        schema
    }
}

fn is_list(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("array") && schema.get("items").is_some_and(Value::is_object)
}

fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn is_start(parameter: &Value, name: &str) -> bool {
    let known = parameter.get(WIRE_NAME).unwrap_or(&parameter["name"]);
    parameter["in"] == "query" && known == name
}

fn replace_parameter(operation: &mut Value, name: &str, cursor: &str) {
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
    for parameter in parameters.filter(|parameter| is_start(parameter, name)) {
        parameter["schema"] = json!({"$ref": component(cursor)});
    }
}

fn replace_property(property: &mut Value, cursor: &str) {
    let mut replaced = json!({"allOf": [{"$ref": component(cursor)}]});
    for keyword in ["description", "title", "nullable"] {
        if let Some(value) = property.get(keyword) {
            replaced[keyword] = value.clone();
        }
    }
    *property = replaced;
}
