//! What is asked of a value.

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
    fn compare(self, value: &::serde_json::Number) -> Option<::std::cmp::Ordering> {
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        match (self, integer) {
            (Self::Integer(bound), Some(value)) => Some(value.cmp(&bound)),
            _ => value.as_f64()?.partial_cmp(&self.as_f64()),
        }
    }

    fn divides(self, value: &::serde_json::Number) -> bool {
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
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
        match self.properties.binary_search_by(|(property, _)| (*property).cmp(name)) {
            Ok(index) => Some(self.properties[index].1),
            Err(_) => self.values,
        }
    }
}
