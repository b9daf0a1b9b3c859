//! Which types have a value that can stand in a place until the real one is read.

use std::collections::{BTreeSet, HashMap, HashSet};

use syn::{Item, Type};

use super::{
    members::{Member, Presence},
    newtypes, shape,
};

/// How many values a blank one may be made of: those of its parts are made again as each part is read. What is beyond has
/// more levels than anybody reads, or so many members that derived code costs less.
const MOST_PARTS: usize = 1024;

/// The types of `mod types` that have one: those that the emission makes, and whose parts all have one. A type that contains
/// itself has one only where something in between can be nothing.
pub(crate) fn find(types: &[Item], read: &HashMap<String, Vec<Member>>, own: &BTreeSet<&str>) -> HashSet<String> {
    let mut open: HashMap<String, Parts> = HashMap::new();
    for (name, members) in read {
        let required = members.iter().filter(|member| matches!(member.presence, Presence::Required | Presence::More));
        open.insert(name.clone(), Parts::of(required.map(|member| &member.ty)));
    }
    for item in types {
        if let Some((name, inner)) = newtypes::parts(item) {
            open.insert(name.to_string(), Parts::of([inner]));
        }
    }
    open.retain(|_, parts| parts.have_blanks);
    let mut waiting: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut missing: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<&str> = own.iter().copied().collect();
    for (name, parts) in &open {
        if parts.own.is_empty() {
            found.push(name);
        }
        missing.insert(name, parts.own.len());
        for part in parts.own.keys() {
            waiting.entry(part).or_default().push(name);
        }
    }
    // Each is looked at when the last of its parts is known.
    let mut weights: HashMap<String, usize> = HashMap::new();
    while let Some(name) = found.pop() {
        let weight = open.get(name).map_or(1, |parts| parts.weight(&weights));
        if weight > MOST_PARTS || weights.insert(name.to_owned(), weight).is_some() {
            continue;
        }
        for waiting in waiting.remove(name).into_iter().flatten() {
            if let Some(missing) = missing.get_mut(waiting) {
                *missing -= 1;
                if *missing == 0 {
                    found.push(waiting);
                }
            }
        }
    }
    weights.into_keys().collect()
}

/// What has to be there for a blank value.
struct Parts {
    /// Types of `mod types`, and how often.
    own: HashMap<String, usize>,
    others: usize,
    /// Whether all others have one.
    have_blanks: bool,
}

impl Parts {
    fn of<'t>(types: impl IntoIterator<Item = &'t Type>) -> Self {
        let mut parts = Self { own: HashMap::new(), others: 1, have_blanks: true };
        for ty in types {
            parts.others += 1;
            parts.have_blanks &= collect(ty, &mut parts.own);
        }
        parts
    }

    fn weight(&self, weights: &HashMap<String, usize>) -> usize {
        let own = self.own.iter().map(|(name, count)| weights.get(name).copied().unwrap_or(1).saturating_mul(*count));
        own.fold(self.others, usize::saturating_add)
    }
}

fn collect(ty: &Type, found: &mut HashMap<String, usize>) -> bool {
    match ty {
        Type::Tuple(tuple) => tuple.elems.len() <= 8 && tuple.elems.iter().all(|ty| collect(ty, found)),
        Type::Path(path) => {
            let names: Vec<_> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                ["std", _, "Box"] => shape::generic(ty, "Box").is_some_and(|ty| collect(&ty, found)),
                ["std", _, "Option" | "Vec" | "BTreeMap" | "String"]
                | ["serde_json", "Value" | "Map"]
                | ["openapi_runtime", ..]
                | ["bool" | "f64" | "f32" | "i64" | "u64" | "i32" | "u32"] => true,
                [own] => {
                    *found.entry((*own).to_owned()).or_default() += 1;
                    true
                }
                _ => false,
            }
        }
        _ => false,
    }
}
