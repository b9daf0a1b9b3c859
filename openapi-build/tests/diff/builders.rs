//! Changes of operations, for request builders and for methods with positional arguments.

use serde_json::{Value, json};

use crate::support::{Case, check};

fn list(change: Value) -> Value {
    json!({"paths": {"/jobs": {"get": change}}})
}

fn create(change: Value) -> Value {
    json!({"paths": {"/jobs": {"post": change}}})
}

fn parameter(name: &str, change: Value) -> Value {
    json!({"components": {"parameters": {name: change}}})
}

fn parameters(names: &[&str]) -> Value {
    let references = names.iter().map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    list(json!({"parameters": references.collect::<Vec<_>>()}))
}

fn answer(name: &str) -> Value {
    json!({"description": "d", "content": {"application/json":
        {"schema": {"$ref": format!("#/components/schemas/{name}")}}}})
}

#[test]
fn changes_of_operations() {
    let cases: Vec<Case> = vec![
        (
            "operation added",
            json!({"paths": {"/jobs/{id}": {"delete": {"operationId": "deleteJob", "responses": {"204": {}},
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]}}}}),
            &["compatible  delete_job: operation added: DELETE /jobs/{id}"],
            &["breaking    delete_job: operation removed: DELETE /jobs/{id}"],
        ),
        (
            "operation renamed",
            json!({"paths": {"/jobs/{id}": {"get": {"operationId": "readJob"}}}}),
            &["breaking    get_job: renamed to `read_job`: GET /jobs/{id}"],
            &["breaking    read_job: renamed to `get_job`: GET /jobs/{id}"],
        ),
        (
            "path changed",
            json!({"paths": {"/jobs": {"post": null}, "/tasks": {"post": crate::support::base()["paths"]["/jobs"]["post"]}}}),
            &["compatible  create_job: sends POST /tasks, not POST /jobs; the method stays"],
            &["compatible  create_job: sends POST /jobs, not POST /tasks; the method stays"],
        ),
        (
            "method changed",
            json!({"paths": {"/jobs": {"post": null, "put": crate::support::base()["paths"]["/jobs"]["post"]}}}),
            &["compatible  create_job: sends PUT /jobs, not POST /jobs; the method stays"],
            &["compatible  create_job: sends POST /jobs, not PUT /jobs; the method stays"],
        ),
        (
            "operation deprecated",
            list(json!({"deprecated": true})),
            &["compatible  list_jobs: is now deprecated"],
            &["compatible  list_jobs: is no longer deprecated"],
        ),
        (
            "optional parameter",
            parameters(&["Limit", "Cursor", "Trace", "Tags"]),
            &["breaking    list_jobs: query parameter `status` removed"],
            &["compatible  list_jobs: optional query parameter `status: Status` added"],
        ),
        (
            "required parameter",
            parameters(&["Limit", "Cursor", "Status", "Tags"]),
            &["breaking    list_jobs: header `x_trace` removed"],
            &["breaking    list_jobs: required header `x_trace: String` added"],
        ),
        (
            "parameter required",
            parameter("Limit", json!({"required": true})),
            &["breaking    list_jobs: query parameter `limit` is now required"],
            &["compatible  list_jobs: query parameter `limit` is now optional"],
        ),
        (
            "parameter of another type",
            parameter("Limit", json!({"schema": {"type": "string", "minimum": null, "maximum": null}})),
            &["breaking    list_jobs: query parameter `limit` changed its type: `i64` → `String`"],
            &["breaking    list_jobs: query parameter `limit` changed its type: `String` → `i64`"],
        ),
        (
            "parameter in another place",
            parameter("Limit", json!({"in": "header"})),
            &["compatible  list_jobs: header `limit` was a query parameter; its setter stays"],
            &["compatible  list_jobs: query parameter `limit` was a header; its setter stays"],
        ),
        (
            "parameter of another name on the wire",
            parameter("Trace", json!({"name": "x_trace"})),
            &["compatible  list_jobs: header `x_trace` is `x_trace` on the wire, not `X-Trace`"],
            &["compatible  list_jobs: header `x_trace` is `X-Trace` on the wire, not `x_trace`"],
        ),
        (
            "parameter of another name",
            parameter("Limit", json!({"name": "count"})),
            &[
                "breaking    list_jobs: query parameter `limit` removed",
                "compatible  list_jobs: optional query parameter `count: i64` added",
            ],
            &[
                "breaking    list_jobs: query parameter `count` removed",
                "compatible  list_jobs: optional query parameter `limit: i64` added",
            ],
        ),
        (
            "setter renamed by another parameter of its name",
            list(json!({"parameters": [
                {"$ref": "#/components/parameters/Limit"}, {"$ref": "#/components/parameters/Cursor"},
                {"$ref": "#/components/parameters/Status"}, {"$ref": "#/components/parameters/Tags"},
                {"name": "x_trace", "in": "query", "schema": {"type": "string"}},
                {"$ref": "#/components/parameters/Trace"}
            ]})),
            &[
                "breaking    list_jobs: header `x_trace` renamed to `x_trace_header`",
                "compatible  list_jobs: optional query parameter `x_trace: String` added",
            ],
            &[
                "breaking    list_jobs: query parameter `x_trace` removed",
                "breaking    list_jobs: header `x_trace_header` renamed to `x_trace`",
            ],
        ),
        (
            "parameter written otherwise",
            parameter("Tags", json!({"explode": false})),
            &["compatible  list_jobs: query parameter `tags` is written otherwise: `Repeated` → `Commas`"],
            &["compatible  list_jobs: query parameter `tags` is written otherwise: `Commas` → `Repeated`"],
        ),
        (
            "body",
            create(json!({"requestBody": null})),
            &["breaking    create_job: body removed"],
            &["breaking    create_job: required body of type `NewJob` added"],
        ),
        (
            "body required",
            create(json!({"requestBody": {"required": false}})),
            &["compatible  create_job: body is now optional"],
            &["breaking    create_job: body is now required"],
        ),
        (
            "body of another media type",
            create(json!({"requestBody": {"content": {"application/json": null,
                "application/vnd.a+json": {"schema": {"$ref": "#/components/schemas/NewJob"}}}}})),
            &["compatible  create_job: body is sent as `application/vnd.a+json`, not as `application/json`"],
            &["compatible  create_job: body is sent as `application/json`, not as `application/vnd.a+json`"],
        ),
        (
            "body of another type",
            create(json!({"requestBody": {"content": {"application/json": {"schema": {"$ref":
                "#/components/schemas/Started"}}}}})),
            &["breaking    create_job: body changed its type: `NewJob` → `Started`"],
            &["breaking    create_job: body changed its type: `Started` → `NewJob`"],
        ),
        (
            "body of text",
            create(json!({"requestBody": {"content": {"application/json": null, "text/plain": {}}}})),
            &[
                "compatible  create_job: body is sent as `text/plain`, not as `application/json`",
                "breaking    create_job: body changed its type: `NewJob` → `String`",
            ],
            &[
                "compatible  create_job: body is sent as `application/json`, not as `text/plain`",
                "breaking    create_job: body changed its type: `String` → `NewJob`",
            ],
        ),
        (
            "success of another type",
            json!({"paths": {"/jobs": {"post": {"responses": {"201": answer("Started")}}}}}),
            &["breaking    create_job: success changed its type: `Job` → `Started`"],
            &["breaking    create_job: success changed its type: `Started` → `Job`"],
        ),
        (
            "success without content",
            json!({"paths": {"/jobs": {"post": {"responses": {"201": {"content": null}}}}}}),
            &["breaking    create_job: success changed its type: `Job` → `()`"],
            &["breaking    create_job: success changed its type: `()` → `Job`"],
        ),
        (
            "success of another status",
            json!({"paths": {"/jobs": {"post": {"responses": {"201": null, "202": answer("Job")}}}}}),
            &["compatible  create_job: statuses of success: 201 → 202"],
            &["compatible  create_job: statuses of success: 202 → 201"],
        ),
        (
            "success of two types",
            json!({"paths": {"/jobs": {"post": {"responses": {"202": answer("Started")}}}}}),
            &["breaking    create_job: success changed its type: `Job` → `CreateJobSuccess`"],
            &["breaking    create_job: success changed its type: `CreateJobSuccess` → `Job`"],
        ),
        (
            "pagination",
            json!({"components": {"schemas": {"JobPage": {"properties": {"next_cursor": null}}}}}),
            &[
                "breaking    list_jobs: query parameter `cursor` changed its type: `Cursor` → `String`",
                "breaking    list_jobs: pagination lost: `pages` and `items`",
                "breaking    JobPage: field `next_cursor` removed",
            ],
            &[
                "breaking    list_jobs: query parameter `cursor` changed its type: `String` → `Cursor`",
                "compatible  list_jobs: pagination gained: `pages` and `items`",
                "compatible  JobPage: field `next_cursor: Option<Cursor>` added; the struct is only received",
            ],
        ),
        (
            "authentication",
            list(json!({"security": []})),
            &["compatible  list_jobs: authentication: HTTP bearer → nothing"],
            &["breaking    list_jobs: authentication: nothing → HTTP bearer"],
        ),
        (
            "authentication by another scheme",
            list(json!({"security": [{"header": []}]})),
            &["breaking    list_jobs: authentication: HTTP bearer → the header `X-Key`"],
            &["breaking    list_jobs: authentication: the header `X-Key` → HTTP bearer"],
        ),
        (
            "authentication by one scheme more",
            list(json!({"security": [{"header": []}, {"key": []}]})),
            &["compatible  list_jobs: authentication: HTTP bearer → HTTP bearer or the header `X-Key`"],
            &["breaking    list_jobs: authentication: HTTP bearer or the header `X-Key` → HTTP bearer"],
        ),
        (
            "server",
            json!({"servers": [{"url": "https://b.example"}]}),
            &["compatible  servers: `https://a.example/v1` → `https://b.example`"],
            &["compatible  servers: `https://b.example` → `https://a.example/v1`"],
        ),
        (
            "the header of the request id",
            list(
                json!({"parameters": crate::support::base()["paths"]["/jobs"]["get"]["parameters"].as_array().unwrap()
                .iter().cloned().chain([json!({"name": "X-Request-Id", "in": "header", "schema": {"type": "string"}})])
                .collect::<Vec<_>>()}),
            ),
            &[],
            &[],
        ),
    ];
    check("builder", false, &cases);
}

