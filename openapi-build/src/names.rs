//! Rust identifiers for the document's names, made as progenitor makes them.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use heck::{ToPascalCase, ToSnakeCase};

use crate::printable::is_hidden;

/// `createJob` as the name of a function, parameter or field: `create_job`.
pub(crate) fn snake(name: &str) -> String {
    identifier(name, "x", ToSnakeCase::to_snake_case, "_")
}

/// `in-progress` as the name of a variant: `InProgress`.
pub(crate) fn variant(name: &str) -> String {
    identifier(name, "X", ToPascalCase::to_pascal_case, "X")
}

/// `create-job` as the name of a type: `CreateJob`. It is its own name as well, as typify makes it of what it is given:
/// `x-v` would be `XV`, and that `Xv`.
pub(crate) fn pascal(name: &str) -> String {
    let mut name = variant(name);
    // Each round makes capitals of a word small, and has no more to do soon.
    for _ in 0..8 {
        let again = variant(&name);
        if again == name {
            break;
        }
        name = again;
    }
    name
}

/// A name without letters that nobody sees, such as fillers of Hangul: an identifier may hold them.
pub(crate) fn visible(name: &str) -> Cow<'_, str> {
    let unseen = |letter: char| is_hidden(letter) && unicode_ident::is_xid_continue(letter);
    if name.contains(unseen) { Cow::Owned(name.replace(unseen, "-")) } else { Cow::Borrowed(name) }
}

/// `createJob` as the name of a client's method: progenitor's name, but keywords stand as raw identifiers, and what every
/// client has gives it a suffix.
pub(crate) fn method(id: &str) -> String {
    const TAKEN: [&str; 5] = ["base_url", "builder", "clone", "from_env", "new"];
    let name = raw(&snake(id));
    if TAKEN.contains(&name.as_str()) { format!("{name}_operation") } else { name }
}

/// `api-key` as the name of a setter of the client's builder.
pub(crate) fn credential(scheme: &str) -> String {
    const TAKEN: [&str; 16] = [
        "allow_plain_http",
        "base_url",
        "build",
        "builder",
        "clock",
        "clone",
        "configure_http",
        "default",
        "default_header",
        "http_client",
        "max_response_bytes",
        "request_id",
        "retry",
        "server",
        "timeout",
        "user_agent_suffix",
    ];
    let name = raw(&snake(scheme));
    if TAKEN.contains(&name.as_str()) { format!("{name}_auth") } else { name }
}

/// `EU Prod` as a name of its own that nothing else has: `eu_prod`.
pub(crate) fn plain(name: &str) -> String {
    raw(&snake(name))
}

/// A keyword as a raw identifier, where it can be one.
fn raw(name: &str) -> String {
    let Some(word) = name.strip_suffix('_').filter(|word| is_keyword(word)) else { return name.to_owned() };
    if ["self", "crate", "super", "Self"].contains(&word) { name.to_owned() } else { format!("r#{word}") }
}

/// What every request builder has, or may have one day: a later version of a document renames nothing.
const OF_REQUESTS: [&str; 19] = [
    "accept",
    "body",
    "clone",
    "content_type",
    "header",
    "items",
    "items_blocking",
    "max_items",
    "max_pages",
    "pages",
    "pages_blocking",
    "prefetch",
    "query_pair",
    "request_id",
    "retry",
    "send",
    "send_blocking",
    "stream",
    "timeout",
];

/// The setters of one request builder, each named once.
#[derive(Default)]
pub(crate) struct Setters {
    /// By name, the places that have taken it.
    taken: HashMap<String, HashSet<&'static str>>,
}

impl Setters {
    /// The setter of the parameter `name` in `place`, the `number`th of the operation.
    pub(crate) fn name(
        &mut self,
        name: &str,
        place: &'static str,
        number: usize,
        is_taken: impl Fn(&str) -> bool,
    ) -> String {
        let is_word = |c: char| c == '_' || c.is_alphanumeric();
        let mut name = if visible(name).contains(is_word) { raw(&snake(name)) } else { format!("value_{number}") };
        if OF_REQUESTS.contains(&name.as_str()) || is_taken(&name) {
            name = format!("{name}_param");
        }
        let plain = name.trim_start_matches("r#").to_owned();
        let places = self.taken.entry(name.clone()).or_default();
        let (is_new, is_of_place) = (places.is_empty(), places.contains(place));
        places.insert(place);
        if is_new {
            return name;
        }
        let base = if is_of_place { plain } else { format!("{plain}_{place}") };
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let free = (!is_of_place).then(|| base.clone()).into_iter().chain(numbered);
        let mut free = free.filter(|name| !self.taken.contains_key(name));
        let name = free.next().unwrap_or(base);
        self.taken.entry(name.clone()).or_default().insert(place);
        name
    }
}

