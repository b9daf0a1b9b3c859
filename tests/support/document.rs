//! The document, read as it is and without the generator, judges what goes over the wire.

#![allow(dead_code)] // each test file uses a part

use std::{fs, path::Path};

use httpmock::HttpMockRequest;
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// What HTTP itself needs of a request.
const HTTP_HEADERS: [&str; 5] = ["host", "accept", "accept-encoding", "user-agent", "connection"];
const BODY_HEADERS: [&str; 3] = ["content-type", "content-length", "transfer-encoding"];

/// An OpenAPI 3.1 document.
pub struct Document(Value);

/// An operation of the document that a request is for.
pub struct Operation<'d> {
    document: &'d Document,
    item: &'d Value,
    declared: &'d Value,
    /// The values of the path's parameters.
    path: Vec<(String, String)>,
}

impl Document {
    pub fn load(path: impl AsRef<Path>) -> Self {
        let text = fs::read_to_string(path).unwrap();
        Self(serde_yaml::from_str(&text).unwrap())
    }

    pub fn components(&self) -> &Value {
        &self.0["components"]["schemas"]
    }

    pub fn component(&self, name: &str) -> &Value {
        &self.components()[name]
    }

    pub fn resolve<'d>(&'d self, value: &'d Value) -> &'d Value {
        match value["$ref"].as_str() {
            Some(reference) => self.resolve(self.0.pointer(reference.trim_start_matches('#')).unwrap()),
            None => value,
        }
    }

    /// A judge for one schema of the document.
    pub fn validator(&self, schema: &Value) -> Validator {
        // References in it start from the document's root.
        let schema = json!({ "allOf": [schema], "components": self.0["components"] });
        jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).build(&schema).unwrap()
    }

    fn problems(&self, what: &str, schema: &Value, value: &Value) -> Vec<String> {
        self.validator(schema).iter_errors(value).map(|error| format!("{what}: {error}")).collect()
    }

    /// The operation for a method and a path below the server's.
    pub fn operation(&self, method: &str, path: &str) -> Option<Operation<'_>> {
        let paths = self.0["paths"].as_object().unwrap();
        paths.iter().find_map(|(template, item)| {
            let path = matches(template, path)?;
            let operation = item.get(method.to_lowercase())?;
            Some(Operation { document: self, item, declared: operation, path })
        })
    }

    /// What the document does not allow in a request; nothing if all is well.
    pub fn check_request(&self, request: &HttpMockRequest) -> Vec<String> {
        let (method, path) = (request.method_str(), request.uri().path().to_owned());
        match self.operation(method, &path) {
            Some(operation) => operation.check_request(request),
            None => vec![format!("the document has no {method} {path}")],
        }
    }
}

/// The values of a template's parameters, if it is the path's.
fn matches(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let mut values = Vec::new();
    for (part, found) in template.iter().zip(&path) {
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => values.push((name.to_owned(), (*found).to_owned())),
            None if part == found => {}
            None => return None,
        }
    }
    (template.len() == path.len()).then_some(values)
}

