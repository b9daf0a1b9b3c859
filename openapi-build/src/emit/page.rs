//! What makes an operation one of pages: where a response keeps its items and the next cursor.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Ident, Type};

use super::{answers, parts::Types, shape};
use crate::{
    model::{Content, Location, Operation},
    names,
};

/// Where a page keeps its items and the next cursor.
pub(crate) struct Page {
    item: Type,
    items: Access,
    /// The members that lead to the next cursor, the last of which it is.
    next: Vec<Access>,
    /// The parameter that takes the cursor, by its number and its setter.
    pub(crate) number: usize,
    /// The answer that is the page, where there are several.
    variant: Option<Ident>,
}

struct Access {
    field: Ident,
    optional: bool,
}

impl Page {
    /// The operation's side: what is paginated.
    pub(crate) fn paginated_impl(&self, operation: &Ident) -> TokenStream {
        let mut item = self.item.clone();
        shape::within_module(&mut item);
        quote! {
            impl __r::Paginated for #operation {
                type Item = #item;
            }
        }
    }

    /// The response's side; operations may share it, told by the type's text.
    pub(crate) fn page_impl(&self, success: &Type) -> (String, TokenStream) {
        let Self { item, items, next, variant, .. } = self;
        let items_field = &items.field;
        let it = if variant.is_some() { quote!(page) } else { quote!(self) };
        let (borrowed, owned) = if items.optional {
            (quote!(#it.#items_field.as_deref().unwrap_or_default()), quote!(#it.#items_field.unwrap_or_default()))
        } else {
            (quote!(&#it.#items_field), quote!(#it.#items_field))
        };
        let next = next.iter().fold(quote!(::std::option::Option::Some(#it)), |from, Access { field, optional }| {
            if *optional { quote!(#from.and_then(|it| it.#field.as_ref())) } else { quote!(#from.map(|it| &it.#field)) }
        });
        // Of answers by status one is the page; the others have no items and no next page.
        let page = |found: TokenStream, otherwise: TokenStream| match variant {
            Some(variant) => quote!(match self { Self::#variant(page) => #found, _ => #otherwise }),
            None => found,
        };
        let (borrowed, owned) = (page(borrowed, quote!(&[])), page(owned, quote!(::std::vec::Vec::new())));
        let next = page(next, quote!(::std::option::Option::None));
        let tokens = quote! {
            impl __r::Page for #success {
                type Item = #item;

                fn items(&self) -> &[Self::Item] {
                    #borrowed
                }

                fn into_items(self) -> ::std::vec::Vec<Self::Item> {
                    #owned
                }

                fn next_cursor(&self) -> ::std::option::Option<&__r::Cursor> {
                    #next
                }
            }
        };
        (quote!(#success).to_string(), tokens)
    }
}

/// The setter of where a walk starts.
pub(crate) fn start() -> TokenStream {
    quote! {
        /// Where the walk starts: a saved cursor, its text, or none, which is the first page.
        pub fn cursor(mut self, cursor: impl ::openapi_runtime::IntoCursor) -> Self {
            self.0.cursor(cursor.into_cursor());
            self
        }
    }
}

/// Where the response keeps its items: the one list in it, or the required one among several.
pub(crate) fn page(operation: &Operation, success: &Type, types: &Types<'_>) -> Option<Page> {
    let pagination = operation.pagination.as_ref()?;
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location != Location::Body);
    let number = parameters.position(|parameter| parameter.name == pagination.parameter)?;
    let one = shape::last_segment(success).map(|name| (name.to_string(), None));
    let one = one.filter(|(name, _)| types.strukt(name).is_some());
    let (page, variant) = one.or_else(|| {
        operation.class(false).into_iter().find_map(|answer| match &answer.content {
            Content::Json(component) => {
                let name = names::pascal(component);
                types.strukt(&name).is_some().then(|| (name, Some(answers::variant(answer))))
            }
            _ => None,
        })
    })?;
    let next = next(&pagination.property, &page, types)?;
    let Fields::Named(members) = &types.strukt(&page)?.fields else { return None };
    let mut lists = Vec::new();
    for member in &members.named {
        let (access, ty) = access(member)?;
        if let Some(mut item) = shape::generic(&ty, "Vec") {
            shape::qualify(&mut item);
            lists.push((item, access));
        }
    }
    lists.sort_by_key(|(_, access)| access.optional);
    let (item, items) = lists.into_iter().next()?;
    Some(Page { item, items, next, number, variant })
}

/// A member, and its type without the `Option`.
fn access(member: &syn::Field) -> Option<(Access, Type)> {
    let inner = shape::generic(&member.ty, "Option");
    let access = Access { field: member.ident.clone()?, optional: inner.is_some() };
    Some((access, inner.unwrap_or_else(|| member.ty.clone())))
}

/// The way from a struct to the property, a name or a JSON pointer.
fn next(property: &str, page: &str, types: &Types<'_>) -> Option<Vec<Access>> {
    let mut strukt = page.to_owned();
    let mut way = Vec::new();
    for token in crate::pointer::property(property) {
        let Fields::Named(members) = &types.strukt(&strukt)?.fields else { return None };
        let found = members.named.iter().find(|member| {
            let name = shape::serde_rename(&member.attrs);
            name.or_else(|| member.ident.as_ref().map(ToString::to_string)) == Some(token.clone())
        })?;
        let (access, ty) = access(found)?;
        let ty = shape::generic(&ty, "Box").unwrap_or(ty);
        strukt = shape::last_segment(&ty)?.to_string();
        way.push(access);
    }
    Some(way)
}
