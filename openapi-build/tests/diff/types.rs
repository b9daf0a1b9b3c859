//! Changes of types.

#![allow(clippy::needless_pass_by_value)] // patches are made where they are passed

use serde_json::{Value, json};

use crate::support::{Case, check};

fn schema(name: &str, change: Value) -> Value {
    json!({"components": {"schemas": {name: change}}})
}

fn property(name: &str, property: &str, change: Value) -> Value {
    schema(name, json!({"properties": {property: change}}))
}

#[test]
#[allow(clippy::too_many_lines)] // a table
fn changes_of_types() {
    let cases: Vec<Case> = vec![
        (
            "type added",
            schema("Extra", json!({"type": "string"})),
            &["compatible  Extra: newtype added"],
            &["breaking    Extra: newtype removed"],
        ),
        (
            "type renamed",
            json!({"components": {"schemas": {"Failure": null, "Fault": crate::support::base()["components"]["schemas"]["Failure"]}},
                "paths": {"/jobs": {"get": {"responses": {"400": {"content": {"application/json": {"schema": {"$ref":
                "#/components/schemas/Fault"}}}}}}}}}),
            &[
                "breaking    list_jobs: error changed its type: `Failure` → `Fault`",
                "breaking    Failure: struct renamed to `Fault`",
            ],
            &[
                "breaking    list_jobs: error changed its type: `Fault` → `Failure`",
                "breaking    Fault: struct renamed to `Failure`",
            ],
        ),
        (
            "struct to enum",
            schema("Failure", json!({"type": "string", "enum": ["a"], "properties": null})),
            &["breaking    Failure: struct became an enum"],
            &["breaking    Failure: enum became a struct"],
        ),
        (
            "struct to union",
            schema(
                "Failure",
                json!({"type": null, "properties": null, "oneOf": [{"type": "string"}, {"type": "boolean"}]}),
            ),
            &["breaking    Failure: struct became a union"],
            &["breaking    Failure: union became a struct"],
        ),
        (
            "enum to newtype",
            schema("Status", json!({"enum": null})),
            &["breaking    Status: enum became a newtype"],
            &["breaking    Status: newtype became an enum"],
        ),
        (
            "newtype of another type",
            schema("Size", json!({"type": "number", "maximum": 9})),
            &["breaking    Size: content changed its type: `i64` → `f64`"],
            &["breaking    Size: content changed its type: `f64` → `i64`"],
        ),
        (
            "field of a type that is only received",
            property("Job", "added", json!({"type": "string"})),
            &["compatible  Job: field `added: Option<String>` added"],
            &["breaking    Job: field `added` removed"],
        ),
        (
            "required field of a type that is only received",
            schema("Failure", json!({"required": ["at"], "properties": {"at": {"type": "integer"}}})),
            &["compatible  Failure: field `at: i64` added; the struct is only received"],
            &["breaking    Failure: field `at` removed"],
        ),
        (
            "field of a type that is sent",
            property("NewJob", "added", json!({"type": "string"})),
            &["compatible  NewJob: field `added: Option<String>` added"],
            &["breaking    NewJob: field `added` removed"],
        ),
        (
            "required field of a type that is sent",
            schema("NewJob", json!({"required": ["name", "added"], "properties": {"added": {"type": "string"}}})),
            &["breaking    NewJob: field `added: String` added; the struct is part of a request, and `new` takes it"],
            &["breaking    NewJob: field `added` removed"],
        ),
        (
            "required field of one value",
            schema(
                "NewJob",
                json!({"required": ["name", "added"], "properties": {"added": {"type": "integer", "const": 1}}}),
            ),
            &["compatible  NewJob: field `added: i64` added"],
            &["breaking    NewJob: field `added` removed"],
        ),
        (
            "field of a type that is sent, which may be null",
            property("NewJob", "added", json!({"type": ["string", "null"]})),
            &["compatible  NewJob: field `added: Option<Option<String>>` added"],
            &["breaking    NewJob: field `added` removed"],
        ),
        (
            "further properties",
            schema("Failure", json!({"additionalProperties": {"type": "integer"}})),
            &["compatible  Failure: field `extra: BTreeMap<String, i64>` added"],
            &["breaking    Failure: field `extra` removed"],
        ),
        (
            "field of another type",
            property("Job", "note", json!({"type": "integer"})),
            &["breaking    Job: field `note` changed its type: `Option<String>` → `Option<i64>`"],
            &["breaking    Job: field `note` changed its type: `Option<i64>` → `Option<String>`"],
        ),
        (
            "field of another format",
            property("Job", "id", json!({"format": "date-time"})),
            &["breaking    Job: field `id` changed its type: `Uuid` → `DateTime`"],
            &["breaking    Job: field `id` changed its type: `DateTime` → `Uuid`"],
        ),
        (
            "field required",
            schema("Job", json!({"required": ["id", "size", "note"]})),
            &["breaking    Job: field `note` is now required: `Option<String>` → `String`"],
            &["breaking    Job: field `note` is now optional: `String` → `Option<String>`"],
        ),
        (
            "list required",
            schema("Job", json!({"required": ["id", "size", "labels"]})),
            &["breaking    Job: field `labels` is now required: `Option<Vec<String>>` → `Vec<String>`"],
            &["breaking    Job: field `labels` is now optional: `Vec<String>` → `Option<Vec<String>>`"],
        ),
        (
            "required field nullable",
            property("Job", "size", json!({"type": ["integer", "null"]})),
            &["breaking    Job: field `size` may now be null: `i64` → `Option<i64>`"],
            &["breaking    Job: field `size` is no longer null: `Option<i64>` → `i64`"],
        ),
        (
            "optional field nullable",
            property("Job", "note", json!({"type": ["string", "null"]})),
            &["compatible  Job: field `note` may now be null; its type stays `Option<String>`"],
            &["compatible  Job: field `note` is no longer null; its type stays `Option<String>`"],
        ),
        (
            "list nullable",
            property("Job", "labels", json!({"type": ["array", "null"]})),
            &["compatible  Job: field `labels` may now be null; its type stays `Option<Vec<String>>`"],
            &["compatible  Job: field `labels` is no longer null; its type stays `Option<Vec<String>>`"],
        ),
        (
            "field of another name on the wire",
            schema("Failure", json!({"properties": {"code": null, "Code": {"type": "string"}}})),
            &["compatible  Failure: field `code` is `Code` on the wire, not `code`"],
            &["compatible  Failure: field `code` is `code` on the wire, not `Code`"],
        ),
        (
            "value of an enum",
            schema("Status", json!({"enum": ["queued", "done", "paused"]})),
            &["compatible  Status: value `paused` added"],
            &["breaking    Status: value `paused` removed"],
        ),
        (
            "alternative of a union",
            schema(
                "Event",
                json!({"oneOf": [
                {"$ref": "#/components/schemas/Started"}, {"$ref": "#/components/schemas/Ended"}, {"type": "string"}]}),
            ),
            &["compatible  Event: alternative `Text` added"],
            &["breaking    Event: alternative `Text` removed"],
        ),
        (
            "alternative of another type",
            schema(
                "Mixed",
                json!({"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties":
                {"type": "boolean"}}]}),
            ),
            &[
                "breaking    Mixed: alternative `Map` changed its type: `BTreeMap<String, i64>` → `BTreeMap<String, bool>`",
            ],
            &[
                "breaking    Mixed: alternative `Map` changed its type: `BTreeMap<String, bool>` → `BTreeMap<String, i64>`",
            ],
        ),
        (
            "alternatives told apart by a property",
            json!({"components": {"schemas": {
                "Started": {"required": ["at", "kind"], "properties": {"kind": {"type": "string", "const": "started"}}},
                "Ended": {"required": ["code", "kind"], "properties": {"kind": {"type": "string", "const": "ended"}}}}}}),
            &[
                "compatible  Ended: field `kind: EndedKind` added",
                "compatible  EndedKind: enum added",
                "compatible  Started: field `kind: StartedKind` added",
                "compatible  StartedKind: enum added",
            ],
            &[
                "breaking    Ended: field `kind` removed",
                "breaking    EndedKind: enum removed",
                "breaking    Started: field `kind` removed",
                "breaking    StartedKind: enum removed",
            ],
        ),
        (
            "a field and its inline type",
            property("Job", "owner", json!({"type": "object", "properties": {"name": {"type": "string"}}})),
            &["compatible  Job: field `owner: Option<JobOwner>` added", "compatible  JobOwner: struct added"],
            &["breaking    Job: field `owner` removed", "breaking    JobOwner: struct removed"],
        ),
        (
            "a component written inline is another type name",
            property("Job", "status", json!({"$ref": null, "type": "string", "enum": ["queued", "done"]})),
            &[
                "breaking    Job: field `status` changed its type: `Option<Status>` → `Option<JobStatus>`",
                "compatible  JobStatus: enum added",
            ],
            &[
                "breaking    Job: field `status` changed its type: `Option<JobStatus>` → `Option<Status>`",
                "breaking    JobStatus: enum removed",
            ],
        ),
    ];
    check("types", &cases);
}
