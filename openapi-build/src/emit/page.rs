//! What makes an operation one of pages: where a response keeps its items, and what it says of the next page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Ident, Type};

use super::{
    answers,
    parts::Types,
    shape,
    way::{Way, Wire},
};
use crate::{
    model::{self, Content, Location, Operation},
    names,
    pagination::Style,
    pointer,
};

/// Where a page keeps what a walk needs of it.
pub(crate) struct Page {
    item: Type,
    items: Way,
    /// What says where the next page starts: from the answer, or from its last item.
    next: Option<Way>,
    more: Option<Way>,
    form: TokenStream,
    /// The number of the parameter that takes the start of a page, if one does.
    pub(crate) number: Option<usize>,
    /// The answer that is the page, where there are several.
    variant: Option<Ident>,
    style: Style,
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

    /// The data of the request's form.
    pub(crate) fn form(&self) -> &TokenStream {
        &self.form
    }

    /// What an answer says of the next page. `success` is the answer's type as the operation's module sees it.
    pub(crate) fn turn(&self, success: &Type) -> TokenStream {
        let items = self.items.borrowed(&quote!(page));
        let mut fields = Vec::new();
        match &self.style {
            Style::Cursor { .. } => {
                let next = self.next.as_ref().map(|way| way.reference(&quote!(page)));
                fields.push(quote!(next: #next.cloned()));
            }
            Style::NextUrl { .. } => {
                let next = self.next.as_ref().map(|way| way.reference(&quote!(page)));
                fields.push(quote!(next: #next.and_then(__p::cursor)));
            }
            Style::LastId { .. } => {
                let next = self.next.as_ref().map(|way| way.reference(&quote!(item)));
                fields.push(quote!(next: (#items).last().and_then(|item| #next).and_then(__p::cursor)));
            }
            Style::Offset { .. } | Style::Page { .. } | Style::Link => {}
        }
        if matches!(self.style, Style::Offset { .. } | Style::Page { .. } | Style::LastId { .. }) {
            fields.push(quote!(items: (#items).len()));
        }
        if let Some(more) = &self.more {
            let more = more.reference(&quote!(page));
            fields.push(quote!(more: #more.copied()));
        }
        let rest = (fields.len() < 3).then(|| quote!(..::std::default::Default::default()));
        let turn = quote!(__p::Turn { #(#fields,)* #rest });
        let (argument, turn) = match &self.variant {
            Some(variant) => {
                let otherwise = quote!(::std::default::Default::default());
                (quote!(answer), quote!(match answer { #success::#variant(page) => #turn, _ => #otherwise }))
            }
            None if fields.is_empty() => return TokenStream::new(),
            None => (quote!(page), turn),
        };
        if fields.is_empty() {
            return TokenStream::new();
        }
        quote! {
            fn turn(#argument: &Self::Output) -> __p::Turn {
                #turn
            }
        }
    }

    /// The response's side; operations may share it, told by the type's text. The runtime's own lists need none.
    pub(crate) fn page_impl(&self, success: &Type) -> Option<(String, TokenStream)> {
        let Self { item, items, variant, .. } = self;
        if shape::generic(success, "Vec").is_some() {
            return None;
        }
        let it = if variant.is_some() { quote!(page) } else { quote!(self) };
        // Of answers by status one is the page; the others have no items.
        let page = |found: TokenStream, otherwise: TokenStream| match variant {
            Some(variant) => quote!(match self { Self::#variant(page) => #found, _ => #otherwise }),
            None => found,
        };
        let borrowed = page(items.borrowed(&it), quote!(&[]));
        let owned = page(items.owned(&it), quote!(::std::vec::Vec::new()));
        let tokens = quote! {
            impl __r::Page for #success {
                type Item = #item;

                fn items(&self) -> &[Self::Item] {
                    #borrowed
                }

                fn into_items(self) -> ::std::vec::Vec<Self::Item> {
                    #owned
                }
            }
        };
        Some((quote!(#success).to_string(), tokens))
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

/// What a walk needs, as the document's passes found it. Nothing where the types are others than they promised.
pub(crate) fn page(operation: &Operation, success: &Type, types: &Types<'_>, wire: &Wire) -> Option<Page> {
    let pages = operation.pages.as_ref()?;
    let setting = &pages.setting;
    let number = |name: &str| {
        let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location != Location::Body);
        parameters.position(|parameter| parameter.location == Location::Query && parameter.name == name)
    };
    let number_of_start = match setting.style.parameter() {
        Some(name) => Some(number(name)?),
        None => None,
    };
    let (answer, variant) = answer(operation, success, types)?;
    let way = |from: &Type, tokens: &[String]| Way::find(from, tokens, types, wire);
    let list = way(&answer, &pages.items)?.into_list(types)?;
    let mut item = list.item.clone();
    shape::qualify(&mut item);
    let next = match &setting.style {
        Style::LastId { member, .. } => Some(way(&list.item, &pointer::property(member))?),
        style => match style.property() {
            Some(property) => Some(way(&answer, &pointer::property(property))?),
            None => None,
        },
    };
    let more = match &setting.more {
        Some(more) => Some(way(&answer, &pointer::property(more))?),
        None => None,
    };
    let largest = pages.largest.as_ref().and_then(|(name, size)| Some((number(name)?, *size)));
    Some(Page {
        item,
        items: list.way,
        next,
        more,
        form: form(pages, number_of_start, largest),
        number: number_of_start,
        variant,
        style: setting.style.clone(),
    })
}

fn form(pages: &model::Pages, start: Option<usize>, largest: Option<(usize, i64)>) -> TokenStream {
    let first = Literal::i64_unsuffixed(pages.first);
    let style = match &pages.setting.style {
        Style::Cursor { .. } => quote!(Cursor),
        Style::Offset { .. } => quote!(Offset(#first)),
        Style::Page { .. } => quote!(Page(#first)),
        Style::LastId { .. } => quote!(LastId),
        Style::NextUrl { .. } => quote!(NextUrl),
        Style::Link => quote!(Link),
    };
    let form = match start {
        Some(start) => {
            let start = Literal::usize_unsuffixed(start);
            quote!(__p::PageForm::of(__p::PageStyle::#style, #start))
        }
        None => quote!(__p::PageForm::of_urls(__p::PageStyle::#style)),
    };
    let largest = largest.map(|(parameter, size)| {
        let (parameter, size) = (Literal::usize_unsuffixed(parameter), Literal::i64_unsuffixed(size));
        quote!(.largest(#parameter, #size))
    });
    quote!(#form #largest)
}

/// The type of the answer that is a page, and its variant where there are several.
fn answer(operation: &Operation, success: &Type, types: &Types<'_>) -> Option<(Type, Option<Ident>)> {
    let is_known = |name: &Ident| types.strukt(&name.to_string()).is_some();
    if shape::generic(success, "Vec").is_some() || shape::last_segment(success).is_some_and(is_known) {
        return Some((success.clone(), None));
    }
    operation.class(false).into_iter().find_map(|answer| match &answer.content {
        Content::Json(component) => {
            let name = quote::format_ident!("{}", names::pascal(component));
            is_known(&name).then(|| (syn::parse_quote!(#name), Some(answers::variant(operation, answer))))
        }
        _ => None,
    })
}
