//! Enums of strings that keep a value they do not list: a server that adds one breaks nobody.

use quote::format_ident;
use syn::{Arm, Expr, Item, ItemEnum, ItemImpl, Pat, Variant, parse_quote, visit_mut::VisitMut as _};

use super::{
    docs,
    stencil::{self, Fill, arm, of_self},
};
use crate::{names, printable::code, shapes::Enum};

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
    let stencil = Stencil::new();
    std::iter::once(visitor).chain(enums.iter().flat_map(|item| stencil.fill(item))).collect()
}

/// The code of an enum without its name and values.
struct Stencil {
    definition: ItemEnum,
    as_str: ItemImpl,
    display: ItemImpl,
    from_str: ItemImpl,
    rest: Vec<ItemImpl>,
}

impl Stencil {
    fn new() -> Self {
        Self {
            definition: parse_quote! {
                #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                #[non_exhaustive]
                pub enum Name {
                    /// A value that the document does not list, kept verbatim.
                    Unknown(::std::string::String),
                }
            },
            as_str: parse_quote! {
                impl Name {
                    /// The value as it stands on the wire.
                    pub fn as_str(&self) -> &str {
                        match self {
                            Self::Unknown(value) => value,
                        }
                    }
                }
            },
            display: parse_quote! {
                impl ::std::fmt::Display for Name {
                    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.pad(self.as_str())
                    }
                }
            },
            from_str: parse_quote! {
                impl ::std::convert::From<&str> for Name {
                    fn from(value: &str) -> Self {
                        match value {
                            other => Self::Unknown(other.to_owned()),
                        }
                    }
                }
            },
            rest: vec![
                parse_quote! {
                    impl ::std::convert::From<::std::string::String> for Name {
                        fn from(value: ::std::string::String) -> Self {
                            Self::from(value.as_str())
                        }
                    }
                },
                parse_quote! {
                    impl ::std::str::FromStr for Name {
                        type Err = ::std::convert::Infallible;
                        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                            Ok(Self::from(value))
                        }
                    }
                },
                parse_quote! {
                    impl ::serde::Serialize for Name {
                        fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                            serializer.serialize_str(self.as_str())
                        }
                    }
                },
                parse_quote! {
                    impl<'de> ::serde::Deserialize<'de> for Name {
                        fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                            deserializer.deserialize_str(self::text::Visitor(|value: &str| Self::from(value)))
                        }
                    }
                },
            ],
        }
    }

    fn fill(&self, item: &Enum) -> Vec<Item> {
        let name = format_ident!("{}", item.name);
        let mut taken = names::Taken::default();
        let variants: Vec<_> =
            item.values.iter().map(|value| format_ident!("{}", taken.unique(&variant(value)))).collect();
        let unknown = ["Unknown", "Unrecognized", "Undocumented"].into_iter().find(|name| !taken.holds(name));
        let unknown = format_ident!("{}", unknown.unwrap_or("UnknownValue_"));
        let named = || variants.iter().zip(&item.values);
        let idents = [("Name", &name), ("Unknown", &unknown)];
        let filled = |arms: Vec<Arm>| Fill { idents: &idents, arms, ..Fill::default() };
        let block = |stencil: &ItemImpl, arms| Item::Impl(filled(arms).copy(stencil, Fill::visit_item_impl_mut));

        let mut definition = filled(Vec::new()).copy(&self.definition, Fill::visit_item_enum_mut);
        let description = item.description.clone().filter(|text| !text.trim().is_empty());
        definition.attrs.splice(0..0, docs::text(&description.unwrap_or_else(|| code(&item.name))));
        let known = named().map(|(variant, value)| Variant {
            attrs: docs::text(&code(value)),
            ident: variant.clone(),
            fields: syn::Fields::Unit,
            discriminant: None,
        });
        definition.variants = known.chain(definition.variants).collect();

        let to_text = named().map(|(variant, value)| arm(Pat::Path(of_self(variant)), Expr::Lit(stencil::text(value))));
        let of_text = named().map(|(variant, value)| arm(Pat::Lit(stencil::text(value)), Expr::Path(of_self(variant))));
        let mut items = vec![
            Item::Enum(definition),
            block(&self.as_str, to_text.collect()),
            block(&self.display, Vec::new()),
            block(&self.from_str, of_text.collect()),
        ];
        items.extend(self.rest.iter().map(|stencil| block(stencil, Vec::new())));
        items
    }
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
