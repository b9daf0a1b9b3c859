//! Values as JSON Schema has them: what is valid is read, nothing of it is lost, and it is written as it came.

use serde_json::{Value, json};
use strangers::values::types;

/// What is read of a value and written again.
fn through<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    let text: T = serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(serde_json::to_value(&text).unwrap(), written, "from text and from a value alike");
    Ok(written)
}

type Through = fn(&Value) -> Result<Value, String>;

#[test]
fn nothing_that_is_valid_is_lost() {
    let cases: &[(&str, Through, Value)] = &[
        ("`true` keeps more", through::<types::Open>, json!({"a": "1", "z": 2})),
        ("`{}` keeps more", through::<types::Empty>, json!({"a": "1", "z": [2]})),
        ("names that no pattern matches are free", through::<types::ByPattern>, json!({"id": 1, "count": 5})),
        ("a name that a pattern matches", through::<types::ByPattern>, json!({"id": 1, "x-a": "b"})),
        ("names by pattern alone", through::<types::ByPatternAlone>, json!({"x-a": "b"})),
        ("a pattern that every name matches", through::<types::AnyName>, json!({"a": 1})),
        ("one of two", through::<types::Both>, json!({"a": 1})),
        ("both of two", through::<types::Both>, json!({"a": 1, "b": 2})),
        ("a union in a union", through::<types::Outer>, json!({"b": 2})),
        ("both of two in a union", through::<types::Outer>, json!({"a": 1, "b": 2})),
        ("beside a union in a union", through::<types::Outer>, json!({"kind": "kind"})),
        ("none of a union in a union", through::<types::Outer>, json!({"c": 3})),
        ("a product of alternatives", through::<types::Event>, json!({"part": {"type": "refusal", "refusal": "x"}})),
        ("a product of different ones", through::<types::Products>, json!({"a": 1, "b": 2})),
        ("an heir", through::<types::Pet>, json!({"petType": "cat", "lives": 9, "name": "Tom"})),
        ("an heir by its name", through::<types::Pet>, json!({"petType": "Dog", "bark": "wow"})),
        ("an heir of an heir", through::<types::Pet>, json!({"petType": "Puppy", "bark": "wow", "age": 1})),
        ("an heir that nobody knows", through::<types::Pet>, json!({"petType": "cow", "milk": 1})),
        ("names that become one", through::<types::Escaped>, json!({"foo bar": 1, "foo-bar": [], "foo\"bar": "c"})),
        ("what a condition asks for", through::<types::Conditional>, json!({"kind": "a", "n": 1, "m": 2})),
        ("where it does not hold", through::<types::Conditional>, json!({"n": "text", "m": [], "other": 1})),
        ("what a part leaves open", through::<types::Evaluated>, json!({"foo": "a", "bar": 1})),
        ("names that Rust has", through::<types::Result>, json!({"text": "a", "option": {"value": "b"}})),
    ];
    for (name, through, value) in cases {
        assert_eq!(through(value).as_ref(), Ok(value), "{name}");
    }
}

