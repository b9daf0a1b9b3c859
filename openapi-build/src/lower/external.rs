use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{document::Document, pointer::Pointer};

/// A document may be spread over files: each is read once and kept below `x-openapi-build-files`, where references to it
/// then lead. Only files in the document's folder are read.
pub(crate) struct External;

const FILES: &str = "x-openapi-build-files";

impl Pass for External {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let root = PathBuf::from(&context.files[0].name);
        let folder = root.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut bundle = Bundle { folder, files: vec![root], values: Vec::new(), missing: Vec::new() };
        bundle.rewrite(document, 0, &mut Pointer::root(), context);
        // Each file may refer to more of them.
        let mut next = 0;
        while next < bundle.values.len() {
            let mut value = std::mem::take(&mut bundle.values[next]);
            bundle.rewrite(&mut value, next + 1, &mut Pointer::root(), context);
            bundle.values[next] = value;
            next += 1;
        }
        if !bundle.values.is_empty() && document.is_object() {
            let files = bundle.values.into_iter().enumerate().map(|(index, value)| ((index + 1).to_string(), value));
            document[FILES] = Value::Object(files.collect::<Map<_, _>>());
        }
    }
}

struct Bundle {
    folder: PathBuf,
    /// The document, then every file in the order it was met.
    files: Vec<PathBuf>,
    values: Vec<Value>,
    missing: Vec<PathBuf>,
}

impl Bundle {
    fn rewrite(&mut self, value: &mut Value, file: usize, at: &mut Pointer, context: &mut Context<'_>) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str).map(str::to_owned)
                    && let Some(new) = self.resolve(&reference, file, at, context)
                {
                    members.insert("$ref".to_owned(), new.into());
                }
                for (key, member) in members {
                    // What is data holds no references.
                    if !["example", "examples", "default", "enum", "const"].contains(&key.as_str())
                        && !key.starts_with("x-")
                    {
                        at.push(key);
                        self.rewrite(member, file, at, context);
                        at.pop();
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    at.push(&index.to_string());
                    self.rewrite(item, file, at, context);
                    at.pop();
                }
            }
            _ => {}
        }
    }

    /// Where a reference from `file` leads in the bundled document; `None` leaves it as it is.
    fn resolve(&mut self, reference: &str, file: usize, at: &Pointer, context: &mut Context<'_>) -> Option<String> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.is_empty() {
            return (file > 0).then(|| place(file, fragment));
        }
        let here = if file == 0 { at.clone() } else { pointer(file).with_suffix(at.as_str()) };
        if path.contains("://") {
            context.dangling(
                &here,
                format!("expected a reference into a file but found the address `{path}`"),
                "addresses are not fetched; put the file beside the document",
            );
            return None;
        }
        let target = normalize(&self.files[file].parent().unwrap_or(Path::new("")).join(path));
        let Some(target) = target.filter(|target| target.starts_with(normalize(&self.folder).unwrap_or_default()))
        else {
            context.dangling(
                &here,
                format!("expected a file in the document's folder but found `{path}`"),
                "only files in that folder are read",
            );
            return None;
        };
        if let Some(known) = self.files.iter().position(|known| normalize(known).as_ref() == Some(&target)) {
            return Some(if known == 0 { format!("#{fragment}") } else { place(known, fragment) });
        }
        if self.missing.contains(&target) {
            return None;
        }
        match Document::load(&target) {
            Ok(document) => {
                self.values.push(document.value.clone());
                self.files.push(target);
                context.files.push(document);
                let index = self.files.len() - 1;
                context.moved_from_file(index, Pointer::root(), pointer(index));
                Some(place(index, fragment))
            }
            Err(diagnostics) => {
                for found in diagnostics {
                    context.dangling(&here, format!("`{path}`: {}", found.message()), "");
                }
                self.missing.push(target);
                None
            }
        }
    }
}

fn pointer(file: usize) -> Pointer {
    Pointer::root().at([FILES, &file.to_string()])
}

fn place(file: usize, fragment: &str) -> String {
    format!("{}{fragment}", pointer(file).to_reference())
}

/// A path without `.` and `..`; `None` if it leads out of what it starts from.
fn normalize(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if matches!(out.components().next_back(), Some(Component::Normal(_))) {
                    out.pop();
                } else {
                    if out.has_root() {
                        return None;
                    }
                    out.push("..");
                }
            }
            other => out.push(other),
        }
    }
    Some(out)
}
