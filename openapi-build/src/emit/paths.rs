//! Paths to other crates, which all lead through the runtime: a manifest needs no other line.

use proc_macro2::{Literal, TokenStream, TokenTree};
use syn::{
    Attribute, ExprPath, File, Meta, Path, QSelf, Type, TypePath, parse_quote,
    visit_mut::{self, VisitMut},
};

/// The crates that generated code says.
const CRATES: [&str; 5] = ["httpmock", "schemars", "serde", "serde_json", "uuid"];

/// Lets every path to a crate lead through the runtime, also those that serde and schemars write.
pub(crate) fn lead_through_runtime(file: &mut File) {
    Lead.visit_file_mut(file);
}

/// A type that is put into the tokens of a macro, which nobody looks into afterwards.
pub(crate) fn led(ty: &Type) -> Type {
    let mut ty = ty.clone();
    Lead.visit_type_mut(&mut ty);
    ty
}

struct Lead;

impl Lead {
    /// In `<T as ::serde::Trait>::f` the position behind the trait moves with the path.
    fn qualified(&mut self, qself: Option<&mut QSelf>, path: &mut Path) {
        let before = path.segments.len();
        self.visit_path_mut(path);
        if let Some(qself) = qself.filter(|qself| qself.position > 0) {
            qself.position += path.segments.len() - before;
        }
    }
}

impl VisitMut for Lead {
    fn visit_expr_path_mut(&mut self, expression: &mut ExprPath) {
        if let Some(qself) = &mut expression.qself {
            self.visit_type_mut(&mut qself.ty);
        }
        self.qualified(expression.qself.as_mut(), &mut expression.path);
    }

    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        if let Some(qself) = &mut ty.qself {
            self.visit_type_mut(&mut qself.ty);
        }
        self.qualified(ty.qself.as_mut(), &mut ty.path);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let is_crate =
            |path: &Path| path.segments.len() > 1 && CRATES.iter().any(|name| path.segments[0].ident == name);
        if is_crate(path) {
            let segments = &path.segments;
            *path = parse_quote!(::openapi_runtime::__private::#segments);
        }
    }

    fn visit_item_use_mut(&mut self, item: &mut syn::ItemUse) {
        if let syn::UseTree::Path(tree) = &item.tree
            && CRATES.iter().any(|name| tree.ident == name)
        {
            let tree = &item.tree;
            item.tree = parse_quote!(openapi_runtime::__private::#tree);
            item.leading_colon = Some(syn::token::PathSep::default());
        }
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let mut crates: Vec<Attribute> = Vec::new();
        for attribute in attributes.iter_mut() {
            let Meta::List(list) = &mut attribute.meta else { continue };
            let text = list.tokens.to_string();
            if list.path.is_ident("serde") {
                list.tokens = texts(std::mem::take(&mut list.tokens));
            } else if list.path.is_ident("derive") {
                if text.contains("Serialize") || text.contains("Deserialize") {
                    crates.push(parse_quote!(#[serde(crate = "::openapi_runtime::__private::serde")]));
                }
                list.tokens = derives(std::mem::take(&mut list.tokens));
            } else if list.path.is_ident("cfg_attr") && text.contains("JsonSchema") {
                list.tokens = derives(std::mem::take(&mut list.tokens));
                let feature: TokenStream =
                    list.tokens.clone().into_iter().take_while(|token| !is_comma(token)).collect();
                crates.push(
                    parse_quote!(#[cfg_attr(#feature, schemars(crate = "::openapi_runtime::__private::schemars"))]),
                );
            }
        }
        attributes.extend(crates);
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// `::serde::Serialize` in the tokens of a derive.
fn derives(tokens: TokenStream) -> TokenStream {
    let mut led = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inner = derives(group.stream());
                led.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            TokenTree::Ident(name) if CRATES.iter().any(|known| name == known) => {
                led.extend(quote::quote!(openapi_runtime::__private::#name));
            }
            token => led.push(token),
        }
    }
    led.into_iter().collect()
}

/// The texts of a serde attribute that are paths.
fn texts(tokens: TokenStream) -> TokenStream {
    let lead = |token: TokenTree| match &token {
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).map(|text| text.value());
            let name = text.as_deref().ok().and_then(|text| text.strip_prefix("::")).unwrap_or_default();
            if CRATES.iter().any(|known| name.split("::").next() == Some(known)) {
                TokenTree::Literal(Literal::string(&format!("::openapi_runtime::__private::{name}")))
            } else {
                token
            }
        }
        _ => token,
    };
    tokens.into_iter().map(lead).collect()
}
