//! Breaks documents at random and generates from what is left: every one has to end in code or in diagnostics.

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use openapi_build::{Builder, Unsupported};
use serde_json::{Value, json};

use crate::{paginated, process, random::Random};

/// Documents over this many bytes would be most of the time and show nothing new.
const LARGEST: usize = 60_000;
const SLOW: Duration = Duration::from_secs(10);

/// Prints what panicked or took long, with the seed that repeats it, and totals. Whether nothing panicked.
pub(crate) fn run_all(folder: &Path, count: u64, first: u64) -> bool {
    let documents = documents(folder);
    let next = AtomicU64::new(first);
    let totals = [const { AtomicU64::new(0) }; 4];
    panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        break;
                    }
                    let index = run(&documents, seed) as usize;
                    totals[index].fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let [code, diagnostics, panicked, slow] = totals.map(AtomicU64::into_inner);
    println!(
        "{count} documents from seed {first}: {code} in code, {diagnostics} in diagnostics, {panicked} panicked, {slow} slow"
    );
    panicked == 0
}

#[derive(Clone, Copy)]
enum End {
    Code,
    Diagnostics,
    Panic,
    Slow,
}

fn documents(folder: &Path) -> Vec<(String, Value)> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let is_document = path.extension().is_some_and(|extension| extension == "json" || extension == "yaml");
        if is_document
            && text.len() <= LARGEST
            && let Ok(value) = serde_yaml::from_str(&text)
        {
            documents.push((path.display().to_string(), value));
        }
    }
    documents.sort_by(|(a, _), (b, _)| a.cmp(b));
    documents
}

/// Time on a processor, of all threads.
fn used() -> Option<Duration> {
    process::usage("self").map(|used| used.time)
}

fn run(documents: &[(String, Value)], seed: u64) -> End {
    let mut random = Random::new(seed);
    let (name, document) = &documents[random.below(documents.len())];
    let mut document = document.clone();
    for _ in 0..=random.below(4) {
        mutate(&mut document, &mut random);
    }
    let text = document.to_string();
    let (start, before) = (Instant::now(), used());
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut builder = Builder::from_text("api.json", text);
        if random.below(2) == 0 {
            builder = builder.on_unsupported(Unsupported::Skip);
        }
        let report = if random.below(4) == 0 {
            paginated::report(&builder.request_id_header("X-Request-Id").httpmock("mock").json_schema("schemars"))
        } else {
            builder.report()
        };
        (report.code.is_some(), report.diagnostics)
    }));
    // On a busy machine a document waits. What all threads took together is no less than what it took itself.
    let all = before.zip(used()).map_or(Duration::MAX, |(before, after)| after.saturating_sub(before));
    let took = start.elapsed().min(all);
    match result {
        Err(_) => {
            println!("seed {seed} ({name}): panicked");
            End::Panic
        }
        Ok(_) if took > SLOW => {
            println!("seed {seed} ({name}): took {took:?}");
            End::Slow
        }
        Ok((_, diagnostics))
            if diagnostics.iter().any(|found| found.message().starts_with("the generator panicked")) =>
        {
            println!("seed {seed} ({name}): {}", diagnostics[0].message());
            End::Panic
        }
        Ok((true, _)) => End::Code,
        Ok((false, diagnostics)) => {
            if let Some(found) =
                diagnostics.iter().find(|found| found.help().is_some_and(|help| help.contains("shortcoming")))
            {
                let message: String = found.message().chars().take(200).collect();
                println!("seed {seed} ({name}): {message}");
            }
            End::Diagnostics
        }
    }
}

/// Changes one place of the document.
fn mutate(document: &mut Value, random: &mut Random) {
    let other = pick(document, random).clone();
    let target = pick(document, random);
    match random.below(12) {
        0 => *target = json!(null),
        1 => *target = json!(""),
        2 => *target = json!(1e300),
        3 => *target = json!(u64::MAX),
        4 => *target = json!([]),
        5 => *target = json!({}),
        6 => *target = json!(random.below(2) == 0),
        7 => *target = other,
        8 => match target {
            Value::Object(members) if !members.is_empty() => {
                let key = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
                members.remove(&key);
            }
            Value::Array(items) if !items.is_empty() => {
                let index = random.below(items.len());
                items.remove(index);
            }
            _ => {}
        },
        9 => match target {
            Value::Object(members) => {
                let keys = [
                    "$ref",
                    "type",
                    "allOf",
                    "oneOf",
                    "not",
                    "enum",
                    "const",
                    "items",
                    "discriminator",
                    "",
                    "a b",
                    "format",
                ];
                members.insert(keys[random.below(keys.len())].to_owned(), other);
            }
            Value::String(text) => *text = text.chars().rev().collect(),
            _ => {}
        },
        10 => {
            let references = [
                "#",
                "#/",
                "#/components/schemas/",
                "#/paths",
                "#/components",
                "x.yaml#/a",
                "#/components/schemas/Nothing",
            ];
            *target = json!({"$ref": references[random.below(references.len())]});
        }
        _ => {
            let mut nested = other;
            for _ in 0..random.below(60) {
                nested = match random.below(3) {
                    0 => json!({"allOf": [nested, {"type": "object"}]}),
                    1 => json!({"properties": {"a": nested}}),
                    _ => json!({"anyOf": [nested, {"type": "string"}]}),
                };
            }
            *target = nested;
        }
    }
}

/// A value anywhere in the document.
fn pick<'v>(value: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let stop = random.below(6) == 0;
    let is_leaf = match &*value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    };
    if stop || is_leaf {
        return value;
    }
    let child = match value {
        Value::Object(members) => {
            let index = random.below(members.len());
            members.values_mut().nth(index)
        }
        Value::Array(items) => {
            let index = random.below(items.len());
            items.get_mut(index)
        }
        _ => None,
    };
    pick(child.expect("an index below the length"), random)
}
