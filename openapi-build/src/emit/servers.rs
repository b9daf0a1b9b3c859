//! The document's servers: what the runtime knows of them, and the type by which callers choose one.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use crate::{
    names::{self, Numbered},
    printable::code,
    servers::{Server, Variable},
};

/// The servers as data.
pub(crate) fn data(servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|server| {
        let (url, variables) = (&server.template, server.variables.iter().map(variable));
        quote!(__p::ServerForm { url: #url, variables: &[#(#variables),*] })
    });
    quote!(&[#(#servers),*])
}

fn variable(variable: &Variable) -> TokenStream {
    let Variable { name, default, values, .. } = variable;
    let default = match default {
        Some(default) => quote!(::std::option::Option::Some(#default)),
        None => quote!(::std::option::Option::None),
    };
    quote!(__p::Variable { name: #name, default: #default, values: &[#(#values),*] })
}

/// `Server`, and the setter that takes one; nothing where the document has none.
pub(crate) fn items(servers: &[Server]) -> Option<TokenStream> {
    if servers.is_empty() {
        return None;
    }
    let functions = servers.iter().enumerate().map(|(number, server)| {
        let function = format_ident!("{}", server.function);
        let url = format!("The server {}.", code(&server.template));
        let docs = docs::texts([url.as_str(), server.description.as_deref().unwrap_or_default()]);
        let number = Literal::usize_unsuffixed(number);
        quote! {
            #(#docs)*
            pub fn #function() -> Self {
                Self(__p::Server::new(#number))
            }
        }
    });
    let setters = setters(servers).into_iter().map(|(setter, variable)| {
        let (setter, name) = (format_ident!("{setter}"), &variable.name);
        let docs = description(variable);
        let docs = docs::texts(docs.iter().map(String::as_str));
        quote! {
            #(#docs)*
            pub fn #setter(self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self(self.0.set(#name, value))
            }
        }
    });
    Some(quote! {
        /// One of the document's servers, its variables at their defaults unless they are set.
        ///
        /// What a variable may not be is an error of [`ClientBuilder::build`].
        #[derive(Clone, Debug)]
        #[must_use = "a server does nothing until a client's builder is told of it"]
        pub struct Server(__p::Server);

        impl Server {
            #(#functions)*
            #(#setters)*
        }

        impl ClientBuilder {
            /// Where all requests go: one of the document's servers. A base URL is over it.
            pub fn server(self, server: Server) -> Self {
                Self(self.0.server(server.0))
            }
        }
    })
}

/// The variables of all servers, each once, and what sets it.
fn setters(servers: &[Server]) -> Vec<(String, &Variable)> {
    let mut taken: Numbered = servers.iter().map(|server| server.function.as_str()).chain(["clone"]).collect();
    let mut known: HashSet<&str> = HashSet::new();
    let mut setters = Vec::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        if !known.insert(&variable.name) {
            continue;
        }
        let mut setter = names::plain(&variable.name);
        if taken.holds(&setter) {
            setter = format!("{}_variable", setter.trim_start_matches("r#"));
        }
        setters.push((taken.unique(setter), variable));
    }
    setters
}

fn description(variable: &Variable) -> Vec<String> {
    let mut texts = vec![format!("Sets the variable {} of the server's URL.", code(&variable.name))];
    texts.extend(variable.description.clone());
    if !variable.values.is_empty() {
        let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
        texts.push(format!("One of {}.", values.join(", ")));
    }
    texts
}
