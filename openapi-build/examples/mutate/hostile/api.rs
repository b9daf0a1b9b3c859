//! The ordinary parts of a document, with every text and every name drawn anew.

use serde_json::{Map, Value, json};

use super::{draft::Draft, schema};

const STATUSES: &[&str] =
    &["200", "200", "201", "204", "2XX", "404", "4XX", "500", "default", "099", "1000", "200 ", "2xx", "OK"];
const MEDIA: &[&str] = &[
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "application/problem+json",
    "text/plain",
    "text/event-stream",
    "application/octet-stream",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "application/xml",
    "*/*",
    "image/*",
    "",
];
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Components and paths; `count` is about how many of each.
pub(crate) fn fill(draft: &mut Draft, count: usize) {
    for at in 0..=count {
        let name = if at == 0 { "S0".to_owned() } else { draft.name("Schema") };
        let schema = schema::any(draft, 3);
        draft.add("schemas", name, schema);
    }
    let others = draft.random.below(count + 1).min(4);
    for _ in 0..others {
        let (name, value) = (draft.name("Shared"), parameter(draft));
        draft.add("parameters", name, value);
        let (name, value) = (draft.name("Shared"), response(draft));
        draft.add("responses", name, value);
        let (name, value) = (draft.name("Shared"), json!({"description": draft.text(), "content": content(draft)}));
        draft.add("requestBodies", name, value);
        let (name, value) = (draft.name("Shared"), header(draft));
        draft.add("headers", name, value);
        let (name, value) = (draft.name("scheme"), scheme(draft));
        draft.add("securitySchemes", name, value);
        let (name, value) = (draft.name("Shared"), example(draft));
        draft.add("examples", name, value);
    }
    for _ in 0..=draft.random.below(count + 1) {
        let (path, item) = path_item(draft);
        draft.paths.insert(path, item);
    }
    if draft.random.one_in(3) {
        paginated(draft);
    }
    about(draft);
}

fn about(draft: &mut Draft) {
    let info = json!({
        "title": draft.line(), "summary": draft.line(), "description": draft.text(), "version": draft.line(),
        "termsOfService": draft.url(), "contact": {"name": draft.line(), "url": draft.url(), "email": draft.line()},
        "license": {"name": draft.line(), "url": draft.url(), "identifier": draft.line()}
    });
    draft.members.insert("info".to_owned(), info);
    let server = |draft: &mut Draft| {
        let variable =
            json!({"default": draft.line(), "enum": [draft.line(), draft.line()], "description": draft.text()});
        json!({"url": draft.url(), "description": draft.text(), "variables": {draft.name("v"): variable}})
    };
    let servers: Vec<_> = (0..draft.random.below(3)).map(|_| server(draft)).collect();
    if !servers.is_empty() {
        draft.members.insert("servers".to_owned(), json!(servers));
    }
    if draft.random.one_in(2) {
        let tag = json!({"name": draft.name("tag"), "description": draft.text(), "externalDocs": {"url": draft.url()}});
        draft.members.insert("tags".to_owned(), json!([tag]));
    }
    if draft.random.one_in(3) {
        let security = json!([{draft.name("scheme"): [draft.line()]}]);
        draft.members.insert("security".to_owned(), security);
    }
    if draft.random.one_in(4) {
        let (key, value) = (format!("x-{}", draft.name("e")), draft.value());
        draft.members.insert(key, value);
    }
    if draft.random.one_in(8) {
        let (name, (_, item)) = (draft.name("hook"), path_item(draft));
        draft.members.insert("webhooks".to_owned(), json!({name: item}));
    }
}

fn path_item(draft: &mut Draft) -> (String, Value) {
    let mut path = draft.fresh("/items");
    let mut parameters = Vec::new();
    for _ in 0..draft.random.below(3) {
        let name = draft.name("id");
        path.extend(["/{", &name, "}"]);
        let schema = json!({"type": "string", "description": draft.text()});
        parameters.push(json!({
            "name": name, "in": "path", "required": true, "schema": schema, "description": draft.text()
        }));
    }
    if draft.random.percent(draft.odd.names / 3) {
        path = draft.random.pick(&["", "/", "//"]).to_owned() + &draft.name("x") + &path + &draft.line();
    }
    let mut item = Map::new();
    for _ in 0..=draft.random.below(2) {
        let mut parameters = parameters.clone();
        for _ in 0..draft.random.below(4) {
            let is_shared = draft.knows("parameters") && draft.random.one_in(3);
            let one = if is_shared { draft.reference("parameters") } else { parameter(draft) };
            parameters.push(one);
        }
        let method = draft.random.pick(METHODS);
        let (method, operation) = (draft.word(method), operation(draft, &parameters));
        item.insert(method, operation);
    }
    item.insert("description".to_owned(), json!(draft.text()));
    item.insert("summary".to_owned(), json!(draft.line()));
    (path, Value::Object(item))
}

