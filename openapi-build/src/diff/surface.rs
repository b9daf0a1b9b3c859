//! What a user of the generated code sees of a document, without what only readers see of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    kinds::{Kind, kinds, rust_type},
    security::Ways,
    successors::first_by,
};
use crate::{
    lower::{self, contents::Rank},
    lowered::Lowered,
    model::{self, Content, Location},
    names,
    printable::code,
    rules::Rule,
    sent,
    servers::Server,
};

#[derive(Debug, Default)]
pub(super) struct Surface {
    pub(super) servers: Vec<String>,
    /// What callers choose one by.
    pub(super) server_choice: BTreeSet<String>,
    /// In the order of the document.
    pub(super) operations: Vec<Operation>,
    pub(super) types: BTreeMap<String, Kind>,
    /// The types that users make, because a request has them somewhere.
    pub(super) sent: BTreeSet<String>,
    /// How operations authenticate that do not say so themselves.
    pub(super) security: Ways,
    /// The bounds of what is sent, by type.
    pub(super) rules: BTreeMap<String, Rule>,
}

#[derive(Debug)]
pub(super) struct Operation {
    /// The name of the method, and of the builder that it returns.
    pub(super) function: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) deprecated: bool,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    /// `200`, `2XX`: what is a success.
    pub(super) statuses: Vec<String>,
    pub(super) success: Answers,
    pub(super) error: Answers,
    pub(super) is_paginated: bool,
    /// Its own server.
    pub(super) server: Option<String>,
    /// How it authenticates, if not as the document says.
    pub(super) security: Option<Ways>,
}

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) ident: String,
    pub(super) wire: String,
    pub(super) location: Location,
    pub(super) place: &'static str,
    pub(super) encoding: String,
    pub(super) is_required: bool,
    pub(super) ty: String,
    pub(super) rule: Option<Rule>,
}

#[derive(Debug)]
pub(super) struct Body {
    pub(super) media_type: String,
    pub(super) is_required: bool,
    pub(super) ty: String,
    pub(super) rule: Option<Rule>,
}

/// What an operation answers with, successes or errors.
#[derive(Debug, PartialEq)]
pub(super) struct Answers {
    pub(super) ty: String,
    /// Where the type is an enum of several: the type by status.
    pub(super) variants: BTreeMap<String, String>,
}

impl Surface {
    /// `source` is the document before it was lowered, which still says how to authenticate.
    pub(super) fn read(lowered: Lowered, source: &Value) -> Self {
        let Lowered { document, model } = lowered;
        let none = Map::new();
        let components = document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
        let sent = sent::components(&document, &model);
        let operations = model
            .operations
            .iter()
            .map(|operation| {
                let lowered = document["paths"][&operation.path][&operation.method].as_object().unwrap_or(&none);
                self::operation(operation, lowered, source)
            })
            .collect();
        Self {
            operations,
            types: kinds(components, &model, &sent),
            sent,
            server_choice: server_choice(&model.servers),
            servers: model.servers.into_iter().map(|server| server.url).collect(),
            security: Ways::of_document(source),
            rules: model.rules,
        }
    }
}

fn server_choice(servers: &[Server]) -> BTreeSet<String> {
    let functions = servers.iter().map(|server| format!("`Server::{}`", server.function));
    let variables = servers.iter().flat_map(|server| &server.variables);
    functions.chain(variables.map(|variable| format!("variable {}", code(&variable.name)))).collect()
}