/// progenitor puts `_` before a leading digit, typify `X` or `x`: the names of types are typify's.
fn identifier(name: &str, empty: &str, case: fn(&str) -> String, prefix: &str) -> String {
    let name = match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => case(&visible(name).replace('\'', "").replace(|c: char| !unicode_ident::is_xid_continue(c), "-")),
    };
    let name = match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name,
        Some(_) => format!("{prefix}{name}"),
    };
    if is_keyword(&name) { format!("{name}_") } else { name }
}

/// Strict, reserved and weak keywords of every edition that no identifier can be.
fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}

/// Names of one scope, each given once.
#[derive(Default)]
pub(crate) struct Taken {
    names: HashSet<String>,
    /// The last number that was put behind a name: who comes next need not try all before it.
    numbers: HashMap<String, u64>,
}

impl Taken {
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether the name was free; it is taken from now on.
    pub(crate) fn insert(&mut self, name: impl Into<String>) -> bool {
        self.names.insert(name.into())
    }

    /// The first of `name`, `name2`, `name3`, … that is free, and taken from now on.
    pub(crate) fn unique(&mut self, name: &str) -> String {
        if self.insert(name) {
            return name.to_owned();
        }
        let number = self.numbers.entry(name.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let unique = format!("{name}{number}");
            if self.names.insert(unique.clone()) {
                return unique;
            }
        }
    }
}

/// Names of functions in one scope: of two that would be called the same, the second has `_2` behind it.
#[derive(Default)]
pub(crate) struct Numbered(HashMap<String, u64>);

impl Numbered {
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn unique(&mut self, name: String) -> String {
        let mut name = name;
        while let Some(count) = self.0.get_mut(&name) {
            *count += 1;
            name = format!("{}_{count}", name.trim_start_matches("r#"));
        }
        self.0.insert(name.clone(), 1);
        name
    }
}

impl<T: Into<String>> FromIterator<T> for Numbered {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        Self(names.into_iter().map(|name| (name.into(), 1)).collect())
    }
}

impl<T: Into<String>> FromIterator<T> for Taken {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        Self { names: names.into_iter().map(Into::into).collect(), numbers: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Taken, pascal, snake};

    #[test]
    fn names_become_identifiers() {
        let cases = [
            ("listProductPhotoJobs", "list_product_photo_jobs", "ListProductPhotoJobs"),
            ("X-Request-Id", "x_request_id", "XRequestId"),
            ("type", "type_", "Type"),
            ("self", "self_", "Self_"),
            ("gen", "gen_", "Gen"),
            ("3d", "_3d", "X3d"),
            ("+1", "plus1", "Plus1"),
            ("", "x", "X"),
            ("a.b[c]", "a_b_c", "Abc"),
            ("größe", "größe", "Größe"),
        ];
        for (name, want_snake, want_pascal) in cases {
            assert_eq!((snake(name).as_str(), pascal(name).as_str()), (want_snake, want_pascal), "{name}");
            assert_eq!(pascal(&pascal(name)), pascal(name), "{name}");
        }
    }

    #[test]
    fn setters_are_named_once() {
        let mut setters = super::Setters::default();
        let cases = [
            ("id", "path", "id"),
            ("id", "query", "id_query"),
            ("user-id", "query", "user_id"),
            ("user_id", "query", "user_id_2"),
            ("id", "header", "id_header"),
            ("type", "query", "r#type"),
            ("self", "query", "self_"),
            ("request_id", "query", "request_id_param"),
            ("3d", "query", "_3d"),
            ("$", "query", "value_10"),
            ("cursor", "query", "cursor_param"),
        ];
        for (number, (name, place, want)) in cases.into_iter().enumerate() {
            assert_eq!(setters.name(name, place, number + 1, |name| name == "cursor"), want, "{name} in {place}");
        }
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut taken = Taken::from_iter(["Job", "Job2", "Jobs"]);
        assert_eq!(["Job", "Job", "Jobs", "Task"].map(|name| taken.unique(name)), ["Job3", "Job4", "Jobs2", "Task"]);
        assert!(taken.holds("Job4") && !taken.holds("Job5"));
    }
}
