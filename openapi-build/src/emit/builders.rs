//! A request builder for each operation, written from the signature of progenitor's method.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ImplItemFn, Type, parse_quote};

use super::{
    answers, docs,
    field::Field,
    page,
    parts::{self, Parts},
    runtime, shape,
};
use crate::{model::Operation, names, printable::code};

pub(crate) struct Builder<'m> {
    operation: &'m Operation,
    name: Ident,
    fields: Vec<Field<'m>>,
    success: Type,
    /// The expression that reads a success from `_status` and `body`.
    decode: TokenStream,
    page: Option<page::Page>,
}

impl<'m> Builder<'m> {
    /// From progenitor's method, which says what comes back, and what was made of it, which says what goes in.
    pub(crate) fn new(
        operation: &'m Operation,
        method: &ImplItemFn,
        request: &ImplItemFn,
        parts: &Parts,
    ) -> Result<Self, String> {
        let (success, decode) = match answers::runtime(operation) {
            Some(answers) => answers,
            None => one_success(method)
                .ok_or_else(|| format!("progenitor's method `{}` returns no response", operation.function))?,
        };
        let mut fields = Vec::new();
        for argument in parts::arguments(request) {
            let parameter = operation.parameters.iter().find(|parameter| parameter.ident == argument.name);
            let parameter = parameter.ok_or_else(|| {
                format!("progenitor's method `{}` takes `{}`, which is no parameter", operation.function, argument.name)
            })?;
            fields.push(Field::new(&argument, parameter));
        }
        let page = page::page(operation, &success, &fields, parts);
        Ok(Self { operation, name: format_ident!("{}", names::pascal(&operation.id)), fields, success, decode, page })
    }

    /// `Client::list_jobs`.
    pub(crate) fn constructor(&self) -> TokenStream {
        let name = &self.name;
        let function = self.function();
        let fields = self.fields.iter().map(|field| &field.ident);
        let sends = sends(self.operation);
        let docs = docs::texts(description(self.operation).chain([sends.as_str()]));
        let deprecated = self.deprecated();
        quote! {
            #(#docs)*
            #deprecated
            pub fn #function(&self) -> operations::#name {
                operations::#name {
                    call: Call::new(&self.0),
                    #(#fields: None,)*
                }
            }
        }
    }

    /// The name of the client's method: what the runtime's client calls so itself stays reachable.
    fn function(&self) -> Ident {
        let own = ["new", "builder", "from_env", "clone", "fmt"];
        let suffix = if own.contains(&self.operation.function.as_str()) { "_operation" } else { "" };
        format_ident!("{}{suffix}", self.operation.function)
    }

    fn deprecated(&self) -> Option<TokenStream> {
        self.operation.deprecated.then(|| quote!(#[deprecated = "the document says so"]))
    }

    /// The builder, its setters and its implementations.
    pub(crate) fn items(&self) -> TokenStream {
        let name = &self.name;
        let success = &self.success;
        let made_by = format!("Made by [`Client::{}`].", self.function());
        let docs = docs::texts(description(self.operation).chain([made_by.as_str()]));
        let fields = self.fields.iter().map(|field| {
            let (ident, owned) = (&field.ident, &field.owned);
            quote!(pub(super) #ident: Option<#owned>)
        });
        let setters = self.fields.iter().map(Field::setter);
        let walk = self.page.as_ref().map(|_| page::walk());
        let operation = self.operation_impl();
        let paginated = self.page.as_ref().map(|page| page.paginated_impl(name));
        quote! {
            #(#docs)*
            #[derive(Clone, Debug)]
            #[must_use = "a request builder does nothing until it is sent"]
            pub struct #name {
                pub(super) call: Call,
                #(#fields,)*
            }

            impl #name {
                #(#setters)*

                /// The id that this call sends, instead of one made by the client.
                pub fn request_id<V>(mut self, value: V) -> Self
                where
                    V: TryInto<RequestId>,
                    V::Error: std::fmt::Display,
                {
                    self.call.request_id(value);
                    self
                }

                /// Sends the request.
                ///
                /// # Errors
                ///
                /// An argument that the document does not allow, a request that cannot be sent, and every answer
                /// that is not a success of the document.
                pub async fn send(self) -> Result<Response<#success>, Error> {
                    send(self).await
                }

                #walk
            }

            #operation
            #paginated
        }
    }

    fn operation_impl(&self) -> TokenStream {
        let (name, success, decode) = (&self.name, &self.success, &self.decode);
        let Operation { id, path, authenticated, .. } = self.operation;
        let method = self.operation.method.to_uppercase();
        let statuses = runtime::ranges(&self.operation.success);
        let idempotent = self.operation.is_idempotent();
        let keyed = self.operation.idempotency_key().map(|parameter| parameter.ident.clone());
        let is_idempotent = match (idempotent, keyed) {
            (false, Some(key)) => {
                let key = format_ident!("{key}");
                quote!(self.#key.is_some())
            }
            _ => quote!(#idempotent),
        };
        let function = format_ident!("{}", self.operation.function);
        let required = self.fields.iter().filter(|field| !field.optional).map(Field::required);
        let arguments = self.fields.iter().map(Field::argument);
        quote! {
            impl Operation for #name {
                type Output = #success;

                const INFO: OperationInfo = OperationInfo {
                    id: #id,
                    method: #method,
                    path: #path,
                    success: #statuses,
                    idempotent: #idempotent,
                    authenticated: #authenticated,
                };

                fn call(&self) -> &Call {
                    &self.call
                }

                fn request(&self, requests: Requests<'_>) -> Result<reqwest::Request, progenitor_client::Error<()>> {
                    #(#required)*
                    requests::#function(requests, #(#arguments),*)
                }

                fn is_idempotent(&self) -> bool {
                    #is_idempotent
                }

                fn decode(_status: u16, body: &[u8]) -> Result<Self::Output, DecodeError> {
                    #decode
                }
            }
        }
    }
}

impl Builder<'_> {
    /// The type of the operation's pages and what it implements as one.
    pub(crate) fn page_impl(&self) -> Option<(String, TokenStream)> {
        self.page.as_ref().map(|page| page.page_impl(&self.success))
    }
}

/// Summary and description.
pub(crate) fn description(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.summary.iter().chain(&operation.description).map(String::as_str)
}

pub(crate) fn sends(operation: &Operation) -> String {
    format!("Sends a `{}` request to {}.", operation.method.to_uppercase(), code(&operation.path))
}

/// The one type of all successes, and how it is read.
fn one_success(method: &ImplItemFn) -> Option<(Type, TokenStream)> {
    let success = parts::success(method)?;
    Some(match shape::last_segment(&success) {
        Some(name) if name == "ByteStream" => (parse_quote!(bytes::Bytes), quote!(decode_bytes(body))),
        None if matches!(&success, Type::Tuple(_)) => (success, quote!(decode_empty(body))),
        _ => (success, quote!(decode_json(body))),
    })
}
