//! What the body of an operation may be.

use serde_json::{Map, Value, json};

use super::{Location, Parameter};
use crate::{
    composition::alias,
    lower::contents::{self, BODIES, MEDIA_TYPE, Rank},
    names,
    pointer::Pointer,
    rules::{Reader, Rule},
    shapes,
};

/// How the body is sent.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) media_type: String,
    pub(crate) rank: Rank,
    pub(crate) required: bool,
    /// The type of a body of parts, a component.
    pub(crate) component: Option<String>,
    /// What it may be, a Rust type each.
    pub(crate) choices: Vec<Choice>,
}

/// What a body may be as one Rust type.
#[derive(Debug)]
pub(crate) struct Choice {
    /// The type; a text or bytes where there is none.
    pub(crate) component: Option<String>,
    /// The name of its variant, where there are several.
    pub(crate) variant: String,
    pub(crate) media: Vec<Media>,
    /// Its bounds, where there are several.
    pub(crate) argument: Option<Parameter>,
}

/// A media type that a body is sent as.
#[derive(Debug)]
pub(crate) struct Media {
    pub(crate) name: String,
    pub(crate) rank: Rank,
    pub(crate) parts: Vec<Part>,
}

/// How a member of a form is written.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    /// The variant of the runtime's `Encoding`.
    pub(crate) style: Option<String>,
    pub(crate) allows_reserved: bool,
    pub(crate) headers: Vec<(String, String)>,
}

/// The body of an operation, with the bounds of each type where it may be of several.
pub(super) fn read(operation: &Map<String, Value>, at: &Pointer, reader: &mut Reader) -> Option<Body> {
    let mut body = body(operation.get("requestBody")?, operation.get(BODIES))?;
    let is_several = body.choices.len() > 1;
    for (number, choice) in body.choices.iter_mut().enumerate().filter(|_| is_several) {
        let component = choice.component.as_deref().map(crate::lower::component);
        let rule = component.map(|reference| reader.schema(&json!({"$ref": reference}), &at.join("requestBody")));
        choice.argument = Some(of_body(format!("body_{number}"), rule));
    }
    Some(body)
}

/// What the setter of the body takes; bounds are the choices' where there are several.
pub(super) fn argument(declared: &Value, at: &Pointer, reader: &mut Reader, is_several: bool) -> Parameter {
    let rule = schema(declared)
        .filter(|_| !is_several)
        .map(|(media_type, schema)| reader.schema(schema, &at.at(["requestBody", "content", media_type, "schema"])));
    let description = declared.get("description").and_then(Value::as_str).map(str::to_owned);
    Parameter { description, ..of_body("body".to_owned(), rule) }
}

/// An argument that is a body.
fn of_body(ident: String, rule: Option<Rule>) -> Parameter {
    Parameter {
        name: "body".to_owned(),
        ident,
        setter: "body".to_owned(),
        encoding: String::new(),
        allows_reserved: false,
        location: Location::Body,
        description: None,
        rule,
    }
}

fn body(declared: &Value, choices: Option<&Value>) -> Option<Body> {
    let media_type = declared.get(MEDIA_TYPE)?.as_str()?.to_owned();
    let rank = contents::rank(declared.get("content")?.as_object()?.keys().next()?);
    let component = schema(declared).and_then(|(_, schema)| alias(schema)).and_then(shapes::component);
    let mut variants = names::Taken::default();
    let choices = choices.and_then(Value::as_array).into_iter().flatten().map(|noted| {
        let component = noted["schema"].as_str().and_then(shapes::component);
        let variant = variants.unique(&names::pascal(&crate::lower::text(&noted["word"])));
        let media = noted["media"].as_array().into_iter().flatten().map(media).collect();
        Choice { component, variant, media, argument: None }
    });
    let choices = choices.collect();
    Some(Body { media_type, rank, required: declared.get("required") == Some(&Value::Bool(true)), component, choices })
}

fn rank_named(name: &Value) -> Rank {
    let known = [Rank::Json, Rank::Multipart, Rank::Form, Rank::Text];
    known.into_iter().find(|rank| *name == format!("{rank:?}")).unwrap_or(Rank::Bytes)
}

fn media(noted: &Value) -> Media {
    let parts = noted["parts"].as_array().into_iter().flatten().map(|part| {
        let text = |key: &str| part[key].as_str().map(str::to_owned);
        let headers = part["headers"].as_array().into_iter().flatten();
        let headers = headers.filter_map(|it| Some((it[0].as_str()?.to_owned(), it[1].as_str()?.to_owned())));
        Part {
            name: text("name").unwrap_or_default(),
            content_type: text("contentType"),
            style: text("style"),
            allows_reserved: part["reserved"] == true,
            headers: headers.collect(),
        }
    });
    Media { name: crate::lower::text(&noted["name"]), rank: rank_named(&noted["rank"]), parts: parts.collect() }
}

/// A body's one media type and its schema.
fn schema(body: &Value) -> Option<(&str, &Value)> {
    let (media_type, value) = body.get("content")?.as_object()?.iter().next()?;
    Some((media_type, value.get("schema")?))
}
