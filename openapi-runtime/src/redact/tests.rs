//! A server may write the secret in any way: it shows in none.

use super::*;

const KEY: &str = "aigen_live_a/b+c=7Q";

type Encode = fn(&str) -> String;

/// What a server may make of a text, a sign at a time or as a whole.
fn encodings() -> Vec<(&'static str, Encode)> {
    fn each(text: &str, encode: impl Fn(u32) -> String) -> String {
        text.chars().map(|c| encode(c.into())).collect()
    }
    fn punctuation(text: &str, encode: impl Fn(char) -> String) -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { encode(c) }).collect()
    }
    vec![
        ("as it is", str::to_owned),
        ("in upper case", str::to_uppercase),
        ("JSON, slashes", |text| text.replace('/', "\\/")),
        ("JSON, all of it", |text| each(text, |c| format!("\\u{c:04x}"))),
        ("JSON, all of it, upper case", |text| each(text, |c| format!("\\u{c:04X}"))),
        ("JSON in JSON", |text| each(text, |c| format!("\\\\u{c:04x}"))),
        ("JavaScript", |text| each(text, |c| format!("\\x{c:02x}"))),
        ("Rust", |text| each(text, |c| format!("\\u{{{c:x}}}"))),
        ("Python", |text| each(text, |c| format!("\\U{c:08x}"))),
        ("octal", |text| each(text, |c| format!("\\{c:03o}"))),
        ("backslashes", |text| punctuation(text, |c| format!("\\{c}"))),
        ("a URL", |text| punctuation(text, |c| format!("%{:02X}", u32::from(c)))),
        ("a URL, lower case", |text| punctuation(text, |c| format!("%{:02x}", u32::from(c)))),
        ("a URL, all of it", |text| each(text, |c| format!("%{c:02x}"))),
        ("a URL in a URL", |text| punctuation(text, |c| format!("%25{:02X}", u32::from(c)))),
        ("a URL in a URL in a URL", |text| punctuation(text, |c| format!("%2525{:02X}", u32::from(c)))),
        ("a URL of old", |text| each(text, |c| format!("%u{c:04x}"))),
        ("HTML", |text| each(text, |c| format!("&#{c};"))),
        ("HTML, hexadecimal", |text| each(text, |c| format!("&#x{c:X};"))),
        ("HTML, names", |text| {
            text.replace('_', "&lowbar;").replace('/', "&sol;").replace('+', "&plus;").replace('=', "&equals;")
        }),
        ("HTML in JSON", |text| each(text, |c| format!("\\u0026#{c};"))),
        ("JSON in a URL", |text| each(text, |c| format!("%5Cu{c:04x}"))),
        ("UTF-16", |text| each(text, |c| format!("{}\0", char::from_u32(c).unwrap()))),
        ("UTF-16 in JSON", |text| {
            each(text, |c| format!("{}\\u0000", char::from_u32(c).unwrap()).replace("\\\\", "\\\\\\"))
        }),
        ("between what does not show", |text| each(text, |c| format!("\u{200b}{}", char::from_u32(c).unwrap()))),
        ("hexadecimal", |text| each(text, |c| format!("{c:02x}"))),
        ("hexadecimal, upper case", |text| each(text, |c| format!("{c:02X}"))),
        ("base64", |text| encode(text)),
        ("base64, one in front", |text| encode(&format!("x{text}y"))),
        ("base64, two in front", |text| encode(&format!("xx{text}yy"))),
        ("base64 of a header", |text| encode(&format!("Authorization: Bearer {text}\r\n"))),
        ("base64 for URLs", |text| encode(text).replace('+', "-").replace('/', "_")),
        ("base64 in a URL", |text| encode(&format!("x{text}")).replace('+', "%2B").replace('=', "%3D")),
        ("one sign of each", |text| {
            let encode = |(index, c): (usize, char)| match index % 6 {
                0 => format!("\\u{:04x}", u32::from(c)),
                1 => format!("%{:02X}", u32::from(c)),
                2 => format!("&#{};", u32::from(c)),
                3 => format!("\\x{:02X}", u32::from(c)),
                4 => format!("%25{:02x}", u32::from(c)),
                _ => c.to_string(),
            };
            text.chars().enumerate().map(encode).collect()
        }),
    ]
}

fn encode(text: &str) -> String {
    let padded = base64(format!("{text}\0\0").as_bytes(), 0);
    padded[..(text.len() * 4).div_ceil(3)].to_owned()
}