fn operation(operation: &model::Operation, lowered: &Map<String, Value>, source: &Value) -> Operation {
    let declared = lowered.get("parameters").and_then(Value::as_array);
    let declared = declared.map_or(&[][..], Vec::as_slice);
    let declared = first_by(declared, |declared| declared["name"].as_str().map(names::snake).unwrap_or_default());
    let parameters = operation.parameters.iter().filter_map(|parameter| {
        let declared = declared.get(&parameter.ident).filter(|_| parameter.location != Location::Body)?;
        Some(Parameter {
            ident: parameter.setter.clone(),
            wire: parameter.name.clone(),
            location: parameter.location,
            place: parameter.location_name(),
            encoding: parameter.encoding.clone(),
            is_required: declared["required"] == true,
            ty: rust_type(&declared["schema"]),
            rule: parameter.rule.clone(),
        })
    });
    let body = operation.body.as_ref().map(|body| Body {
        media_type: media_types(body),
        is_required: body.required,
        ty: match (body.rank, &body.component) {
            _ if body.choices.len() > 1 => {
                let types: Vec<_> = body.choices.iter().map(of_choice).collect();
                types.join(" or ")
            }
            (Rank::Multipart, Some(component)) => names::pascal(component),
            (Rank::Bytes | Rank::Multipart, _) => "bytes".to_owned(),
            (Rank::Text, _) => "String".to_owned(),
            (Rank::Json | Rank::Form, _) => {
                let content = lowered.get("requestBody").and_then(|body| body["content"].as_object());
                let schema = content.and_then(|content| content.values().next()?.get("schema"));
                schema.map_or_else(|| "serde_json::Value".to_owned(), rust_type)
            }
        },
        rule: operation
            .parameters
            .iter()
            .find(|parameter| parameter.location == Location::Body)
            .and_then(|body| body.rule.clone()),
    });
    let statuses = operation
        .success
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{}XX", first / 100) });
    Operation {
        function: operation.method_name.clone(),
        method: operation.method.to_uppercase(),
        path: operation.path.clone(),
        deprecated: operation.deprecated,
        parameters: parameters.collect(),
        body,
        statuses: statuses.collect(),
        success: answers(operation, lowered, false),
        error: answers(operation, lowered, true),
        is_paginated: operation.pages.is_some(),
        server: operation.server.clone(),
        security: if operation.authenticated {
            Ways::of_operation(source, &operation.path, &operation.method)
        } else {
            Some(Ways::default())
        },
    }
}

/// What a body is sent as where nobody says otherwise, of each type.
fn media_types(body: &model::Body) -> String {
    if body.choices.len() < 2 {
        return body.media_type.clone();
    }
    let first = body.choices.iter().filter_map(|choice| Some(choice.media.first()?.name.as_str()));
    first.collect::<Vec<_>>().join(" or ")
}

fn of_choice(choice: &model::Choice) -> String {
    match &choice.component {
        Some(component) => names::pascal(component),
        None if choice.media.iter().all(|media| media.rank == Rank::Bytes) => "bytes".to_owned(),
        None => "String".to_owned(),
    }
}

fn answers(operation: &model::Operation, lowered: &Map<String, Value>, is_error: bool) -> Answers {
    let class = operation.class(is_error);
    let content = |content: &Content| match content {
        Content::Json(component) => names::pascal(component),
        Content::Empty => "()".to_owned(),
        Content::Bytes => "bytes".to_owned(),
    };
    if model::is_several(&class) {
        return Answers {
            ty: if is_error { "a type by status".to_owned() } else { operation.answer_name.clone() },
            variants: class
                .iter()
                .map(|answer| {
                    let word = answer.word.as_ref().map(|word| format!(" ({word})")).unwrap_or_default();
                    (format!("{}{word}", answer.status), content(&answer.content))
                })
                .collect(),
        };
    }
    let responses = lowered.get("responses").and_then(Value::as_object);
    let ty = if is_error {
        class.first().map(|answer| content(&answer.content))
    } else {
        let content = |response: &Value| response["content"].as_object().is_some_and(|content| !content.is_empty());
        lower::success_schema(lowered).map(|(_, schema)| rust_type(schema)).or_else(|| {
            let mut successes = responses.into_iter().flatten().filter(|(status, _)| !status.starts_with(['4', '5']));
            successes.any(|(_, response)| content(response)).then(|| "bytes".to_owned())
        })
    };
    Answers { ty: ty.unwrap_or_else(|| "()".to_owned()), variants: BTreeMap::new() }
}
