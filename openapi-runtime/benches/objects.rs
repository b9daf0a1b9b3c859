//! Structs by a table against derived ones, on the same text: `cargo bench -p openapi-runtime --bench objects`.

#![allow(missing_docs)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use openapi_runtime::__private::{members, object};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

macro_rules! job {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[allow(dead_code)]
        pub struct $name {
            pub id: String,
            pub status: String,
            pub total: i64,
            pub done: i64,
            pub sandbox: bool,
            pub price: f64,
            pub created_at: String,
            pub updated_at: Option<String>,
            pub note: Option<String>,
            pub tags: Vec<String>,
            pub parent: Option<Box<$name>>,
            pub owner: Option<String>,
        }
    };
}

job!(
    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    Derived
);
job!(
    #[derive(Clone, Debug, PartialEq)]
    Tabled
);
object! { Tabled {
    0 id required 1 status required 2 total required 3 done required
    4 sandbox required 5 price required 6 created_at required
    7 updated_at optional 8 note optional 9 tags required 10 parent optional
    11 owner optional
} }
members! { Tabled new(
    id(text) status(text) total(integer) done(integer) sandbox(flag) price(number) created_at(text) tags(list text)
) { ..blank } { note(text) owner(text) parent(boxed Tabled) } }

fn text(reversed: bool) -> String {
    let job = |index: usize| {
        let made = Tabled::new(format!("job-{index}"), "done", index, 7, true, 1.5, "2026-01-01T00:00:00Z", ["a", "b"]);
        let parent = made.clone();
        let text =
            serde_json::to_string(&made.note("a note of some length").owner("me").parent(parent)).unwrap_or_default();
        if !reversed {
            return text;
        }
        let members: serde_json::Map<_, _> = serde_json::from_str(&text).unwrap_or_default();
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort_by(|a, b| b.0.cmp(&a.0));
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value},\"x_{name}\":null")).collect();
        format!("{{{}}}", members.join(","))
    };
    format!("[{}]", (0..100).map(job).collect::<Vec<_>>().join(","))
}

fn timed(go: impl Fn()) -> Duration {
    let start = Instant::now();
    (0..300).for_each(|_| go());
    start.elapsed()
}

fn read<T: DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str(black_box(text)).unwrap_or_default()
}

fn main() {
    for (case, text) in [("in order", text(false)), ("in another order, with unknown members", text(true))] {
        let (derived, tabled) = (read::<Derived>(&text), read::<Tabled>(&text));
        assert_eq!((derived.len(), tabled.len()), (100, 100));
        // The least of several rounds: what else the machine does comes on top.
        let mut least = [Duration::MAX; 4];
        for _ in 0..8 {
            let rounds = [
                timed(|| drop(black_box(read::<Derived>(&text)))),
                timed(|| drop(black_box(read::<Tabled>(&text)))),
                timed(|| drop(black_box(serde_json::to_string(&derived)))),
                timed(|| drop(black_box(serde_json::to_string(&tabled)))),
            ];
            for (least, round) in least.iter_mut().zip(rounds) {
                *least = round.min(*least);
            }
        }
        let [derived_read, tabled_read, derived_write, tabled_write] = least.map(|least| least.as_secs_f64());
        println!(
            "{case}: read {:.2}, written {:.2} of derive's time",
            tabled_read / derived_read,
            tabled_write / derived_write
        );
    }
}
