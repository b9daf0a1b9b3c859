//! What the emission needs to know of an operation and progenitor does not say.

mod bodies;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{
    lower::{
        contents::{ACCEPT, ANSWERS, STREAM, is_success},
        mocks::MOCKS,
        pages::PAGINATED,
        parameters::{ENCODING, RESERVED, WIRE_NAME},
        servers::SERVER,
    },
    names,
    pagination::Pagination,
    pattern::Refused,
    pointer::Pointer,
    rules::{self, Reader, Rule},
    servers::Server,
    settings::Settings,
    shapes::{self, Enum, Union},
    walk,
};

pub(crate) use bodies::{Body, Choice, Media, Part};

/// The document as the emission sees it.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) servers: Vec<Server>,
    /// The security schemes whose credential is a bearer token.
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) unions: Vec<Union>,
    pub(crate) constants: shapes::Constants,
    /// The types that the caller chose for formats.
    pub(crate) formats: Vec<String>,
    /// The rules of components, by the component's name.
    pub(crate) rules: BTreeMap<String, Rule>,
}

impl Model {
    /// The same types and no operations.
    pub(crate) fn types_only(&self) -> Self {
        Self {
            enums: self.enums.clone(),
            unions: self.unions.clone(),
            constants: self.constants.clone(),
            formats: self.formats.clone(),
            ..Self::default()
        }
    }

    /// The types that the emission makes instead of typify.
    pub(crate) fn own_types(&self) -> BTreeSet<&str> {
        let enums = self.enums.iter().map(|item| item.name.as_str());
        let unions = self.unions.iter().map(|item| item.name.as_str());
        enums.chain(unions).collect()
    }
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// As the document spells it.
    pub(crate) id: String,
    /// The name of progenitor's method.
    pub(crate) function: String,
    /// The name of the client's method.
    pub(crate) method_name: String,
    /// The name of the enum of its successes, where they are of several types.
    pub(crate) answer_name: String,
    /// The name of the enum of its bodies, where they are of several types.
    pub(crate) body_name: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The statuses of success, as ranges.
    pub(crate) success: Vec<(u16, u16)>,
    /// Every documented answer, where they are of several types.
    pub(crate) answers: Vec<Answer>,
    /// Every documented answer; only where mocks are asked for.
    pub(crate) mocked: Vec<Mocked>,
    pub(crate) authenticated: bool,
    /// The ways to authenticate, each enough by itself: schemes by their numbers.
    pub(crate) security: Vec<Vec<usize>>,
    /// The media types of its answers, for the header `Accept`.
    pub(crate) accept: String,
    pub(crate) stream: Option<Stream>,
    /// Where its requests go, if not to the document's first server.
    pub(crate) server: Option<String>,
    /// How its pages follow each other, where its answers are pages.
    pub(crate) pages: Option<Pages>,
}

/// How the pages of an operation follow each other.
#[derive(Debug)]
pub(crate) struct Pages {
    pub(crate) setting: Pagination,
    /// The way from the answer to the items.
    pub(crate) items: Vec<String>,
    /// The number of the first page, where pages are counted.
    pub(crate) first: i64,
    /// The parameter of the size, and its maximum, where walks ask for that.
    pub(crate) largest: Option<(String, i64)>,
}

/// A security scheme whose credential can be sent.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// As the document calls it.
    pub(crate) name: String,
    /// The name of the setter.
    pub(crate) setter: String,
    /// The name of the setter of who is asked for both, where there are two.
    pub(crate) provider: Option<String>,
    pub(crate) place: Place,
}

/// Where a credential goes.
#[derive(Debug)]
pub(crate) enum Place {
    Bearer,
    Basic,
    Header(String),
    Query(String),
    Cookie(String),
}

/// A documented answer of an operation whose answers are of several types.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    /// `404` or `4XX`.
    pub(crate) status: String,
    pub(crate) is_error: bool,
    pub(crate) content: Content,
    /// The media types that it comes as.
    pub(crate) media: Vec<String>,
    /// What tells it from others of its status, if there are any.
    pub(crate) word: Option<String>,
}

/// What an operation answers piece by piece.
#[derive(Debug)]
pub(crate) struct Stream {
    /// The variant of the runtime's `Framing`.
    pub(crate) framing: String,
    /// The header `Accept`.
    pub(crate) accept: String,
    /// What it is made of; a text where there is none.
    pub(crate) component: Option<String>,
}

