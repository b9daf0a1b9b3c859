//! The way from a value to something within it, as Rust goes it.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Ident, Index, Item, Member, Type};

use super::{
    parts::{Parts, Types},
    shape,
};

/// The fields of structs by the names that the document has for them.
#[derive(Default)]
pub(crate) struct Wire(HashMap<(String, String), Ident>);

impl Wire {
    /// Reads them while serde's attributes are still there.
    pub(crate) fn read(parts: &Parts) -> Self {
        let structs = parts.types.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item),
            _ => None,
        });
        let fields = structs.flat_map(|strukt| {
            strukt.fields.iter().filter_map(|field| {
                let ident = field.ident.clone()?;
                let name = shape::serde_rename(&field.attrs).unwrap_or_else(|| ident.to_string());
                Some(((strukt.ident.to_string(), name.trim_start_matches("r#").to_owned()), ident))
            })
        });
        Self(fields.collect())
    }

    fn field(&self, strukt: &str, name: &str) -> Option<&Ident> {
        self.0.get(&(strukt.to_owned(), name.to_owned()))
    }
}

/// The members on the way, each with how often it is an `Option`.
pub(crate) struct Way {
    steps: Vec<(Member, usize)>,
    /// The type at its end.
    ty: Type,
}

/// A way to a list, and what that is made of.
pub(crate) struct List {
    pub(crate) way: Way,
    pub(crate) item: Type,
}

impl Way {
    /// The way by the names of members. `None` where something on it is no struct.
    pub(crate) fn find(from: &Type, names: &[String], types: &Types<'_>, wire: &Wire) -> Option<Self> {
        let mut way = Self { steps: Vec::new(), ty: from.clone() };
        for name in names {
            way.unwrap(types);
            let strukt = types.strukt(&shape::last_segment(&way.ty)?.to_string())?;
            let ident = wire.field(&strukt.ident.to_string(), name)?;
            let field = strukt.fields.iter().find(|field| field.ident.as_ref() == Some(ident))?;
            way.step(Member::Named(ident.clone()), &field.ty);
        }
        Some(way)
    }

    fn step(&mut self, member: Member, ty: &Type) {
        let (mut ty, mut options) = (ty.clone(), 0);
        while let Some(inner) = shape::generic(&ty, "Option") {
            (ty, options) = (inner, options + 1);
        }
        self.steps.push((member, options));
        self.ty = shape::generic(&ty, "Box").unwrap_or(ty);
    }

    /// Goes on into types that are others by another name.
    fn unwrap(&mut self, types: &Types<'_>) {
        for _ in 0..8 {
            let name = shape::last_segment(&self.ty).map(ToString::to_string);
            let Some(strukt) = name.and_then(|name| types.strukt(&name)) else { return };
            let Fields::Unnamed(fields) = &strukt.fields else { return };
            let Some(field) = fields.unnamed.first().filter(|_| fields.unnamed.len() == 1) else { return };
            self.step(Member::Unnamed(Index::from(0)), &field.ty);
        }
    }

    pub(crate) fn into_list(mut self, types: &Types<'_>) -> Option<List> {
        self.unwrap(types);
        let item = shape::generic(&self.ty, "Vec")?;
        Some(List { item, way: self })
    }

    fn is_straight(&self) -> bool {
        self.steps.iter().all(|(_, options)| *options == 0)
    }

    fn members(&self) -> impl Iterator<Item = &Member> {
        self.steps.iter().map(|(member, _)| member)
    }

    /// `Option<&T>` of what stands at the end.
    pub(crate) fn reference(&self, from: &TokenStream) -> TokenStream {
        if self.is_straight() {
            let members = self.members();
            return quote!(::std::option::Option::Some(&#from #(.#members)*));
        }
        self.steps.iter().fold(quote!(::std::option::Option::Some(#from)), |from, (member, options)| {
            let first = match options {
                0 => quote!(#from.map(|it| &it.#member)),
                _ => quote!(#from.and_then(|it| it.#member.as_ref())),
            };
            (1..*options).fold(first, |from, _| quote!(#from.and_then(|it| it.as_ref())))
        })
    }

    /// The items of the list at the end, as a slice.
    pub(crate) fn borrowed(&self, from: &TokenStream) -> TokenStream {
        if self.is_straight() {
            let members = self.members();
            return quote!(&#from #(.#members)*);
        }
        let list = self.reference(from);
        quote!(#list.map(|it| &**it).unwrap_or_default())
    }

    /// The list at the end, taken out.
    pub(crate) fn owned(&self, from: &TokenStream) -> TokenStream {
        if self.is_straight() {
            let members = self.members();
            return quote!(#from #(.#members)*);
        }
        let list = self.steps.iter().fold(quote!(::std::option::Option::Some(#from)), |from, (member, options)| {
            let first = match options {
                0 => quote!(#from.map(|it| it.#member)),
                _ => quote!(#from.and_then(|it| it.#member)),
            };
            (1..*options).fold(first, |from, _| quote!(#from.flatten()))
        });
        quote!(#list.unwrap_or_default())
    }
}
