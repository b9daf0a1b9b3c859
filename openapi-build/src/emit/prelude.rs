//! Names of Rust's prelude, written without their paths where no type of the document has them: that is what people read.

use std::collections::HashSet;

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::{
    Item, Macro, Path,
    visit_mut::{self, VisitMut},
};

const NAMES: [[&str; 3]; 4] =
    [["std", "boxed", "Box"], ["std", "option", "Option"], ["std", "string", "String"], ["std", "vec", "Vec"]];

/// Shortens the paths in `mod types`.
pub(crate) fn shorten(items: &mut [Item]) {
    for item in items {
        if let Item::Mod(module) = item
            && module.ident == "types"
            && let Some((_, items)) = &mut module.content
        {
            let taken: HashSet<String> = items.iter().filter_map(name).collect();
            let free = NAMES.into_iter().filter(|path| !taken.contains(path[2])).collect();
            let mut shorten = Shorten(free);
            for item in items {
                shorten.visit_item_mut(item);
            }
        }
    }
}

fn name(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        _ => return None,
    })
}

struct Shorten(Vec<[&'static str; 3]>);

impl Shorten {
    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut kept = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let Some((first, others)) = rest.split_first() {
            if let Some((name, behind)) = self.path(rest) {
                kept.push(name.clone());
                rest = behind;
                continue;
            }
            kept.push(match first {
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.tokens(group.stream()));
                    inner.set_span(group.span());
                    inner.into()
                }
                other => other.clone(),
            });
            rest = others;
        }
        kept.into_iter().collect()
    }

    /// The name that tokens begin with a path to, and what is behind it.
    fn path<'t>(&self, tokens: &'t [TokenTree]) -> Option<(&'t TokenTree, &'t [TokenTree])> {
        let (path, behind) = tokens.split_first_chunk::<9>()?;
        // Two colons before each name.
        let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
        let is_path = path.iter().enumerate().all(|(index, token)| index % 3 == 2 || is_colon(token));
        let name = &path[8];
        let names = [&path[2], &path[5], name].map(ToString::to_string);
        let is_known =
            is_path && self.0.iter().any(|known| known.iter().zip(&names).all(|(known, name)| known == name));
        is_known.then_some((name, behind))
    }
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let is_known = |known: &[&str; 3]| {
            path.segments.len() == 3 && path.segments.iter().zip(known).all(|(segment, name)| segment.ident == name)
        };
        if path.leading_colon.is_some() && self.0.iter().any(is_known) {
            path.leading_colon = None;
            path.segments = path.segments.pop().into_iter().collect();
        }
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        call.tokens = self.tokens(std::mem::take(&mut call.tokens));
    }
}
