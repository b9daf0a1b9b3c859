//! Enums of strings that keep a value they do not list: a server that adds one breaks nobody.

use proc_macro2::Literal;
use quote::{format_ident, quote};
use syn::{Item, ItemEnum, Variant, parse_quote};

use super::{call, docs};
use crate::{names, printable::code, shapes::Enum};

/// The items of all enums, for `mod types`.
pub(crate) fn items(enums: &[Enum]) -> Vec<Item> {
    // Parsed once: to parse it again for each of hundreds of enums would be most of the emission's time.
    let definition: ItemEnum = parse_quote! {
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Name {
            /// A value that the document does not list, kept verbatim.
            Unknown(::std::string::String),
        }
    };
    enums.iter().flat_map(|item| self::item(item, definition.clone())).collect()
}

fn item(item: &Enum, mut definition: ItemEnum) -> [Item; 2] {
    let name = format_ident!("{}", item.name);
    let mut taken = names::Taken::default();
    let variants: Vec<_> = item.values.iter().map(|value| format_ident!("{}", taken.unique(&variant(value)))).collect();
    let unknown = ["Unknown", "Unrecognized", "Undocumented"].into_iter().find(|name| !taken.holds(name));
    let unknown = format_ident!("{}", unknown.unwrap_or("UnknownValue_"));
    let description = item.description.clone().filter(|text| !text.trim().is_empty());
    definition.ident = name.clone();
    definition.attrs.splice(0..0, docs::text(&description.unwrap_or_else(|| code(&item.name))));
    if let Some(last) = definition.variants.last_mut() {
        last.ident = unknown.clone();
    }
    let known = variants.iter().zip(&item.values).map(|(variant, value)| Variant {
        attrs: docs::text(&code(value)),
        ident: variant.clone(),
        fields: syn::Fields::Unit,
        discriminant: None,
    });
    definition.variants = known.chain(definition.variants).collect();
    let rows = variants.iter().zip(&item.values).map(|(variant, value)| {
        let value = Literal::string(value);
        quote!(#variant #value)
    });
    [Item::Enum(definition), call::item("open_enum", quote!(#name #unknown { #(#rows)* }))]
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
            format!("{}{}", word(value.chars().next().unwrap_or('+')), names::variant(rest).trim_start_matches('X'))
        }
        _ => names::variant(value),
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
