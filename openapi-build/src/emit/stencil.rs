//! Code that is parsed once and filled in many times: to parse it again for each of hundreds of types would be most of
//! the emission's time.

use proc_macro2::{Ident, Span};
use syn::{
    Arm, Expr, ExprArray, ExprLit, ExprMatch, ExprPath, ExprReference, Lit, LitStr, Pat, Path, Type, TypePath,
    visit_mut::{self, VisitMut},
};

/// What stands in the place of the names that a stencil has.
#[derive(Default)]
pub(crate) struct Fill<'f> {
    pub(crate) idents: &'f [(&'f str, &'f Ident)],
    pub(crate) types: &'f [(&'f str, &'f Type)],
    pub(crate) exprs: &'f [(&'f str, &'f Expr)],
    /// Stand in front of the arms that the stencil's first `match` has.
    pub(crate) arms: Vec<Arm>,
}

impl Fill<'_> {
    /// A copy of the stencil, filled in by `visit`.
    pub(crate) fn copy<T: Clone>(mut self, stencil: &T, visit: impl FnOnce(&mut Self, &mut T)) -> T {
        let mut copy = stencil.clone();
        visit(&mut self, &mut copy);
        copy
    }
}

impl VisitMut for Fill<'_> {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some((_, new)) = self.idents.iter().find(|(name, _)| ident == name) {
            *ident = (*new).clone();
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        let name = if let Type::Path(TypePath { qself: None, path, .. }) = &*ty { path.get_ident() } else { None };
        let new = name.and_then(|name| self.types.iter().find(|(other, _)| name == other));
        match new {
            Some((_, new)) => *ty = (*new).clone(),
            None => visit_mut::visit_type_mut(self, ty),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let name = if let Expr::Path(ExprPath { qself: None, path, .. }) = &*expr { path.get_ident() } else { None };
        let new = name.and_then(|name| self.exprs.iter().find(|(other, _)| name == other));
        match new {
            Some((_, new)) => *expr = (*new).clone(),
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_expr_match_mut(&mut self, choice: &mut ExprMatch) {
        visit_mut::visit_expr_match_mut(self, choice);
        choice.arms.splice(0..0, std::mem::take(&mut self.arms));
    }
}

/// `Self::variant`.
pub(crate) fn of_self(variant: &Ident) -> ExprPath {
    let segments = [Ident::new("Self", Span::call_site()), variant.clone()].map(syn::PathSegment::from);
    let path = Path { leading_colon: None, segments: segments.into_iter().collect() };
    ExprPath { attrs: Vec::new(), qself: None, path }
}

/// A text in code.
pub(crate) fn text(value: &str) -> ExprLit {
    ExprLit { attrs: Vec::new(), lit: Lit::Str(LitStr::new(value, Span::call_site())) }
}

/// `&["a", "b"]`.
pub(crate) fn texts<'t>(values: impl IntoIterator<Item = &'t String>) -> Expr {
    list(values.into_iter().map(|value| Expr::Lit(text(value))))
}

/// `&[a, b]`.
pub(crate) fn list(items: impl Iterator<Item = Expr>) -> Expr {
    let array = ExprArray { attrs: Vec::new(), bracket_token: syn::token::Bracket::default(), elems: items.collect() };
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <syn::Token![&]>::default(),
        mutability: None,
        expr: Box::new(Expr::Array(array)),
    })
}

/// `pat => body,`
pub(crate) fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: <syn::Token![=>]>::default(),
        body: Box::new(body),
        comma: Some(<syn::Token![,]>::default()),
    }
}
