//! The generator on the command line.

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use openapi_build::{Builder, Unsupported};

const USAGE: &str = "\
Generates Rust clients from OpenAPI 3.1 documents, through progenitor.

usage: openapi-build check SPEC [OPTIONS]
       openapi-build generate SPEC [-o FILE] [OPTIONS]

  check      says what cannot be expressed; status 1 where nothing would be generated
  generate   writes the code to FILE, or to the standard output

options:
  -o, --output FILE            where `generate` writes
  --skip-unsupported           leave out what cannot be expressed
  --cursor-pagination P=R      query parameter P takes what the response's property R gave
  --request-id-header NAME     the runtime sends an id in this header
  -h, --help                   this text";

fn main() -> ExitCode {
    match Arguments::parse(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments.run(),
        Ok(None) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("openapi-build: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

enum Command {
    Check,
    Generate,
}

struct Arguments {
    command: Command,
    builder: Builder,
    output: Option<PathBuf>,
}

impl Arguments {
    /// `None` where only the usage is asked for.
    fn parse(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut words = Vec::new();
        let mut options = Vec::new();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "-h" | "--help" => return Ok(None),
                "--skip-unsupported" => options.push((argument, String::new())),
                "-o" | "--output" | "--cursor-pagination" | "--request-id-header" => {
                    let value = arguments.next().ok_or_else(|| format!("expected a value after `{argument}`"))?;
                    options.push((argument, value));
                }
                _ if argument.starts_with('-') => return Err(format!("unknown option `{argument}`")),
                _ => words.push(argument),
            }
        }
        let [command, spec] = words.as_slice() else {
            return Err(format!("expected a command and a document but found {} words", words.len()));
        };
        let command = match command.as_str() {
            "check" => Command::Check,
            "generate" => Command::Generate,
            _ => return Err(format!("expected the command `check` or `generate` but found `{command}`")),
        };
        let mut builder = Builder::new(spec);
        let mut output = None;
        for (option, value) in options {
            builder = match option.as_str() {
                "--skip-unsupported" => builder.on_unsupported(Unsupported::Skip),
                "--request-id-header" => builder.request_id_header(value),
                "--cursor-pagination" => {
                    let (parameter, property) = value
                        .split_once('=')
                        .ok_or_else(|| format!("expected `parameter=property` after `{option}` but found `{value}`"))?;
                    builder.cursor_pagination(parameter, property)
                }
                _ => {
                    output = Some(PathBuf::from(value));
                    builder
                }
            };
        }
        Ok(Some(Self { command, builder, output }))
    }

    fn run(self) -> ExitCode {
        let report = self.builder.report();
        for diagnostic in &report.diagnostics {
            eprintln!("{diagnostic}");
        }
        eprintln!("{}", report.summary);
        let Some(code) = &report.code else { return ExitCode::FAILURE };
        let written = match self.command {
            Command::Check => Ok(()),
            Command::Generate => write(code, self.output.as_ref()),
        };
        match written {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("openapi-build: cannot write the code: {error}");
                ExitCode::FAILURE
            }
        }
    }
}

fn write(code: &str, output: Option<&PathBuf>) -> io::Result<()> {
    match output {
        Some(path) => fs::write(path, code),
        None => io::stdout().write_all(code.as_bytes()),
    }
}