/// JSON Schema validation, section 6.1.1: an integer is a number with a zero fractional part.
#[test]
fn an_integer_is_a_number_without_a_fraction() {
    let cases = [
        ("one", r#"{"one": 1.0}"#, json!({"one": 1})),
        ("an exponent", r#"{"one": 1e3}"#, json!({"one": 1000})),
        ("minus zero", r#"{"one": -0}"#, json!({"one": 0})),
        ("a list", r#"{"list": [1.0, 2, 3e0]}"#, json!({"list": [1, 2, 3]})),
        ("a list of lists", r#"{"lists": [[1.0], []]}"#, json!({"lists": [[1], []]})),
        ("a map", r#"{"map": {"a": 1.0}}"#, json!({"map": {"a": 1}})),
        ("null or an integer", r#"{"nullable": 2.0}"#, json!({"nullable": 2})),
        ("an alternative", r#"{"either": 2.0}"#, json!({"either": 2})),
        ("an alternative of a list", r#"{"several": [2.0]}"#, json!({"several": [2]})),
        ("a type of its own", r#"{"counted": 2.0}"#, json!({"counted": 2})),
        ("a type of its own of a list", r#"{"counts": [2.0]}"#, json!({"counts": [2]})),
    ];
    for (name, text, want) in cases {
        let read: Result<types::Integers, _> = serde_json::from_str(text);
        assert_eq!(
            read.map(|read| serde_json::to_value(read).unwrap()).map_err(|it| it.to_string()),
            Ok(want),
            "{name}"
        );
    }
    let wrong = serde_json::from_str::<types::Integers>(r#"{"list": [1.5]}"#).unwrap_err();
    assert!(wrong.to_string().contains("expected i64"), "{wrong}");
}

/// OpenAPI 3.1, section 4.8.25: children by the discriminator.
#[test]
fn a_base_is_its_heirs() {
    let cat: types::Pet = serde_json::from_value(json!({"petType": "cat", "lives": 9})).unwrap();
    let types::Pet::Cat(cat) = cat else { panic!("expected a cat but found {cat:?}") };
    assert_eq!((cat.pet_type.as_str(), cat.lives), ("cat", 9));
    let sent: types::Pet = types::Cat::new("cat", 7).name("Tom").into();
    assert_eq!(serde_json::to_value(sent).unwrap(), json!({"petType": "cat", "lives": 7, "name": "Tom"}));
    let pet: types::Pet = serde_json::from_value(json!({"petType": "cow"})).unwrap();
    assert!(matches!(pet, types::Pet::Unknown(_)), "{pet:?}");
}

/// OpenAPI 3.1, section 4.8.24.4: `required` takes effect on the one side alone.
#[test]
fn what_is_sent_differs_from_what_is_received() {
    let received = json!({"id": 1, "name": "Ann", "home": {"street": "High", "since": "1999"}, "tags": ["a"]});
    let user: types::User = serde_json::from_value(received).unwrap();
    assert_eq!((user.id, user.name.as_str(), user.home.since.as_str()), (1, "Ann", "1999"));
    let home = types::HomeRequest::new("High");
    let sent = types::UserRequest::new("Ann", "secret", home).tags(["a"]).manager(None);
    assert_eq!(
        serde_json::to_value(&sent).unwrap(),
        json!({"name": "Ann", "password": "secret", "home": {"street": "High"}, "tags": ["a"], "manager": null})
    );
}

#[test]
fn alternatives_are_called_as_the_document_calls_them() {
    let read = |value| serde_json::from_value::<types::Outer>(value).unwrap();
    assert!(matches!(read(json!({"a": 1})), types::Outer::Both(types::Both::A(_))));
    assert!(matches!(read(json!({"kind": "kind"})), types::Outer::Kind(_)));
    assert!(matches!(read(json!({"c": 1})), types::Outer::Unknown(_)), "`Unknown` is the last across all levels");
    let event: types::Event = serde_json::from_value(json!({"part": {"type": "text"}})).unwrap();
    assert!(matches!(event.part, types::EventPart::Text(_)), "{event:?}");
}

/// Bounds hold wherever they stand: beside a reference, within alternatives, on names, in several parts.
#[tokio::test]
async fn bounds_hold_before_anything_is_sent() {
    // Nobody listens there: what is sent is another error.
    let client = strangers::values::Client::builder()
        .base_url("http://127.0.0.1:9")
        .retry(openapi_runtime::RetryPolicy::none())
        .build()
        .unwrap();
    let cases = [
        ("beside a reference", 5, json!({}), "at least 18"),
        ("within an alternative", 20, json!({"pay": {"kind": "card", "number": "12"}}), "to match"),
        ("within another", 20, json!({"pay": {"kind": "iban", "iban": "DE"}}), "at least 15 characters"),
        ("of an alternative that is none", 20, json!({"pay": {"kind": "cash"}}), ""),
        ("as it says", 20, json!({"pay": {"kind": "card", "number": "1234567890123456"}}), ""),
        ("a scalar", 20, json!({"either": 1}), "at least 3"),
        ("another scalar", 20, json!({"either": "abc"}), "at most 2 characters"),
        ("too few members", 20, json!({"labels": {}}), "at least 1 members"),
        ("too many members", 20, json!({"labels": {"a": "", "b": "", "c": ""}}), "at most 2 members"),
        ("a name", 20, json!({"labels": {"A": ""}}), "labels (a name)"),
        ("the value of a name", 20, json!({"labels": {"a": "abcd"}}), "labels.a"),
        ("the narrower of two", 20, json!({"limited": {"n": 3}}), "at least 5"),
        ("the narrower of two above", 20, json!({"limited": {"n": 11}}), "at most 10"),
    ];
    for (name, q, body, want) in cases {
        let body: types::BoundedBody = serde_json::from_value(body).unwrap();
        let error = client.bounded().q(q).body(body).send().await.unwrap_err();
        let is_refused = error.kind() == openapi_runtime::ErrorKind::InvalidRequest;
        assert_eq!(is_refused, !want.is_empty(), "{name}: {error}");
        let text = format!("{error}: {}", std::error::Error::source(&error).map_or(String::new(), ToString::to_string));
        assert!(text.contains(want), "{name}: {text}");
    }
}
