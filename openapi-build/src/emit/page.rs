//! What makes an operation one of pages: where a response keeps its items and the next cursor.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Ident, Type};

use super::{answers, field::Field, parts::Parts, shape};
use crate::{
    model::{Content, Operation},
    names,
};

/// Where a page keeps its items and the next cursor.
pub(crate) struct Page {
    item: Type,
    items: Access,
    next: Access,
    cursor: Ident,
    /// The answer that is the page, where there are several.
    variant: Option<Ident>,
}

struct Access {
    field: Ident,
    optional: bool,
}

impl Page {
    /// The builder's side: where it starts.
    pub(crate) fn paginated_impl(&self, builder: &Ident) -> TokenStream {
        let Self { item, cursor, .. } = self;
        quote! {
            impl Paginated for #builder {
                type Item = #item;

                fn cursor(&self) -> Option<&Cursor> {
                    self.#cursor.as_ref()
                }

                fn set_cursor(&mut self, cursor: Cursor) {
                    self.#cursor = Some(cursor);
                }
            }
        }
    }

    /// The response's side; operations may share it, told by the type's text.
    pub(crate) fn page_impl(&self, success: &Type) -> (String, TokenStream) {
        let Self { item, items, next, variant, .. } = self;
        let (items_field, next_field) = (&items.field, &next.field);
        let it = if variant.is_some() { quote!(page) } else { quote!(self) };
        let (borrowed, owned) = if items.optional {
            (quote!(#it.#items_field.as_deref().unwrap_or_default()), quote!(#it.#items_field.unwrap_or_default()))
        } else {
            (quote!(&#it.#items_field), quote!(#it.#items_field))
        };
        let next = if next.optional { quote!(#it.#next_field.as_ref()) } else { quote!(Some(&#it.#next_field)) };
        // Of answers by status one is the page; the others have no items and no next page.
        let page = |found: TokenStream, otherwise: TokenStream| match variant {
            Some(variant) => quote!(match self { Self::#variant(page) => #found, _ => #otherwise }),
            None => found,
        };
        let (borrowed, owned) = (page(borrowed, quote!(&[])), page(owned, quote!(Vec::new())));
        let next = page(next, quote!(None));
        let tokens = quote! {
            impl Page for #success {
                type Item = #item;

                fn items(&self) -> &[Self::Item] {
                    #borrowed
                }

                fn into_items(self) -> Vec<Self::Item> {
                    #owned
                }

                fn next_cursor(&self) -> Option<&Cursor> {
                    #next
                }
            }
        };
        (quote!(#success).to_string(), tokens)
    }
}

/// The methods of a builder whose operation can be walked.
pub(crate) fn walk() -> TokenStream {
    quote! {
        /// Every page from here on, one request each.
        pub fn pages(self) -> Pages<Self> {
            Pages::new(self)
        }

        /// Every item of every page from here on.
        pub fn items(self) -> Items<Self> {
            Items::new(self)
        }

        /// Whether a walk fetches the next page while the current one is consumed. Off by default.
        pub fn prefetch(mut self, value: bool) -> Self {
            self.call.prefetch(value);
            self
        }
    }
}

/// Where the response keeps its items: the one list in it, or the required one among several.
pub(crate) fn page(operation: &Operation, success: &Type, fields: &[Field<'_>], parts: &Parts) -> Option<Page> {
    let pagination = operation.pagination.as_ref()?;
    let cursor = fields.iter().find(|field| field.parameter.name == pagination.parameter)?.ident.clone();
    let one =
        shape::last_segment(success).and_then(|name| parts.strukt(&name.to_string())).map(|strukt| (strukt, None));
    let (strukt, variant) = one.or_else(|| {
        operation.answers.iter().filter(|answer| !answer.is_error).find_map(|answer| match &answer.content {
            Content::Json(component) => {
                Some((parts.strukt(&names::pascal(component))?, Some(answers::variant(answer))))
            }
            _ => None,
        })
    })?;
    let Fields::Named(members) = &strukt.fields else { return None };
    let mut lists = Vec::new();
    let mut next = None;
    for member in &members.named {
        let ident = member.ident.clone()?;
        let inner = shape::generic(&member.ty, "Option");
        let access = Access { field: ident.clone(), optional: inner.is_some() };
        let ty = inner.unwrap_or_else(|| member.ty.clone());
        let name = shape::serde_rename(&member.attrs).unwrap_or_else(|| ident.to_string());
        if name == pagination.property {
            next = Some(access);
        } else if let Some(mut item) = shape::generic(&ty, "Vec") {
            shape::qualify(&mut item);
            lists.push((item, access));
        }
    }
    lists.sort_by_key(|(_, access)| access.optional);
    let (item, items) = lists.into_iter().next()?;
    Some(Page { item, items, next: next?, cursor, variant })
}
