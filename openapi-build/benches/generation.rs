//! What the lowering and our emission add to progenitor's own time, and how it grows with the document.
//!
//! ```text
//! cargo bench -p openapi-build --bench generation -- [DOCUMENT ...]
//! ```
//!
//! Without documents, one is made of 10, 100 and 1000 operations. The comparison is with progenitor and prettyplease on
//! the same lowered document, in the same run.

use std::{fmt::Write as _, time::Duration};

use openapi_build::{Builder, Unsupported};

const RUNS: usize = 5;

fn main() {
    let documents: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    println!(
        "{:<44} {:>9} {:>10} {:>9} {:>10} {:>7}",
        "document", "lowering", "progenitor", "emission", "formatting", "added"
    );
    for document in &documents {
        let name = document.rsplit('/').next().unwrap_or(document);
        measure(name, || Builder::new(document));
    }
    for operations in [10, 100, 1000].into_iter().filter(|_| documents.is_empty()) {
        let text = document(operations);
        measure(&format!("{operations} operations, {} bytes", text.len()), || {
            Builder::from_text("api.yaml", text.clone())
        });
    }
}

/// The median of each step, and what ours are of progenitor's.
fn measure(name: &str, builder: impl Fn() -> Builder) {
    let runs: Vec<_> = (0..RUNS).map(|_| builder().on_unsupported(Unsupported::Skip).report().phases).collect();
    let median = |step: fn(&_) -> Duration| {
        let mut took: Vec<_> = runs.iter().map(step).collect();
        took.sort();
        took[RUNS / 2].as_secs_f64() * 1000.0
    };
    let (lowering, progenitor) = (median(|run| run.lowering), median(|run| run.progenitor));
    let (emission, formatting) = (median(|run| run.emission), median(|run| run.formatting));
    let added = 100.0 * (lowering + emission) / (progenitor + formatting);
    println!(
        "{name:<44} {lowering:>6.1} ms {progenitor:>7.1} ms {emission:>6.1} ms {formatting:>7.1} ms {added:>5.0} %"
    );
}

fn document(operations: usize) -> String {
    let mut text = String::from("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n");
    for index in 0..operations {
        let _ = write!(
            text,
            "  /things/{index}/{{id}}:\n    get:\n      operationId: getThing{index}\n      parameters:\n        - {{name: id, in: path, required: true, schema: {{type: string}}}}\n        - {{name: limit, in: query, schema: {{type: [integer, 'null'], minimum: 1}}}}\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema: {{$ref: '#/components/schemas/Thing{index}'}}\n"
        );
    }
    text.push_str("components:\n  schemas:\n");
    for index in 0..operations {
        let _ = write!(
            text,
            "    Thing{index}:\n      type: object\n      required: [id, kind]\n      properties:\n        id: {{type: string, format: uuid}}\n        kind: {{type: string, enum: [a, b, c]}}\n        size: {{type: [integer, 'null']}}\n        next: {{$ref: '#/components/schemas/Thing{}'}}\n",
            (index + 1) % operations
        );
    }
    text
}
