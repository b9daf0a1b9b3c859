//! A folder with a vendored document, and the command run in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use sha2::{Digest as _, Sha256};

pub const OLD: &str = "\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /jobs:
    get:
      operationId: listJobs
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}
components:
  schemas:
    Job:
      type: object
      required: [id]
      properties:
        id: {type: string}
";

/// A page of documentation around a document.
pub fn page(document: &str) -> String {
    format!("> An index\n\n# List jobs\n\n## OpenAPI\n\n````yaml /openapi.yaml get /jobs\n{document}````\n")
}

pub struct Folder(pub PathBuf);

pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// With `OLD` as `openapi.yaml`, and nothing left of an earlier run.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("update").join(name);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(path.join("tests")).unwrap();
        let folder = Self(path);
        folder.write("openapi.yaml", OLD);
        folder
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }

    /// The pin of a file.
    pub fn digest(&self, name: &str) -> String {
        format!("{:x}\n", Sha256::digest(self.read(name)))
    }

    /// When the document and its pin were written, and what they hold.
    pub fn times(&self) -> BTreeMap<&'static str, (SystemTime, String)> {
        ["openapi.yaml", "tests/openapi.yaml.sha256"]
            .map(|name| (name, (fs::metadata(self.0.join(name)).unwrap().modified().unwrap(), self.read(name))))
            .into()
    }

    /// The names of all files, in their order.
    pub fn files(&self) -> Vec<String> {
        let names = |folder: &Path| {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.filter(|path| !path.is_dir()).collect::<Vec<_>>()
        };
        let mut files = [names(&self.0), names(&self.0.join("tests"))].concat();
        files.sort();
        files.iter().map(|file| file.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned()).collect()
    }

    pub fn update(&self, arguments: &[&str]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_openapi-build"));
        self.run(program.args(["update", "openapi.yaml"]).args(arguments))
    }

    pub fn run(&self, program: &mut Command) -> Run {
        let output = program.current_dir(&self.0).output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
