//! `schemars::JsonSchema` for the types, behind a feature of the crate that includes them.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{Attribute, Item, parse_quote};

use super::{call, newtypes, parts::Parts};
use crate::{model::Model, names};

/// For a struct that has a table, from its table.
pub(crate) fn of_table(table: TokenStream, feature: &str) -> Item {
    let mut item = call::item("object_schema", table);
    if let Item::Macro(item) = &mut item {
        item.attrs.push(parse_quote!(#[cfg(feature = #feature)]));
    }
    item
}

/// What serde derives is derived; what reads and writes itself says what it takes.
pub(crate) fn implement(parts: &mut Parts, model: &Model, feature: &str) {
    for item in &mut parts.types {
        let is_newtype = newtypes::is_newtype(item);
        let attributes = match item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        if is_newtype || attributes.iter().any(derives_serialize) {
            attributes.push(parse_quote!(#[cfg_attr(feature = #feature, derive(::schemars::JsonSchema))]));
        }
    }
    let enums = model.enums.iter().map(|item| {
        let values = &item.values;
        // No `enum`: a value that the document does not list is one of the type.
        (item.name.clone(), quote!({"type": "string", "examples": [#(#values),*]}))
    });
    let unions = model.unions.iter().map(|item| (item.name.clone(), quote!(true)));
    for (name, schema) in enums.chain(unions) {
        let ident = format_ident!("{}", names::pascal(&name));
        parts.types.push(parse_quote! {
            #[cfg(feature = #feature)]
            impl ::schemars::JsonSchema for #ident {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    #name.into()
                }
                fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                    ::schemars::json_schema!(#schema)
                }
            }
        });
    }
}

fn derives_serialize(attribute: &Attribute) -> bool {
    attribute.path().is_ident("derive") && attribute.meta.to_token_stream().to_string().contains("Serialize")
}