/// A documented answer, for a mock of it.
#[derive(Debug)]
pub(crate) struct Mocked {
    /// `404`, `4XX` or `DEFAULT`.
    pub(crate) status: String,
    /// That of a JSON body.
    pub(crate) media_type: Option<String>,
    /// The component that the body is.
    pub(crate) component: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// JSON of a component's type.
    Json(String),
    Empty,
    Bytes,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    /// As it stands on the wire; `body` for the body.
    pub(crate) name: String,
    /// The name of progenitor's argument.
    pub(crate) ident: String,
    /// The name of the setter.
    pub(crate) setter: String,
    /// The variant of the runtime's `Encoding`.
    pub(crate) encoding: String,
    /// Whether its reserved characters stay as they are.
    pub(crate) allows_reserved: bool,
    pub(crate) location: Location,
    pub(crate) description: Option<String>,
    pub(crate) rule: Option<Rule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

impl Location {
    fn suffix(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

impl Parameter {
    pub(crate) fn location_name(&self) -> &'static str {
        match self.location {
            Location::Path => "path parameter",
            Location::Query => "query parameter",
            Location::Header => "header",
            Location::Cookie => "cookie",
            Location::Body => "body",
        }
    }
}

/// Whether answers are of more than one type.
pub(crate) fn is_several(answers: &[&Answer]) -> bool {
    answers.windows(2).any(|pair| pair[0].content != pair[1].content)
}

impl Operation {
    /// The documented answers that are errors, or those that are successes.
    pub(crate) fn class(&self, is_error: bool) -> Vec<&Answer> {
        self.answers.iter().filter(|answer| answer.is_error == is_error).collect()
    }

    /// The parameters, and the types of a body that may be of several.
    fn arguments(&self) -> impl Iterator<Item = &Parameter> {
        let choices = self.body.iter().flat_map(|body| &body.choices);
        self.parameters.iter().chain(choices.filter_map(|choice| choice.argument.as_ref()))
    }

    fn arguments_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        let choices = self.body.iter_mut().flat_map(|body| &mut body.choices);
        self.parameters.iter_mut().chain(choices.filter_map(|choice| choice.argument.as_mut()))
    }

