//! What an operation's pages are, as data.

use crate::Cursor;

/// How the pages of an operation follow each other.
#[derive(Debug)]
pub struct PageForm {
    /// What says where the next one starts.
    pub style: PageStyle,
    /// The number of the parameter that says where a page starts; pages that have URLs of their own have none.
    pub start: Option<usize>,
    /// The number of the parameter that says how large a page is, and the largest that the document allows, where a walk asks
    /// for that.
    pub largest: Option<(usize, i64)>,
}

impl PageForm {
    /// Pages whose start is said by a parameter.
    pub const fn of(style: PageStyle, start: usize) -> Self {
        Self { style, start: Some(start), largest: None }
    }

    /// Pages that have URLs of their own.
    pub const fn of_urls(style: PageStyle) -> Self {
        Self { style, start: None, largest: None }
    }

    /// A walk asks for pages of this size.
    #[must_use]
    pub const fn largest(self, parameter: usize, size: i64) -> Self {
        Self { largest: Some((parameter, size)), ..self }
    }
}

/// What says where the next page starts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PageStyle {
    /// A text in the answer.
    Cursor,
    /// How many items came before; the first page starts at this number.
    Offset(i64),
    /// The number of the page; the first page has this number.
    Page(i64),
    /// The last item of a page.
    LastId,
    /// A URL in the answer.
    NextUrl,
    /// A URL in the header `Link` (RFC 8288).
    Link,
}

impl PageStyle {
    /// Whether pages have URLs of their own.
    pub(crate) fn is_of_urls(self) -> bool {
        matches!(self, Self::NextUrl | Self::Link)
    }

    /// The number that the first page has, where pages are counted.
    pub(crate) fn first(self) -> Option<i64> {
        match self {
            Self::Offset(first) | Self::Page(first) => Some(first),
            _ => None,
        }
    }
}

/// What a page says of the one that follows.
#[derive(Debug, Default)]
pub struct Turn {
    /// How many items it has.
    pub items: usize,
    /// The cursor or URL in it, or what tells its last item from others.
    pub next: Option<Cursor>,
    /// Whether there are more, if it says so.
    pub more: Option<bool>,
}
