//! What is taken of progenitor's file.

use std::collections::{BTreeSet, HashMap};

use syn::{
    File, FnArg, ImplItem, ImplItemFn, Item, Pat, Path, ReturnType, Type, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::shape;

pub(crate) struct Parts {
    /// The items of `mod types`.
    pub(crate) types: Vec<Item>,
    /// The methods of the client, one an operation.
    pub(crate) methods: Vec<ImplItemFn>,
}

impl Parts {
    pub(crate) fn split(file: File) -> Self {
        let mut parts = Self { types: Vec::new(), methods: Vec::new() };
        for item in file.items {
            match item {
                Item::Mod(module) if module.ident == "types" => {
                    parts.types = module.content.map(|(_, items)| items).unwrap_or_default();
                }
                Item::Impl(block) if block.trait_.is_none() && block.items.iter().all(is_async) => {
                    parts.methods.extend(block.items.into_iter().filter_map(|item| match item {
                        ImplItem::Fn(method) => Some(method),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        parts
    }

    /// Types that typify was told to leave to us stand by their bare names in the methods: they are in `mod types`.
    pub(crate) fn qualify(&mut self, names: &BTreeSet<&str>) {
        for method in &mut self.methods {
            Qualify(names).visit_signature_mut(&mut method.sig);
        }
    }

    /// The methods by their names.
    pub(crate) fn methods_by_name(&self) -> HashMap<String, &ImplItemFn> {
        self.methods.iter().map(|method| (method.sig.ident.to_string(), method)).collect()
    }

    /// The types of `mod types` by their names.
    pub(crate) fn types_by_name(&self) -> Types<'_> {
        let named = self.types.iter().filter_map(|item| {
            let name = match item {
                Item::Struct(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Type(item) => &item.ident,
                _ => return None,
            };
            Some((name.to_string(), item))
        });
        Types(named.collect())
    }
}

/// The structs, enums and aliases of `mod types`.
pub(crate) struct Types<'p>(HashMap<String, &'p Item>);

impl Types<'_> {
    /// Whether there is one of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Their names.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.0.keys().cloned()
    }

    /// The struct of this name.
    pub(crate) fn strukt(&self, name: &str) -> Option<&syn::ItemStruct> {
        match self.0.get(name)? {
            Item::Struct(item) => Some(item),
            _ => None,
        }
    }
}

struct Qualify<'n>(&'n BTreeSet<&'n str>);

impl VisitMut for Qualify<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let is_ours = path.get_ident().is_some_and(|name| self.0.contains(name.to_string().as_str()));
        if is_ours {
            path.segments.insert(0, parse_quote!(types));
        }
    }
}

fn is_async(item: &ImplItem) -> bool {
    matches!(item, ImplItem::Fn(method) if method.sig.asyncness.is_some())
}

/// An argument of a method.
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) ty: Type,
}

/// The arguments of a method, without `self`.
pub(crate) fn arguments(method: &ImplItemFn) -> Vec<Argument> {
    let arguments = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => match &*input.pat {
            Pat::Ident(name) => Some(Argument { name: name.ident.to_string(), ty: (*input.ty).clone() }),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    arguments.collect()
}

/// The type of a success, `T` in `Result<ResponseValue<T>, _>`.
pub(crate) fn success(method: &ImplItemFn) -> Option<Type> {
    let ReturnType::Type(_, ty) = &method.sig.output else { return None };
    let value = shape::generic(ty, "Result")?;
    shape::generic(&value, "ResponseValue")
}