impl Operation<'_> {
    fn parameters(&self) -> Vec<&Value> {
        let lists = [&self.item["parameters"], &self.declared["parameters"]];
        lists.into_iter().filter_map(Value::as_array).flatten().map(|it| self.document.resolve(it)).collect()
    }

    fn check_request(&self, request: &HttpMockRequest) -> Vec<String> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let url = reqwest::Url::parse(&format!("http://host/?{query}")).unwrap();
        let query: Vec<_> = url.query_pairs().into_owned().collect();
        let headers: Vec<_> =
            request.headers_vec().iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
        let mut problems = Vec::new();
        for (place, pairs) in [("path", &self.path), ("query", &query), ("header", &headers)] {
            let declared: Vec<_> = self.parameters().into_iter().filter(|it| it["in"] == place).collect();
            problems.extend(self.check_declared(place, &declared, pairs));
            if place == "query" {
                let names = declared.iter().map(|it| it["name"].as_str().unwrap()).collect::<Vec<_>>();
                let strange = pairs.iter().filter(|(name, _)| !names.contains(&name.as_str()));
                problems.extend(strange.map(|(name, _)| format!("the query parameter {name} is not declared")));
            }
        }
        problems.extend(self.check_headers(&headers));
        problems.extend(self.check_body(request.body_ref(), &headers));
        problems
    }

    /// Required ones are there, none is there twice, each is valid.
    fn check_declared(&self, place: &str, declared: &[&Value], pairs: &[(String, String)]) -> Vec<String> {
        let mut problems = Vec::new();
        for parameter in declared {
            let name = parameter["name"].as_str().unwrap();
            let values: Vec<_> = pairs.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name)).collect();
            match values[..] {
                [] if parameter["required"] == true => problems.push(format!("the {place} {name} is missing")),
                [] => {}
                [(_, text)] => {
                    let schema = &parameter["schema"];
                    let value = read(text, self.document.resolve(schema));
                    problems.extend(self.document.problems(&format!("{place} {name}"), schema, &value));
                }
                _ => problems.push(format!("the {place} {name} is there {} times", values.len())),
            }
        }
        problems
    }

    fn check_headers(&self, headers: &[(String, String)]) -> Vec<String> {
        let secured = self.declared.get("security").unwrap_or(&self.document.0["security"]);
        let secured = secured.as_array().is_some_and(|ways| !ways.is_empty());
        let key = headers.iter().find(|(name, _)| name == "authorization").map(|(_, value)| value.as_str());
        let mut problems = Vec::new();
        match (secured, key) {
            (true, Some(key)) if key.strip_prefix("Bearer ").is_some_and(|key| !key.is_empty()) => {}
            (true, key) => problems.push(format!("expected a bearer key but found {key:?}")),
            (false, Some(_)) => problems.push("a public operation was sent the key".to_owned()),
            (false, None) => {}
        }
        let has_body = self.declared.get("requestBody").is_some();
        for (name, _) in headers {
            let is_declared = self.parameters().iter().any(|it| {
                it["in"] == "header" && it["name"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name))
            });
            // The id goes with every request: that is what makes it traceable.
            let is_known = name == "authorization" || name == "x-request-id" || HTTP_HEADERS.contains(&name.as_str());
            if !(is_declared || is_known || has_body && BODY_HEADERS.contains(&name.as_str())) {
                problems.push(format!("the header {name} is not declared"));
            }
        }
        problems
    }

    fn check_body(&self, body: &[u8], headers: &[(String, String)]) -> Vec<String> {
        let Some(declared) = self.declared.get("requestBody") else {
            return if body.is_empty() { vec![] } else { vec!["a body that is not declared".to_owned()] };
        };
        if body.is_empty() {
            let required = declared["required"] == true;
            return if required { vec!["the body is missing".to_owned()] } else { vec![] };
        }
        let kind = headers.iter().find(|(name, _)| name == "content-type").map(|(_, kind)| kind.as_str());
        if kind != Some("application/json") {
            return vec![format!("the body is said to be {kind:?}")];
        }
        match serde_json::from_slice(body) {
            Ok(value) => self.document.problems("body", &declared["content"]["application/json"]["schema"], &value),
            Err(error) => vec![format!("the body is no JSON: {error}")],
        }
    }

    /// What the document does not allow in an answer.
    pub fn check_answer(&self, status: u16, content_type: Option<&str>, body: &[u8]) -> Vec<String> {
        let Some(answer) = self.declared["responses"].get(status.to_string()) else {
            return vec![format!("status {status} is not documented")];
        };
        let Some(content) = self.document.resolve(answer).get("content").and_then(Value::as_object) else {
            return if body.is_empty() { vec![] } else { vec!["a body that is not documented".to_owned()] };
        };
        self.check_content(content, content_type, body)
    }

    fn check_content(&self, content: &Map<String, Value>, kind: Option<&str>, body: &[u8]) -> Vec<String> {
        let Some(media) = kind.and_then(|kind| content.get(kind)) else {
            return vec![format!("the answer is said to be {kind:?}")];
        };
        match serde_json::from_slice(body) {
            Ok(value) => self.document.problems("answer", &media["schema"], &value),
            Err(error) => vec![format!("the answer is no JSON: {error}")],
        }
    }
}

/// A parameter's text as the value that its schema speaks of.
fn read(text: &str, schema: &Value) -> Value {
    match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        _ => text.into(),
    }
}
