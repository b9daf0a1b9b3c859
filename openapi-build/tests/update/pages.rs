//! Several pages of one document.

use openapi_build::{Builder, Page};

use super::support::{Folder, OLD, page};

/// The page of another operation of `OLD`'s document, with a component of its own.
const OTHER: &str = "\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /jobs:
    post:
      operationId: createJob
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/NewJob'}}}
      responses:
        '201':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}
components:
  schemas:
    NewJob: {type: object, properties: {when: {type: string, example: 'null'}}}
    Job:
      properties:
        id: {type: string}
      required: [id]
      type: object
";

const MERGED: &str = "\
openapi: 3.1.0
info:
  title: t
  version: '1'
paths:
  /jobs:
    get:
      operationId: listJobs
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Job'
    post:
      operationId: createJob
      requestBody:
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/NewJob'
      responses:
        '201':
          description: d
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Job'
components:
  schemas:
    Job:
      type: object
      required:
      - id
      properties:
        id:
          type: string
    NewJob:
      type: object
      properties:
        when:
          type: string
          example: 'null'
";

#[test]
fn pages_are_merged() {
    let folder = Folder::new("merged");
    folder.write("list.md", &page(OLD));
    folder.write("create.md", &page(OTHER));
    for arguments in [["--from", "list.md", "--from", "create.md"].as_slice(), &["--from", "list.md", "create.md"]] {
        folder.write("openapi.yaml", OLD);
        let run = folder.update(arguments);
        let want = "compatible  create_job: operation added: `POST /jobs`\ncompatible  NewJob: struct added\n";
        assert_eq!((run.status, run.out.as_str()), (0, want), "{}", run.err);
        assert_eq!(folder.read("openapi.yaml"), MERGED);
    }
    // What was written is read as what was merged.
    let run = folder.update(&["--from", "list.md", "create.md"]);
    assert_eq!(run.err, "openapi.yaml: unchanged\n");
}

#[test]
fn several_blocks_of_one_page_are_merged() {
    // A block without `openapi` is an example, and no document.
    let text = page(OLD) + "\nAn answer:\n\n```json\n{\"id\": \"1\"}\n```\n\n" + &page(OTHER);
    let update = Builder::new("none.yaml").update(&[Page::new("all.md", text)]).unwrap();
    assert_eq!(update.text(), MERGED);
    assert!(update.diff().is_none());
}

#[test]
fn disagreements_are_reported_with_both_pages() {
    let cases = [
        (
            "a value",
            ("id: {type: string}", "id: {type: integer}"),
            "create.md:25:14: components/schemas/Job/properties/id/type: expected \"string\", as in list.md:24:14, but \
             found \"integer\"",
        ),
        (
            "more in a component",
            ("id: {type: string}", "id: {type: string, format: uuid}"),
            "components/schemas/Job/properties/id/format: expected nothing, as in list.md:24:9, but found \"uuid\"",
        ),
        (
            "a list",
            ("required: [id]", "required: []"),
            "components/schemas/Job/required: expected [\"id\"], as in list.md:22:7, but found []",
        ),
        ("info", ("version: '1'", "version: '2'"), "info/version: expected \"1\", as in list.md:9:18, but found \"2\""),
        ("the version", ("openapi: 3.1.0", "openapi: 3.0.3"), "openapi: expected \"3.1.0\""),
        (
            "what holds for all operations",
            ("paths:", "security: [{key: []}]\npaths:"),
            "security: expected nothing, as in list.md:8:1, but found [{\"key\":[]}]",
        ),
        (
            "an operation twice",
            ("post:", "get:"),
            "paths/~1jobs/get/operationId: expected \"listJobs\", as in list.md:13:7, but found \"createJob\"",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, (from, to), want) in cases {
        let folder = Folder::new(&format!("conflict-{}", name.replace(' ', "-")));
        folder.write("list.md", &page(OLD));
        folder.write("create.md", &page(&OTHER.replacen(from, to, 1)));
        let run = folder.update(&["--from", "list.md", "--from", "create.md"]);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{name}: {}", run.err);
        if !run.err.contains(want) {
            wrong.push(format!("{name}: expected {want:?} but found {}", run.err));
        }
        assert_eq!(folder.read("openapi.yaml"), OLD, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_error_of_a_merged_document_stands_at_its_page() {
    let folder = Folder::new("merged-error");
    folder.write("list.md", &page(OLD));
    folder.write("create.md", &page(&OTHER.replacen("schemas/NewJob'", "schemas/Other'", 1)));
    let run = folder.update(&["--from", "list.md", "--from", "create.md"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("create.md:15:") && run.err.contains("#/components/schemas/Other"), "{}", run.err);
}

#[test]
fn tags_of_all_pages_are_kept() {
    let tagged = |document: &str, tags: &str| document.replacen("paths:", &format!("tags: [{tags}]\npaths:"), 1);
    let pages = |tags: &str| [Page::new("a.yaml", tagged(OLD, "{name: A}")), Page::new("b.yaml", tagged(OTHER, tags))];
    let update = Builder::new("none.yaml").update(&pages("{name: A}, {name: B}")).unwrap();
    assert!(update.text().contains("tags:\n- name: A\n- name: B\n"), "{}", update.text());
    let errors = Builder::new("none.yaml").update(&pages("{name: A, description: d}")).unwrap_err().to_string();
    assert!(errors.contains("tags/0/description: expected nothing"), "{errors}");
}
