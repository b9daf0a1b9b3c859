//! Styles by the examples of RFC 6570 and of OpenAPI 3.1 (section 4.8.12.4), members in the order of their names, and where
//! those are silent what keeps values apart.

use serde_json::{Value, json};

use super::{Encoding, cookie, encoded, header, query, styled};

fn path(name: &str, it: &Value, encoding: Encoding) -> String {
    styled(name, it, encoding, encoded)
}

#[test]
fn paths() {
    use Encoding::{Json, Label, LabelExploded, Matrix, MatrixExploded, Simple, SimpleExploded, Text};
    let (list, keys) = (json!(["red", "green", "blue"]), json!({"comma": ",", "dot": ".", "semi": ";"}));
    let (color, rgb) = (json!(["blue", "black", "brown"]), json!({"B": 150, "G": 200, "R": 100}));
    for (case, name, encoding, value, want) in [
        // RFC 6570, section 3.2.2.
        ("simple", "var", Simple, json!("value"), "value"),
        ("simple, encoded", "hello", Simple, json!("Hello World!"), "Hello%20World%21"),
        ("simple, percent", "half", Simple, json!("50%"), "50%25"),
        ("simple list", "list", Simple, list.clone(), "red,green,blue"),
        ("simple list, exploded", "list", SimpleExploded, list.clone(), "red,green,blue"),
        ("simple map", "keys", Simple, keys.clone(), "comma,%2C,dot,.,semi,%3B"),
        ("simple map, exploded", "keys", SimpleExploded, keys.clone(), "comma=%2C,dot=.,semi=%3B"),
        // Section 3.2.5; OpenAPI's `label` puts commas between what is not exploded.
        ("label", "who", Label, json!("fred"), ".fred"),
        ("label, encoded", "half", Label, json!("50%"), ".50%25"),
        ("label list", "list", Label, list.clone(), ".red,green,blue"),
        ("label list, exploded", "list", LabelExploded, list.clone(), ".red.green.blue"),
        ("label map", "keys", Label, keys.clone(), ".comma,%2C,dot,.,semi,%3B"),
        ("label map, exploded", "keys", LabelExploded, keys.clone(), ".comma=%2C.dot=..semi=%3B"),
        // Section 3.2.7.
        ("matrix", "who", Matrix, json!("fred"), ";who=fred"),
        ("matrix, empty", "empty", Matrix, json!(""), ";empty"),
        ("matrix, exploded", "v", MatrixExploded, json!(6), ";v=6"),
        ("matrix list", "list", Matrix, list.clone(), ";list=red,green,blue"),
        ("matrix list, exploded", "list", MatrixExploded, list, ";list=red;list=green;list=blue"),
        ("matrix map", "keys", Matrix, keys.clone(), ";keys=comma,%2C,dot,.,semi,%3B"),
        ("matrix map, exploded", "keys", MatrixExploded, keys, ";comma=%2C;dot=.;semi=%3B"),
        // OpenAPI.
        ("simple list of three", "color", Simple, color.clone(), "blue,black,brown"),
        ("simple map of three", "color", Simple, rgb.clone(), "B,150,G,200,R,100"),
        ("simple map of three, exploded", "color", SimpleExploded, rgb.clone(), "B=150,G=200,R=100"),
        ("label map of three, exploded", "color", LabelExploded, rgb.clone(), ".B=150.G=200.R=100"),
        ("matrix list of three, exploded", "color", MatrixExploded, color, ";color=blue;color=black;color=brown"),
        ("matrix map of three, exploded", "color", MatrixExploded, rgb.clone(), ";B=150;G=200;R=100"),
        // Neither.
        ("an item with a comma", "ids", Simple, json!(["a,b", "c/d"]), "a%2Cb,c%2Fd"),
        ("an item that is none", "ids", Simple, json!(["a", null, "b"]), "a,b"),
        ("a member that is none", "ids", MatrixExploded, json!({"a": null, "b": ""}), ";b"),
        ("an item that is empty", "ids", MatrixExploded, json!(["", "a"]), ";ids;ids=a"),
        ("a name to be encoded", "a;b", Matrix, json!(1), ";a%3Bb=1"),
        ("booleans", "ids", Simple, json!([true, 1.5]), "true,1.5"),
        ("JSON", "color", Json, rgb, "%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D"),
        ("a text", "color", Text, json!("a b"), "a%20b"),
    ] {
        assert_eq!(path(name, &value, encoding), want, "{case}");
    }
}

