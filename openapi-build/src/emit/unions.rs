//! Enums of types: a value is decoded as the alternative that knows most of it.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Fields, Ident, Item, ItemEnum, Type, Variant, parse_quote};

use super::{call, docs, paths};
use crate::shapes::{Alternative, Union};

/// The enums of all unions, for `mod types`. The structs that have a `table` say themselves what their members are.
pub(crate) fn items(unions: &[Union], tables: &HashSet<String>) -> Result<Vec<Item>, String> {
    // Parsed once: to parse it again for each of hundreds of unions would be most of the emission's time.
    let definition: ItemEnum = parse_quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Name {
            Alternative(Type),
            /// Something that the document does not list, kept as it is.
            Unknown(::serde_json::Value),
        }
    };
    let known = Known { tables, unions: unions.iter().map(|union| union.name.as_str()).collect() };
    let items = unions.iter().map(|union| item(union, definition.clone(), &known)).collect::<Result<Vec<_>, _>>()?;
    Ok(items.into_iter().flatten().collect())
}

/// The types that say themselves what tells their values apart.
struct Known<'k> {
    tables: &'k HashSet<String>,
    unions: HashSet<&'k str>,
}

fn item(union: &Union, definition: ItemEnum, known: &Known<'_>) -> Result<[Item; 2], String> {
    let name = format_ident!("{}", union.name);
    let variants: Vec<_> = union.alternatives.iter().map(|one| format_ident!("{}", one.variant)).collect();
    let types = union.alternatives.iter().map(ty).collect::<Result<Vec<_>, _>>()?;
    let rows = union
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| row(index, alternative, &variants[index], &types[index], known));
    // A conversion from each type that only one alternative has.
    let from = union.alternatives.iter().zip(variants.iter().zip(&types)).filter_map(|(alternative, (variant, ty))| {
        let is_only = union.alternatives.iter().filter(|other| other.ty == alternative.ty).count() == 1;
        is_only.then(|| quote!(#variant(#ty)))
    });
    // Parameters in paths and headers are displayed.
    let is_shown = union.alternatives.iter().all(|alternative| alternative.is_scalar);
    let shown = is_shown.then(|| quote!(shown #(#variants)*));
    let call = call::item("open_union", quote!(#name { #(#rows)* } from { #(#from)* } #shown));
    Ok([Item::Enum(defined(definition, union, name, &variants, &types)), call])
}

fn defined(mut definition: ItemEnum, union: &Union, name: Ident, variants: &[Ident], types: &[Type]) -> ItemEnum {
    definition.ident = name;
    let description = union.description.as_deref().filter(|text| !text.trim().is_empty());
    definition.attrs.splice(0..0, docs::text(description.unwrap_or("One of several types.")));
    let mut stencils = std::mem::take(&mut definition.variants).into_iter();
    let (stencil, unknown) = (stencils.next(), stencils.next());
    let variants = variants.iter().zip(types).filter_map(|(ident, ty)| {
        let mut variant = Variant { ident: ident.clone(), ..stencil.clone()? };
        if let Fields::Unnamed(fields) = &mut variant.fields
            && let Some(field) = fields.unnamed.first_mut()
        {
            field.ty = ty.clone();
        }
        Some(variant)
    });
    definition.variants = variants.chain(unknown.clone()).collect();
    definition
}

fn row(index: usize, alternative: &Alternative, variant: &Ident, ty: &Type, known: &Known<'_>) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    let kind = format_ident!("{}", alternative.kind);
    let members = if known.tables.contains(&alternative.ty) {
        let table = format_ident!("{}", alternative.ty);
        quote!(of #table)
    } else if known.unions.contains(alternative.ty.as_str()) {
        let union = format_ident!("{}", alternative.ty);
        quote!(any #union)
    } else {
        let required: HashSet<&String> = alternative.required.iter().collect();
        let further = alternative.required.iter().filter(|name| !alternative.properties.contains(name));
        let members = alternative.properties.iter().chain(further).map(|name| {
            let is_required = required.contains(name);
            quote!(#name #is_required)
        });
        quote!(#(#members)*)
    };
    let constants = alternative.constants.iter().map(|(name, values)| quote!(#name [#(#values)*]));
    quote!(#index #variant(#ty) #kind [#members] { #(#constants)* })
}

fn ty(alternative: &Alternative) -> Result<Type, String> {
    let ty: Type =
        syn::parse_str(&alternative.ty).map_err(|error| format!("`{}` is no type: {error}", alternative.ty))?;
    let ty = paths::led(&ty);
    Ok(if alternative.is_recursive { parse_quote!(::std::boxed::Box<#ty>) } else { ty })
}
