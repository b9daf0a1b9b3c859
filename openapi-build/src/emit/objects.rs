//! Structs: typify's fields, read and written by a table of the runtime instead of derived code, with what makes and changes
//! them.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Field, Fields, Ident, Item, ItemStruct, parse_quote};

use super::{
    blanks, call, json_schema,
    members::{self, Member, Presence},
    newtypes,
    parts::Parts,
    schemas::Schemas,
    takes,
};
use crate::lowered::Lowered;

/// Names that a setter would take from what every struct has.
const TAKEN: [&str; 4] = ["clone", "default", "eq", "new"];

/// Turns every struct that serde is derived for into one of the runtime's. The names of those that have a table come back;
/// the others are not understood, or have a member that can stand for nothing until it is read.
pub(crate) fn mend(parts: &mut Parts, lowered: &Lowered, json_schema: Option<&str>) -> HashSet<String> {
    let schemas = Schemas::new(lowered);
    let mut read: HashMap<String, Vec<Member>> = HashMap::new();
    for item in &mut parts.types {
        let Item::Struct(strukt) = item else { continue };
        in_order(strukt, &schemas);
        if let Some(members) = members::read(strukt, &schemas) {
            read.insert(strukt.ident.to_string(), members);
        }
    }
    let blank = blanks::find(&parts.types, &read, &lowered.model.own_types());
    let mut items = Vec::with_capacity(parts.types.len());
    for item in std::mem::take(&mut parts.types) {
        match item {
            Item::Struct(strukt) if read.contains_key(&strukt.ident.to_string()) => {
                let name = strukt.ident.to_string();
                let has_table = blank.contains(&name);
                items.extend(object(strukt, &read[&name], has_table, schemas.is_sent(&name)));
                if let Some(feature) = json_schema.filter(|_| has_table) {
                    items.push(json_schema::of_table(table(&name, &read[&name]), feature));
                }
            }
            // Where nothing is required, `new` is the default.
            Item::Impl(block) if is_default(&block, &read) => {}
            other => items.push(other),
        }
    }
    parts.types = items;
    newtypes::mend(parts, &blank);
    read.into_keys().filter(|name| blank.contains(name)).collect()
}

/// Puts the fields in the order of the document, which typify does not keep.
fn in_order(strukt: &mut ItemStruct, schemas: &Schemas<'_>) {
    let name = strukt.ident.to_string();
    let Fields::Named(fields) = &mut strukt.fields else { return };
    let places: HashMap<&str, usize> =
        schemas.properties(&name).enumerate().map(|(place, it)| (it.name, place)).collect();
    let mut sorted: Vec<Field> = std::mem::take(&mut fields.named).into_iter().collect();
    sorted.sort_by_cached_key(|field| places.get(members::wire_name(field).as_str()).copied().unwrap_or(usize::MAX));
    fields.named = sorted.into_iter().collect();
}

fn object(mut strukt: ItemStruct, members: &[Member], has_table: bool, is_sent: bool) -> Vec<Item> {
    let name = strukt.ident.clone();
    for (field, member) in strukt.fields.iter_mut().zip(members) {
        field.ty = member.ty.clone();
        if has_table {
            field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
        } else if member.presence == Presence::Nullable {
            // What is there is there, also null.
            field.attrs.push(parse_quote!(#[serde(default, deserialize_with = "::openapi_runtime::__private::there")]));
        }
    }
    strukt.attrs.retain(|attribute| !attribute.path().is_ident("derive"));
    strukt.attrs.push(if has_table {
        parse_quote!(#[derive(Clone, Debug, PartialEq)])
    } else {
        parse_quote!(#[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)])
    });
    strukt.attrs.push(parse_quote!(#[non_exhaustive]));
    let mut items = vec![Item::Struct(strukt)];
    if has_table {
        items.push(call::item("object", table(&name.to_string(), members)));
    }
    items.push(call::item("members", making(&name, members, has_table, is_sent)));
    items
}

fn table(name: &str, members: &[Member]) -> TokenStream {
    let name = format_ident!("{name}");
    let rows = members.iter().filter(|member| member.presence != Presence::More).enumerate().map(row);
    let more = members.iter().find(|member| member.presence == Presence::More).map(|member| {
        let field = &member.field;
        quote!(more #field)
    });
    quote!(#name { #(#rows)* } #more)
}

fn row((index, member): (usize, &Member)) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    let field = &member.field;
    let name = (*field != member.name).then_some(&member.name);
    let presence = format_ident!("{}", member.module());
    quote!(#index #field #name #presence)
}

/// The constructor and the setters.
fn making(name: &Ident, members: &[Member], has_table: bool, is_sent: bool) -> TokenStream {
    let mut marks = Vec::new();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for member in members {
        let field = &member.field;
        match (&member.constant, member.presence) {
            (Some(constant), Presence::Required) => values.push(quote!(#field: #constant,)),
            (None, Presence::Required) => {
                let mark = format_ident!("M{}", marks.len());
                let (takes, uses_mark) = takes::value(&member.ty, &mark);
                arguments.push(quote!(#field(#takes)));
                marks.extend(uses_mark.then_some(mark));
            }
            _ if has_table => {}
            (_, Presence::Optional | Presence::Nullable) => {
                values.push(quote!(#field: ::core::option::Option::None,));
            }
            (_, Presence::More) => values.push(quote!(#field: ::core::default::Default::default(),)),
        }
    }
    let marks = (!marks.is_empty()).then(|| quote!(<#(#marks)*>));
    let blank = has_table.then(|| quote!(..blank));
    let default = arguments.is_empty().then(|| quote!(default));
    let mut taken: HashSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
    taken.extend(members.iter().map(|member| member.field.to_string()).filter(|name| !TAKEN.contains(&name.as_str())));
    let (mut setters, mut renamed) = (Vec::new(), Vec::new());
    let optional = members.iter().filter(|member| matches!(member.presence, Presence::Optional | Presence::Nullable));
    for member in optional.filter(|_| is_sent) {
        let field = &member.field;
        let mark = format_ident!("M");
        let (takes, uses_mark) = takes::optional(&member.ty, &mark);
        let mark = uses_mark.then(|| quote!(<#mark>));
        match other_name(field, &mut taken) {
            None => setters.push(quote!(#field #mark (#takes))),
            Some(setter) => renamed.push(quote!(#setter #mark #field(#takes))),
        }
    }
    let renamed = (!renamed.is_empty()).then(|| quote!(renamed { #(#renamed)* }));
    quote!(#name new #marks(#(#arguments)*) { #(#values)* #blank } #default { #(#setters)* } #renamed)
}

/// A setter is called as its member, unless that is a name that every struct has: then `_member` stands behind it.
fn other_name(field: &Ident, taken: &mut HashSet<String>) -> Option<Ident> {
    if !TAKEN.iter().any(|name| field == name) {
        return None;
    }
    let mut name = format!("{field}_member");
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    Some(format_ident!("{name}"))
}

fn is_default(block: &syn::ItemImpl, read: &HashMap<String, Vec<Member>>) -> bool {
    let is_default =
        block.trait_.as_ref().and_then(|(path, _)| path.segments.last()).is_some_and(|it| it.ident == "Default");
    is_default && super::shape::last_segment(&block.self_ty).is_some_and(|name| read.contains_key(&name.to_string()))
}
