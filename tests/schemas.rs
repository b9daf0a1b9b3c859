//! The generated types are the document's schemas: by the schema that schemars derives, and by values of both.

#[path = "support/document.rs"]
mod document;

use std::collections::BTreeSet;

use aigenstudio::{
    Cursor,
    types::{ErrorResponse, ProductPhotoJobListResponse, ProductPhotoJobStatus, ProductPhotoJobSummary},
};
use document::Document;
use proptest::{prelude::*, strategy::BoxedStrategy, test_runner::TestRunner};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

fn document() -> Document {
    Document::load(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml"))
}

/// A schema of either side, to be compared member by member.
#[derive(Clone, Copy)]
struct Side<'s> {
    root: &'s Value,
    schema: &'s Value,
}

impl<'s> Side<'s> {
    /// What is referred to, with `null` taken out of a choice.
    fn at(self, schema: &'s Value) -> (Self, bool) {
        if let Some(target) = schema["$ref"].as_str() {
            return self.at(self.root.pointer(target.trim_start_matches('#')).unwrap());
        }
        if let Some(choice) = schema["anyOf"].as_array() {
            let some = choice.iter().find(|schema| schema["type"] != "null").unwrap();
            return (self.at(some).0, choice.len() > 1);
        }
        (Self { root: self.root, schema }, types_of(schema).contains("null"))
    }

    fn texts(self, key: &str) -> BTreeSet<&'s str> {
        self.schema[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn properties(self) -> Option<&'s Map<String, Value>> {
        self.schema["properties"].as_object()
    }
}

fn types_of(schema: &Value) -> BTreeSet<&str> {
    let types = &schema["type"];
    types.as_str().into_iter().chain(types.as_array().into_iter().flatten().filter_map(Value::as_str)).collect()
}

fn compare(at: &str, documented: Side<'_>, derived: Side<'_>) {
    let types = |side: Side<'_>| {
        let mut types: Vec<_> = types_of(side.schema).into_iter().map(str::to_owned).collect();
        types.retain(|it| it != "null");
        types
    };
    assert_eq!(types(documented), types(derived), "{at}: type");
    assert_eq!(documented.texts("required"), derived.texts("required"), "{at}: required");
    assert_eq!(documented.texts("enum"), derived.texts("examples"), "{at}: values");
    if documented.schema["format"] == "uuid" {
        assert_eq!(derived.schema["format"], "uuid", "{at}: format");
    }
    let names =
        |side: Side<'_>| side.properties().map(|properties| properties.keys().cloned().collect::<BTreeSet<_>>());
    assert_eq!(names(documented), names(derived), "{at}: properties");
    for (name, property) in documented.properties().into_iter().flatten() {
        let at = format!("{at}.{name}");
        let (want, want_null) = documented.at(property);
        let (found, found_null) = derived.at(&derived.schema["properties"][name]);
        // A property that may be left out may be `null` as well: both are `None`.
        let is_optional = want_null || !documented.texts("required").contains(name.as_str());
        assert_eq!(is_optional, found_null, "{at}: null");
        compare(&at, want, found);
    }
    if let Some(items) = documented.schema.get("items") {
        compare(&format!("{at}[]"), documented.at(items).0, derived.at(&derived.schema["items"]).0);
    }
}

#[test]
fn derived_schemas_are_the_documents() {
    let document = document();
    let components = json!({ "components": { "schemas": document.components() } });
    let schemas = [
        ("ErrorResponse", schemars::schema_for!(ErrorResponse)),
        ("ProductPhotoJobListResponse", schemars::schema_for!(ProductPhotoJobListResponse)),
        ("ProductPhotoJobSummary", schemars::schema_for!(ProductPhotoJobSummary)),
        ("ProductPhotoJobStatus", schemars::schema_for!(ProductPhotoJobStatus)),
    ];
    let names: BTreeSet<_> = document.components().as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(schemas.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(), names, "every component is compared");
    for (name, derived) in schemas {
        let derived = Value::from(derived);
        let documented = Side { root: &components, schema: document.component(name) };
        compare(name, documented, Side { root: &derived, schema: &derived });
    }
}

