//! The commands, and what they are given.

#[cfg(feature = "fetch")]
mod fetch;
mod replace;
mod source;
mod update;

use std::{
    fmt::Display,
    fs,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use openapi_build::{Builder, Diff, Unsupported, printable};

enum Command {
    Check,
    Generate { output: Option<PathBuf> },
    Diff { new: PathBuf, is_markdown: bool },
    Update(update::Update),
}

pub(crate) struct Arguments {
    command: Command,
    builder: Builder,
}

/// The words and options of a command line, not yet understood.
#[derive(Default)]
struct Raw {
    words: Vec<String>,
    options: Vec<(String, String)>,
}

/// The commands that take an option; all of them where there is none.
const ONLY: [(&str, &[&str]); 6] = [
    ("-o", &["generate"]),
    ("--output", &["generate"]),
    ("--markdown", &["diff", "update"]),
    ("--from", &["update"]),
    ("--pin", &["update"]),
    ("--dry-run", &["update"]),
];

impl Raw {
    /// `None` where only the usage is asked for.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut raw = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "-h" | "--help" => return Ok(None),
                "--skip-unsupported" | "--markdown" | "--dry-run" => raw.options.push((argument, String::new())),
                "-o"
                | "--output"
                | "--cursor-pagination"
                | "--request-id-header"
                | "--document-url"
                | "--references-within"
                | "--from"
                | "--pin" => {
                    let value = arguments.next().ok_or_else(|| format!("expected a value after `{argument}`"))?;
                    raw.options.push((argument, value));
                }
                _ if argument.starts_with('-') => return Err(format!("unknown option `{argument}`")),
                _ => raw.words.push(argument),
            }
        }
        Ok(Some(raw))
    }

    fn has(&self, option: &str) -> bool {
        self.options.iter().any(|(name, _)| name == option)
    }

    fn values<'r>(&'r self, options: &'r [&str]) -> impl Iterator<Item = &'r String> {
        self.options.iter().filter(|(name, _)| options.contains(&name.as_str())).map(|(_, value)| value)
    }

    fn command(&self) -> Result<Command, String> {
        let (name, rest) = match self.words.as_slice() {
            [name, _, rest @ ..] => (name.as_str(), rest),
            words => return Err(format!("expected a command and a document but found {} words", words.len())),
        };
        for (option, commands) in ONLY {
            if self.has(option) && !commands.contains(&name) {
                return Err(format!(
                    "expected `{option}` with `{}` but found it with `{name}`",
                    commands.join("` or `")
                ));
            }
        }
        let none_left = |command| match rest {
            [] => Ok(command),
            rest => Err(format!("expected one document but found {}", rest.len() + 1)),
        };
        let is_markdown = self.has("--markdown");
        match (name, rest) {
            ("check", _) => none_left(Command::Check),
            ("generate", _) => {
                none_left(Command::Generate { output: self.values(&["-o", "--output"]).last().map(PathBuf::from) })
            }
            ("diff", [new]) => Ok(Command::Diff { new: new.into(), is_markdown }),
            ("diff", _) => Err(format!("expected two documents but found {}", rest.len() + 1)),
            ("update", _) if !self.has("--from") => {
                Err("expected `--from` and a file or URL but found none".to_owned())
            }
            ("update", _) => Ok(Command::Update(update::Update {
                spec: PathBuf::from(&self.words[1]),
                // A shell expands `--from pages/*.md` to several words.
                sources: self.values(&["--from"]).chain(rest).cloned().collect(),
                pin: self.values(&["--pin"]).last().map(PathBuf::from),
                is_dry_run: self.has("--dry-run"),
                is_markdown,
            })),
            _ => Err(format!("expected the command `check`, `generate`, `diff` or `update` but found `{name}`")),
        }
    }
}

impl Arguments {
    /// `None` where only the usage is asked for.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let Some(raw) = Raw::read(arguments)? else { return Ok(None) };
        let command = raw.command()?;
        let mut builder = Builder::new(&raw.words[1]);
        for (option, value) in &raw.options {
            builder = match option.as_str() {
                "--skip-unsupported" => builder.on_unsupported(Unsupported::Skip),
                "--request-id-header" => builder.request_id_header(value),
                "--document-url" => builder.document_url(value),
                "--references-within" => builder.references_within(value),
                "--cursor-pagination" => {
                    let (parameter, property) = value
                        .split_once('=')
                        .ok_or_else(|| format!("expected `parameter=property` after `{option}` but found `{value}`"))?;
                    builder.cursor_pagination(parameter, property)
                }
                _ => builder,
            };
        }
        Ok(Some(Self { command, builder }))
    }

    pub(crate) fn run(self) -> ExitCode {
        match self.command {
            Command::Check => {
                let code = generate(&self.builder, |_| Ok(()));
                suggest(&self.builder);
                code
            }
            Command::Generate { output } => generate(&self.builder, |code| match output {
                Some(path) => fs::write(path, code),
                None => io::stdout().write_all(code.as_bytes()),
            }),
            Command::Diff { new, is_markdown } => match self.builder.diff(new) {
                Ok(diff) => {
                    say(&shown(&diff, is_markdown));
                    ExitCode::from(u8::from(diff.is_breaking()))
                }
                Err(errors) => {
                    eprintln!("{errors}");
                    ExitCode::from(2)
                }
            },
            Command::Update(update) => match update.run(&self.builder) {
                Ok(()) => ExitCode::SUCCESS,
                Err(message) => {
                    complain(&message);
                    ExitCode::FAILURE
                }
            },
        }
    }
}

/// The lines for a build script that give walks to operations which look like pages. What is wrong has been said.
fn suggest(builder: &Builder) {
    let suggestions = builder.suggestions().unwrap_or_default();
    if suggestions.is_empty() {
        return;
    }
    let count: usize = suggestions.iter().map(|it| it.operations().len()).sum();
    say(&format!("{count} more operations look like pages; for `build.rs`:\n"));
    for suggestion in &suggestions {
        let operations: Vec<_> = suggestion.operations().iter().map(|id| printable(id).to_string()).collect();
        say(&format!("    {suggestion} // {}\n", operations.join(", ")));
    }
}

fn generate(builder: &Builder, write: impl FnOnce(&str) -> io::Result<()>) -> ExitCode {
    let report = builder.report();
    for diagnostic in &report.diagnostics {
        eprintln!("{diagnostic}");
    }
    eprintln!("{}", report.summary);
    let Some(code) = &report.code else { return ExitCode::FAILURE };
    match write(code) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("openapi-build: cannot write the code: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn shown(diff: &Diff, is_markdown: bool) -> String {
    match (is_markdown, diff.changes()) {
        (true, _) => diff.to_markdown(),
        (false, []) => "no change\n".to_owned(),
        (false, _) => format!("{diff}\n"),
    }
}

/// Messages name files and addresses, and repeat what a server says: nothing of that is for the terminal to act on.
pub(crate) fn complain(message: &str) {
    for line in message.lines() {
        eprintln!("{}", printable(line));
    }
}

/// `println!` panics where the reader has gone, as `head` does.
fn say(text: &impl Display) {
    let _ = write!(io::stdout(), "{text}");
}
