//! A folder with a document that refers to files, and the generator run in it.

use std::{
    fs,
    io::{Read, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A schema whose property shows in the code where it was read.
pub const CANARY: &str = "{type: object, properties: {canary: {type: string}}}\n";

/// A document whose only schema is at `reference`.
pub fn document(reference: &str) -> String {
    documents(&[reference])
}

/// The same with one component for each of several.
pub fn documents(references: &[&str]) -> String {
    let head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    let schema = |(index, reference)| format!("    Schema{index}: {{$ref: {}}}\n", serde_json::json!(reference));
    references.iter().enumerate().map(schema).fold(head.to_owned(), |document, schema| document + &schema)
}

/// `sub` is the document's folder; beside it stands a file that is none of its business.
pub struct Folder(pub PathBuf);

pub struct Run {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new(name: &str) -> Self {
        let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("references").join(name);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(path.join("sub/deep")).unwrap();
        let folder = Self(path);
        folder.write("outside.yaml", CANARY);
        folder
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    /// A file of zeros that takes no room.
    pub fn sparse(&self, name: &str, length: u64) {
        fs::File::create(self.0.join(name)).unwrap().set_len(length).unwrap();
    }

    #[cfg(unix)]
    pub fn link(&self, name: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.0.join(name)).unwrap();
    }

    #[cfg(unix)]
    pub fn pipe(&self, name: &str) {
        assert!(Command::new("mkfifo").arg(self.0.join(name)).status().unwrap().success());
    }

    /// Runs the program in `sub`.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let program = Command::new(env!("CARGO_BIN_EXE_openapi-build"));
        run(program, &self.0.join("sub"), arguments, input)
    }
}

/// Ends what hangs.
pub fn run(mut program: Command, folder: &Path, arguments: &[&str], input: &str) -> Run {
    let program = program.current_dir(folder).args(arguments);
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who reads nothing of it may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let (out, err) = (reader(child.stdout.take().unwrap()), reader(child.stderr.take().unwrap()));
    let Ok(out) = out.recv_timeout(Duration::from_secs(120)) else {
        return hung(&mut child);
    };
    let Ok(err) = err.recv_timeout(Duration::from_secs(120)) else {
        return hung(&mut child);
    };
    Run { status: child.wait().unwrap().code(), out, err }
}

fn hung(child: &mut Child) -> Run {
    child.kill().unwrap();
    child.wait().unwrap();
    Run { status: None, out: String::new(), err: "it hangs".to_owned() }
}

fn reader(mut from: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}
