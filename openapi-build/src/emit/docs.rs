//! The last step over the finished file: every doc comment, whoever wrote it, made what rustdoc may read.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, File, Ident, ImplItem, Item, ItemImpl, ItemMod, Lit, LitStr, Meta,
    MetaNameValue,
    visit_mut::{self, VisitMut},
};

use super::{markdown, shape};
use crate::printable::piece;

/// The docs of one item are cut off behind this many bytes.
const MOST: usize = 64 * 1024;

/// The docs of all items together; a line, which is an attribute, costs more than its bytes. What comes behind them is cut
/// off much earlier.
const MOST_OF_ALL: usize = 8 * 1024 * 1024;
const COST_OF_LINE: usize = 32;
const MOST_OF_REST: usize = 1024;

/// A text as the doc comment of an item, or as a part of it that stands for itself.
pub(crate) fn text(text: &str) -> Vec<Attribute> {
    texts([text])
}

/// Several texts, of which each stands for itself: no mark of one, left open, takes in the next.
pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
        if !attributes.is_empty() {
            attributes.push(attribute(AttrStyle::Outer, ""));
        }
        attributes.push(attribute(AttrStyle::Outer, text));
    }
    attributes
}

/// A name of the document in running text, on one line.
pub(crate) fn line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attribute(style: AttrStyle, text: &str) -> Attribute {
    // Every type and field has one: made by hand, as parsing them would be most of the emission's time.
    let lit = Lit::Str(LitStr::new(text, Span::call_site()));
    Attribute {
        pound_token: <syn::Token![#]>::default(),
        style,
        bracket_token: syn::token::Bracket::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Ident::new("doc", Span::call_site()).into(),
            eq_token: <syn::Token![=]>::default(),
            value: Expr::Lit(ExprLit { attrs: Vec::new(), lit }),
        }),
    }
}

/// Mends the whole file. The beginnings of texts that were too long come back.
pub(crate) fn finish(file: &mut File) -> Vec<String> {
    let methods = file.items.iter().filter_map(|item| match item {
        Item::Impl(block) if is_client(block) => Some(&block.items),
        _ => None,
    });
    let methods = methods.flatten().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(format!("`Client::{}`", method.sig.ident)),
        _ => None,
    });
    let mut finish = Finish { methods: methods.collect(), sees_client: false, left: MOST_OF_ALL, cut: Vec::new() };
    finish.visit_file_mut(file);
    finish.cut
}

fn is_client(block: &ItemImpl) -> bool {
    block.trait_.is_none() && shape::last_segment(&block.self_ty).is_some_and(|name| name == "Client")
}

struct Finish {
    /// What docs may link to: ``[`Client::list_jobs`]``.
    methods: BTreeSet<String>,
    /// Whether `Client` is in scope.
    sees_client: bool,
    /// What docs may still cost.
    left: usize,
    cut: Vec<String>,
}

impl Finish {
    /// The attributes of a doc comment that says the same, a line each, as `///` writes it.
    fn mended(&mut self, style: AttrStyle, texts: &[String]) -> Vec<Attribute> {
        let length: usize = texts.iter().map(|text| text.len() + 1).sum();
        let most = MOST.min(self.left.max(MOST_OF_REST));
        let is_item = |reference: &str| self.sees_client && self.methods.contains(reference);
        let mut paragraphs = parts(texts);
        if length > most {
            self.cut.push(piece(paragraphs.first().map_or("", String::as_str)).to_string());
            let kept = shortened(&mut paragraphs, most);
            paragraphs.push(format!("(Cut off here: {} bytes of {length} are left out.)", length - kept));
        }
        let mut mended = markdown::rustdoc(&paragraphs, &is_item).trim().to_owned();
        if mended.is_empty() {
            // Whoever includes the code may ask for docs.
            mended.push_str("Not described.");
        }
        let lines = mended.lines().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            attribute(style, &line)
        });
        let lines: Vec<_> = lines.collect();
        self.left = self.left.saturating_sub(mended.len() + COST_OF_LINE * lines.len());
        lines
    }
}

/// What stands for itself: the code that emits puts an empty comment in between.
fn parts(texts: &[String]) -> Vec<String> {
    let parts = texts.split(String::is_empty).map(|lines| unindented(&lines.join("\n")));
    parts.filter(|part| !part.trim().is_empty()).collect()
}

/// Without the indentation that all lines share, as rustdoc reads it.
fn unindented(text: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or_default();
    if shared == 0 {
        return text.to_owned();
    }
    let lines = text.lines().map(|line| line.get(shared..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Cuts the parts off behind `most` bytes, and says how many bytes are left.
fn shortened(parts: &mut Vec<String>, most: usize) -> usize {
    let mut left = most;
    for part in parts.iter_mut() {
        let mut end = left.min(part.len());
        while !part.is_char_boundary(end) {
            end -= 1;
        }
        part.truncate(end);
        left -= end;
    }
    parts.retain(|part| !part.is_empty());
    most - left
}

impl VisitMut for Finish {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        // rustdoc joins all doc comments of an item, wherever they stand among its attributes.
        let mut texts = Vec::new();
        let mut place = None;
        attributes.retain(|attribute| match shape::doc_text(attribute) {
            Some(text) => {
                texts.push(text);
                place.get_or_insert(attribute.style);
                false
            }
            None => true,
        });
        if let Some(style) = place {
            attributes.splice(0..0, self.mended(style, &texts));
        }
    }

    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        let outer = std::mem::replace(&mut self.sees_client, module.ident == "operations");
        visit_mut::visit_item_mod_mut(self, module);
        self.sees_client = outer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_are_mended_wherever_they_stand() {
        let code = "#![doc = \">     0\"]
            #[doc = \"a\"] #[derive(B)] #[doc = \"```\"] #[doc = \"1\"] struct A { #[doc = \"\\t2\"] a: () }
            enum B { #[doc = \"~~~rust\\n3\"] C { #[doc = \"-      4\"] d: () } }
            mod c { #![doc = \"<b>5</b>\"] trait D { #[doc = \"![6](https://a)\"] fn e(); } }
            impl A { #[doc = \"     7\"] fn f() { #[doc = \"```\\n8\"] struct E; } #[doc = \"\\u{200b}\"] const G: () = (); }
            mod operations { #[doc = \"[`Client::h`] [`Client::i`]\"] struct J; }
            #[doc = \"[`Client::h`]\"] impl Client { fn h() {} }";
        let mut file = syn::parse_str(code).unwrap();
        assert_eq!(finish(&mut file), [""; 0]);
        let code = prettyplease::unparse(&file);
        let wanted = [
            "//! > ```text\n//! > 0\n//! > ```\n",
            "/// a\n///\n/// ```text\n/// 1\n/// ```\n#[derive(B)]\nstruct A",
            "    /// 2\n    a: (),",
            "    /// ```text\n    /// 3\n    /// ```\n    C {",
            "        /// - ```text\n        ///    4\n",
            "    //! \\<b>5\\</b>\n",
            "        /// [6](https://a)\n        fn e();",
            "    /// 7\n    fn f()",
            "        /// ```text\n        /// 8\n        /// ```\n        struct E;",
            "    /// Not described.\n    const G",
            "    /// [`Client::h`] \\[`Client::i`\\]\n    struct J;",
            "/// \\[`Client::h`\\]\nimpl Client",
        ];
        for want in wanted {
            assert!(code.contains(want), "no {want:?} in\n{code}");
        }
    }
}