#[test]
fn changes_of_bounds() {
    let limit = |minimum: Value, maximum: Value| {
        parameter("Limit", json!({"schema": {"minimum": minimum, "maximum": maximum}}))
    };
    let trace = |change: Value| parameter("Trace", json!({"schema": change}));
    let cases: Vec<Case> = vec![
        (
            "maximum",
            limit(json!(1), json!(50)),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at most 100 → at most 50"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: at most 50 → at most 100"],
        ),
        (
            "minimum",
            limit(json!(2), json!(100)),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at least 1 → at least 2"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: at least 2 → at least 1"],
        ),
        (
            "no bound",
            limit(json!(null), json!(null)),
            &[
                "compatible  list_jobs: bound of query parameter `limit` loosened: at least 1 → any",
                "compatible  list_jobs: bound of query parameter `limit` loosened: at most 100 → any",
            ],
            &[
                "breaking    list_jobs: bound of query parameter `limit` tightened: any → at least 1",
                "breaking    list_jobs: bound of query parameter `limit` tightened: any → at most 100",
            ],
        ),
        (
            "excluded",
            parameter("Limit", json!({"schema": {"minimum": null, "exclusiveMinimum": 1}})),
            &["breaking    list_jobs: bound of query parameter `limit` tightened: at least 1 → greater than 1"],
            &["compatible  list_jobs: bound of query parameter `limit` loosened: greater than 1 → at least 1"],
        ),
        ("a bound spelled otherwise", limit(json!(1.0), json!(1e2)), &[], &[]),
        (
            "length",
            trace(json!({"maxLength": 200})),
            &[
                "compatible  list_jobs: bound of header `x_trace` loosened: at most 160 characters → at most 200 characters",
            ],
            &[
                "breaking    list_jobs: bound of header `x_trace` tightened: at most 200 characters → at most 160 characters",
            ],
        ),
        (
            "pattern",
            trace(json!({"pattern": null})),
            &["compatible  list_jobs: bound of header `x_trace` loosened: matches \"^[a-z]+$\" → any"],
            &["breaking    list_jobs: bound of header `x_trace` tightened: any → matches \"^[a-z]+$\""],
        ),
        (
            "another pattern",
            trace(json!({"pattern": "^.+$"})),
            &["breaking    list_jobs: bound of header `x_trace` tightened: matches \"^[a-z]+$\" → matches \"^.+$\""],
            &["breaking    list_jobs: bound of header `x_trace` tightened: matches \"^.+$\" → matches \"^[a-z]+$\""],
        ),
        (
            "items",
            parameter("Tags", json!({"schema": {"maxItems": 2, "minItems": 1, "uniqueItems": true}})),
            &[
                "breaking    list_jobs: bound of query parameter `tags` tightened: any → at least 1 items",
                "breaking    list_jobs: bound of query parameter `tags` tightened: at most 4 items → at most 2 items",
                "breaking    list_jobs: bound of query parameter `tags` tightened: any → unique items",
            ],
            &[
                "compatible  list_jobs: bound of query parameter `tags` loosened: at least 1 items → any",
                "compatible  list_jobs: bound of query parameter `tags` loosened: at most 2 items → at most 4 items",
                "compatible  list_jobs: bound of query parameter `tags` loosened: unique items → any",
            ],
        ),
        (
            "of an item",
            parameter("Tags", json!({"schema": {"items": {"minLength": 3}}})),
            &[
                "breaking    list_jobs: bound of items of query parameter `tags` tightened: at least 2 characters → at least 3 characters",
            ],
            &[
                "compatible  list_jobs: bound of items of query parameter `tags` loosened: at least 3 characters → at least 2 characters",
            ],
        ),
        (
            "of a field that is sent",
            json!({"components": {"schemas": {"NewJob": {"properties": {"name": {"maxLength": 5}}}}}}),
            &["breaking    NewJob: bound of field `name` tightened: at most 10 characters → at most 5 characters"],
            &["compatible  NewJob: bound of field `name` loosened: at most 5 characters → at most 10 characters"],
        ),
        (
            "a step",
            json!({"components": {"schemas": {"NewJob": {"properties": {"priority": {"multipleOf": 10}}}}}}),
            &["breaking    NewJob: bound of field `priority` tightened: a multiple of 5 → a multiple of 10"],
            &["compatible  NewJob: bound of field `priority` loosened: a multiple of 10 → a multiple of 5"],
        ),
        (
            "of a newtype that is sent",
            json!({"components": {"schemas": {"Size": {"maximum": 8}}}}),
            &["breaking    Size: bound of value tightened: at most 9 → at most 8"],
            &["compatible  Size: bound of value loosened: at most 8 → at most 9"],
        ),
        (
            "of a field that is only received",
            json!({"components": {"schemas": {"Job": {"properties": {"size": {"minimum": 5}}}}}}),
            &[],
            &[],
        ),
    ];
    check("bounds", false, &cases);
}

