//! The whole file: types, tables of bounds, operations, request builders, the client, mocks.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{File, Item, ItemMod, parse_quote};

use super::{checks::Tables, docs, mock, operations::Emitted, parts::Parts, servers, way::Wire};
use crate::{
    lowered::Lowered,
    model::Place,
    settings::{Choice, Settings},
};

/// The file, and the operations that would have pages, if their types were others.
pub(crate) fn assemble(
    mut parts: Parts,
    lowered: &Lowered,
    settings: &Settings,
    wire: &Wire,
) -> Result<(File, Vec<String>), String> {
    let model = &lowered.model;
    if matches!(settings.choice, Choice::TypesOnly) {
        let items = vec![types_module(std::mem::take(&mut parts.types))];
        return Ok((File { items, ..parse_quote!() }, Vec::new()));
    }
    let (methods, types) = (parts.methods_by_name(), parts.types_by_name());
    let mut emitted = Vec::new();
    for operation in &model.operations {
        let method = methods.get(&operation.function).copied();
        let method = method.ok_or_else(|| format!("progenitor made no method `{}`", operation.function))?;
        emitted.push(Emitted::new(operation, method, &types, wire)?);
    }
    let mut tables = Tables::new(model);
    let markers: Vec<_> = emitted.iter().map(|operation| operation.marker(&types, &mut tables)).collect();
    let rules = tables.module();
    let (client, mock) = (client(lowered, settings), mock::module(&emitted, &types, settings));
    let (names, constructors) = (emitted.iter().map(|it| &it.name), emitted.iter().map(Emitted::constructor));
    let (aliases, setters) = (emitted.iter().map(Emitted::alias), emitted.iter().filter_map(Emitted::setters));
    let pages: BTreeMap<_, _> = emitted.iter().filter_map(Emitted::page_impl).collect();
    let pages = pages.values();
    let ours: File = syn::parse2(quote! {
        #client

        /// Every operation of the document.
        pub const OPERATIONS: &[__r::OperationInfo] = &[#(<operations::#names as __r::Operation>::INFO),*];

        /// The operations of the document, as types without values.
        #[allow(clippy::all, clippy::pedantic)]
        pub mod operations {
            #[allow(unused_imports)]
            use super::{__p, __r, rules, types};
            #(#markers)*
        }

        #rules

        /// The type of all requests that are not sent yet.
        pub mod request {
            ::openapi_runtime::__request!();
        }

        /// The types of the request builders, one an operation.
        pub mod builder {
            #(#aliases)*
        }

        impl Client {
            #(#constructors)*
        }

        #(#[allow(clippy::all, clippy::pedantic)] #setters)*
        #(#[allow(clippy::all, clippy::pedantic)] #pages)*
        #mock
    })
    .map_err(|error| format!("the emitted code is no Rust: {error}"))?;
    let unpaged = emitted.iter().filter(|it| it.is_unpaged()).map(|it| it.operation.id.clone()).collect();
    let mut items = vec![types_module(std::mem::take(&mut parts.types))];
    items.extend(ours.items);
    Ok((File { items, ..parse_quote!() }, unpaged))
}

// What has been parsed once is put together as it is: reading a large document's types again would take longer than
// making them.
fn types_module(types: Vec<Item>) -> Item {
    let mut module: ItemMod = parse_quote! {
        /// Types used as operation parameters and responses.
        #[allow(clippy::all, clippy::pedantic, missing_docs)]
        pub mod types {}
    };
    if let Some((_, items)) = &mut module.content {
        *items = types;
    }
    Item::Mod(module)
}

/// The client's types, and what the document says of itself.
fn client(lowered: &Lowered, settings: &Settings) -> TokenStream {
    let model = &lowered.model;
    let (servers, server) = (servers::data(&model.servers), servers::items(&model.servers));
    let has_other_servers = model.operations.iter().any(|operation| operation.server.is_some());
    let document_url = match &settings.document_url {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    let header = settings.request_id_header.as_ref();
    let header = header.map_or(quote!(None), |header| quote!(Some(#header)));
    let needs_credential = settings.requires_credential;
    let schemes = model.schemes.iter().map(|scheme| {
        let name = &scheme.name;
        let place = match &scheme.place {
            Place::Bearer => quote!(Bearer),
            Place::Basic => quote!(Basic),
            Place::Header(name) => quote!(Header(#name)),
            Place::Query(name) => quote!(Query(#name)),
            Place::Cookie(name) => quote!(Cookie(#name)),
        };
        quote!(__p::Scheme { name: #name, place: __p::Place::#place })
    });
    let credentials = model.schemes.iter().enumerate().map(|(number, scheme)| {
        let (setter, name) = (format_ident!("{}", scheme.setter), &scheme.name);
        let kind = if matches!(scheme.place, Place::Basic) { quote!(basic) } else { quote!(text) };
        let number = Literal::usize_unsuffixed(number);
        let provider = scheme.provider.as_ref().map(|provider| format_ident!("{provider}"));
        quote!(#setter: #kind #number #name #provider)
    });
    let docs = docs(&lowered.document["info"]);
    quote! {
        #[allow(unused_imports)]
        use ::openapi_runtime::{self as __r, __private as __p};

        #(#docs)*
        ///
        /// One method per operation of the document. Cheap to clone; clones share connections.
        #[derive(Clone)]
        pub struct Client(__p::Core);

        ::openapi_runtime::__client!(
            facts: __p::Facts {
                servers: #servers,
                has_other_servers: #has_other_servers,
                document_url: ::std::option::Option::#document_url,
                request_id_header: ::std::option::Option::#header,
                user_agent: ::std::concat!(::std::env!("CARGO_PKG_NAME"), "/", ::std::env!("CARGO_PKG_VERSION")),
                schemes: &[#(#schemes),*],
                needs_credential: #needs_credential,
            },
            credentials: [#(#credentials),*]
        );

        #server
    }
}

fn docs(info: &serde_json::Value) -> Vec<syn::Attribute> {
    let text = |key: &str| info[key].as_str().unwrap_or_default();
    let title = format!("Client for {}", docs::line(text("title")));
    let version = format!("Version: {}", docs::line(text("version")));
    docs::texts([&title, text("description"), text("termsOfService"), &version])
}
