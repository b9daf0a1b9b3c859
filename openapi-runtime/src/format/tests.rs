use serde_json::json;

use super::{Base64, DateTime, Uuid};
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use super::{Date, Time};

#[test]
fn the_text_is_kept() {
    for text in ["2026-01-01T00:00:00.10Z", "2026-01-01t00:00:00+00:00", "yesterday", ""] {
        let read: DateTime = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), text);
        assert_eq!((read.to_string(), read.as_str(), &read), (text.to_owned(), text, &DateTime::from(text)));
        assert_eq!(read, text);
    }
    assert!(serde_json::from_value::<Uuid>(json!(1)).is_err());
}

#[test]
fn identifiers_convert() {
    let id = uuid::Uuid::from_u128(7);
    assert_eq!(Uuid::from(id), "00000000-0000-0000-0000-000000000007");
    assert_eq!(Uuid::from("00000000000000000000000000000007").to_uuid(), Ok(id));
    assert!(Uuid::from("7").to_uuid().is_err());
}

#[test]
fn bytes_convert() {
    let cases =
        [("", Some("")), ("YQ==", Some("a")), ("YQ", Some("a")), ("YWI=", Some("ab")), ("Y", None), ("Y Q", None)];
    for (text, want) in cases {
        assert_eq!(Base64::from(text).to_bytes().ok().as_deref(), want.map(str::as_bytes), "{text}");
    }
    assert_eq!([Base64::from(vec![0xff]), Base64::from(&b"\xff"[..])], ["/w==", "/w=="].map(Base64::from));
}

#[cfg(feature = "chrono")]
#[test]
fn times_convert_to_chrono() {
    let time = DateTime::from("2026-01-02T03:04:05.6+02:00").to_chrono().unwrap();
    assert_eq!(DateTime::from(time), "2026-01-02T03:04:05.600+02:00");
    assert_eq!(DateTime::from(time.to_utc()), "2026-01-02T01:04:05.600Z");
    assert_eq!(Date::from(Date::from("2026-01-02").to_chrono().unwrap()), "2026-01-02");
    for text in ["03:04:05Z", "03:04:05", "03:04:05+01:00", "03:04:05-01:00"] {
        assert_eq!(Time::from(Time::from(text).to_chrono().unwrap()), "03:04:05", "{text}");
    }
    assert!(DateTime::from("2026-01-02").to_chrono().is_err() && Date::from("x").to_chrono().is_err());
}

#[cfg(feature = "jiff")]
#[test]
fn times_convert_to_jiff() {
    assert_eq!(DateTime::from(DateTime::from("2026-01-02T03:04:05+02:00").to_jiff().unwrap()), "2026-01-02T01:04:05Z");
    assert_eq!(Date::from(Date::from("2026-01-02").to_jiff().unwrap()), "2026-01-02");
    assert_eq!(Time::from(Time::from("03:04:05Z").to_jiff().unwrap()), "03:04:05");
    assert!(DateTime::from("2026-01-02").to_jiff().is_err());
}

#[cfg(feature = "time")]
#[test]
fn times_convert_to_time() {
    assert_eq!(
        DateTime::from(DateTime::from("2026-01-02T03:04:05+02:00").to_time().unwrap()),
        "2026-01-02T03:04:05+02:00"
    );
    assert_eq!(Date::from(Date::from("2026-01-02").to_time().unwrap()), "2026-01-02");
    assert!(Time::from(Time::from("03:04:05Z").to_time().unwrap()).as_str().starts_with("03:04:05"));
    assert!(DateTime::from("2026-01-02").to_time().is_err());
}