#[test]
fn changes_of_positional_methods() {
    let cases: Vec<Case> = vec![
        (
            "optional parameter",
            parameters(&["Limit", "Cursor", "Trace", "Tags"]),
            &["breaking    list_jobs: query parameter `status` removed"],
            &[
                "breaking    list_jobs: optional query parameter `status: Status` added; the method takes one argument more",
            ],
        ),
        (
            "parameter required",
            parameter("Limit", json!({"required": true})),
            &["breaking    list_jobs: query parameter `limit` is now required"],
            &["breaking    list_jobs: query parameter `limit` is now optional; its argument becomes an `Option`"],
        ),
        (
            "parameter in another place",
            parameter("Limit", json!({"in": "header"})),
            &["breaking    list_jobs: header `limit` was a query parameter; arguments may change places"],
            &["breaking    list_jobs: query parameter `limit` was a header; arguments may change places"],
        ),
        (
            "error of another type",
            json!({"paths": {"/jobs": {"get": {"responses": {"400": answer("Started")}}}}}),
            &["breaking    list_jobs: error changed its type: `Failure` → `Started`"],
            &["breaking    list_jobs: error changed its type: `Started` → `Failure`"],
        ),
        (
            "errors of two types",
            json!({"paths": {"/jobs": {"get": {"responses": {"404": answer("Started")}}}}}),
            &["breaking    list_jobs: error changed its type: `Failure` → `ListJobsError`"],
            &["breaking    list_jobs: error changed its type: `ListJobsError` → `Failure`"],
        ),
    ];
    check("positional", true, &cases);
}
