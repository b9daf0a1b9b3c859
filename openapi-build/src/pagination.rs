//! How the pages of a list follow each other, as a build script says it.

/// How the pages of a list follow each other.
///
/// A property is a name, or a JSON pointer (RFC 6901) into the answer. Of what an answer has, its items are the answer itself
/// if that is a list, else the only list among its members, unless [`items`](Self::items) says where they are.
///
/// ```no_run
/// use openapi_build::{Builder, Pagination};
///
/// Builder::new("openapi.yaml")
///     .pagination(Pagination::cursor("page[after]", "/meta/page/next").more("/meta/page/has_more"))
///     .pagination(Pagination::offset("offset", "limit").items("/data").operations(["listPets"]))
///     .build();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it does nothing until a builder is told of it"]
pub struct Pagination {
    pub(crate) style: Style,
    pub(crate) items: Option<String>,
    pub(crate) more: Option<String>,
    /// The ids and tags of the operations that it is for; for all that it fits if there are none.
    pub(crate) operations: Vec<String>,
    pub(crate) largest: Option<String>,
}

/// What says where the next page starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Cursor { parameter: String, property: String },
    Offset { parameter: String, limit: String },
    Page { parameter: String },
    LastId { parameter: String, member: String },
    NextUrl { property: String },
    Link,
}

impl Style {
    /// The parameter by which a page is asked for.
    pub(crate) fn parameter(&self) -> Option<&str> {
        match self {
            Self::Cursor { parameter, .. }
            | Self::Offset { parameter, .. }
            | Self::Page { parameter }
            | Self::LastId { parameter, .. } => Some(parameter),
            Self::NextUrl { .. } | Self::Link => None,
        }
    }

    /// The property that says where the next page starts.
    pub(crate) fn property(&self) -> Option<&str> {
        match self {
            Self::Cursor { property, .. } | Self::NextUrl { property } => Some(property),
            _ => None,
        }
    }
}

impl Pagination {
    const fn of(style: Style) -> Self {
        Self { style, items: None, more: None, operations: Vec::new(), largest: None }
    }

    /// The answer has a text in `property` that `parameter` takes. Both become the runtime's opaque `Cursor`.
    pub fn cursor(parameter: impl Into<String>, property: impl Into<String>) -> Self {
        Self::of(Style::Cursor { parameter: parameter.into(), property: property.into() })
    }

    /// `parameter` takes how many items come before a page, and `limit` how many it has. A walk starts where the parameter was
    /// set, else at its default, else at 0, and goes on by as many as came, up to an empty page.
    pub fn offset(parameter: impl Into<String>, limit: impl Into<String>) -> Self {
        Self::of(Style::Offset { parameter: parameter.into(), limit: limit.into() })
    }

    /// `parameter` takes the number of a page. A walk starts where the parameter was set, else at its default, else at 1, and
    /// goes up to an empty page.
    pub fn page(parameter: impl Into<String>) -> Self {
        Self::of(Style::Page { parameter: parameter.into() })
    }

    /// The answer has the URL of the next page in `property`. It is resolved against that of the request, and has to be of the
    /// same origin.
    pub fn next_url(property: impl Into<String>) -> Self {
        Self::of(Style::NextUrl { property: property.into() })
    }

    /// The answer has the URL of the next page in the header `Link`, by the relation `next` (RFC 8288). It is resolved against
    /// that of the request, and has to be of the same origin.
    ///
    /// It fits each operation that has items, unless [`operations`](Self::operations) names some: no document says which send
    /// the header.
    pub fn link() -> Self {
        Self::of(Style::Link)
    }

    /// `parameter` takes what the last item of a page has in `member`, up to an empty page.
    pub fn last_id(parameter: impl Into<String>, member: impl Into<String>) -> Self {
        Self::of(Style::LastId { parameter: parameter.into(), member: member.into() })
    }

    /// Where the items of a page are.
    pub fn items(mut self, property: impl Into<String>) -> Self {
        self.items = Some(property.into());
        self
    }

    /// What says whether more follow: a boolean, of which `false` ends a walk.
    pub fn more(mut self, property: impl Into<String>) -> Self {
        self.more = Some(property.into());
        self
    }

    /// The operations that it is for, by their ids or tags; all that it fits unless said. One that is named by its id and that
    /// it does not fit is an error.
    pub fn operations(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.operations = names.into_iter().map(Into::into).collect();
        self
    }

    /// Lets walks ask for the largest pages that the document allows, by the `maximum` of `parameter`, where the caller sets
    /// none.
    pub fn largest_pages(mut self, parameter: impl Into<String>) -> Self {
        self.largest = Some(parameter.into());
        self
    }

    /// What an operation has to have, in words.
    pub(crate) fn needs(&self) -> String {
        let mut needs = match &self.style {
            Style::Cursor { parameter, property } => {
                format!("the query parameter `{parameter}` and a success with the property `{property}`")
            }
            Style::Offset { parameter, limit } => format!("the query parameters `{parameter}` and `{limit}`"),
            Style::Page { parameter } => format!("the query parameter `{parameter}`"),
            Style::LastId { parameter, member } => {
                format!("the query parameter `{parameter}` and items with the member `{member}`")
            }
            Style::NextUrl { property } => format!("a success with the property `{property}`"),
            Style::Link => "a success with items".to_owned(),
        };
        for (what, place) in [("items", &self.items), ("a boolean", &self.more)] {
            if let Some(place) = place {
                needs.extend([" and ", what, " at `", place, "`"]);
            }
        }
        if !self.operations.is_empty() {
            needs.extend([" and the id or tag `", &self.operations.join("` or `"), "`"]);
        }
        needs
    }
}
