//! Enums of texts that keep a value they do not list: a server that adds one breaks nobody.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, Visitor},
};

/// What an enum has whose variants are texts: of each its name and its text, before them the one that keeps any other.
///
/// ```text
/// open_enum! { Status Unknown { Queued "queued" Done "done" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident $unknown:ident { $($variant:ident $text:literal)* }) => {
        impl $name {
            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value,
                }
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($text => Self::$variant,)*
                    other => Self::$unknown(::core::convert::From::from(other)),
                }
            }
        }
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;
            fn from_str(value: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(::core::convert::From::from(value))
            }
        }
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_text(deserializer)
            }
        }
        impl $crate::__private::Blank for $name {
            fn blank() -> Self {
                Self::$unknown(::std::string::String::new())
            }
        }
    };
}

/// Reads what is made from a text, without a copy of it.
pub fn read_text<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'t> From<&'t str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Ok(value.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    enum Status {
        Queued,
        Done,
        Unknown(String),
    }
    crate::__open_enum! { Status Unknown { Queued "queued" Done "done" } }

    #[test]
    fn a_text_is_a_variant_or_kept() {
        let unknown = |text: &str| Status::Unknown(text.to_owned());
        let cases = [
            ("listed", "done", Status::Done),
            ("in another case", "Done", unknown("Done")),
            ("not listed", "paused", unknown("paused")),
            ("empty", "", unknown("")),
        ];
        for (case, text, want) in cases {
            let read: Status = serde_json::from_value(json!(text)).unwrap();
            assert_eq!(read, want, "{case}");
            assert_eq!(serde_json::to_value(&read).unwrap(), text, "{case}");
            assert_eq!(
                [Status::from(text), Status::from(text.to_owned()), text.parse().unwrap()],
                [(); 3].map(|()| want.clone()),
                "{case}"
            );
            assert_eq!(format!("{read:>8}"), format!("{text:>8}"), "{case}");
        }
    }

    #[test]
    fn what_is_no_text_is_an_error() {
        for value in [json!(null), json!(1), json!(["done"]), json!({"done": null})] {
            let error = serde_json::from_value::<Status>(value.clone()).unwrap_err().to_string();
            assert!(error.contains("expected a string"), "{value}: {error}");
        }
    }
}
