//! Questions about Rust types in syntax.

use syn::{Attribute, Expr, GenericArgument, Ident, Lit, Meta, Path, PathArguments, Type, visit_mut::VisitMut};

/// The first of the types in `Name<..>`, whatever path leads to `Name`.
pub(crate) fn generic(ty: &Type, name: &str) -> Option<Type> {
    generics(ty, name).into_iter().next()
}

/// The types in `Name<..>`, whatever path leads to `Name`.
pub(crate) fn generics(ty: &Type, name: &str) -> Vec<Type> {
    let Type::Path(path) = ty else { return Vec::new() };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == name) else { return Vec::new() };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    types.collect()
}

/// The last segment of a path without arguments: `Cursor` of `super::Cursor`.
pub(crate) fn last_segment(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// Whether a type in `mod types` is one name without a path: one of Rust's, or of the module, where no type has the name of
/// one of Rust's.
pub(crate) fn is_bare(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident().is_some())
}

/// The last segment of a type that is none of the document's, seen from outside `mod types`.
pub(crate) fn known(ty: &Type) -> Option<&Ident> {
    let is_documents =
        matches!(ty, Type::Path(path) if path.path.segments.first().is_some_and(|it| it.ident == "types"));
    last_segment(ty).filter(|_| !is_documents)
}

/// `super::X`, as it stands in `mod types`, seen from the module around it.
pub(crate) fn leave_types(ty: &mut Type) {
    struct Leave;
    impl VisitMut for Leave {
        fn visit_path_mut(&mut self, path: &mut Path) {
            if path.segments.len() > 1 && path.segments.first().is_some_and(|segment| segment.ident == "super") {
                path.segments = std::mem::take(&mut path.segments).into_iter().skip(1).collect();
            }
            syn::visit_mut::visit_path_mut(self, path);
        }
    }
    Leave.visit_type_mut(ty);
}

/// A type of `mod types` seen from outside: `X` and `Vec<X>` become `types::X` and `Vec<types::X>`.
pub(crate) fn qualify(ty: &mut Type) {
    struct Qualify;
    impl VisitMut for Qualify {
        fn visit_path_mut(&mut self, path: &mut Path) {
            syn::visit_mut::visit_path_mut(self, path);
            let is_local = path.leading_colon.is_none() && path.segments.len() == 1;
            if is_local && !is_primitive(&path.segments[0].ident) {
                path.segments.insert(0, syn::parse_quote!(types));
            }
        }
    }
    Qualify.visit_type_mut(ty);
    leave_types(ty);
}

/// A type seen from the root of the output, seen from a module in it that has `types` and no other name in scope.
pub(crate) fn within_module(ty: &mut Type) {
    struct Within;
    impl VisitMut for Within {
        fn visit_path_mut(&mut self, path: &mut Path) {
            syn::visit_mut::visit_path_mut(self, path);
            if path.leading_colon.is_none() && path.segments.len() == 1 {
                let full: Option<Path> = match path.segments[0].ident.to_string().as_str() {
                    "Vec" => Some(syn::parse_quote!(::std::vec::Vec)),
                    "Option" => Some(syn::parse_quote!(::std::option::Option)),
                    "String" => Some(syn::parse_quote!(::std::string::String)),
                    "Box" => Some(syn::parse_quote!(::std::boxed::Box)),
                    _ => None,
                };
                if let Some(mut full) = full {
                    if let Some(last) = full.segments.last_mut() {
                        last.arguments = path.segments[0].arguments.clone();
                    }
                    *path = full;
                }
            }
        }
    }
    Within.visit_type_mut(ty);
}

fn is_primitive(ident: &Ident) -> bool {
    ["bool", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "str"].iter().any(|name| ident == name)
}

/// `name` of `#[serde(rename = "name")]`.
pub(crate) fn serde_rename(attributes: &[Attribute]) -> Option<String> {
    let mut rename = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                let name: syn::LitStr = meta.value()?.parse()?;
                rename = Some(name.value());
            } else if meta.input.peek(syn::Token![=]) {
                let _: Expr = meta.value()?.parse()?;
            }
            Ok(())
        });
    }
    rename
}

/// The text of `#[doc = "text"]`.
pub(crate) fn doc_text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    match &meta.value {
        Expr::Lit(literal) if meta.path.is_ident("doc") => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
