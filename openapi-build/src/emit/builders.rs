//! A request builder for each operation, written from the signature of progenitor's method.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, Ident, ImplItemFn, Type, parse_quote};

use super::{
    answers, docs,
    parts::{self, Parts},
    runtime, shape,
};
use crate::{
    model::{Location, Operation, Parameter},
    names,
};

pub(crate) struct Builder<'m> {
    operation: &'m Operation,
    name: Ident,
    fields: Vec<Field<'m>>,
    success: Type,
    /// The expression that reads a success from `_status` and `body`.
    decode: TokenStream,
    page: Option<Page>,
}

/// One argument of progenitor's method.
struct Field<'m> {
    ident: Ident,
    parameter: &'m Parameter,
    /// The type that the builder owns.
    owned: Type,
    /// Whether the method takes an `Option`.
    optional: bool,
    passed: Passed,
}

/// How the method takes the value that the builder owns.
enum Passed {
    Value,
    Reference,
    /// `&str`, owned as a `String`.
    Text,
}

/// Where a page keeps its items and the next cursor.
struct Page {
    item: Type,
    items: Access,
    next: Access,
    cursor: Ident,
}

struct Access {
    field: Ident,
    optional: bool,
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
        let page = page(operation, &success, &fields, parts);
        Ok(Self { operation, name: format_ident!("{}", names::pascal(&operation.id)), fields, success, decode, page })
    }

    /// `Client::list_jobs`.
    pub(crate) fn constructor(&self) -> TokenStream {
        let name = &self.name;
        let function = self.function();
        let fields = self.fields.iter().map(|field| &field.ident);
        let sends = format!("Sends a `{}` request to `{}`.", self.operation.method.to_uppercase(), self.operation.path);
        let docs = docs::lines(&(description(self.operation) + &sends));
        let deprecated = self.deprecated();
        quote! {
            #(#docs)*
            #deprecated
            pub fn #function(&self) -> operations::#name {
                operations::#name {
                    call: Call::new(self),
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
        let docs = docs::lines(&(description(self.operation) + &made_by));
        let fields = self.fields.iter().map(|field| {
            let (ident, owned) = (&field.ident, &field.owned);
            quote!(pub(super) #ident: Option<#owned>)
        });
        let setters = self.fields.iter().map(Field::setter);
        let walk = self.page.as_ref().map(|_| walk());
        let operation = self.operation_impl();
        let paginated = self.page.as_ref().map(|page| self.paginated_impl(page));
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

                fn request(&self, requests: &Requests) -> Result<reqwest::Request, progenitor_client::Error<()>> {
                    #(#required)*
                    requests.#function(#(#arguments),*)
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

    fn paginated_impl(&self, page: &Page) -> TokenStream {
        let name = &self.name;
        let Page { item, cursor, .. } = page;
        quote! {
            impl Paginated for #name {
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

    /// The type of the operation's pages and what it implements as one; operations may share it.
    pub(crate) fn page_impl(&self) -> Option<(String, TokenStream)> {
        let success = &self.success;
        let Page { item, items, next, .. } = self.page.as_ref()?;
        let (items_field, next_field) = (&items.field, &next.field);
        let (borrowed, owned) = if items.optional {
            (quote!(self.#items_field.as_deref().unwrap_or_default()), quote!(self.#items_field.unwrap_or_default()))
        } else {
            (quote!(&self.#items_field), quote!(self.#items_field))
        };
        let next = if next.optional { quote!(self.#next_field.as_ref()) } else { quote!(Some(&self.#next_field)) };
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
        Some((quote!(#success).to_string(), tokens))
    }
}

fn walk() -> TokenStream {
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

/// Summary and description.
fn description(operation: &Operation) -> String {
    let texts = operation.summary.iter().chain(&operation.description);
    texts.fold(String::new(), |docs, text| docs + &docs::rustdoc(text.trim()) + "\n\n")
}

impl<'m> Field<'m> {
    fn new(argument: &parts::Argument, parameter: &'m Parameter) -> Self {
        let inner = shape::generic(&argument.ty, "Option");
        let optional = inner.is_some();
        let mut owned = inner.unwrap_or_else(|| argument.ty.clone());
        let mut passed = Passed::Value;
        if let Type::Reference(reference) = owned {
            owned = *reference.elem;
            passed = Passed::Reference;
        }
        match shape::last_segment(&owned) {
            Some(name) if name == "str" => {
                owned = parse_quote!(String);
                passed = Passed::Text;
            }
            // The body of a binary upload, generic in progenitor's method.
            Some(name) if name == "B" => owned = parse_quote!(bytes::Bytes),
            _ => {}
        }
        shape::leave_types(&mut owned);
        Self { ident: format_ident!("{}", argument.name), parameter, owned, optional, passed }
    }

    fn setter(&self) -> TokenStream {
        let Self { ident, owned, parameter, .. } = self;
        let docs = parameter.description.as_ref().map_or_else(
            || match parameter.location {
                Location::Body => "The body.".to_owned(),
                _ => format!("The {} `{}`.", parameter.location_name(), parameter.name),
            },
            |text| docs::rustdoc(text),
        );
        let docs = docs::lines(&docs);
        let name = &parameter.name;
        let (generics, taken, bounds, value) = match shape::last_segment(owned).map(ToString::to_string).as_deref() {
            Some("i64") => (
                quote!(<V>),
                quote!(V),
                quote!(where V: TryInto<i64> + Clone + std::fmt::Display),
                quote!(self.call.integer(#name, value)),
            ),
            Some("bool") => (quote!(), quote!(bool), quote!(), quote!(Some(value))),
            Some("String" | "Cursor" | "f64" | "Bytes") => {
                (quote!(), quote!(impl Into<#owned>), quote!(), quote!(Some(value.into())))
            }
            Some("Vec") => {
                let item = shape::generic(owned, "Vec");
                (
                    quote!(),
                    quote!(impl IntoIterator<Item = impl Into<#item>>),
                    quote!(),
                    quote!(Some(value.into_iter().map(Into::into).collect())),
                )
            }
            _ => (
                quote!(<V>),
                quote!(V),
                quote!(where V: TryInto<#owned>, V::Error: std::fmt::Display),
                quote!(self.call.convert(#name, value)),
            ),
        };
        quote! {
            #(#docs)*
            pub fn #ident #generics (mut self, value: #taken) -> Self #bounds {
                self.#ident = #value;
                self
            }
        }
    }

    /// Binds a required argument, or says which is missing.
    fn required(&self) -> TokenStream {
        let ident = &self.ident;
        let message = format!(
            "expected the {} `{}` to be set but found none",
            self.parameter.location_name(),
            self.parameter.name
        );
        quote! {
            let Some(#ident) = &self.#ident else {
                return Err(progenitor_client::Error::InvalidRequest(#message.to_owned()));
            };
        }
    }

    fn argument(&self) -> TokenStream {
        let ident = &self.ident;
        match (&self.passed, self.optional) {
            (Passed::Value, true) => quote!(self.#ident.clone()),
            (Passed::Value, false) => quote!(#ident.clone()),
            (Passed::Reference, true) => quote!(self.#ident.as_ref()),
            (Passed::Text, true) => quote!(self.#ident.as_deref()),
            (Passed::Reference | Passed::Text, false) => quote!(#ident),
        }
    }
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

/// Where the response keeps its items: the one list in it, or the required one among several.
fn page(operation: &Operation, success: &Type, fields: &[Field<'_>], parts: &Parts) -> Option<Page> {
    let pagination = operation.pagination.as_ref()?;
    let cursor = fields.iter().find(|field| field.parameter.name == pagination.parameter)?.ident.clone();
    let strukt = parts.strukt(&shape::last_segment(success)?.to_string())?;
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
    Some(Page { item, items, next: next?, cursor })
}