/// Cases that failed are not written down beside the tests.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Values that a schema of the document allows.
fn values(document: &Document, schema: &Value) -> BoxedStrategy<Value> {
    let schema = document.resolve(schema);
    if let Some(listed) = schema["enum"].as_array() {
        return prop::sample::select(listed.clone()).boxed();
    }
    let kinds: Vec<_> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let all = kinds.into_iter().map(|kind| match (kind, schema["format"].as_str()) {
        ("null", _) => Just(Value::Null).boxed(),
        ("boolean", _) => any::<bool>().prop_map(Value::from).boxed(),
        ("integer", _) => (schema["minimum"].as_i64().unwrap_or(i64::MIN)..=i64::MAX).prop_map(Value::from).boxed(),
        ("string", Some("uuid")) => "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}".prop_map(Value::from).boxed(),
        ("string", Some("date-time")) => {
            "20[0-9]{2}-0[1-9]-1[0-9]T[01][0-9](:[0-5][0-9]){2}(\\.[0-9]{1,9})?(Z|[+-]0[0-9]:[0-5][0-9])"
                .prop_map(Value::from)
                .boxed()
        }
        ("string", _) => any::<String>().prop_map(Value::from).boxed(),
        ("array", _) => prop::collection::vec(values(document, &schema["items"]), 0..4).prop_map(Value::from).boxed(),
        ("object", _) => object(document, schema),
        (other, _) => panic!("there are no values of type {other} yet"),
    });
    prop::strategy::Union::new(all).boxed()
}

fn object(document: &Document, schema: &Value) -> BoxedStrategy<Value> {
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.contains(&name.into()));
    let properties = schema["properties"].as_object().unwrap().iter().map(|(name, property)| {
        let value = values(document, property);
        let value = if required(name) { value.prop_map(Some).boxed() } else { prop::option::of(value).boxed() };
        (Just(name.clone()), value).boxed()
    });
    let members = |pairs: Vec<(String, Option<Value>)>| {
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect::<Map<_, _>>().into()
    };
    properties.collect::<Vec<_>>().prop_map(members).boxed()
}

/// What the document allows decodes, and is as it was when it is encoded again.
fn decodes<T: DeserializeOwned + Serialize>(name: &str) {
    let document = document();
    let validator = document.validator(document.component(name));
    let run = TestRunner::new(config()).run(&values(&document, document.component(name)), |value| {
        prop_assert!(validator.is_valid(&value), "the test makes a value that is none: {value}");
        let decoded: T =
            serde_json::from_value(value.clone()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let encoded = serde_json::to_value(&decoded).unwrap();
        let problems: Vec<_> = validator.iter_errors(&encoded).map(|error| error.to_string()).collect();
        prop_assert!(problems.is_empty(), "{problems:?}");
        prop_assert_eq!(without_null(encoded), without_null(value));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// `null` and nothing are the same.
fn without_null(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
    value
}

#[test]
fn values_of_the_document_decode_and_encode() {
    decodes::<ErrorResponse>("ErrorResponse");
    decodes::<ProductPhotoJobListResponse>("ProductPhotoJobListResponse");
    decodes::<ProductPhotoJobSummary>("ProductPhotoJobSummary");
    decodes::<ProductPhotoJobStatus>("ProductPhotoJobStatus");
}

/// A value that is misspelt would decode as well, as one that the document does not list.
#[test]
fn every_value_of_an_enum_is_known() {
    for value in document().component("ProductPhotoJobStatus")["enum"].as_array().unwrap() {
        let status = ProductPhotoJobStatus::from(value.as_str().unwrap());
        assert!(!matches!(status, ProductPhotoJobStatus::Unknown(_)), "{value}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn values_of_the_types_are_the_documents(
        ids in prop::collection::vec(any::<u128>(), 0..4),
        credits in 0i64..,
        items in 1i64..,
        cursor in prop::option::of("20[0-9]{2}-0[1-9]-1[0-9]T[01][0-9]:[0-5][0-9]:[0-5][0-9]Z"),
        request_id in any::<String>(),
    ) {
        let document = document();
        let status = ProductPhotoJobStatus::PartiallyCompleted;
        let job = |id| {
            ProductPhotoJobSummary::new(uuid::Uuid::from_u128(id), status.clone(), items, credits, id % 2 == 0)
        };
        let mut list = ProductPhotoJobListResponse::new(ids.into_iter().map(job), request_id);
        list.next_cursor = cursor.map(Cursor::from);
        let validator = document.validator(document.component("ProductPhotoJobListResponse"));
        let encoded = serde_json::to_value(&list).unwrap();
        prop_assert!(validator.is_valid(&encoded), "{}", encoded);
    }
}
