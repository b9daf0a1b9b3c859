//! Changes of operations and answers, where requests are built.

use serde_json::json;

use crate::{
    patches::{answer, list},
    support::{Case, base, check},
};

#[test]
fn changes_of_operations() {
    let cases: Vec<Case> = vec![
        (
            "operation added",
            json!({"paths": {"/jobs/{id}": {"delete": {"operationId": "deleteJob", "responses": {"204": {}},
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]}}}}),
            &["compatible  delete_job: operation added: `DELETE /jobs/{id}`"],
            &["breaking    delete_job: operation removed: `DELETE /jobs/{id}`"],
        ),
        (
            "operation renamed",
            json!({"paths": {"/jobs/{id}": {"get": {"operationId": "readJob"}}}}),
            &["breaking    get_job: renamed to `read_job`: `GET /jobs/{id}`"],
            &["breaking    read_job: renamed to `get_job`: `GET /jobs/{id}`"],
        ),
        (
            "path changed",
            json!({"paths": {"/jobs": {"post": null}, "/tasks": {"post": base()["paths"]["/jobs"]["post"]}}}),
            &["compatible  create_job: sends `POST /tasks`, not `POST /jobs`; the method stays"],
            &["compatible  create_job: sends `POST /jobs`, not `POST /tasks`; the method stays"],
        ),
        (
            "method changed",
            json!({"paths": {"/jobs": {"post": null, "put": base()["paths"]["/jobs"]["post"]}}}),
            &["compatible  create_job: sends `PUT /jobs`, not `POST /jobs`; the method stays"],
            &["compatible  create_job: sends `POST /jobs`, not `PUT /jobs`; the method stays"],
        ),
        (
            "operation deprecated",
            list(json!({"deprecated": true})),
            &["compatible  list_jobs: is now deprecated"],
            &["compatible  list_jobs: is no longer deprecated"],
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
            &["breaking    create_job: success changed its type: `Job` → `CreateJobResponse`"],
            &["breaking    create_job: success changed its type: `CreateJobResponse` → `Job`"],
        ),
        (
            "one of several successes",
            json!({"paths": {"/jobs/{id}": {"put": {"responses": {"202": null}}}}}),
            &["breaking    put_job: success 202 removed"],
            &["compatible  put_job: success 202 of type `Ended` added"],
        ),
        (
            "one of several successes of another type",
            json!({"paths": {"/jobs/{id}": {"put": {"responses": {"202": {"content": null}}}}}}),
            &["breaking    put_job: success 202 changed its type: `Ended` → `()`"],
            &["breaking    put_job: success 202 changed its type: `()` → `Ended`"],
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
                "compatible  JobPage: field `next_cursor: Option<Cursor>` added",
            ],
        ),
        (
            "authentication",
            list(json!({"security": []})),
            &["compatible  list_jobs: authentication: HTTP `bearer` → nothing"],
            &["breaking    list_jobs: authentication: nothing → HTTP `bearer`"],
        ),
        (
            "authentication by another scheme",
            list(json!({"security": [{"header": []}]})),
            &["breaking    list_jobs: authentication: HTTP `bearer` → the header `X-Key`"],
            &["breaking    list_jobs: authentication: the header `X-Key` → HTTP `bearer`"],
        ),
        (
            "authentication by one scheme more",
            list(json!({"security": [{"header": []}, {"key": []}]})),
            &["compatible  list_jobs: authentication: HTTP `bearer` → HTTP `bearer` or the header `X-Key`"],
            &["breaking    list_jobs: authentication: HTTP `bearer` or the header `X-Key` → HTTP `bearer`"],
        ),
        (
            "server",
            json!({"servers": [{"url": "https://b.example"}]}),
            &[
                "breaking    servers: requests and credentials now go to `b.example` instead of `a.example`",
                "compatible  servers: `https://a.example/v1` → `https://b.example`",
            ],
            &[
                "breaking    servers: requests and credentials now go to `a.example` instead of `b.example`",
                "compatible  servers: `https://b.example` → `https://a.example/v1`",
            ],
        ),
        (
            "server with another path",
            json!({"servers": [{"url": "https://a.example/v2"}]}),
            &["compatible  servers: `https://a.example/v1` → `https://a.example/v2`"],
            &["compatible  servers: `https://a.example/v2` → `https://a.example/v1`"],
        ),
        (
            "server without encryption",
            json!({"servers": [{"url": "http://a.example/v1"}]}),
            &[
                "breaking    servers: requests and credentials now go to `a.example` without encryption",
                "compatible  servers: `https://a.example/v1` → `http://a.example/v1`",
            ],
            &["compatible  servers: `http://a.example/v1` → `https://a.example/v1`"],
        ),
        (
            "server that looks like the old one",
            json!({"servers": [{"url": "https://a.example@{host}/v1", "variables": {"host": {"default": "evil.example"}}}]}),
            &[
                "breaking    servers: requests and credentials now go to `evil.example` instead of `a.example`",
                "compatible  servers: `https://a.example/v1` → `https://a.example@evil.example/v1`",
                "compatible  servers: variable `host` added",
            ],
            &[
                "breaking    servers: requests and credentials now go to `a.example` instead of `evil.example`",
                "compatible  servers: `https://a.example@evil.example/v1` → `https://a.example/v1`",
                "breaking    servers: variable `host` removed",
            ],
        ),
        (
            "server to choose",
            json!({"servers": [{"url": "https://a.example/v1"}, {"url": "https://b.example", "description": "Staging"}]}),
            &[
                "compatible  servers: `https://a.example/v1` → `https://a.example/v1`, `https://b.example`",
                "compatible  servers: `Server::staging` added",
            ],
            &[
                "compatible  servers: `https://a.example/v1`, `https://b.example` → `https://a.example/v1`",
                "breaking    servers: `Server::staging` removed",
            ],
        ),
        (
            "server of an operation",
            list(json!({"servers": [{"url": "https://b.example"}]})),
            &[
                "breaking    list_jobs: requests and credentials now go to `b.example` instead of `a.example`",
                "compatible  list_jobs: server: `https://a.example/v1` → `https://b.example`",
            ],
            &[
                "breaking    list_jobs: requests and credentials now go to `a.example` instead of `b.example`",
                "compatible  list_jobs: server: `https://b.example` → `https://a.example/v1`",
            ],
        ),
    ];
    check("operations", &cases);
}
