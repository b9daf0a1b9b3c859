//! Changes of parameters and bodies, where requests are built.

use serde_json::json;

use crate::{
    patches::{create, list, parameter, parameters},
    support::{Case, base, check},
};

#[test]
fn changes_of_parameters_and_bodies() {
    let cases: Vec<Case> = vec![
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
            "body of a further type",
            create(json!({"requestBody": {"content": {"application/a+json": {"schema": {"$ref":
                "#/components/schemas/Started"}}}}})),
            &[
                "compatible  create_job: body is sent as `application/json or application/a+json`, not as `application/json`",
                "breaking    create_job: body changed its type: `NewJob` → `NewJob or Started`",
            ],
            &[
                "compatible  create_job: body is sent as `application/json`, not as `application/json or application/a+json`",
                "breaking    create_job: body changed its type: `NewJob or Started` → `NewJob`",
            ],
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
            "the header of the request id",
            list(json!({"parameters": base()["paths"]["/jobs"]["get"]["parameters"].as_array().unwrap()
                .iter().cloned().chain([json!({"name": "X-Request-Id", "in": "header", "schema": {"type": "string"}})])
                .collect::<Vec<_>>()})),
            &[],
            &[],
        ),
    ];
    check("parameters", &cases);
}
