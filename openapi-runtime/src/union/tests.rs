use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: String,
    lives: Option<i64>,
}
crate::__object! { Cat { 0 kind required 1 lives optional } }

#[derive(Clone, Debug, PartialEq)]
struct Dog {
    kind: String,
    name: String,
    lives: Option<i64>,
}
crate::__object! { Dog { 0 kind required 1 name required 2 lives optional } }

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Unknown(Value),
}
crate::__open_union! {
    Pet {
        0 Cat(Cat) Object [of Cat] { "kind" ["cat" "lion"] }
        1 Dog(Dog) Object [of Dog] { "kind" ["dog"] }
    } from { Cat(Cat) Dog(Dog) }
}

#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    Boolean(bool),
    Integer(i64),
    Text(String),
    List(Vec<i64>),
    Map(Box<Pet>),
    Unknown(Value),
}
crate::__open_union! {
    Mixed {
        0 Boolean(bool) Boolean [] {}
        1 Integer(i64) Integer [] {}
        2 Text(String) Text [] {}
        3 List(Vec<i64>) Array [] {}
        4 Map(Box<Pet>) Object ["kind" true] {}
    } from { Boolean(bool) Integer(i64) Text(String) }
}

#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Integer(i64),
    Text(String),
    Unknown(Value),
}
crate::__open_union! { Shown { 0 Integer(i64) Integer [] {} 1 Text(String) Text [] {} } from {} shown Integer Text }

/// What it was read as, and that it is written as it was.
fn read<T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug>(value: &Value) -> String {
    match serde_json::from_value::<T>(value.clone()) {
        Ok(read) => {
            assert_eq!(&serde_json::to_value(&read).unwrap(), value);
            format!("{read:?}").split('(').next().unwrap_or_default().to_owned()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_alternative_that_knows_most_is_taken() {
    let cases = [
        ("by its constant", json!({"kind": "cat"}), "Cat"),
        ("by another constant", json!({"kind": "lion", "lives": 9}), "Cat"),
        ("by its constant, though another knows as much", json!({"kind": "dog", "name": "Rex"}), "Dog"),
        ("a constant that none has", json!({"kind": "cow", "lives": 1}), "Unknown"),
        ("no constant", json!({"lives": 1}), "Unknown"),
        ("its constant, but not all that it has to have", json!({"kind": "dog"}), "Unknown"),
        (
            "its constant, but a member is wrong",
            json!({"kind": "cat", "lives": "9"}),
            "invalid type: string \"9\", expected i64",
        ),
        ("another kind of value", json!(["cat"]), "Unknown"),
        ("null", json!(null), "expected a value of `Pet` but found null"),
    ];
    for (case, value, want) in cases {
        assert_eq!(read::<Pet>(&value), want, "{case}");
    }
}

#[test]
fn kinds_of_values_are_told_apart() {
    let cases = [
        (json!(true), "Boolean"),
        (json!(1), "Integer"),
        (json!(1.5), "Unknown"),
        (json!("1"), "Text"),
        (json!([1, 2]), "List"),
        (json!(["1"]), "invalid type: string \"1\", expected i64"),
        (json!({"kind": "cat"}), "Map"),
        (json!({}), "Unknown"),
    ];
    for (value, want) in cases {
        assert_eq!(read::<Mixed>(&value), want, "{value}");
    }
}

#[test]
fn alternatives_convert_and_are_shown() {
    let cat = Cat { kind: "cat".to_owned(), lives: None };
    assert_eq!(Pet::from(cat.clone()), Pet::Cat(cat));
    assert_eq!(Mixed::from(1), Mixed::Integer(1));
    let shown = [Shown::Integer(1), Shown::Text("a b".to_owned()), Shown::Unknown(json!([1]))].map(|it| it.to_string());
    assert_eq!(shown, ["1", "a b", "[1]"]);
}