    /// Gives each parameter the name of its setter: those of the path first, then of query, headers and cookies, and in
    /// each as they stand. The body is always `body`.
    fn name_setters(&mut self) {
        let start = self.pages.as_ref().map(|pages| pages.setting.style.parameter().map(str::to_owned));
        let mut setters = names::Setters::default();
        for location in [Location::Path, Location::Query, Location::Header, Location::Cookie] {
            let of_place = self.parameters.iter_mut().enumerate().filter(|(_, it)| it.location == location);
            for (index, parameter) in of_place {
                let is_taken = |name: &str| {
                    let is_start =
                        |start: &Option<String>| location == Location::Query && start.as_ref() == Some(&parameter.name);
                    name == "cursor" && start.as_ref().is_some_and(|start| !is_start(start))
                };
                parameter.setter = setters.name(&parameter.name, location.suffix(), index + 1, is_taken);
            }
        }
    }
}

/// Reads the model from the lowered document, bounds still in it. Beside it are the patterns that are not checked: where
/// each stands, and why.
pub(crate) fn read(
    document: &mut Value,
    settings: &Settings,
    paginations: &[Pagination],
) -> (Model, Vec<(Pointer, Refused)>) {
    let root_security = document.get("security").cloned();
    let schemes = schemes(document);
    let mut reader = Reader::default();
    let mut operations = Vec::new();
    walk::operations(document, &mut |path, method, at, operation| {
        operations.push(self::operation(
            path,
            method,
            at,
            operation,
            (root_security.as_ref(), &schemes),
            paginations,
            &mut reader,
        ));
    });
    let mut taken = crate::lower::identifiers(document);
    for operation in &mut operations {
        operation.name_setters();
        operation.answer_name = taken.unique(&names::pascal(&format!("{}-response", operation.id)));
        if operation.body.as_ref().is_some_and(|body| body.choices.len() > 1) {
            operation.body_name = taken.unique(&names::pascal(&format!("{}-body", operation.id)));
        }
    }
    let parameters = operations.iter().flat_map(Operation::arguments);
    let rules = rules::of_components(document, parameters.filter_map(|it| it.rule.as_ref()), &mut reader);
    let known = rules.keys().cloned().collect();
    for parameter in operations.iter_mut().flat_map(Operation::arguments_mut) {
        parameter.rule = parameter.rule.take().and_then(|rule| rules::pruned(rule, &known));
    }
    let (enums, unions) = shapes::read(document);
    let constants = shapes::constants(document);
    let formats = settings.formats.values().cloned().collect();
    (Model { servers: Vec::new(), schemes, operations, enums, unions, constants, formats, rules }, reader.unchecked)
}

/// The security schemes whose credentials can be sent: HTTP's bearer and basic, API keys, and the tokens of OAuth and OIDC
/// (OpenAPI 3.1, section 4.8.27).
fn schemes(document: &Value) -> Vec<Scheme> {
    let declared = document.pointer("/components/securitySchemes").and_then(Value::as_object).into_iter().flatten();
    let mut setters = names::Taken::default();
    let known = declared.filter_map(|(name, declared)| {
        let text = |key: &str| declared.get(key).and_then(Value::as_str).unwrap_or_default();
        let parameter = || Some(text("name").to_owned()).filter(|name| !name.is_empty());
        let place = match (text("type"), text("scheme").to_ascii_lowercase().as_str(), text("in")) {
            ("http", "bearer", _) | ("oauth2" | "openIdConnect", ..) => Place::Bearer,
            ("http", "basic", _) => Place::Basic,
            ("apiKey", _, "header") => Place::Header(parameter()?),
            ("apiKey", _, "query") => Place::Query(parameter()?),
            ("apiKey", _, "cookie") => Place::Cookie(parameter()?),
            _ => return None,
        };
        Some(Scheme { name: name.clone(), setter: setters.unique(&names::credential(name)), provider: None, place })
    });
    let mut schemes: Vec<_> = known.collect();
    for scheme in schemes.iter_mut().filter(|scheme| matches!(scheme.place, Place::Basic)) {
        let provider = format!("{}_provider", scheme.setter.trim_start_matches("r#"));
        scheme.provider = Some(setters.unique(&provider));
    }
    schemes
}

/// The ways to authenticate, each a list of schemes by their numbers. What no client can send asks for nothing here.
fn security(requirements: Option<&Vec<Value>>, schemes: &[Scheme]) -> Vec<Vec<usize>> {
    let number = |name: &String| schemes.iter().position(|scheme| scheme.name == *name);
    let requirements = requirements.into_iter().flatten().filter_map(Value::as_object);
    let mut ways = Vec::new();
    for way in requirements.map(|requirement| requirement.keys().filter_map(number).collect::<Vec<_>>()) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

fn operation(
    path: &str,
    method: &str,
    at: &Pointer,
    operation: &Map<String, Value>,
    (root_security, schemes): (Option<&Value>, &[Scheme]),
    paginations: &[Pagination],
    reader: &mut Reader,
) -> Operation {
    let text = |key: &str| {
        operation.get(key).and_then(Value::as_str).map(str::to_owned).filter(|text| !text.trim().is_empty())
    };
    let id = text("operationId").unwrap_or_default();
    let declared = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let mut parameters = Vec::new();
    for (index, declared) in declared.enumerate() {
        let at = at.at(["parameters", &index.to_string()]);
        parameters.extend(parameter(declared, &at, reader));
    }
    let body = bodies::read(operation, at, reader);
    if let Some(declared) = operation.get("requestBody").filter(|_| body.is_some()) {
        parameters.push(bodies::argument(
            declared,
            at,
            reader,
            body.as_ref().is_some_and(|body| body.choices.len() > 1),
        ));
    }
    let responses = operation.get("responses").and_then(Value::as_object);
    let security = operation.get("security").or(root_security).and_then(Value::as_array);
    Operation {
        function: names::snake(&id),
        method_name: names::method(&id),
        answer_name: String::new(),
        body_name: String::new(),
        stream: operation.get(STREAM).and_then(stream),
        accept: text(ACCEPT).unwrap_or_default(),
        security: self::security(security, schemes),
        id,
        method: method.to_owned(),
        path: path.to_owned(),
        summary: text("summary"),
        description: text("description"),
        deprecated: operation.get("deprecated") == Some(&Value::Bool(true)),
        parameters,
        body,
        success: success(responses, operation.get(ANSWERS)),
        pages: pages(operation, paginations),
        answers: operation.get(ANSWERS).and_then(Value::as_array).into_iter().flatten().map(answer).collect(),
        mocked: operation.get(MOCKS).and_then(Value::as_array).into_iter().flatten().filter_map(mocked).collect(),
        authenticated: is_authenticated(security),
        server: text(SERVER),
    }
}

/// What the passes found to fit.
fn pages(operation: &Map<String, Value>, paginations: &[Pagination]) -> Option<Pages> {
    let found = operation.get(PAGINATED)?;
    let setting = paginations.get(usize::try_from(found["setting"].as_u64()?).ok()?)?.clone();
    let items = found["items"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let largest = match (found["largest"][0].as_str(), found["largest"][1].as_i64()) {
        (Some(name), Some(size)) => Some((name.to_owned(), size)),
        _ => None,
    };
    Some(Pages { setting, items, first: found["first"].as_i64().unwrap_or_default(), largest })
}

fn mocked(answer: &Value) -> Option<Mocked> {
    let text = |key: &str| answer.get(key).and_then(Value::as_str).map(str::to_owned);
    let component = answer.get("schema").and_then(Value::as_str).and_then(shapes::component);
    Some(Mocked { status: text("status")?, media_type: text("mediaType"), component })
}

fn stream(noted: &Value) -> Option<Stream> {
    let text = |key: &str| noted[key].as_str().map(str::to_owned);
    let component = noted["schema"].as_str().and_then(shapes::component);
    Some(Stream { framing: text("framing")?, accept: text("accept")?, component })
}

fn parameter(declared: &Value, at: &Pointer, reader: &mut Reader) -> Option<Parameter> {
    let location = match declared["in"].as_str()? {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        _ => return None,
    };
    let name = declared["name"].as_str()?;
    Some(Parameter {
        name: declared.get(WIRE_NAME).and_then(Value::as_str).unwrap_or(name).to_owned(),
        ident: names::snake(name),
        setter: String::new(),
        encoding: declared.get(ENCODING).map_or_else(|| "Simple".to_owned(), crate::lower::text),
        allows_reserved: declared.get(RESERVED).is_some(),
        location,
        description: declared.get("description").and_then(Value::as_str).map(str::to_owned),
        rule: declared.get("schema").map(|schema| reader.schema(schema, &at.join("schema"))),
    })
}

/// `2XX` stands for every success, as does none at all.
fn success(responses: Option<&Map<String, Value>>, answers: Option<&Value>) -> Vec<(u16, u16)> {
    let answers =
        answers.and_then(Value::as_array).into_iter().flatten().filter_map(|answer| answer["status"].as_str());
    let mut ranges: Vec<_> = responses
        .into_iter()
        .flat_map(|responses| responses.keys().map(String::as_str))
        .chain(answers)
        .filter(|status| is_success(status))
        .map(|status| status.parse().map_or((200, 299), |status| (status, status)))
        .collect();
    if ranges.is_empty() {
        ranges.push((200, 299));
    }
    ranges.sort_unstable();
    ranges.dedup();
    ranges
}

fn answer(noted: &Value) -> Answer {
    let content =
        match (noted["schema"].as_str(), noted["content"].as_object().is_some_and(|content| !content.is_empty())) {
            (Some(reference), _) => Content::Json(shapes::component(reference).unwrap_or_default()),
            (None, true) => Content::Bytes,
            (None, false) => Content::Empty,
        };
    let media = noted["media"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    Answer {
        status: crate::lower::text(&noted["status"]),
        is_error: noted["error"] == true,
        content,
        media: media.collect(),
        word: noted["word"].as_str().map(str::to_owned),
    }
}

/// An empty list, or an empty requirement in it, makes security optional: then nothing is sent only if the list
/// names no scheme at all (OpenAPI 3.1, section 4.8.30).
fn is_authenticated(security: Option<&Vec<Value>>) -> bool {
    security.into_iter().flatten().any(|requirement| requirement.as_object().is_some_and(|schemes| !schemes.is_empty()))
}
