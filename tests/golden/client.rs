/// Types used as operation parameters and responses.
#[allow(clippy::all, clippy::pedantic, missing_docs)]
pub mod types {
    /// `ErrorResponse`
    #[derive(
        ::openapi_runtime::__private::serde::Deserialize,
        ::openapi_runtime::__private::serde::Serialize,
        Clone,
        Debug,
        PartialEq
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(::openapi_runtime::__private::schemars::JsonSchema)
    )]
    #[serde(crate = "::openapi_runtime::__private::serde")]
    #[cfg_attr(
        feature = "schemars",
        schemars(crate = "::openapi_runtime::__private::schemars")
    )]
    pub struct ErrorResponse {
        pub error: ErrorResponseError,
    }
    /// `ErrorResponseError`
    #[derive(
        ::openapi_runtime::__private::serde::Deserialize,
        ::openapi_runtime::__private::serde::Serialize,
        Clone,
        Debug,
        PartialEq
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(::openapi_runtime::__private::schemars::JsonSchema)
    )]
    #[serde(crate = "::openapi_runtime::__private::serde")]
    #[cfg_attr(
        feature = "schemars",
        schemars(crate = "::openapi_runtime::__private::schemars")
    )]
    pub struct ErrorResponseError {
        pub code: ::std::string::String,
        pub message: ::std::string::String,
        pub request_id: ::std::string::String,
    }
    /// `ProductPhotoJobListResponse`
    #[derive(
        ::openapi_runtime::__private::serde::Deserialize,
        ::openapi_runtime::__private::serde::Serialize,
        Clone,
        Debug,
        PartialEq
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(::openapi_runtime::__private::schemars::JsonSchema)
    )]
    #[serde(crate = "::openapi_runtime::__private::serde")]
    #[cfg_attr(
        feature = "schemars",
        schemars(crate = "::openapi_runtime::__private::schemars")
    )]
    pub struct ProductPhotoJobListResponse {
        pub jobs: ::std::vec::Vec<ProductPhotoJobSummary>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub next_cursor: ::std::option::Option<super::Cursor>,
        pub request_id: ::std::string::String,
    }
    /// `ProductPhotoJobSummary`
    #[derive(
        ::openapi_runtime::__private::serde::Deserialize,
        ::openapi_runtime::__private::serde::Serialize,
        Clone,
        Debug,
        PartialEq
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(::openapi_runtime::__private::schemars::JsonSchema)
    )]
    #[serde(crate = "::openapi_runtime::__private::serde")]
    #[cfg_attr(
        feature = "schemars",
        schemars(crate = "::openapi_runtime::__private::schemars")
    )]
    pub struct ProductPhotoJobSummary {
        pub credits_reserved: i64,
        pub id: ::openapi_runtime::__private::uuid::Uuid,
        pub sandbox: bool,
        pub status: ProductPhotoJobStatus,
        pub total_items: i64,
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
    /// Reads a text without a copy of it.
    mod text {
        pub(super) struct Visitor<F>(pub(super) F);
        impl<
            T,
            F: FnOnce(&str) -> T,
        > ::openapi_runtime::__private::serde::de::Visitor<'_> for Visitor<F> {
            type Value = T;
            fn expecting(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: ::openapi_runtime::__private::serde::de::Error>(
                self,
                value: &str,
            ) -> ::std::result::Result<T, E> {
                Ok((self.0)(value))
            }
        }
    }
    /// `ProductPhotoJobStatus`
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[non_exhaustive]
    pub enum ProductPhotoJobStatus {
        /// `queued`
        Queued,
        /// `processing`
        Processing,
        /// `completed`
        Completed,
        /// `partially_completed`
        PartiallyCompleted,
        /// `failed`
        Failed,
        /// `cancelled`
        Cancelled,
        /// A value that the document does not list, kept verbatim.
        Unknown(::std::string::String),
    }
    impl ProductPhotoJobStatus {
        /// The value as it stands on the wire.
        pub fn as_str(&self) -> &str {
            match self {
                Self::Queued => "queued",
                Self::Processing => "processing",
                Self::Completed => "completed",
                Self::PartiallyCompleted => "partially_completed",
                Self::Failed => "failed",
                Self::Cancelled => "cancelled",
                Self::Unknown(value) => value,
            }
        }
    }
    impl ::std::fmt::Display for ProductPhotoJobStatus {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::std::convert::From<&str> for ProductPhotoJobStatus {
        fn from(value: &str) -> Self {
            match value {
                "queued" => Self::Queued,
                "processing" => Self::Processing,
                "completed" => Self::Completed,
                "partially_completed" => Self::PartiallyCompleted,
                "failed" => Self::Failed,
                "cancelled" => Self::Cancelled,
                other => Self::Unknown(other.to_owned()),
            }
        }
    }
    impl ::std::convert::From<::std::string::String> for ProductPhotoJobStatus {
        fn from(value: ::std::string::String) -> Self {
            Self::from(value.as_str())
        }
    }
    impl ::std::str::FromStr for ProductPhotoJobStatus {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self::from(value))
        }
    }
    impl ::openapi_runtime::__private::serde::Serialize for ProductPhotoJobStatus {
        fn serialize<S: ::openapi_runtime::__private::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> ::openapi_runtime::__private::serde::Deserialize<'de>
    for ProductPhotoJobStatus {
        fn deserialize<D: ::openapi_runtime::__private::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            deserializer
                .deserialize_str(self::text::Visitor(|value: &str| Self::from(value)))
        }
    }
    #[cfg(feature = "schemars")]
    impl ::openapi_runtime::__private::schemars::JsonSchema for ProductPhotoJobStatus {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            "ProductPhotoJobStatus".into()
        }
        fn json_schema(
            _: &mut ::openapi_runtime::__private::schemars::SchemaGenerator,
        ) -> ::openapi_runtime::__private::schemars::Schema {
            ::openapi_runtime::__private::schemars::json_schema!(
                { "type" : "string", "examples" : ["queued", "processing", "completed",
                "partially_completed", "failed", "cancelled"] }
            )
        }
    }
}
/// The document's bounds on what is sent, checked before it is sent.
#[allow(clippy::all, clippy::pedantic, dead_code)]
mod check {
    use ::openapi_runtime::__private::serde_json::{Number, Value};
    /// Checks one argument of a request.
    pub(super) fn check<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        name: &str,
        value: &T,
        rule: &'static Rule,
    ) -> Result<(), String> {
        match ::openapi_runtime::__private::serde_json::to_value(value) {
            Ok(value) => check_value(&Place::Argument(name), &value, &[rule]),
            Err(error) => {
                Err(format!("expected `{name}` to have a JSON form but found: {error}"))
            }
        }
    }
    /// The rules with those of their components, each once: two ways may lead to one.
    fn with_components<'r>(
        rules: &'r [&'static Rule],
    ) -> ::std::borrow::Cow<'r, [&'static Rule]> {
        if rules.iter().all(|rule| rule.components.is_empty()) {
            return rules.into();
        }
        let mut seen = HashSet::new();
        let mut all: Vec<&'static Rule> = Vec::new();
        let mut open: Vec<&'static Rule> = rules.iter().rev().copied().collect();
        while let Some(rule) = open.pop() {
            if seen.insert(::std::ptr::from_ref(rule)) {
                all.push(rule);
                open.extend(rule.components.iter().rev());
            }
        }
        all.into()
    }
    fn check_value(
        place: &Place,
        value: &Value,
        rules: &[&'static Rule],
    ) -> Result<(), String> {
        let rules = with_components(rules);
        for rule in rules.iter() {
            match value {
                Value::Number(number) => check_number(place, number, rule)?,
                Value::String(text) => check_text(place, text, rule)?,
                Value::Array(items) => check_items(place, items, rule)?,
                Value::Object(_) | Value::Null | Value::Bool(_) => {}
            }
        }
        match value {
            Value::Array(items) => {
                let rules: Vec<_> = rules.iter().filter_map(|rule| rule.items).collect();
                let mut items = items.iter().enumerate().filter(|_| !rules.is_empty());
                items
                    .try_for_each(|(index, item)| check_value(
                        &Place::Item(place, index),
                        item,
                        &rules,
                    ))
            }
            Value::Object(members) => {
                members
                    .iter()
                    .try_for_each(|(name, member)| {
                        let rules: Vec<_> = rules
                            .iter()
                            .filter_map(|rule| rule.of_member(name))
                            .collect();
                        if rules.is_empty() {
                            Ok(())
                        } else {
                            check_value(&Place::Member(place, name), member, &rules)
                        }
                    })
            }
            _ => Ok(()),
        }
    }
    fn check_number(place: &Place, value: &Number, rule: &Rule) -> Result<(), String> {
        use ::std::cmp::Ordering::{Equal, Greater, Less};
        let bounds = [
            (rule.minimum, [Some(Less), None], "at least"),
            (rule.exclusive_minimum, [Some(Less), Some(Equal)], "greater than"),
            (rule.maximum, [Some(Greater), None], "at most"),
            (rule.exclusive_maximum, [Some(Greater), Some(Equal)], "less than"),
        ];
        for (bound, wrong, words) in bounds {
            if let Some(bound) = bound {
                let order = bound.compare(value);
                if order.is_some() && wrong.contains(&order) {
                    return Err(
                        format!(
                            "expected `{place}` to be {words} {bound} but found {value}"
                        ),
                    );
                }
            }
        }
        match rule.multiple_of {
            Some(step) if !step.divides(value) => {
                Err(
                    format!(
                        "expected `{place}` to be a multiple of {step} but found {value}"
                    ),
                )
            }
            _ => Ok(()),
        }
    }
    fn check_text(place: &Place, text: &str, rule: &Rule) -> Result<(), String> {
        if rule.min_length.is_some() || rule.max_length.is_some() {
            let length = text.chars().count();
            let found = |bound: &str, count: usize| {
                let found = shown(text);
                Err(
                    format!(
                        "expected `{place}` to have {bound} {count} characters but found {length}: {found}"
                    ),
                )
            };
            if let Some(least) = rule.min_length.filter(|least| length < *least) {
                return found("at least", least);
            }
            if let Some(most) = rule.max_length.filter(|most| length > *most) {
                return found("at most", most);
            }
        }
        rule.pattern.map_or(Ok(()), |pattern| pattern.check(place, text))
    }
    fn check_items(place: &Place, items: &[Value], rule: &Rule) -> Result<(), String> {
        let length = items.len();
        if let Some(least) = rule.min_items.filter(|least| length < *least) {
            return Err(
                format!(
                    "expected `{place}` to have at least {least} items but found {length}"
                ),
            );
        }
        if let Some(most) = rule.max_items.filter(|most| length > *most) {
            return Err(
                format!(
                    "expected `{place}` to have at most {most} items but found {length}"
                ),
            );
        }
        if let Some(item) = rule.unique_items.then(|| repeated(items)).flatten() {
            let found = start(&item.to_string(), false);
            return Err(
                format!(
                    "expected the items of `{place}` to be unique but found {found} a second time"
                ),
            );
        }
        Ok(())
    }
    /// What a request must keep to at one place.
    pub(super) struct Rule {
        pub(super) minimum: Option<Bound>,
        pub(super) exclusive_minimum: Option<Bound>,
        pub(super) maximum: Option<Bound>,
        pub(super) exclusive_maximum: Option<Bound>,
        pub(super) multiple_of: Option<Bound>,
        pub(super) min_length: Option<usize>,
        pub(super) max_length: Option<usize>,
        pub(super) pattern: Option<&'static Pattern>,
        pub(super) min_items: Option<usize>,
        pub(super) max_items: Option<usize>,
        pub(super) unique_items: bool,
        pub(super) items: Option<&'static Rule>,
        /// In the order of their names.
        pub(super) properties: &'static [(&'static str, &'static Rule)],
        pub(super) values: Option<&'static Rule>,
        pub(super) components: &'static [&'static Rule],
    }
    impl Rule {
        /// Asks for nothing.
        pub(super) const NONE: Self = Self {
            minimum: None,
            exclusive_minimum: None,
            maximum: None,
            exclusive_maximum: None,
            multiple_of: None,
            min_length: None,
            max_length: None,
            pattern: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            items: None,
            properties: &[],
            values: None,
            components: &[],
        };
    }
    /// A bound as the document writes it.
    #[derive(Clone, Copy)]
    pub(super) enum Bound {
        Integer(i128),
        Number(f64),
    }
    impl ::std::fmt::Display for Bound {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match self {
                Self::Integer(bound) => bound.fmt(f),
                Self::Number(bound) => bound.fmt(f),
            }
        }
    }
    impl Bound {
        fn as_f64(self) -> f64 {
            match self {
                Self::Integer(bound) => bound as f64,
                Self::Number(bound) => bound,
            }
        }
        /// Integers are compared as integers: a double cannot tell those above 2^53 apart.
        fn compare(
            self,
            value: &::openapi_runtime::__private::serde_json::Number,
        ) -> Option<::std::cmp::Ordering> {
            let integer = value
                .as_i64()
                .map(i128::from)
                .or_else(|| value.as_u64().map(i128::from));
            match (self, integer) {
                (Self::Integer(bound), Some(value)) => Some(value.cmp(&bound)),
                _ => value.as_f64()?.partial_cmp(&self.as_f64()),
            }
        }
        fn divides(
            self,
            value: &::openapi_runtime::__private::serde_json::Number,
        ) -> bool {
            let integer = value
                .as_i64()
                .map(i128::from)
                .or_else(|| value.as_u64().map(i128::from));
            match (self, integer, value.as_f64()) {
                (Self::Integer(step), Some(value), _) => step == 0 || value % step == 0,
                (_, _, Some(value)) => {
                    let steps = value / self.as_f64();
                    (steps - steps.round()).abs() < 1e-9 * steps.abs().max(1.0)
                }
                _ => true,
            }
        }
    }
    impl Rule {
        /// What is asked of the member `name`.
        fn of_member(&self, name: &str) -> Option<&'static Rule> {
            match self.properties.binary_search_by(|(property, _)| (*property).cmp(name))
            {
                Ok(index) => Some(self.properties[index].1),
                Err(_) => self.values,
            }
        }
    }
    /// Where in an argument a value stands.
    #[derive(Clone, Copy)]
    enum Place<'p> {
        Argument(&'p str),
        Member(&'p Place<'p>, &'p str),
        Item(&'p Place<'p>, usize),
    }
    impl ::std::fmt::Display for Place<'_> {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let (mut parts, mut next) = (Vec::new(), *self);
            let argument = loop {
                parts.push(next);
                next = match next {
                    Place::Argument(name) => break name,
                    Place::Member(parent, _) | Place::Item(parent, _) => *parent,
                };
            };
            let mut path = argument.to_owned();
            for part in parts.iter().rev() {
                match part {
                    Place::Argument(_) => {}
                    Place::Member(_, name) => path.extend([".", name]),
                    Place::Item(_, index) => path.push_str(&format!("[{index}]")),
                }
                if path.len() > SHOWN {
                    break;
                }
            }
            f.write_str(&start(&path, false))
        }
    }
    /// In bytes: place, bound and value together are a message of a kilobyte.
    const SHOWN: usize = 250;
    /// The beginning of a text, so that no value makes a message long or breaks its line.
    fn start(text: &str, is_quoted: bool) -> String {
        let mut start = String::new();
        for c in text.chars() {
            if start.len() > SHOWN {
                start.push('…');
                break;
            }
            match c {
                '\'' => start.push(c),
                '"' | '\\' if !is_quoted => start.push(c),
                c => start.extend(format!("a{c}").escape_debug().skip(1)),
            }
        }
        start
    }
    fn shown(text: &str) -> String {
        format!("\"{}\"", start(text, true))
    }
    use ::std::collections::HashSet;
    /// An item that is there a second time.
    fn repeated(items: &[Value]) -> Option<&Value> {
        let mut seen = HashSet::new();
        items
            .iter()
            .find(|item| {
                let mut text = String::new();
                canonical(item, &mut text);
                !seen.insert(text)
            })
    }
    /// Writes a value so that equal ones read the same (JSON Schema, section 4.2.2): `1` and `1.0` are equal, and so are
    /// objects whose members stand in another order.
    fn canonical(value: &Value, out: &mut String) {
        match value {
            Value::Number(number) => {
                let whole = number
                    .as_f64()
                    .filter(|number| number.fract() == 0.0 && number.abs() < 1e30);
                let integer = number
                    .as_i64()
                    .map(i128::from)
                    .or_else(|| number.as_u64().map(i128::from));
                out.push_str(
                    &match integer.or_else(|| whole.map(|whole| whole as i128)) {
                        Some(integer) => integer.to_string(),
                        None => number.to_string(),
                    },
                );
            }
            Value::String(text) => out.push_str(&format!("{}\"{text}", text.len())),
            Value::Array(items) => {
                out.push('[');
                for item in items {
                    canonical(item, out);
                    out.push(',');
                }
                out.push(']');
            }
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| name.as_str());
                out.push('{');
                for (name, member) in members {
                    out.push_str(&format!("{}\"{name}:", name.len()));
                    canonical(member, out);
                    out.push(',');
                }
                out.push('}');
            }
            Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
        }
    }
    /// An expression that a text has to match.
    pub(super) enum Pattern {}
    impl Pattern {
        fn check(&self, _place: &Place, _text: &str) -> Result<(), String> {
            match *self {}
        }
    }
    pub(super) static OF_LIST_PRODUCT_PHOTO_JOBS__LIMIT: Rule = Rule {
        minimum: Some(Bound::Integer(1)),
        maximum: Some(Bound::Integer(100)),
        ..Rule::NONE
    };
}
/// How values are written into a request.
#[allow(clippy::all, clippy::pedantic, dead_code)]
mod wire {
    use ::openapi_runtime::__private::serde_json::Value;
    /// The styles of parameters.
    #[derive(Clone, Copy)]
    pub(super) enum Encoding {
        Repeated,
        Commas,
        Spaces,
        Pipes,
        DeepObject,
        Json,
        Simple,
        SimpleExploded,
        Label,
        LabelExploded,
        Matrix,
        MatrixExploded,
    }
    fn value<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        value: &T,
    ) -> Value {
        ::openapi_runtime::__private::serde_json::to_value(value).unwrap_or_default()
    }
    /// A scalar as its text; what has members as JSON.
    fn text(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
    /// How a part of a value is written.
    type Write = fn(&str) -> String;
    /// Each part by itself, so that no separator in one is taken for one between two (RFC 6570, section 3.2.1).
    fn joined(value: &Value, separator: &str, pair: &str, write: Write) -> String {
        match value {
            Value::Array(items) => {
                items
                    .iter()
                    .map(|item| write(&text(item)))
                    .collect::<Vec<_>>()
                    .join(separator)
            }
            Value::Object(members) => {
                let members = members.iter().filter(|(_, member)| !member.is_null());
                let pairs = members
                    .map(|(name, member)| {
                        format!("{}{pair}{}", write(name), write(& text(member)))
                    });
                pairs.collect::<Vec<_>>().join(separator)
            }
            scalar => write(&text(scalar)),
        }
    }
    /// The pairs of a query parameter; none for what is not set.
    pub(super) fn query<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        name: &str,
        it: &T,
        encoding: Encoding,
    ) -> Vec<(String, String)> {
        let it = value(it);
        let one = |text: String| vec![(name.to_owned(), text)];
        match (encoding, &it) {
            (_, Value::Null) => Vec::new(),
            (Encoding::Json, it) => one(it.to_string()),
            (Encoding::DeepObject, it) => {
                let mut pairs = Vec::new();
                deep(name, it, &mut pairs);
                pairs
            }
            (Encoding::Commas, it) => one(joined(it, ",", ",", str::to_owned)),
            (Encoding::Spaces, it) => one(joined(it, " ", " ", str::to_owned)),
            (Encoding::Pipes, it) => one(joined(it, "|", "|", str::to_owned)),
            (_, Value::Array(items)) => {
                items.iter().map(|item| (name.to_owned(), text(item))).collect()
            }
            (_, Value::Object(_)) => form_pairs(&it),
            (_, scalar) => one(text(scalar)),
        }
    }
    fn deep(name: &str, it: &Value, pairs: &mut Vec<(String, String)>) {
        match it {
            Value::Null => {}
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(key, member)| deep(
                        &format!("{name}[{key}]"),
                        member,
                        pairs,
                    ));
            }
            Value::Array(
                items,
            ) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
                pairs.extend(items.iter().map(|item| (name.to_owned(), text(item))));
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| deep(
                        &format!("{name}[{index}]"),
                        item,
                        pairs,
                    ));
            }
            scalar => pairs.push((name.to_owned(), text(scalar))),
        }
    }
    fn form_pairs(it: &Value) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (name, member) in it.as_object().into_iter().flatten() {
            match member {
                Value::Null => {}
                Value::Array(items) => {
                    pairs.extend(items.iter().map(|item| (name.clone(), text(item))))
                }
                other => pairs.push((name.clone(), text(other))),
            }
        }
        pairs
    }
    /// A body that is a form (application/x-www-form-urlencoded, as the WHATWG URL standard writes it).
    pub(super) fn form<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        body: &T,
    ) -> String {
        let Ok(mut url) = ::openapi_runtime::__private::reqwest::Url::parse(
            "http://form/",
        ) else { return String::new() };
        url.query_pairs_mut().extend_pairs(form_pairs(&value(body)));
        url.query().unwrap_or_default().to_owned()
    }
    /// A header.
    pub(super) fn simple<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        name: &str,
        it: &T,
        encoding: Encoding,
    ) -> String {
        styled(name, &value(it), encoding, str::to_owned)
    }
    /// A path parameter, percent-encoded.
    pub(super) fn path<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        name: &str,
        it: &T,
        encoding: Encoding,
    ) -> String {
        styled(name, &value(it), encoding, encoded)
    }
    fn styled(name: &str, it: &Value, encoding: Encoding, write: Write) -> String {
        let name = write(name);
        match encoding {
            Encoding::Json => write(&it.to_string()),
            Encoding::SimpleExploded => joined(it, ",", "=", write),
            Encoding::Label => format!(".{}", joined(it, ",", ",", write)),
            Encoding::LabelExploded => format!(".{}", joined(it, ".", "=", write)),
            Encoding::Matrix => format!(";{name}={}", joined(it, ",", ",", write)),
            Encoding::MatrixExploded => {
                match it {
                    Value::Array(items) => {
                        items
                            .iter()
                            .map(|item| format!(";{name}={}", write(& text(item))))
                            .collect()
                    }
                    Value::Object(_) => format!(";{}", joined(it, ";", "=", write)),
                    scalar => format!(";{name}={}", write(& text(scalar))),
                }
            }
            _ => joined(it, ",", ",", write),
        }
    }
    /// What a URL is put together from: text of the document's path, or a parameter and its value.
    pub(super) enum Piece {
        Fixed(&'static str),
        Value { name: &'static str, plain: String, encoded: String },
    }
    impl Piece {
        pub(super) fn value<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
            name: &'static str,
            it: &T,
            encoding: Encoding,
        ) -> Self {
            Self::Value {
                name,
                plain: simple(name, it, encoding),
                encoded: path(name, it, encoding),
            }
        }
    }
    /// The URL of a path below `base`. No value makes it name another path: none is empty, and none makes a segment that
    /// URLs leave out (`.` and `..`, whatever part of it the document wrote) or a separator of its own.
    pub(super) fn url(base: &str, pieces: &[Piece]) -> Result<String, String> {
        let mut url = base.to_owned();
        let (mut segment, mut names) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Fixed(text) => {
                    for (index, part) in text.split('/').enumerate() {
                        if index > 0 {
                            finish(&segment, &names)?;
                            url.push_str(&segment);
                            url.push('/');
                            segment.clear();
                            names.clear();
                        }
                        segment.push_str(part);
                    }
                }
                Piece::Value { name, plain, encoded } => {
                    if plain.is_empty() {
                        return Err(
                            format!(
                                "expected the path parameter `{name}` to have a value but found an empty one"
                            ),
                        );
                    }
                    if let Some((at, c)) = plain
                        .char_indices()
                        .find(|(_, c)| *c == '\\' || c.is_control())
                    {
                        return Err(
                            format!(
                                "expected the path parameter `{name}` to have no backslash or control character but found {c:?} at byte {at}"
                            ),
                        );
                    }
                    segment.push_str(encoded);
                    names.push(*name);
                }
            }
        }
        finish(&segment, &names)?;
        url.push_str(&segment);
        Ok(url)
    }
    fn finish(segment: &str, names: &[&str]) -> Result<(), String> {
        let plain = segment.replace("%2e", ".").replace("%2E", ".");
        if names.is_empty() || !matches!(plain.as_str(), "" | "." | "..") {
            return Ok(());
        }
        let names = names.join("`, `");
        Err(
            format!(
                "expected the path parameter `{names}` to make a segment of the path but found `{plain}`"
            ),
        )
    }
    /// The value of a header.
    pub(super) fn header<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        name: &str,
        it: &T,
        encoding: Encoding,
    ) -> Result<::openapi_runtime::__private::reqwest::header::HeaderValue, String> {
        let text = simple(name, it, encoding);
        let wrong = text
            .char_indices()
            .find(|(_, c)| c.is_ascii_control() && *c != '\t');
        match (
            ::openapi_runtime::__private::reqwest::header::HeaderValue::try_from(&text),
            wrong,
        ) {
            (Ok(value), None) => Ok(value),
            (_, Some((at, c))) => {
                Err(
                    format!(
                        "expected the header `{name}` to have no control character but found {c:?} at byte {at}"
                    ),
                )
            }
            (Err(error), None) => {
                Err(
                    format!(
                        "expected the header `{name}` to be one that can be sent but found: {error}"
                    ),
                )
            }
        }
    }
    /// Adds a cookie to those that are there: a request has one `Cookie` header (RFC 6265, section 5.4). Names and values
    /// are percent-encoded, as OpenAPI has it for the style `form`: in a cookie a semicolon would begin another one.
    pub(super) fn cookie<T: ::openapi_runtime::__private::serde::Serialize + ?Sized>(
        headers: &mut ::openapi_runtime::__private::reqwest::header::HeaderMap,
        name: &str,
        it: &T,
        encoding: Encoding,
    ) -> Result<(), ::openapi_runtime::__private::reqwest::header::InvalidHeaderValue> {
        let mut cookies: Vec<String> = headers
            .get("cookie")
            .and_then(|cookies| cookies.to_str().ok())
            .map(str::to_owned)
            .into_iter()
            .collect();
        let it = value(it);
        let pairs = match encoding {
            Encoding::Commas if !it.is_null() => {
                vec![(name.to_owned(), joined(& it, ",", ",", encoded))]
            }
            _ => {
                query(name, &it, encoding)
                    .into_iter()
                    .map(|(name, value)| (name, encoded(&value)))
                    .collect()
            }
        };
        let token = |c: &str| {
            if "!#$&'*+^`|".contains(c) { c.to_owned() } else { encoded(c) }
        };
        let name = |name: &str| {
            name.chars().map(|c| token(c.encode_utf8(&mut [0; 4]))).collect::<String>()
        };
        cookies
            .extend(pairs.iter().map(|(key, value)| format!("{}={value}", name(key))));
        headers.insert("cookie", cookies.join("; ").try_into()?);
        Ok(())
    }
    /// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
    fn encoded(text: &str) -> String {
        text.bytes()
            .fold(
                String::with_capacity(text.len()),
                |mut encoded, byte| {
                    match byte {
                        b'A'..=b'Z'
                        | b'a'..=b'z'
                        | b'0'..=b'9'
                        | b'-'
                        | b'.'
                        | b'_'
                        | b'~' => encoded.push(byte.into()),
                        byte => encoded.push_str(&format!("%{byte:02X}")),
                    }
                    encoded
                },
            )
    }
}
#[allow(unused_imports)]
use ::openapi_runtime::__private::progenitor_client::{
    encode_path, RequestBuilderExt as _,
};
#[allow(unused_imports)]
use ::openapi_runtime::{
    __private::{
        Call, Requests, decode_bytes, decode_empty, decode_json, decode_text, send,
    },
    Cursor, DecodeError, Error, Items, Operation, OperationInfo, Page, Pages, Paginated,
    RequestId, Response,
};
::openapi_runtime::__client!(
    ::openapi_runtime::__private::Facts { servers : & ["https://aigenstudio.app/api/v1"],
    request_id_header : Some("X-Request-Id"), user_agent :
    concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")), needs_credential :
    true, }, credentials : [bearer_api_key : "bearerApiKey"]
);
/// Every operation of the document.
pub const OPERATIONS: &[OperationInfo] = &[
    <operations::ListProductPhotoJobs as Operation>::INFO,
];
/// Builds the requests of the document's operations.
#[allow(clippy::all, clippy::pedantic, dead_code, unused_imports)]
mod requests {
    use super::*;
    pub(crate) fn list_product_photo_jobs<'a>(
        __requests: Requests<'a>,
        cursor: Option<&'a Cursor>,
        limit: Option<i64>,
        status: Option<&'a types::ProductPhotoJobStatus>,
    ) -> Result<
        ::openapi_runtime::__private::reqwest::Request,
        ::openapi_runtime::__private::progenitor_client::Error<()>,
    > {
        if let Some(value) = &limit {
            check::check("limit", value, &check::OF_LIST_PRODUCT_PHOTO_JOBS__LIMIT)
                .map_err(
                    ::openapi_runtime::__private::progenitor_client::Error::InvalidRequest,
                )?;
        }
        #[allow(unused_mut)]
        let url = format!("{}/product-photo-jobs", __requests.baseurl,);
        #[allow(unused_mut)]
        let mut header_map = ::openapi_runtime::__private::reqwest::header::HeaderMap::with_capacity(
            1usize,
        );
        #[allow(unused_mut)]
        let mut request = __requests
            .client
            .get(url)
            .header(
                ::openapi_runtime::__private::reqwest::header::ACCEPT,
                ::openapi_runtime::__private::reqwest::header::HeaderValue::from_static(
                    "application/json",
                ),
            )
            .query(&wire::query("cursor", &cursor, wire::Encoding::Repeated))
            .query(&wire::query("limit", &limit, wire::Encoding::Repeated))
            .query(&wire::query("status", &status, wire::Encoding::Repeated))
            .headers(header_map)
            .build()?;
        Ok(request)
    }
}
impl Client {
    /// List Product Photo jobs
    ///
    /// Returns recent Product Photo jobs created by the current API key.
    ///
    /// Sends a `GET` request to `/product-photo-jobs`.
    pub fn list_product_photo_jobs(&self) -> operations::ListProductPhotoJobs {
        operations::ListProductPhotoJobs {
            call: Call::new(&self.0),
            cursor: None,
            limit: None,
            status: None,
        }
    }
}
/// One request builder per operation of the document.
#[allow(clippy::all, clippy::pedantic, unused_imports, unused_mut)]
pub mod operations {
    use super::*;
    /// List Product Photo jobs
    ///
    /// Returns recent Product Photo jobs created by the current API key.
    ///
    /// Made by [`Client::list_product_photo_jobs`].
    #[derive(Clone, Debug)]
    #[must_use = "a request builder does nothing until it is sent"]
    pub struct ListProductPhotoJobs {
        pub(super) call: Call,
        pub(super) cursor: Option<Cursor>,
        pub(super) limit: Option<i64>,
        pub(super) status: Option<types::ProductPhotoJobStatus>,
    }
    impl ListProductPhotoJobs {
        /// Cursor returned as `next_cursor` from the previous page.
        pub fn cursor(mut self, value: impl Into<Cursor>) -> Self {
            self.cursor = Some(value.into());
            self
        }
        /// The query parameter `limit`.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: TryInto<i64> + Clone + std::fmt::Display,
        {
            self.limit = self.call.integer("limit", value);
            self
        }
        /// The query parameter `status`.
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: TryInto<types::ProductPhotoJobStatus>,
            V::Error: std::fmt::Display,
        {
            self.status = self.call.convert("status", value);
            self
        }
        /// The id that this call sends, instead of one made by the client.
        pub fn request_id<V>(mut self, value: V) -> Self
        where
            V: TryInto<RequestId>,
            V::Error: std::fmt::Display,
        {
            self.call.request_id(value);
            self
        }
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// An argument that the document does not allow, a request that cannot be sent, and every answer
        /// that is not a success of the document.
        pub async fn send(
            self,
        ) -> Result<Response<types::ProductPhotoJobListResponse>, Error> {
            send(self).await
        }
        /// Every page from here on, one request each.
        pub fn pages(self) -> Pages<Self> {
            Pages::new(self)
        }
        /// Every item of every page from here on.
        pub fn items(self) -> Items<Self> {
            Items::new(self)
        }
        /// Whether a walk fetches the next page while the current one is consumed. Off by default.
        pub fn prefetch(mut self, value: bool) -> Self {
            self.call.prefetch(value);
            self
        }
    }
    impl Operation for ListProductPhotoJobs {
        type Output = types::ProductPhotoJobListResponse;
        const INFO: OperationInfo = OperationInfo {
            id: "listProductPhotoJobs",
            method: "GET",
            path: "/product-photo-jobs",
            success: &[(200, 200)],
            idempotent: true,
            authenticated: true,
        };
        fn call(&self) -> &Call {
            &self.call
        }
        fn request(
            &self,
            requests: Requests<'_>,
        ) -> Result<
            ::openapi_runtime::__private::reqwest::Request,
            ::openapi_runtime::__private::progenitor_client::Error<()>,
        > {
            requests::list_product_photo_jobs(
                requests,
                self.cursor.as_ref(),
                self.limit.clone(),
                self.status.as_ref(),
            )
        }
        fn is_idempotent(&self) -> bool {
            true
        }
        fn decode(_status: u16, body: &[u8]) -> Result<Self::Output, DecodeError> {
            decode_json(body)
        }
    }
    impl Paginated for ListProductPhotoJobs {
        type Item = types::ProductPhotoJobSummary;
        fn cursor(&self) -> Option<&Cursor> {
            self.cursor.as_ref()
        }
        fn set_cursor(&mut self, cursor: Cursor) {
            self.cursor = Some(cursor);
        }
    }
    impl Page for types::ProductPhotoJobListResponse {
        type Item = types::ProductPhotoJobSummary;
        fn items(&self) -> &[Self::Item] {
            &self.jobs
        }
        fn into_items(self) -> Vec<Self::Item> {
            self.jobs
        }
        fn next_cursor(&self) -> Option<&Cursor> {
            self.next_cursor.as_ref()
        }
    }
}
/// Typed mocks of the document's operations.
#[cfg(feature = "mock")]
#[allow(clippy::all, clippy::pedantic)]
pub mod mock {
    /// What a mock expects and answers, by operation. `into_inner` gives the untyped one, for what the
    /// document does not allow.
    #[allow(unused_imports, unused_variables)]
    pub mod operations {
        use super::super::*;
        /// A text as the part of a regular expression that is nothing but this text.
        #[allow(dead_code)]
        fn literal(text: &str) -> String {
            text.chars()
                .fold(
                    String::new(),
                    |mut escaped, sign| {
                        if sign.is_ascii_punctuation() {
                            escaped.push('\\');
                        }
                        escaped.push(sign);
                        escaped
                    },
                )
        }
        /// What a mock of `listProductPhotoJobs` expects.
        pub struct ListProductPhotoJobsWhen(
            ::openapi_runtime::__private::httpmock::When,
        );
        impl ListProductPhotoJobsWhen {
            /// Expects the operation's method and path.
            pub fn new(inner: ::openapi_runtime::__private::httpmock::When) -> Self {
                Self(inner.method("GET").path_matches("^\\/product\\-photo\\-jobs$"))
            }
            /// The untyped one.
            pub fn into_inner(self) -> ::openapi_runtime::__private::httpmock::When {
                self.0
            }
            /// The query parameter `cursor`. `None` is a request without it.
            pub fn cursor<'a, T>(self, value: T) -> Self
            where
                T: Into<Option<&'a Cursor>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            wire::query("cursor", &value, wire::Encoding::Repeated)
                                .into_iter()
                                .fold(
                                    self.0,
                                    |when, (name, value)| when.query_param(name, value),
                                )
                        }
                        None => self.0.query_param_missing("cursor"),
                    },
                )
            }
            /// The query parameter `limit`. `None` is a request without it.
            pub fn limit<T>(self, value: T) -> Self
            where
                T: Into<Option<i64>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            wire::query("limit", &value, wire::Encoding::Repeated)
                                .into_iter()
                                .fold(
                                    self.0,
                                    |when, (name, value)| when.query_param(name, value),
                                )
                        }
                        None => self.0.query_param_missing("limit"),
                    },
                )
            }
            /// The query parameter `status`. `None` is a request without it.
            pub fn status<'a, T>(self, value: T) -> Self
            where
                T: Into<Option<&'a types::ProductPhotoJobStatus>>,
            {
                Self(
                    match value.into() {
                        Some(value) => {
                            wire::query("status", &value, wire::Encoding::Repeated)
                                .into_iter()
                                .fold(
                                    self.0,
                                    |when, (name, value)| when.query_param(name, value),
                                )
                        }
                        None => self.0.query_param_missing("status"),
                    },
                )
            }
            /// The client's id of the request.
            pub fn request_id(self, value: &str) -> Self {
                Self(self.0.header("X-Request-Id", value))
            }
        }
        /// What a mock of `listProductPhotoJobs` answers.
        pub struct ListProductPhotoJobsThen(
            ::openapi_runtime::__private::httpmock::Then,
        );
        impl ListProductPhotoJobsThen {
            /// Answers nothing yet.
            pub fn new(inner: ::openapi_runtime::__private::httpmock::Then) -> Self {
                Self(inner)
            }
            /// The untyped one.
            pub fn into_inner(self) -> ::openapi_runtime::__private::httpmock::Then {
                self.0
            }
            /// Status 200.
            pub fn ok(self, value: &types::ProductPhotoJobListResponse) -> Self {
                Self(
                    self
                        .0
                        .status(200u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 400.
            pub fn bad_request(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(400u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 401.
            pub fn unauthorized(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(401u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
            /// Status 429.
            pub fn too_many_requests(self, value: &types::ErrorResponse) -> Self {
                Self(
                    self
                        .0
                        .status(429u16)
                        .header("content-type", "application/json")
                        .json_body_obj(value),
                )
            }
        }
    }
    /// A typed `mock` for each operation.
    pub trait MockServerExt {
        /// Mocks `listProductPhotoJobs`.
        fn list_product_photo_jobs<F>(
            &self,
            config_fn: F,
        ) -> ::openapi_runtime::__private::httpmock::Mock<'_>
        where
            F: FnOnce(
                operations::ListProductPhotoJobsWhen,
                operations::ListProductPhotoJobsThen,
            );
    }
    impl MockServerExt for ::openapi_runtime::__private::httpmock::MockServer {
        fn list_product_photo_jobs<F>(
            &self,
            config_fn: F,
        ) -> ::openapi_runtime::__private::httpmock::Mock<'_>
        where
            F: FnOnce(
                operations::ListProductPhotoJobsWhen,
                operations::ListProductPhotoJobsThen,
            ),
        {
            self.mock(|when, then| {
                config_fn(
                    operations::ListProductPhotoJobsWhen::new(when),
                    operations::ListProductPhotoJobsThen::new(then),
                );
            })
        }
    }
}
