//! What the passes share: settings, where things came from, and what was found.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    mem,
};

use serde_json::Value;

use crate::{
    diagnostic::{Diagnostic, Findings, Severity},
    document::Document,
    limits::{self, MAX_MERGED, SMALL_MERGED},
    pagination::Pagination,
    pointer::Pointer,
    servers::Server,
    settings::{Settings, Unsupported},
    suggest::Suggestion,
};

/// How to go on where something cannot be expressed.
const GO_ON: &str = "`on_unsupported(Unsupported::Skip)`, or `--skip-unsupported`, goes on without it";

pub(crate) struct Context<'s> {
    pub(crate) settings: &'s Settings,
    /// The document, then every file it refers to.
    pub(crate) files: Vec<Document>,
    /// What was moved: the new place, and the file and place it came from.
    origins: HashMap<Pointer, (usize, Pointer)>,
    // Of places that are only asked for, their hashes are kept: a place may be as long as the document. They are keyed, so
    // that no document can have two places of one hash.
    hashes: RandomState,
    /// Where something stands that cannot be expressed.
    unsupported: HashSet<u64>,
    /// What such places stand in, and they themselves.
    around_unsupported: HashSet<u64>,
    /// Where something was found that cannot be expressed or leads to nothing.
    reported: HashSet<u64>,
    /// The components that there are before types are moved out of each other.
    pub(crate) declared: HashSet<String>,
    /// What bases with heirs say themselves.
    pub(crate) bases: HashSet<String>,
    /// Whether the document is of version 3.0, where `paths` is required and keywords beside a `$ref` are ignored.
    pub(crate) is_3_0: bool,
    pub(crate) diagnostics: Findings,
    told: HashSet<u64>,
    /// What references and merges may still add, by [`limits::weight`]; `None` once they have added too much.
    allowance: Option<usize>,
    /// How many names were looked for that are spelled like one that is not there.
    suggestions: usize,
    /// The servers that callers can choose from.
    pub(crate) servers: Vec<Server>,
    /// How pages follow each other, as the settings and then the document say.
    pub(crate) paginations: Vec<Pagination>,
    /// Settings that would fit operations which have none.
    pub(crate) suggested: Vec<Suggestion>,
    /// How many operations were left out.
    pub(crate) skipped: usize,
    /// How many schemas became `serde_json::Value`.
    pub(crate) degraded: usize,
}

impl<'s> Context<'s> {
    pub(crate) fn new(settings: &'s Settings, document: Document) -> Self {
        Self {
            settings,
            allowance: Some(SMALL_MERGED + MAX_MERGED * document.size()),
            suggestions: 0,
            files: vec![document],
            origins: HashMap::new(),
            hashes: RandomState::new(),
            unsupported: HashSet::new(),
            around_unsupported: HashSet::new(),
            reported: HashSet::new(),
            declared: HashSet::new(),
            bases: HashSet::new(),
            is_3_0: false,
            diagnostics: Findings::default(),
            told: HashSet::new(),
            servers: Vec::new(),
            paginations: Vec::new(),
            suggested: Vec::new(),
            skipped: 0,
            degraded: 0,
        }
    }

    /// Remembers that what stands at `new` came from `old`, both places in the document as it is lowered.
    pub(crate) fn moved(&mut self, old: &Pointer, new: Pointer) {
        let (file, origin) = self.origin(old);
        self.origins.insert(new, (file, origin));
    }

    /// Remembers that what stands at `new` came from `origin` in a file of its own.
    pub(crate) fn moved_from_file(&mut self, file: usize, origin: Pointer, new: Pointer) {
        self.origins.insert(new, (file, origin));
    }

    /// The file and the place in it that a place in the lowered document came from.
    pub(crate) fn origin(&self, pointer: &Pointer) -> (usize, Pointer) {
        let mut prefix = pointer.clone();
        loop {
            if let Some((file, old)) = self.origins.get(&prefix) {
                let rest = pointer.strip_prefix(&prefix).unwrap_or_default();
                return (*file, old.with_suffix(rest));
            }
            if prefix.is_root() {
                return (0, pointer.clone());
            }
            prefix.pop();
        }
    }

    /// A place as people refer to it, who know files by their names.
    pub(crate) fn reference(&self, pointer: &Pointer) -> String {
        match self.origin(pointer) {
            (0, place) => place.to_reference(),
            (file, place) => format!("{}{}", self.files[file].name, place.to_reference()),
        }
    }

    /// Whether `value`, which is written out a further time, is still within what a document may come to. If not, that is
    /// the last error there is.
    pub(crate) fn spend(&mut self, at: &Pointer, value: &Value) -> bool {
        self.spend_weight(at, limits::weight(value))
    }