fn operation(draft: &mut Draft, parameters: &[Value]) -> Value {
    let mut responses = Map::new();
    for _ in 0..=draft.random.below(3) {
        let status = draft.random.pick(&STATUSES[..if draft.odd.names > 0 { STATUSES.len() } else { 9 }]);
        let is_shared = draft.knows("responses") && draft.random.one_in(4);
        let response = if is_shared { draft.reference("responses") } else { response(draft) };
        responses.insert(draft.word(status), response);
    }
    let mut operation = json!({
        "operationId": draft.name("operate"), "summary": draft.line(), "description": draft.text(), "tags": [draft.name("tag")],
        "parameters": parameters, "responses": responses
    });
    if draft.random.one_in(3) {
        let is_shared = draft.knows("requestBodies") && draft.random.one_in(3);
        operation["requestBody"] = if is_shared {
            draft.reference("requestBodies")
        } else {
            json!({"description": draft.text(), "content": content(draft), "required": true})
        };
    }
    if draft.random.one_in(8) {
        operation["security"] = json!([{draft.name("scheme"): []}, {}]);
    }
    if draft.random.one_in(10) {
        let inner = json!({"post": {"description": draft.text(), "responses": {"200": response(draft)}}});
        operation["callbacks"] = json!({draft.name("callback"): {draft.line(): inner}});
    }
    if draft.random.one_in(10) {
        operation["externalDocs"] = json!({"url": draft.url(), "description": draft.text()});
        operation["deprecated"] = json!(true);
        operation["servers"] = json!([{"url": draft.url()}]);
    }
    operation
}

fn parameter(draft: &mut Draft) -> Value {
    let place = draft.random.pick(&["query", "query", "header", "cookie"]);
    let mut parameter = json!({
        "name": draft.name("parameter"), "in": draft.word(place), "description": draft.text(), "schema": schema::any(draft, 1),
        "required": draft.random.one_in(3)
    });
    match draft.random.below(8) {
        0 => parameter["example"] = draft.value(),
        1 => parameter["examples"] = json!({draft.name("e"): example(draft)}),
        2 => parameter["style"] = json!(draft.word("deepObject")),
        3 => parameter["explode"] = json!(false),
        4 => parameter["deprecated"] = json!(true),
        _ => {}
    }
    parameter
}

fn example(draft: &mut Draft) -> Value {
    json!({"summary": draft.line(), "description": draft.text(), "value": draft.value()})
}

fn header(draft: &mut Draft) -> Value {
    json!({"description": draft.text(), "schema": schema::any(draft, 1), "required": draft.random.one_in(2)})
}

pub(crate) fn response(draft: &mut Draft) -> Value {
    let mut response = json!({"description": draft.text(), "content": content(draft)});
    if draft.random.one_in(3) {
        let is_shared = draft.knows("headers") && draft.random.one_in(2);
        response["headers"] =
            json!({draft.name("X-H"): if is_shared { draft.reference("headers") } else { header(draft) }});
    }
    if draft.random.one_in(8) {
        let link = json!({"operationId": draft.name("operate"), "description": draft.text(), "parameters": {draft.name("p"): draft.line()}});
        response["links"] = json!({draft.name("link"): link});
    }
    response
}

fn content(draft: &mut Draft) -> Value {
    let mut content = Map::new();
    for _ in 0..=draft.random.below(2) {
        let media = if draft.random.percent(draft.odd.names) {
            draft.name("a/b")
        } else {
            draft.random.pick(if draft.odd.names > 0 { MEDIA } else { &MEDIA[..4] }).to_owned()
        };
        let schema = schema::any(draft, 2);
        let mut value = json!({"schema": schema});
        match draft.random.below(8) {
            0 => value["example"] = draft.value(),
            1 => value["examples"] = json!({draft.name("e"): example(draft)}),
            2 => {
                value["encoding"] = json!({draft.name("p"): {"contentType": draft.line(), "headers": {draft.name("X"): header(draft)}}});
            }
            _ => {}
        }
        content.insert(media, value);
    }
    Value::Object(content)
}

fn scheme(draft: &mut Draft) -> Value {
    let kind = draft.random.pick(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]);
    let flow = json!({"authorizationUrl": draft.url(), "tokenUrl": draft.url(), "scopes": {draft.name("scope"): draft.text()}});
    json!({
        "type": draft.word(kind), "description": draft.text(), "name": draft.name("X-Key"), "in": draft.word("header"),
        "scheme": draft.word("bearer"), "bearerFormat": draft.line(), "openIdConnectUrl": draft.url(), "flows": {"clientCredentials": flow}
    })
}

/// What the settings of an output with a runtime look for.
fn paginated(draft: &mut Draft) {
    let parameter = |name: &str, place: &str, text: String| json!({"name": name, "in": place, "description": text, "schema": {"type": "string"}});
    let parameters = json!([
        parameter("cursor", "query", draft.text()),
        parameter("X-Request-Id", "header", draft.text()),
        parameter("limit", "query", draft.text())
    ]);
    let item = draft.reference("schemas");
    let items = draft.name("items");
    let page = json!({
        "type": "object", "required": [items.as_str()], "description": draft.text(),
        "properties": {
            items.as_str(): {"type": "array", "items": item, "description": draft.text()},
            "next_cursor": {"type": ["string", "null"], "description": draft.text()}
        }
    });
    let operation = json!({
        "operationId": draft.name("list"), "description": draft.text(), "parameters": parameters,
        "responses": {"200": {"description": draft.text(), "content": {"application/json": {"schema": page}}}}
    });
    let path = draft.fresh("/pages");
    draft.paths.insert(path, json!({"get": operation}));
}
