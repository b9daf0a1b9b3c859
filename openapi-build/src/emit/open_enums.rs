//! Enums of strings that keep a value they do not list: a server that adds one breaks nobody.

use std::collections::BTreeSet;

use quote::{format_ident, quote};
use syn::{Item, parse_quote};

use super::docs;
use crate::{names, shapes::Enum};

/// The items of all enums, for `mod types`.
pub(crate) fn items(enums: &[Enum]) -> Vec<Item> {
    if enums.is_empty() {
        return Vec::new();
    }
    let visitor: Item = parse_quote! {
        /// Reads a text without a copy of it.
        mod text {
            pub(super) struct Visitor<F>(pub(super) F);
            impl<T, F: FnOnce(&str) -> T> ::serde::de::Visitor<'_> for Visitor<F> {
                type Value = T;
                fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("a string")
                }
                fn visit_str<E: ::serde::de::Error>(self, value: &str) -> ::std::result::Result<T, E> {
                    Ok((self.0)(value))
                }
            }
        }
    };
    std::iter::once(visitor).chain(enums.iter().flat_map(item)).collect()
}

fn item(item: &Enum) -> Vec<Item> {
    let name = format_ident!("{}", item.name);
    let description = item.description.as_deref().map(docs::rustdoc).unwrap_or_default();
    let fallback = format!("`{}`", item.name);
    let docs = docs::lines(if description.trim().is_empty() { &fallback } else { &description });
    let mut taken = BTreeSet::new();
    let variants: Vec<_> = item
        .values
        .iter()
        .map(|value| {
            let name = names::unique(&variant(value), |name| taken.contains(name));
            taken.insert(name.clone());
            format_ident!("{name}")
        })
        .collect();
    let values = &item.values;
    let variant_docs = values.iter().map(|value| docs::rustdoc(&format!("`{value}`"))).collect::<Vec<_>>();
    let unknown = ["Unknown", "Unrecognized", "Undocumented"].into_iter().find(|name| !taken.contains(*name));
    let unknown = format_ident!("{}", unknown.unwrap_or("UnknownValue_"));
    let tokens = quote! {
        #(#docs)*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #variant_docs] #variants,)*
            /// A value that the document does not list, kept verbatim.
            #unknown(::std::string::String),
        }
        impl #name {
            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::#unknown(value) => value,
                }
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::#unknown(other.to_owned()),
                }
            }
        }
        impl ::std::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;
            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                deserializer.deserialize_str(self::text::Visitor(|value: &str| Self::from(value)))
            }
        }
    };
    let file: syn::File = parse_quote!(#tokens);
    file.items
}

/// A value as the name of a variant; signs are spelled out where they are all there is, and in front.
fn variant(value: &str) -> String {
    let word = |sign: char| match sign {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Star",
        '/' => "Slash",
        '=' => "Equal",
        '!' => "Not",
        '<' => "Less",
        '>' => "Greater",
        '~' => "Tilde",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '#' => "Hash",
        '@' => "At",
        '$' => "Dollar",
        '^' => "Caret",
        '?' => "Question",
        '_' => "Underscore",
        ' ' => "Space",
        _ => "Sign",
    };
    if value.is_empty() {
        return "Empty".to_owned();
    }
    if !value.contains(char::is_alphanumeric) {
        return value.chars().map(word).collect();
    }
    match value.strip_prefix(['+', '-']) {
        Some(rest) if rest.starts_with(char::is_alphanumeric) => {
            format!("{}{}", word(value.chars().next().unwrap_or('+')), names::pascal(rest).trim_start_matches('X'))
        }
        _ => names::pascal(value),
    }
}

#[cfg(test)]
mod tests {
    use super::variant;

    #[test]
    fn values_become_variants() {
        let cases = [
            ("partially_completed", "PartiallyCompleted"),
            ("-created_at", "MinusCreatedAt"),
            ("!=", "NotEqual"),
            ("", "Empty"),
            ("3d", "X3d"),
            ("self", "Self_"),
        ];
        for (value, want) in cases {
            assert_eq!(variant(value), want, "{value}");
        }
    }
}
