//! The operations: a marker type each, with what the document says about it as data, its setters, and the client's method.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{ImplItemFn, Type, parse_quote};

use super::{
    answers, bodies,
    checks::Tables,
    docs, page,
    parts::{self, Argument, Types},
    setter::Setter,
    shape,
    way::Wire,
};
use crate::{
    lower::contents::{self, Rank},
    model::{Content, Location, Operation, Stream},
    names,
    printable::code,
};

pub(crate) struct Emitted<'m> {
    pub(crate) operation: &'m Operation,
    pub(crate) name: Ident,
    pub(crate) setters: Vec<Setter<'m>>,
    success: Type,
    /// The expression that reads a success from `answer`.
    decode: TokenStream,
    page: Option<page::Page>,
}

impl<'m> Emitted<'m> {
    /// From progenitor's method, whose signature says what goes in and what comes back.
    pub(crate) fn new(
        operation: &'m Operation,
        method: &ImplItemFn,
        types: &Types<'_>,
        wire: &Wire,
    ) -> Result<Self, String> {
        let answers = answers::several(operation);
        let one = || {
            let success = one_success(method);
            success.ok_or_else(|| format!("progenitor's method `{}` returns no response", operation.function))
        };
        let (success, decode) = answers.map_or_else(one, Ok)?;
        let mut arguments = parts::arguments(method);
        let mut setters = Vec::new();
        for parameter in &operation.parameters {
            let is_it = |argument: &Argument| argument.name == parameter.ident;
            // The body comes last, and a parameter of the path may be called as it is.
            let is_body = parameter.location == Location::Body;
            let place = if is_body { arguments.iter().rposition(is_it) } else { arguments.iter().position(is_it) };
            let place = place.ok_or_else(|| {
                format!("progenitor's method `{}` takes no `{}`", operation.function, parameter.ident)
            })?;
            let ty = arguments.remove(place).ty;
            setters.push(Setter::new(if is_body { body_type(operation, ty) } else { ty }, parameter));
        }
        if let Some(Argument { name, .. }) = arguments.first() {
            return Err(format!("progenitor's method `{}` takes `{name}`, which is no parameter", operation.function));
        }
        let page = page::page(operation, &success, types, wire);
        Ok(Self { operation, name: format_ident!("{}", names::pascal(&operation.id)), setters, success, decode, page })
    }

