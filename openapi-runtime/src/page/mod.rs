//! How the pages of a list follow each other, whatever the style.

mod form;
mod link;
mod next;
mod text;

pub(crate) use self::next::{Place, resolve};
pub use self::{
    form::{PageForm, PageStyle, Turn},
    text::cursor,
};