#[test]
fn queries() {
    use Encoding::{Commas, DeepObject, Form, Json, Pipes, Repeated, Spaces, Text, WholeForm, WholeJson, WholeText};
    let (color, rgb) = (json!(["blue", "black", "brown"]), json!({"B": 150, "G": 200, "R": 100}));
    let deep = json!({"a": {"b": {"c": 1}}, "d": ["x", "y"], "e": [{"f": 2}], "g": null});
    for (case, encoding, value, want) in [
        ("form, empty", Repeated, json!(""), "color="),
        ("form", Repeated, json!("blue"), "color=blue"),
        ("form list", Commas, color.clone(), "color=blue,black,brown"),
        ("form list, exploded", Repeated, color.clone(), "color=blue&color=black&color=brown"),
        ("form map", Commas, rgb.clone(), "color=B,150,G,200,R,100"),
        ("form map, exploded", Repeated, rgb.clone(), "B=150&G=200&R=100"),
        ("spaces", Spaces, color.clone(), "color=blue%20black%20brown"),
        ("spaces, map", Spaces, rgb.clone(), "color=B%20150%20G%20200%20R%20100"),
        ("pipes", Pipes, color, "color=blue%7Cblack%7Cbrown"),
        ("pipes, map", Pipes, rgb.clone(), "color=B%7C150%7CG%7C200%7CR%7C100"),
        ("deep", DeepObject, rgb.clone(), "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
        (
            "deeper",
            DeepObject,
            deep,
            "color%5Ba%5D%5Bb%5D%5Bc%5D=1&color%5Bd%5D=x&color%5Bd%5D=y&color%5Be%5D%5B0%5D%5Bf%5D=2",
        ),
        ("JSON", Json, rgb, "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D"),
        ("JSON of nothing", Json, json!([]), "color=%5B%5D"),
        ("JSON text", Json, json!("t"), "color=%22t%22"),
        ("a text", Text, json!("a \"b\""), "color=a%20%22b%22"),
        ("a form", Form, json!({"a": "x y", "b": [1, 2]}), "color=a%3Dx%2By%26b%3D1%26b%3D2"),
        ("the query as a form", WholeForm, json!({"a": "x y+", "b": [1, 2]}), "a=x%20y%2B&b=1&b=2"),
        ("the query as JSON", WholeJson, json!({"a": "x"}), "%7B%22a%22%3A%22x%22%7D"),
        ("the query as a text", WholeText, json!("$.a[0]"), "%24.a%5B0%5D"),
        ("no query", WholeForm, json!(null), ""),
        ("a list of nothing", Repeated, json!([]), ""),
        ("a list of nothing, joined", Commas, json!([]), ""),
        ("a list of none", Repeated, json!([null]), ""),
        ("a map of nothing", Repeated, json!({}), ""),
        ("a map of none", DeepObject, json!({"a": null}), ""),
        ("none", Repeated, json!(null), ""),
        ("none as JSON", Json, json!(null), ""),
        ("items with separators", Commas, json!(["a,b", "c d&e"]), "color=a%2Cb,c%20d%26e"),
        ("plus, space, not ASCII", Repeated, json!("a+b c é"), "color=a%2Bb%20c%20%C3%A9"),
    ] {
        let mut written = String::new();
        query(&mut written, "color", &value, encoding, false).unwrap();
        assert_eq!(written, want, "{case}");
    }
    for (encoding, value) in [
        (Spaces, json!(["a b", "c"])),
        (Pipes, json!(["c", "a|b"])),
        (Pipes, json!({"a|b": 1})),
        (Spaces, json!({"a": "b c"})),
    ] {
        let error = query(&mut String::new(), "color", &value, encoding, false).unwrap_err();
        assert!(error.contains("`color`"), "{error}");
    }
}

#[test]
fn reserved_characters() {
    use Encoding::{Commas, Repeated};
    for (case, encoding, value, want) in [
        // RFC 6570, section 3.2.3.
        ("a path", Repeated, json!("/foo/bar"), "color=/foo/bar"),
        ("a mark", Repeated, json!("Hello World!"), "color=Hello%20World!"),
        ("a percent sign", Repeated, json!("50%"), "color=50%25"),
        ("what is encoded", Repeated, json!("a%2Fb%2"), "color=a%2Fb%252"),
        // What would end the value or the query.
        ("a URL", Repeated, json!("http://h/p?a=b&c=d#e"), "color=http://h/p?a=b%26c=d%23e"),
        ("brackets and plus", Repeated, json!("[a]+b"), "color=%5Ba%5D%2Bb"),
        ("a comma", Commas, json!("a,b"), "color=a,b"),
        ("items with commas", Commas, json!(["a,b", "c:d"]), "color=a%2Cb,c:d"),
        ("items apart", Repeated, json!(["a,b", "c"]), "color=a,b&color=c"),
        ("not ASCII", Repeated, json!("é%é"), "color=%C3%A9%25%C3%A9"),
    ] {
        let mut written = String::new();
        query(&mut written, "color", &value, encoding, true).unwrap();
        assert_eq!(written, want, "{case}");
    }
}

#[test]
fn headers_and_cookies() {
    use Encoding::{Commas, Json, Repeated, Simple, SimpleExploded, Text};
    let (color, rgb) = (json!(["blue", "black", "brown"]), json!({"B": 150, "G": 200, "R": 100}));
    for (case, encoding, value, want) in [
        ("simple", Simple, json!("a b"), "a b"),
        ("simple list", Simple, color.clone(), "blue,black,brown"),
        ("simple map", Simple, rgb.clone(), "B,150,G,200,R,100"),
        ("simple map, exploded", SimpleExploded, rgb.clone(), "B=150,G=200,R=100"),
        ("items with commas", Simple, json!(["a,b", "c d"]), "a%2Cb,c d"),
        ("a text with a comma", Simple, json!("a,b"), "a,b"),
        ("JSON", Json, rgb.clone(), r#"{"B":150,"G":200,"R":100}"#),
        ("a text", Text, json!("a \"b\""), "a \"b\""),
    ] {
        assert_eq!(header("X", &value, encoding).unwrap(), want, "{case}");
    }
    for (case, encoding, value, want) in [
        ("form", Repeated, json!("a;b"), "color=a%3Bb"),
        ("form list", Commas, color.clone(), "color=blue,black,brown"),
        ("form list, exploded", Repeated, color, "color=blue; color=black; color=brown"),
        ("form map", Commas, rgb.clone(), "color=B,150,G,200,R,100"),
        ("form map, exploded", Repeated, rgb, "B=150; G=200; R=100"),
        ("a list of nothing", Repeated, json!([]), ""),
        ("none", Repeated, json!(null), ""),
        ("JSON", Json, json!({"a": 1}), "color=%7B%22a%22%3A1%7D"),
    ] {
        let mut written = String::new();
        cookie(&mut written, "color", &value, encoding);
        assert_eq!(written, want, "{case}");
    }
}
