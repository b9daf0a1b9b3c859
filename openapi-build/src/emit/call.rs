//! Calls of the runtime's macros.

use proc_macro2::{Span, TokenStream};
use syn::{Ident, Item, ItemMacro, Macro, MacroDelimiter, Path, PathSegment};

/// `::openapi_runtime::__private::name! { tokens }`, put together by hand: there are thousands.
pub(crate) fn item(name: &str, tokens: TokenStream) -> Item {
    let segments = ["openapi_runtime", "__private", name];
    let segments = segments.map(|name| PathSegment::from(Ident::new(name, Span::call_site())));
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: Path { leading_colon: Some(<syn::Token![::]>::default()), segments: segments.into_iter().collect() },
            bang_token: <syn::Token![!]>::default(),
            delimiter: MacroDelimiter::Brace(syn::token::Brace::default()),
            tokens,
        },
        semi_token: None,
    })
}
