use serde_json::{Map, Value};

use super::{
    Context, Pass, contents,
    pages::{Candidate, PAGINATED},
    success_schema,
};
use crate::{
    pagination::{Pagination, Style},
    pointer::Pointer,
    suggest::Suggestion,
    walk,
};

/// Operations that look like pages and have no pagination, with the settings that would fit them. Names are those that public
/// documents use.
pub(crate) struct Suggest;

/// Marks operations whose successes have the header `Link`, which later passes drop.
pub(crate) struct Links;

const LINK: &str = "x-openapi-build-link";

impl Pass for Links {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        if !context.settings.suggests {
            return;
        }
        walk::operations(document, &mut |_, _, _, operation| {
            let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
            let mut headers = responses
                .filter(|(status, _)| contents::is_success(status))
                .filter_map(|(_, response)| response.get("headers")?.as_object());
            if headers.any(|headers| headers.keys().any(|name| name.eq_ignore_ascii_case("link"))) {
                operation.insert(LINK.to_owned(), true.into());
            }
        });
    }
}

const CURSORS: [&str; 23] = [
    "cursor",
    "page_token",
    "pageToken",
    "next_token",
    "nextToken",
    "next_cursor",
    "nextCursor",
    "after",
    "page[after]",
    "page[cursor]",
    "continuation_token",
    "continuationToken",
    "continuation",
    "start_cursor",
    "startCursor",
    "marker",
    "pagination_token",
    "paginationToken",
    "scroll_id",
    "scrollId",
    "token",
    "iterator",
    "next",
];
const NEXT_CURSORS: [&str; 23] = [
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "next_page",
    "nextPage",
    "end_cursor",
    "endCursor",
    "continuation_token",
    "continuationToken",
    "continuation",
    "next_marker",
    "nextMarker",
    "pagination_token",
    "paginationToken",
    "scroll_id",
    "scrollId",
    "cursor",
    "after",
    "iterator",
    "next",
];
const NEXT_URLS: [&str; 9] = [
    "next",
    "next_url",
    "nextUrl",
    "next_page_url",
    "nextPageUrl",
    "next_link",
    "nextLink",
    "@odata.nextLink",
    "next_page",
];
const LAST_IDS: [&str; 5] = ["starting_after", "after_id", "afterId", "since_id", "after"];
const OFFSETS: [&str; 8] =
    ["offset", "skip", "start", "start_index", "startIndex", "page[offset]", "$skip", "first_result"];
const LIMITS: [&str; 14] = [
    "limit",
    "per_page",
    "perPage",
    "page_size",
    "pageSize",
    "size",
    "count",
    "max_results",
    "maxResults",
    "take",
    "page[size]",
    "page[limit]",
    "$top",
    "rows",
];
const PAGES: [&str; 8] = ["page", "page_number", "pageNumber", "page[number]", "page_no", "pageNo", "pageIndex", "p"];
const FLAGS: [&str; 7] = ["has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage", "more"];
const LISTS: [&str; 8] = ["data", "items", "results", "records", "value", "entries", "list", "objects"];

impl Pass for Suggest {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        if !context.settings.suggests {
            return;
        }
        let schemas = document.pointer("/components/schemas").cloned().unwrap_or_default();
        let mut unpaged: Vec<(Pointer, Map<String, Value>)> = Vec::new();
        walk::operations(document, &mut |_, _, at, operation| {
            if !operation.contains_key(PAGINATED) {
                unpaged.push((at.clone(), operation.clone()));
            }
        });
        let candidates = unpaged.iter().map(|(at, operation)| Candidate { operation, schemas: &schemas, at });
        let candidates: Vec<_> = candidates.collect();
        let mut settings: Vec<Pagination> = Vec::new();
        for setting in candidates.iter().filter_map(guess) {
            if !settings.contains(&setting) {
                settings.push(setting);
            }
        }
        settings.sort_by_key(rank);
        let mut found: Vec<_> =
            settings.into_iter().map(|pagination| Suggestion { pagination, operations: Vec::new() }).collect();
        for candidate in &candidates {
            let id = candidate.operation.get("operationId").map(super::text).unwrap_or_default();
            // Any answer may have a link: who is to be walked by it is named.
            let fits = |it: &&mut Suggestion| {
                (it.pagination.style != Style::Link || candidate.operation.contains_key(LINK))
                    && candidate.fits(&it.pagination).is_ok()
            };
            if let Some(suggestion) = found.iter_mut().find(fits) {
                suggestion.operations.push(id);
            }
        }
        found.retain(|suggestion| !suggestion.operations.is_empty());
        for suggestion in found.iter_mut().filter(|it| it.pagination.style == Style::Link) {
            suggestion.pagination.operations.clone_from(&suggestion.operations);
        }
        context.suggested = found;
    }
}

/// What says more of itself comes first.
fn rank(setting: &Pagination) -> (u8, bool) {
    let style = match setting.style {
        Style::Cursor { .. } => 0,
        Style::LastId { .. } => 1,
        Style::NextUrl { .. } => 2,
        Style::Offset { .. } => 3,
        Style::Page { .. } => 4,
        Style::Link => 5,
    };
    (style, setting.more.is_none())
}