    /// What may still be written out.
    pub(crate) fn allowance(&self) -> usize {
        self.allowance.unwrap_or_default()
    }

    pub(crate) fn spend_weight(&mut self, at: &Pointer, weight: usize) -> bool {
        let Some(allowance) = self.allowance else { return false };
        self.allowance = allowance.checked_sub(weight);
        if self.allowance.is_none() {
            let most = SMALL_MERGED + MAX_MERGED * self.size();
            let message = format!(
                "expected references, `allOf` and alternatives to come to at most {most} bytes where they are written out \
                 but found more"
            );
            self.exhausted(at, message, "refer to fewer or smaller schemas from here");
        }
        self.allowance.is_some()
    }

    /// A document comes to more than it may, which is the last that is said of it.
    pub(crate) fn exhausted(&mut self, at: &Pointer, message: String, help: &str) {
        self.error(at, message, help);
        self.allowance = None;
    }

    /// The bytes of the document and of all that it refers to.
    pub(crate) fn size(&self) -> usize {
        self.files.iter().map(Document::size).sum()
    }

    /// A file that the document refers to.
    pub(crate) fn add_file(&mut self, document: Document) {
        self.allowance = self.allowance.map(|left| left + MAX_MERGED * document.size());
        self.files.push(document);
    }

    /// Whether a document has come to more than it may: passes stop.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.allowance.is_none()
    }

    /// A hint for a reference to nothing, for the first of them.
    pub(crate) fn suggest(&mut self, document: &Value, reference: &str) -> String {
        self.suggestions += 1;
        if self.suggestions > 20 { String::new() } else { super::suggest(document, reference) }
    }

    pub(crate) fn error(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        self.report(Severity::Error, at, message.into(), help);
    }

    pub(crate) fn warn(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        self.report(Severity::Warning, at, message.into(), help);
    }

    /// A schema that becomes `serde_json::Value`.
    pub(crate) fn degraded(&mut self, at: &Pointer, message: impl Into<String>) {
        self.degraded += 1;
        self.report(Severity::Warning, at, message.into(), "it is generated as `serde_json::Value`");
    }

    /// Something that no Rust type can hold: an error, or a warning where the caller leaves it out.
    pub(crate) fn unsupported(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        self.unsupported.insert(self.hashes.hash_one(at.as_str()));
        let ends = at.as_str().match_indices('/').map(|(end, _)| end).chain([at.as_str().len()]);
        let hashes = &self.hashes;
        self.around_unsupported.extend(ends.map(|end| hashes.hash_one(&at.as_str()[..end])));
        self.report_once(at, message.into(), help);
    }

    /// A reference to nothing: an error, or a warning where the caller leaves out what cannot be expressed. What it
    /// stands for is then anything.
    pub(crate) fn dangling(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        if self.report_once(at, message.into(), help) {
            self.degraded += 1;
        }
    }

    /// A later pass that stumbles over the same has nothing to add.
    fn report_once(&mut self, at: &Pointer, message: String, help: &str) -> bool {
        let is_new = self.reported.insert(self.hashes.hash_one(at.as_str()));
        if is_new {
            let (severity, go_on) = match self.settings.on_unsupported {
                Unsupported::Skip => (Severity::Warning, ""),
                Unsupported::Error => (Severity::Error, GO_ON),
            };
            let help = [help, go_on].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
            self.report(severity, at, message, &help);
        }
        is_new
    }

    /// Whether something at `at` or below it cannot be expressed.
    pub(crate) fn is_unsupported(&self, at: &Pointer) -> bool {
        self.around_unsupported.contains(&self.hashes.hash_one(at.as_str()))
    }

    /// Whether that very place cannot be expressed.
    pub(crate) fn is_exactly_unsupported(&self, at: &Pointer) -> bool {
        self.unsupported.contains(&self.hashes.hash_one(at.as_str()))
    }

    pub(crate) fn failed(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// What was found so far, in the order of the document: passes go over it one after another, a reader goes over it
    /// once.
    pub(crate) fn take_findings(&mut self) -> Vec<Diagnostic> {
        mem::take(&mut self.diagnostics).into_sorted()
    }

    fn report(&mut self, severity: Severity, at: &Pointer, message: String, help: &str) {
        let (file, pointer) = self.origin(at);
        let document = &self.files[file];
        let diagnostic = Diagnostic {
            severity,
            file: document.name.clone(),
            position: document.position(&pointer),
            pointer: pointer.to_string(),
            message,
            help: (!help.is_empty()).then(|| help.to_owned()),
        };
        // A component that is inlined in many places is still one finding.
        if self.told.insert(self.hashes.hash_one((file, &diagnostic.pointer, &diagnostic.message))) {
            self.diagnostics.push(diagnostic);
        }
    }
}
