//! What setters and constructors take for a type, in the words of the runtime's macros.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use super::{paths, shape};

/// For a member that is `Option<ty>` because it may be left out.
pub(crate) fn optional(ty: &Type, mark: &Ident) -> (TokenStream, bool) {
    value(&shape::generic(ty, "Option").unwrap_or_else(|| ty.clone()), mark)
}

/// For a value of the type; and whether `mark` has to be declared as a generic.
pub(crate) fn value(ty: &Type, mark: &Ident) -> (TokenStream, bool) {
    let ty = &paths::led(ty);
    match shape::generic(ty, "Option") {
        Some(inner) => (or_null(&inner, mark), true),
        None => (plain(ty), false),
    }
}

fn plain(ty: &Type) -> TokenStream {
    let name = shape::last_segment(ty).map(ToString::to_string).unwrap_or_default();
    if let Some(item) = shape::generic(ty, "Vec") {
        let item = plain(&item);
        return quote!(list #item);
    }
    if let Some(inner) = shape::generic(ty, "Box") {
        return quote!(boxed #inner);
    }
    match (name.as_str(), shape::is_bare(ty)) {
        ("String", false) => quote!(text),
        ("bool", true) => quote!(flag),
        ("i64" | "u64" | "i32" | "u32", true) => quote!(integer),
        ("f64", true) => quote!(number),
        _ => quote!(into #ty),
    }
}

fn or_null(ty: &Type, mark: &Ident) -> TokenStream {
    let kind = match plain(ty).into_iter().next().map(|token| token.to_string()).as_deref() {
        Some("integer") => quote!(Integer),
        Some("number") => quote!(Number),
        Some("list") => quote!(List),
        _ => quote!(Into),
    };
    quote!(null #mark #kind #ty)
}