/// The setting that an operation looks made for.
fn guess(candidate: &Candidate<'_>) -> Option<Pagination> {
    let answer = Answer::read(candidate)?;
    let parameter = |names: &'static [&str]| {
        let is_there = |name: &&&str| {
            // `after` may be a time, too.
            let schema = candidate.parameter(name).map(|it| candidate.resolved(&it["schema"], &mut Pointer::root()));
            schema.is_some_and(|schema| !schema["format"].as_str().is_some_and(|it| it.starts_with("date")))
        };
        names.iter().find(is_there).copied()
    };
    let mut styles = Vec::new();
    let is_cursor = |schema: &Value| is_text(schema) && !is_url(schema);
    if let (Some(parameter), Some(property)) = (parameter(&CURSORS), answer.property(&NEXT_CURSORS, is_cursor)) {
        styles.push(Pagination::cursor(parameter, property));
    }
    if let (Some(parameter), true) = (parameter(&LAST_IDS), answer.has_ids) {
        styles.push(Pagination::last_id(parameter, "id"));
    }
    if let Some(property) = answer.property(&NEXT_URLS, is_url) {
        styles.push(Pagination::next_url(property));
    }
    if let (Some(offset), Some(limit)) = (parameter(&OFFSETS), parameter(&LIMITS)) {
        styles.push(Pagination::offset(offset, limit));
    }
    styles.extend(parameter(&PAGES).map(Pagination::page));
    if candidate.operation.contains_key(LINK) {
        styles.push(Pagination::link());
    }
    let more = answer.property(&FLAGS, |schema| schema["type"] == "boolean");
    // What is no `get` changes something each time, but for searches that take a cursor.
    let (is_get, is_post) = (candidate.at.as_str().ends_with("/get"), candidate.at.as_str().ends_with("/post"));
    styles.retain(|style| is_get || is_post && matches!(style.style, Style::Cursor { .. }));
    let mut styles = styles.into_iter().map(|style| match &more {
        Some(more) => style.more(more),
        None => style,
    });
    // Of several lists, the one that is called as such lists are.
    let with_items = |style: Pagination| {
        let items = answer.lists.iter().map(|list| style.clone().items(list.as_str()));
        let all: Vec<_> = [style.clone()].into_iter().chain(items).collect();
        all.into_iter().find(|setting| candidate.fits(setting).is_ok())
    };
    styles.find_map(with_items)
}

/// What stands in an answer, down to some depth.
#[derive(Default)]
struct Answer<'a> {
    /// Pointers and schemas of its members, those above first.
    members: Vec<(String, String, &'a Value)>,
    /// The lists that may be its items.
    lists: Vec<String>,
    /// Whether items have a member `id`.
    has_ids: bool,
}

/// So deep answers are looked into, and so many members of them.
const MOST_DEPTH: usize = 3;
const MOST_MEMBERS: usize = 500;

impl<'a> Answer<'a> {
    fn read(candidate: &Candidate<'a>) -> Option<Self> {
        let (_, schema) = success_schema(candidate.operation)?;
        let root = candidate.resolved(schema, &mut Pointer::root());
        let mut answer = Self::default();
        let mut level = vec![(Pointer::root(), root)];
        for _ in 0..MOST_DEPTH {
            let mut next = Vec::new();
            for (at, schema) in level {
                for (name, member) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    if answer.members.len() >= MOST_MEMBERS {
                        break;
                    }
                    let (at, member) = (at.join(name), candidate.resolved(member, &mut Pointer::root()));
                    answer.members.push((at.as_str().to_owned(), name.clone(), member));
                    next.push((at, member));
                }
            }
            level = next;
        }
        let is_list = |schema: &Value| schema["type"] == "array";
        let listed = LISTS.iter().flat_map(|name| answer.members.iter().filter(move |(_, known, _)| known == name));
        let mut lists: Vec<_> = listed.filter(|(_, _, schema)| is_list(schema)).map(|(at, ..)| at.clone()).collect();
        let mut all = answer.members.iter().filter(|(_, _, schema)| is_list(schema));
        if let (Some((only, ..)), None) = (all.next(), all.next()) {
            lists.push(only.clone());
        }
        let mut of_items = answer.members.iter().map(|(_, _, schema)| *schema).chain([root]).filter(|it| is_list(it));
        answer.has_ids = of_items.any(|list| {
            let item = candidate.resolved(&list["items"], &mut Pointer::root());
            item.pointer("/properties/id").is_some()
        });
        answer.lists = lists;
        Some(answer)
    }

    /// The first of the names that a member of this kind has: the name itself above, else a pointer.
    fn property(&self, names: &[&str], is_kind: impl Fn(&Value) -> bool) -> Option<String> {
        let found = names.iter().find_map(|name| {
            self.members.iter().find(|(_, known, schema)| known == name && is_kind(schema)).map(|(at, ..)| at)
        })?;
        let above = found.strip_prefix('/').filter(|rest| !rest.contains(['/', '~']));
        Some(above.unwrap_or(found).to_owned())
    }
}

fn is_text(schema: &Value) -> bool {
    matches!(schema["type"].as_str(), Some("string" | "integer"))
}

fn is_url(schema: &Value) -> bool {
    let format = schema["format"].as_str();
    let says_so = |key: &str| schema[key].as_str().is_some_and(|text| text.to_ascii_lowercase().contains("url"));
    schema["type"] == "string" && (matches!(format, Some("uri" | "url" | "uri-reference")) || says_so("description"))
}
