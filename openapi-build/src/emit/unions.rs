//! Enums of types: a value is decoded as the alternative that knows most of it.

use quote::format_ident;
use syn::{Expr, Fields, Ident, Item, ItemEnum, ItemImpl, Pat, Type, Variant, parse_quote, visit_mut::VisitMut as _};

use super::{
    docs,
    stencil::{self, Fill, arm, of_self},
};
use crate::shapes::{Alternative, Union};

/// The code that chooses, as it is put into the output.
const CHOOSER: &str = include_str!("union.rs");

/// The enums of all unions, for `mod types`.
pub(crate) fn items(unions: &[Union]) -> Result<Vec<Item>, String> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let chooser = syn::parse_file(CHOOSER).map_err(|error| format!("the chooser is no Rust: {error}"))?.items;
    let mut items: Vec<Item> = vec![parse_quote! {
        /// Which of several types a value is.
        #[allow(dead_code)]
        mod union {
            #(#chooser)*
        }
    }];
    let stencil = Stencil::new();
    for union in unions {
        items.extend(stencil.fill(union)?);
    }
    Ok(items)
}

/// The code of a union without its name and alternatives.
struct Stencil {
    definition: ItemEnum,
    variant: Variant,
    unknown: Variant,
    deserialize: ItemImpl,
    /// The row of an alternative in the table.
    row: Expr,
    constants: Expr,
    decode: Expr,
    from: ItemImpl,
    display: ItemImpl,
    display_variant: syn::Arm,
}

impl Stencil {
    fn new() -> Self {
        Self {
            definition: parse_quote! {
                #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
                #[serde(untagged)]
                #[non_exhaustive]
                pub enum Name {}
            },
            variant: parse_quote!(
                #[allow(missing_docs)]
                Alternative(Type)
            ),
            unknown: parse_quote! {
                /// An alternative that the document does not list, kept as it is.
                Unknown(::serde_json::Value)
            },
            deserialize: parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for Name {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                        const ALTERNATIVES: &[self::union::Alternative] = ROWS;
                        self::union::decode(deserializer, TITLE, ALTERNATIVES, |index, value| match index {}, UNKNOWN)
                    }
                }
            },
            row: parse_quote! {
                self::union::Alternative {
                    kind: self::union::Kind::Kind_,
                    properties: PROPERTIES,
                    required: REQUIRED,
                    constants: CONSTANTS,
                }
            },
            constants: parse_quote!((NAME, VALUES)),
            decode: parse_quote!(::serde::Deserialize::deserialize(value).map(VARIANT)),
            from: parse_quote! {
                impl ::std::convert::From<Type> for Name {
                    fn from(value: Type) -> Self {
                        Self::Alternative(value)
                    }
                }
            },
            display: parse_quote! {
                impl ::std::fmt::Display for Name {
                    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        match self {}
                    }
                }
            },
            display_variant: parse_quote!(Self::Alternative(value) => ::std::fmt::Display::fmt(value, f),),
        }
    }

    fn fill(&self, union: &Union) -> Result<Vec<Item>, String> {
        let name = format_ident!("{}", union.name);
        let variants: Vec<_> = union.alternatives.iter().map(|one| format_ident!("{}", one.variant)).collect();
        let types = union.alternatives.iter().map(ty).collect::<Result<Vec<_>, _>>()?;
        let mut items = vec![
            Item::Enum(self.definition(union, &name, &variants, &types)),
            self.deserialize(union, &name, &variants),
        ];
        for ((alternative, variant), ty) in union.alternatives.iter().zip(&variants).zip(&types) {
            // A conversion from each type that only one alternative has.
            if union.alternatives.iter().filter(|other| other.ty == alternative.ty).count() == 1 {
                let idents = [("Name", &name), ("Alternative", variant)];
                let fill = Fill { idents: &idents, types: &[("Type", ty)], ..Fill::default() };
                items.push(Item::Impl(fill.copy(&self.from, Fill::visit_item_impl_mut)));
            }
        }
        // Parameters in paths and headers are displayed.
        if union.alternatives.iter().all(|alternative| alternative.is_scalar) && !union.is_tagged {
            let arms = variants.iter().map(|variant| {
                let fill = Fill { idents: &[("Alternative", variant)], ..Fill::default() };
                fill.copy(&self.display_variant, Fill::visit_arm_mut)
            });
            let fill = Fill { idents: &[("Name", &name)], arms: arms.collect(), ..Fill::default() };
            items.push(Item::Impl(fill.copy(&self.display, Fill::visit_item_impl_mut)));
        }
        Ok(items)
    }

    fn definition(&self, union: &Union, name: &Ident, variants: &[Ident], types: &[Type]) -> ItemEnum {
        let mut definition = self.definition.clone();
        definition.ident = name.clone();
        let description = union.description.as_deref().filter(|text| !text.trim().is_empty());
        definition.attrs.splice(0..0, docs::text(description.unwrap_or("One of several types.")));
        definition.variants.extend(variants.iter().zip(types).map(|(ident, ty)| {
            let mut variant = Variant { ident: ident.clone(), ..self.variant.clone() };
            if let Fields::Unnamed(fields) = &mut variant.fields
                && let Some(field) = fields.unnamed.first_mut()
            {
                field.ty = ty.clone();
            }
            variant
        }));
        definition.variants.extend(union.is_tagged.then(|| self.unknown.clone()));
        definition
    }

    fn deserialize(&self, union: &Union, name: &Ident, variants: &[Ident]) -> Item {
        let rows = stencil::list(union.alternatives.iter().map(|alternative| self.row(alternative)));
        let last = variants.len().saturating_sub(1);
        let arms = variants.iter().enumerate().map(|(index, variant)| {
            let pat: Pat = if index == last { parse_quote!(_) } else { parse_quote!(#index) };
            let fill = Fill { exprs: &[("VARIANT", &Expr::Path(of_self(variant)))], ..Fill::default() };
            arm(pat, fill.copy(&self.decode, Fill::visit_expr_mut))
        });
        let unknown = if union.is_tagged { parse_quote!(Some(Self::Unknown)) } else { parse_quote!(None) };
        let title = Expr::Lit(stencil::text(&union.name));
        let fill = Fill {
            idents: &[("Name", name)],
            exprs: &[("ROWS", &rows), ("TITLE", &title), ("UNKNOWN", &unknown)],
            arms: arms.collect(),
            ..Fill::default()
        };
        Item::Impl(fill.copy(&self.deserialize, Fill::visit_item_impl_mut))
    }

    fn row(&self, alternative: &Alternative) -> Expr {
        let constants = stencil::list(alternative.constants.iter().map(|(name, values)| {
            let exprs = [("NAME", &Expr::Lit(stencil::text(name))), ("VALUES", &stencil::texts(values))];
            Fill { exprs: &exprs, ..Fill::default() }.copy(&self.constants, Fill::visit_expr_mut)
        }));
        let fill = Fill {
            idents: &[("Kind_", &format_ident!("{}", alternative.kind))],
            exprs: &[
                ("PROPERTIES", &stencil::texts(&alternative.properties)),
                ("REQUIRED", &stencil::texts(&alternative.required)),
                ("CONSTANTS", &constants),
            ],
            ..Fill::default()
        };
        fill.copy(&self.row, Fill::visit_expr_mut)
    }
}

fn ty(alternative: &Alternative) -> Result<Type, String> {
    let ty: Type =
        syn::parse_str(&alternative.ty).map_err(|error| format!("`{}` is no type: {error}", alternative.ty))?;
    Ok(if alternative.is_recursive { parse_quote!(::std::boxed::Box<#ty>) } else { ty })
}
