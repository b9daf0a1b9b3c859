//! Changes of methods that take every parameter as an argument.

use serde_json::json;

use crate::{
    patches::{answer, parameter, parameters},
    support::{Case, check},
};

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