    /// `Client::list_jobs`.
    pub(crate) fn constructor(&self) -> TokenStream {
        let (name, method) = (&self.name, format_ident!("{}", self.operation.method_name));
        let sends = sends(self.operation);
        let goes = self.operation.server.as_ref().map(|server| {
            format!("It goes to {}, its own server, unless the client was told where requests go.", code(server))
        });
        let docs = docs::texts(description(self.operation).chain([sends.as_str()]).chain(goes.as_deref()));
        let deprecated = self.operation.deprecated.then(|| quote!(#[deprecated = "the document says so"]));
        quote! {
            #(#docs)*
            #deprecated
            pub fn #method(&self) -> builder::#name {
                request::Request::new(&self.0)
            }
        }
    }

    /// The request builder's type, for `mod builder`.
    pub(crate) fn alias(&self) -> TokenStream {
        let name = &self.name;
        let method = self.operation.method_name.trim_start_matches("r#");
        let doc = format!("The builder of requests that [`Client::{method}`](super::Client::{method}) makes.");
        quote! {
            #[doc = #doc]
            pub type #name = super::request::Request<super::operations::#name>;
        }
    }

    /// The setters of the request builder.
    pub(crate) fn setters(&self) -> Option<TokenStream> {
        let start = self.page.as_ref().map(|_| page::start());
        let methods = self.setters.iter().enumerate().filter(|(number, setter)| {
            // Where a walk starts is set by what takes a saved cursor, too.
            !(setter.ident == "cursor" && self.page.as_ref().is_some_and(|page| page.number == Some(*number)))
        });
        let methods: Vec<_> = methods.map(|(number, setter)| setter.method(number, self.operation)).collect();
        if methods.is_empty() && start.is_none() {
            return None;
        }
        let name = &self.name;
        Some(quote!(impl builder::#name { #(#methods)* #start }))
    }

    /// The marker, for `mod operations`.
    pub(crate) fn marker(&self, types: &Types<'_>, tables: &mut Tables<'_>) -> TokenStream {
        let (name, decode) = (&self.name, &self.decode);
        let mut success = self.success.clone();
        shape::within_module(&mut success);
        let Operation { id, path, authenticated, .. } = self.operation;
        let method = self.operation.method.to_uppercase();
        let doc = sends(self.operation);
        let statuses = ranges(&self.operation.success);
        let form = self.form(types, tables);
        let stream = self.stream(types);
        let paginated = self.page.as_ref().map(|page| page.paginated_impl(name));
        let turn = self.page.as_ref().map(|page| page.turn(&success));
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub enum #name {}

            impl __r::Operation for #name {
                type Output = #success;
                type Stream = #stream;

                const INFO: __r::OperationInfo = __r::OperationInfo::new(#id, #method, #path, #statuses, #authenticated);

                fn form() -> &'static __p::RequestForm {
                    static FORM: __p::RequestForm = #form;
                    &FORM
                }

                fn decode(answer: &__p::Answer<'_>) -> ::std::result::Result<Self::Output, __r::DecodeError> {
                    #decode
                }

                #turn
            }

            #paginated
        }
    }

    fn form(&self, types: &Types<'_>, tables: &mut Tables<'_>) -> TokenStream {
        let mut fields = Vec::new();
        let parameters = self.setters.iter().filter(|setter| setter.parameter.location != Location::Body);
        let parameters: Vec<_> = parameters.map(|setter| setter.data(self.operation, tables)).collect();
        if !parameters.is_empty() {
            fields.push(quote!(parameters: &[#(#parameters),*]));
        }
        let bodies = self.bodies(tables);
        if !bodies.is_empty() {
            fields.push(quote!(body: &[#(#bodies),*]));
        }
        if let Some(server) = &self.operation.server {
            fields.push(quote!(server: ::std::option::Option::Some(#server)));
        }
        if let Some(page) = &self.page {
            let page = page.form();
            fields.push(quote!(page: ::std::option::Option::Some(#page)));
        }
        if !self.operation.accept.is_empty() {
            let accept = &self.operation.accept;
            fields.push(quote!(accept: #accept));
        }
        if let Some(Stream { framing, accept, .. }) = &self.operation.stream {
            let framing = format_ident!("{framing}");
            let stream = quote!(__p::StreamForm { framing: __p::Framing::#framing, accept: #accept });
            fields.push(quote!(stream: ::std::option::Option::Some(#stream)));
        }
        if !self.operation.security.is_empty() {
            let ways = self.operation.security.iter().map(|way| {
                let numbers = way.iter().map(|number| Literal::usize_unsuffixed(*number));
                quote!(&[#(#numbers),*])
            });
            fields.push(quote!(security: &[#(#ways),*]));
        }
        let errors = self.errors(types);
        if !errors.is_empty() {
            fields.push(quote!(errors: &[#(#errors),*]));
        }
        quote!(__p::RequestForm { #(#fields,)* ..__p::RequestForm::EMPTY })
    }

    fn bodies(&self, tables: &mut Tables<'_>) -> Vec<TokenStream> {
        let Some(body) = &self.operation.body else { return Vec::new() };
        let required = body.required.then(|| quote!(.required()));
        let whole = self.setters.iter().find(|setter| setter.parameter.location == Location::Body);
        let choices = body.choices.iter().map(|choice| {
            let argument = choice.argument.as_ref().or(whole.map(|setter| setter.parameter));
            let rule = argument.and_then(|argument| tables.argument(self.operation, argument));
            let media = choice.media.iter().map(bodies::media);
            quote!(__p::Body::new(&[#(#media),*]) #required #rule)
        });
        choices.collect()
    }

    /// What says how a piece of the answer is decoded.
    fn stream(&self, types: &Types<'_>) -> TokenStream {
        let Some(stream) = &self.operation.stream else { return quote!(__p::Raw) };
        match stream.component.as_deref().map(names::pascal) {
            Some(name) if types.has(&name) => {
                let name = format_ident!("{name}");
                quote!(__p::Json<types::#name>)
            }
            None if stream.framing == "Events" => quote!(__p::Text),
            _ => quote!(__p::Json<__p::serde_json::Value>),
        }
    }

    fn errors(&self, types: &Types<'_>) -> Vec<TokenStream> {
        let errors = answers::in_order(self.operation.class(true)).into_iter().filter_map(|answer| {
            let (first, last) = answers::statuses(&answer.status)?;
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
            // Where a status has one media type, that is what it is, whatever a server calls it.
            let media = answer.word.as_ref().map(|_| {
                let media = &answer.media;
                quote!(.media(&[#(#media),*]))
            });
            Some(match &answer.content {
                Content::Json(component) => {
                    let name = names::pascal(component);
                    let ty = types.has(&name).then(|| format_ident!("{name}"))?;
                    quote!(__p::ErrorForm::new::<types::#ty>(#first, #last) #media)
                }
                Content::Bytes if answer.media.iter().any(|media| contents::is_text(media)) => {
                    let media = &answer.media;
                    quote!(__p::ErrorForm::new::<::std::string::String>(#first, #last).media(&[#(#media),*]))
                }
                _ => quote!(__p::ErrorForm::none(#first, #last)),
            })
        });
        errors.collect()
    }

    /// Whether it would have pages, if its types were others.
    pub(crate) fn is_unpaged(&self) -> bool {
        self.operation.pages.is_some() && self.page.is_none()
    }

    /// The type of the operation's pages and what it implements as one.
    pub(crate) fn page_impl(&self) -> Option<(String, TokenStream)> {
        self.page.as_ref().and_then(|page| page.page_impl(&self.success))
    }
}

/// Progenitor's type, but for a body of parts, which is the component's.
fn body_type(operation: &Operation, argument: Type) -> Type {
    let Some(body) = &operation.body else { return argument };
    if body.choices.len() > 1 {
        let name = format_ident!("{}", operation.body_name);
        return parse_quote!(types::#name);
    }
    let component = body.component.as_ref().filter(|_| body.rank == Rank::Multipart);
    let mut ty = component.map_or(argument, |name| {
        let name = format_ident!("{}", names::pascal(name));
        parse_quote!(types::#name)
    });
    if !body.required && shape::generic(&ty, "Option").is_none() {
        ty = parse_quote!(Option<#ty>);
    }
    ty
}

/// Summary and description.
fn description(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.summary.iter().chain(&operation.description).map(String::as_str)
}

fn sends(operation: &Operation) -> String {
    format!("Sends a `{}` request to {}.", operation.method.to_uppercase(), code(&operation.path))
}

/// Ranges of statuses as the runtime takes them.
fn ranges(success: &[(u16, u16)]) -> TokenStream {
    let ranges = success.iter().map(|(first, last)| {
        let (first, last) = (Literal::u16_unsuffixed(*first), Literal::u16_unsuffixed(*last));
        quote!((#first, #last))
    });
    quote!(&[#(#ranges),*])
}

/// The one type of all successes, and how it is read.
fn one_success(method: &ImplItemFn) -> Option<(Type, TokenStream)> {
    let success = parts::success(method)?;
    Some(match shape::last_segment(&success) {
        Some(name) if name == "ByteStream" => (parse_quote!(::openapi_runtime::Bytes), quote!(answer.bytes())),
        None if matches!(&success, Type::Tuple(_)) => (success, quote!(answer.empty())),
        _ => (success, quote!(answer.json())),
    })
}