#[test]
fn no_encoding_hides_the_secret() {
    for key in [KEY, "sk_test_0123456789", "100%25&amp;\\u0041-x", "aaaaaa", "======"] {
        let redactor = Redactor::new(&[key]);
        for (case, encode) in encodings() {
            // Half of its signs encoded, and the other half looking so, it is another text.
            if case.contains("each") && key.contains('\\') {
                continue;
            }
            for (before, after) in [("", ""), ("the key ", " is wrong"), ("{\"key\":\"", "\"}"), ("a=1&b=", "&c=2")] {
                let encoded = encode(key);
                let clean = redactor.redact(&format!("{before}{encoded}{after}")).into_owned();
                let case = format!("{case} of {key} as {encoded:?}: {clean:?}");
                assert!(clean.contains(REDACTED) && !clean.contains(&encoded), "{case}");
                // Base64 has what stands around it, of which a sign on either side goes with it.
                let room = if case.contains("header") { 40 } else { 12 };
                assert!(clean.len() <= before.len() + REDACTED.len() + after.len() + room, "{case}");
                assert!(clean.starts_with(before.trim_end_matches(['"', '=', ' '])), "{case}");
            }
        }
    }
}

#[test]
fn nothing_else_is_taken_out() {
    let redactor = Redactor::new(&[KEY]);
    for text in [
        "",
        "a",
        "aigen_live_",
        "aigen_live_a/b+c=7",
        "100 % of \\ and &",
        "%",
        "\\",
        "&",
        "\\u",
        "\\u{",
        "%2",
        "&#",
        "&#x",
        "é\u{301}漢😀",
        "{\"error\":{\"message\":\"The API key is missing.\\n\"}}",
    ] {
        assert!(matches!(redactor.redact(text), Cow::Borrowed(_)), "{text}");
    }
    assert_eq!(Redactor::new(&["short"]).redact("too short to be secret"), "too short to be secret");
}

#[test]
fn every_place_of_a_long_text_is_looked_at() {
    let redactor = Redactor::new(&[KEY]);
    let encoded: String = KEY.bytes().fold(String::new(), |text, byte| text + &format!("%25{byte:02x}"));
    for at in (0..3 * WINDOW).step_by(4999).chain((WINDOW - 200..WINDOW + 10).step_by(7)) {
        let text = format!("{}{encoded}{}", "é".repeat(at / 2), "x".repeat(3 * WINDOW));
        let clean = redactor.redact(&text);
        assert!(clean.contains(REDACTED) && !clean.contains("%25"), "at {at}");
    }
}

#[test]
fn the_beginning_of_a_text_has_no_beginning_of_the_secret() {
    let redactor = Redactor::new(&[KEY]);
    for (case, encode) in encodings() {
        let encoded = encode(KEY);
        // What was taken out makes room for what stands at the end of what is read.
        let many = format!("{encoded} ").repeat(MAX_READ / encoded.len() + 2);
        for padding in (0..encoded.len()).step_by(23) {
            let clean = redactor.start(&(".".repeat(padding) + &many), MAX_TEXT).into_owned();
            let last = clean.rsplit(REDACTED).next().unwrap_or_default();
            let case = format!("{case}, {padding}: {last:?} ends {clean:?}");
            assert!(clean.len() <= MAX_TEXT && clean.contains(REDACTED) && last.len() < 48, "{case}");
        }
    }
    let long = "x".repeat(100_000);
    assert_eq!(redactor.start(&long, 10), "xxxxxxx…");
    assert_eq!(redactor.start("short", 10), "short");
}

#[test]
fn headers() {
    let redactor = Redactor::new(&[KEY]);
    let mut headers = HeaderMap::new();
    headers.append("x-first", HeaderValue::from_static("one"));
    assert!(redactor.headers(&headers).is_none());
    headers.append("x-first", HeaderValue::from_static("aigen_live_a%2Fb%2Bc%3D7Q"));
    headers.append("x-binary", HeaderValue::from_bytes(b"\xffaigen_live_a/b+c=7Q").unwrap());
    let clean = redactor.headers(&headers).unwrap();
    let values: Vec<_> = clean.get_all("x-first").iter().collect();
    assert_eq!(values, ["one", REDACTED]);
    assert!(!format!("{clean:?}").contains("live"), "{clean:?}");

    let redactor = Redactor::new(&["Key-0123456789"]);
    headers.append("x-key-0123456789", HeaderValue::from_static("two"));
    assert!(!redactor.headers(&headers).unwrap().contains_key("x-key-0123456789"));
}

#[test]
fn no_text_is_too_odd() {
    let redactor = Redactor::new(&[KEY]);
    let parts = [
        "\\", "%", "&", "#", "x", "u", "U", "{", "}", "41", "0041", "110000", "d800", "amp", ";", "é", "\0", "😀", "a",
        KEY, "8", "%2",
    ];
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..3000 {
        let text: String = (0..random.usize(0..40)).map(|_| parts[random.usize(0..parts.len())]).collect();
        let clean = redactor.redact(&text);
        assert!(!clean.contains(KEY), "{text:?}");
        redactor.start(&text.repeat(400), 100);
    }
}
