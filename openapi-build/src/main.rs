//! The generator on the command line.

mod cli;

use std::process::ExitCode;

const USAGE: &str = "\
Generates Rust clients from OpenAPI 3.1 documents, through progenitor.

usage: openapi-build check SPEC [OPTIONS]
       openapi-build generate SPEC [-o FILE] [OPTIONS]
       openapi-build diff OLD NEW [--markdown] [OPTIONS]
       openapi-build update SPEC --from FILE_OR_URL... [--pin FILE] [--dry-run] [--markdown] [OPTIONS]

  check      says what cannot be expressed, and which settings would give walks to operations that look like pages; status 1
             where nothing would be generated
  generate   writes the code to FILE, or to the standard output
  diff       says what the document NEW changes in the generated Rust; status 1 where anything breaks code, 2 where
             the documents cannot be compared
  update     replaces SPEC by a published document, if code can be generated from it, and says what changes; status 1
             where it cannot, and nothing is written then. The document is YAML or JSON, or Markdown with fenced
             blocks of it; several are merged into one

options:
  -o, --output FILE            where `generate` writes
  --skip-unsupported           leave out what cannot be expressed
  --cursor-pagination P=R      query parameter P takes what the response's property R gave
  --request-id-header NAME     the runtime sends an id in this header
  --document-url URL           where the document was published, which its relative servers stand on
  --references-within DIR      SPEC may refer to files anywhere in DIR; to those beside and below it unless said otherwise
  --markdown                   the changes as Markdown for a pull request
  --from FILE_OR_URL           what `update` reads; a URL needs the feature `fetch`
  --pin FILE                   where `update` writes the SHA-256 of the document; tests/SPEC.sha256 beside the document
                               unless said otherwise, and only if that is there
  --dry-run                    `update` writes nothing
  -h, --help                   this text";

fn main() -> ExitCode {
    match cli::Arguments::parse(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments.run(),
        Ok(None) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            cli::complain(&format!("openapi-build: {message}"));
            eprintln!("\n{USAGE}");
            ExitCode::from(2)
        }
    }
}
