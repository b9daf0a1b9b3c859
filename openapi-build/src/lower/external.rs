use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{
    document::Document,
    files::Folder,
    limits::MAX_FILES,
    pointer::{Pointer, percent_decode},
    printable::piece,
    uri::{self, Refused},
};

/// A document may be spread over files: each is read once and kept below `x-openapi-build-files`, where references to it
/// then lead. Only files in the document's folder are read, or in the one that the caller names.
pub(crate) struct External;

const FILES: &str = "x-openapi-build-files";

impl Pass for External {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let root = PathBuf::from(&context.files[0].name);
        let mut bundle = Bundle {
            folder: None,
            met: HashMap::from([(root.clone(), Ok(0))]),
            is_full: false,
            known: HashMap::new(),
            paths: vec![root],
            values: Vec::new(),
        };
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
    /// Looked at when a reference leads to a file.
    folder: Option<Folder>,
    /// What came of each path that references have.
    met: HashMap<PathBuf, Result<usize, Option<Refused>>>,
    /// Whether there are more of them than may be.
    is_full: bool,
    /// The files by the one name that each has, however it is referred to.
    known: HashMap<PathBuf, usize>,
    /// The document, then every file in the order it was met, by the name it was met under.
    paths: Vec<PathBuf>,
    values: Vec<Value>,
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
        if path.is_empty() && file == 0 {
            return None;
        }
        let target = if path.is_empty() { Ok(file) } else { self.lead(path, file, context) };
        match target.and_then(|target| place(target, fragment).map_err(Some)) {
            Ok(new) => Some(new),
            Err(None) => None,
            Err(Some(refused)) => {
                let here = if file == 0 { at.clone() } else { pointer(file).with_suffix(at.as_str()) };
                context.dangling(&here, refused.message, refused.help);
                None
            }
        }
    }

    /// The file that a path leads to from `file`; an error of `None` has been told.
    fn lead(&mut self, path: &str, file: usize, context: &mut Context<'_>) -> Result<usize, Option<Refused>> {
        let target = uri::join(self.paths[file].parent().unwrap_or(Path::new("")), path)?;
        if let Some(met) = self.met.get(&target) {
            return met.clone();
        }
        if self.met.len() > MAX_FILES {
            let message = format!("expected references to at most {MAX_FILES} files but found one more");
            let is_told = std::mem::replace(&mut self.is_full, true);
            return Err((!is_told).then(|| Refused::new(message, "what follows of this kind is not told")));
        }
        let found = self.open(path, &target, context).map_err(Some);
        self.met.insert(target, found.clone());
        found
    }

    fn open(&mut self, path: &str, target: &Path, context: &mut Context<'_>) -> Result<usize, Refused> {
        let refused = |message: String| Refused::new(format!("`{}`: {message}", piece(path)), "");
        let within = context.settings.references_within.as_deref();
        let folder = match &mut self.folder {
            Some(folder) => folder,
            None => {
                let document = &self.paths[0];
                self.known.extend(document.canonicalize().map(|document| (document, 0)));
                let folder = Folder::of(document, context.files[0].size(), within);
                self.folder.insert(folder.map_err(|message| Refused::new(message, ""))?)
            }
        };
        let Some(real) = folder.find(target).map_err(refused)? else {
            let place = within.map_or("the document's folder".to_owned(), |within| format!("`{}`", within.display()));
            return Err(Refused::new(
                format!("expected a file in {place} but found `{}`", piece(path)),
                "only files in that folder are read; the setting `references_within` names a wider one",
            ));
        };
        if let Some(known) = self.known.get(&real) {
            return Ok(*known);
        }
        let text = folder.read(&real).map_err(refused)?;
        let mut document = Document::parse(target.display().to_string(), text).map_err(|found| {
            let place = |(line, column)| format!("line {line}, column {column}: ");
            refused(
                found
                    .first()
                    .map_or_else(String::new, |found| found.position.map(place).unwrap_or_default() + found.message()),
            )
        })?;
        self.values.push(std::mem::take(&mut document.value));
        self.paths.push(target.to_path_buf());
        context.add_file(document);
        let index = self.paths.len() - 1;
        self.known.insert(real, index);
        context.moved_from_file(index, Pointer::root(), pointer(index));
        Ok(index)
    }
}

fn pointer(file: usize) -> Pointer {
    Pointer::root().at([FILES, &file.to_string()])
}

/// The reference to a place in a file, which is the document itself or below [`FILES`].
fn place(file: usize, fragment: &str) -> Result<String, Refused> {
    if file == 0 {
        return Ok(format!("#{fragment}"));
    }
    if fragment.is_empty() || percent_decode(fragment).is_none_or(|pointer| pointer.starts_with('/')) {
        return Ok(format!("{}{fragment}", pointer(file).to_reference()));
    }
    Err(Refused::new(
        format!("expected a JSON pointer into a file but found `#{}`", piece(fragment)),
        "an anchor is known in the document itself only; a pointer starts with `#/`",
    ))
}
