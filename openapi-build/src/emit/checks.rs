//! Bounds as tables, for the runtime to check what is sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Number;
use syn::Ident;

use crate::{
    model::{Model, Operation, Parameter},
    names,
    pattern::Pattern,
    rules::Rule,
};

/// The tables that have been asked for.
pub(crate) struct Tables<'m> {
    model: &'m Model,
    used: Used,
    arguments: Vec<TokenStream>,
}

impl<'m> Tables<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self { model, used: Used::default(), arguments: Vec::new() }
    }

    /// What adds the table of an argument to it, if it has one.
    pub(crate) fn argument(&mut self, operation: &Operation, parameter: &Parameter) -> Option<TokenStream> {
        let rule = parameter.rule.as_ref()?;
        let name = argument_name(operation, parameter);
        let rule = self::rule(rule, None, self.model, &mut self.used);
        self.arguments.push(quote!(pub(super) static #name: Rule = #rule;));
        Some(quote!(.rule(&rules::#name)))
    }

    /// `mod rules`, in which all tables stand.
    pub(crate) fn module(self) -> TokenStream {
        let Self { model, mut used, arguments } = self;
        // A component's rule may need more components; each is written once, in the order of names.
        let mut written = BTreeMap::new();
        while let Some(name) = used.components.pop_first() {
            if written.contains_key(&name) {
                continue;
            }
            let ident = component_name(&name);
            let rule = model.rules.get(&name).map(|rule| self::rule(rule, Some(&name), model, &mut used));
            let rule = rule.unwrap_or_else(|| quote!(Rule::NONE));
            written.insert(name, quote!(static #ident: Rule = #rule;));
        }
        let components = written.values();
        let patterns = used.patterns.values().map(pattern_static);
        quote! {
            /// The document's bounds on what is sent, checked before it is sent.
            #[allow(clippy::all, clippy::pedantic, unused_imports)]
            mod rules {
                use super::__p::{Bound, Pattern, Rule};
                #(#patterns)*
                #(#components)*
                #(#arguments)*
            }
        }
    }
}

/// The table of an argument: an operation has one argument of a name.
fn argument_name(operation: &Operation, parameter: &Parameter) -> Ident {
    let [function, argument] = [&operation.function, &parameter.ident].map(|name| name.to_uppercase());
    format_ident!("OF_{function}__{argument}")
}

/// The table of a component, whose name may differ from another's in case alone.
fn component_name(name: &str) -> Ident {
    let letters: String = name
        .chars()
        .map(|c| match c {
            'a'..='z' | '0'..='9' => c.to_ascii_uppercase().to_string(),
            'A'..='Z' => format!("_{c}"),
            c => format!("__{:X}__", u32::from(c)),
        })
        .collect();
    format_ident!("COMPONENT{}{letters}", if letters.starts_with('_') { "" } else { "_" })
}

/// What the tables refer to, each of which is written once.
#[derive(Default)]
struct Used {
    components: BTreeSet<String>,
    /// By the document's text.
    patterns: BTreeMap<String, (Arc<Pattern>, Ident)>,
}

impl Used {
    fn pattern(&mut self, pattern: &Arc<Pattern>) -> Ident {
        let next = format_ident!("PATTERN_{}", self.patterns.len() + 1);
        self.patterns.entry(pattern.text.clone()).or_insert_with(|| (Arc::clone(pattern), next)).1.clone()
    }
}

fn pattern_static((pattern, name): &(Arc<Pattern>, Ident)) -> TokenStream {
    let Pattern { text, regex, longest } = &**pattern;
    let longest = Literal::usize_unsuffixed(*longest);
    quote!(static #name: Pattern = Pattern::new(#text, #regex, #longest);)
}

/// A rule, which may be that of a component.
fn rule(rule: &Rule, component: Option<&str>, model: &Model, used: &mut Used) -> TokenStream {
    let mut fields = Vec::new();
    let mut bound = |name: &str, value: &Option<Number>| {
        if let Some(value) = value {
            let (name, value) = (format_ident!("{name}"), self::bound(value));
            fields.push(quote!(#name: Some(#value)));
        }
    };
    bound("minimum", &rule.minimum);
    bound("exclusive_minimum", &rule.exclusive_minimum);
    bound("maximum", &rule.maximum);
    bound("exclusive_maximum", &rule.exclusive_maximum);
    bound("multiple_of", &rule.multiple_of);
    let mut count = |name: &str, value: Option<u64>| {
        if let Some(value) = value.and_then(|value| usize::try_from(value).ok()) {
            let (name, value) = (format_ident!("{name}"), Literal::usize_unsuffixed(value));
            fields.push(quote!(#name: Some(#value)));
        }
    };
    count("min_length", rule.min_length);
    count("max_length", rule.max_length);
    count("min_items", rule.min_items);
    count("max_items", rule.max_items);
    count("min_properties", rule.min_properties);
    count("max_properties", rule.max_properties);
    if let Some(pattern) = &rule.pattern {
        let pattern = used.pattern(pattern);
        fields.push(quote!(pattern: Some(&#pattern)));
    }
    if rule.unique_items {
        fields.push(quote!(unique_items: true));
    }
    for (name, child) in [("items", &rule.items), ("values", &rule.values), ("names", &rule.names)] {
        if let Some(child) = child {
            let (name, child) = (format_ident!("{name}"), self::rule(child, None, model, used));
            fields.push(quote!(#name: Some(&#child)));
        }
    }
    if !rule.properties.is_empty() {
        let properties = rule.properties.iter().map(|(name, property)| {
            let property = self::rule(property, None, model, used);
            quote!((#name, &#property))
        });
        let properties: Vec<_> = properties.collect();
        fields.push(quote!(properties: &[#(#properties),*]));
    }
    // Every union is a component: its type says which of its alternatives a value is.
    if let Some(component) = component.filter(|_| !rule.alternatives.is_empty()) {
        let ty = format_ident!("{}", names::pascal(component));
        let alternatives: Vec<_> =
            rule.alternatives.iter().map(|alternative| self::rule(alternative, None, model, used)).collect();
        fields.push(quote! {
            alternatives: Some((super::__p::alternatives_of::<super::types::#ty>, &[#(&#alternatives),*]))
        });
    }
    let components: Vec<_> = rule.components.iter().filter(|name| model.rules.contains_key(*name)).collect();
    if !components.is_empty() {
        used.components.extend(components.iter().map(|name| (*name).clone()));
        let components = components.iter().map(|name| component_name(name));
        fields.push(quote!(components: &[#(&#components),*]));
    }
    if fields.is_empty() {
        return quote!(Rule::NONE);
    }
    quote!(Rule { #(#fields,)* ..Rule::NONE })
}

fn bound(value: &Number) -> TokenStream {
    let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (integer, value.as_f64()) {
        (Some(value), _) => {
            let value = Literal::i128_unsuffixed(value);
            quote!(Bound::Integer(#value))
        }
        (None, value) => {
            let value = Literal::f64_unsuffixed(value.unwrap_or_default());
            quote!(Bound::Number(#value))
        }
    }
}
