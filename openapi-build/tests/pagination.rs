//! Which settings fit which operations, and what is said where one does not.

use openapi_build::{Builder, Pagination, Report};

/// The document of one operation with these parameters and this schema of its answer.
fn report(parameters: &str, schema: &str, settings: &[Pagination]) -> Report {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: getA\n      tags: [things]\n      \
         parameters: [{parameters}]\n      responses: {{'200': {{description: A., content: {{application/json: {{schema: {schema}}}}}}}}}\n\
         components: {{schemas: {{Row: {{type: object, properties: {{id: {{type: string}}}}}}}}}}\n"
    );
    let builder = Builder::from_text("api.yaml", text);
    settings.iter().cloned().fold(builder, Builder::pagination).report()
}

const ROWS: &str = "{type: array, items: {$ref: '#/components/schemas/Row'}}";

fn object(members: &str) -> String {
    format!("{{type: object, properties: {{{}}}}}", members.replace("ROWS", ROWS))
}

fn query(names: &[&str]) -> String {
    let one = |name: &&str| format!("{{name: '{name}', in: query, schema: {{type: string}}}}");
    names.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn settings_fit_where_parameters_properties_and_items_are_there() {
    let cursor = || Pagination::cursor("c", "next");
    let text = "{type: string}";
    #[allow(clippy::type_complexity)] // a table
    let cases: [(&str, &[&str], String, Pagination, Result<&str, &str>); 27] = [
        ("cursor", &["c"], object(&format!("d: ROWS, next: {text}")), cursor(), Ok("PageStyle::Cursor")),
        (
            "no parameter",
            &[],
            object(&format!("d: ROWS, next: {text}")),
            cursor(),
            Err(
                "expected an operation with the query parameter `c` and a success with the property `next` but found none",
            ),
        ),
        ("no property", &["c"], object("d: ROWS"), cursor(), Err("expected an operation with the query parameter `c`")),
        ("no text", &["c"], object("d: ROWS, next: {type: boolean}"), cursor(), Err("found no text at `next`")),
        ("no list", &["c"], object(&format!("next: {text}")), cursor(), Err("found no list in the success")),
        (
            "two lists",
            &["c"],
            object(&format!("d: ROWS, e: ROWS, next: {text}")),
            cursor(),
            Err("found several lists in the success: `d`, `e`"),
        ),
        (
            "one of two lists",
            &["c"],
            object(&format!("d: ROWS, e: ROWS, next: {text}")),
            cursor().items("e"),
            Ok("it.e.as_ref"),
        ),
        (
            "a list elsewhere",
            &["c"],
            object(&format!("d: {{type: object, properties: {{e: ROWS}}}}, next: {text}")),
            cursor().items("/d/e"),
            Ok("Cursor"),
        ),
        (
            "no list there",
            &["c"],
            object(&format!("d: ROWS, next: {text}")),
            cursor().items("/d/0"),
            Err("items at `/d/0` but found none"),
        ),
        (
            "a flag",
            &["c"],
            object(&format!("d: ROWS, next: {text}, more: {{type: boolean}}")),
            cursor().more("more"),
            Ok("more:"),
        ),
        (
            "no flag",
            &["c"],
            object(&format!("d: ROWS, next: {text}, more: {text}")),
            cursor().more("more"),
            Err("found no boolean at `more`"),
        ),
        (
            "a slash in a name",
            &["c"],
            object(&format!("d: ROWS, 'a/b': {text}")),
            Pagination::cursor("c", "/a~1b"),
            Ok("a_b"),
        ),
        ("named by id", &["c"], object(&format!("d: ROWS, next: {text}")), cursor().operations(["getA"]), Ok("Cursor")),
        (
            "named by tag",
            &["c"],
            object(&format!("d: ROWS, next: {text}")),
            cursor().operations(["things"]),
            Ok("Cursor"),
        ),
        (
            "another is named",
            &["c"],
            object(&format!("d: ROWS, next: {text}")),
            cursor().operations(["getB"]),
            Err("expected an operation with the id or tag `getB` but found none"),
        ),
        (
            "named and unfit",
            &[],
            object("d: ROWS"),
            Pagination::page("p").operations(["getA"]),
            Err("expected pages as the pagination has them but found no query parameter `p`"),
        ),
        ("offset", &["o", "l"], ROWS.to_owned(), Pagination::offset("o", "l"), Ok("PageStyle::Offset(0)")),
        (
            "offset without limit",
            &["o"],
            ROWS.to_owned(),
            Pagination::offset("o", "l"),
            Err("the query parameters `o` and `l`"),
        ),
        ("page", &["p"], ROWS.to_owned(), Pagination::page("p"), Ok("PageStyle::Page(1)")),
        ("the answer by a pointer", &["p"], ROWS.to_owned(), Pagination::page("p").items(""), Ok("PageStyle::Page(1)")),
        ("URL", &[], object(&format!("d: ROWS, next: {text}")), Pagination::next_url("next"), Ok("PageStyle::NextUrl")),
        ("no URL", &[], object("d: ROWS"), Pagination::next_url("next"), Err("a success with the property `next`")),
        ("link", &[], ROWS.to_owned(), Pagination::link(), Ok("PageStyle::Link")),
        (
            "link without items",
            &[],
            object("a: {type: string}"),
            Pagination::link(),
            Err("expected an operation with a success with items but found none"),
        ),
        ("last id", &["s"], object("d: ROWS"), Pagination::last_id("s", "id"), Ok("PageStyle::LastId")),
        (
            "no id",
            &["s"],
            object("d: ROWS"),
            Pagination::last_id("s", "key"),
            Err("found no member `key` of the items"),
        ),
        ("a header", &[], ROWS.to_owned(), Pagination::page("h"), Err("the query parameter `h`")),
    ];
    for (case, parameters, schema, setting, want) in cases {
        let report = report(&query(parameters), &schema, &[setting]);
        let found: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
        match want {
            Ok(want) => {
                assert!(found.is_empty(), "{case}: {found:?}");
                let code = report.code.unwrap();
                assert!(code.contains(want) && code.contains("impl __r::Paginated for GetA"), "{case}: {code}");
            }
            Err(want) => {
                assert!(report.code.is_none(), "{case}");
                assert!(found.iter().any(|found| found.contains(want)), "{case}: {found:?}");
                assert!(found.iter().all(|found| found.contains("help: ")), "{case}: {found:?}");
            }
        }
    }
}

#[test]
fn of_several_settings_the_first_that_fits_is_taken() {
    let schema = object("d: ROWS, next: {type: string}");
    let code = |settings: &[Pagination]| report(&query(&["c", "p"]), &schema, settings);
    let (cursor, page) = (|| Pagination::cursor("c", "next"), || Pagination::page("p"));
    assert!(code(&[cursor()]).code.unwrap().contains("PageStyle::Cursor"));
    assert!(code(&[page()]).code.unwrap().contains("PageStyle::Page"));
    // One that is never the first is of no use.
    let unused = code(&[page(), cursor()]);
    assert_eq!(unused.diagnostics.len(), 1, "{:?}", unused.diagnostics);
    assert!(unused.diagnostics[0].to_string().contains("expected an operation with the query parameter `c`"));
    let twice = code(&[cursor().operations(["getB"]), page()]);
    assert!(twice.diagnostics[0].to_string().contains("`getB`"), "{:?}", twice.diagnostics);
}

#[test]
fn walks_ask_for_the_largest_pages_where_the_document_says_how_large() {
    let limit =
        |keywords: &str| format!("{{name: l, in: query, schema: {{type: integer{keywords}}}}}, {}", query(&["p"]));
    for (case, keywords, want) in [("a maximum", ", maximum: 50", Some(".largest(0, 50)")), ("none", "", None)] {
        let report = report(&limit(keywords), ROWS, &[Pagination::page("p").largest_pages("l")]);
        let found: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), usize::from(want.is_none()), "{case}: {found:?}");
        match want {
            Some(want) => assert!(report.code.unwrap().contains(want), "{case}"),
            None => assert!(
                found[0].contains("expected an operation of the pagination whose parameter `l` has a `maximum`"),
                "{found:?}"
            ),
        }
    }
}

#[test]
fn settings_are_suggested_for_what_looks_like_pages() {
    let builder = || Builder::new("../tests/fixtures/pages.yaml");
    let lines = |builder: Builder| {
        let suggestions = builder.suggestions().unwrap();
        suggestions.iter().map(|it| format!("{it} // {}", it.operations().join(", "))).collect::<Vec<_>>()
    };
    let all = [
        ".pagination(Pagination::cursor(\"after\", \"/meta/nextCursor\").more(\"/meta/hasMore\")) // byCursor",
        ".pagination(Pagination::last_id(\"starting_after\", \"id\").more(\"has_more\")) // byLastId",
        ".pagination(Pagination::next_url(\"next\")) // byUrl",
        ".pagination(Pagination::offset(\"offset\", \"limit\")) // byOffset",
        ".pagination(Pagination::page(\"page\")) // byPage",
        ".pagination(Pagination::page(\"page\").items(\"/result/items\")) // zero",
    ];
    assert_eq!(lines(builder()), all);
    // What is walked already needs none, and what is suggested holds.
    assert_eq!(lines(builder().pagination(Pagination::offset("offset", "limit"))).len(), all.len() - 1);
    let settings = builder().suggestions().unwrap();
    let told = settings.iter().fold(builder(), |builder, it| builder.pagination(it.pagination().clone()));
    assert!(told.report().diagnostics.is_empty() && lines(told).is_empty());
}

#[test]
fn a_documented_link_is_suggested_by_name() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {operationId: a, responses: {'200': {description: A., \
                headers: {Link: {schema: {type: string}}}, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}}\n  \
                /b: {get: {operationId: b, responses: {'200': {description: B., \
                content: {application/json: {schema: {type: array, items: {type: string}}}}}}}}\n";
    let suggestions = Builder::from_text("api.yaml", text).suggestions().unwrap();
    let lines: Vec<_> = suggestions.iter().map(ToString::to_string).collect();
    assert_eq!(lines, [".pagination(Pagination::link().operations([\"a\"]))"]);
}

#[test]
fn what_other_generators_are_told_is_taken_and_settings_are_over_it() {
    let fern = "{cursor: $request.c, next_cursor: $response.next, results: $response.d}";
    let answer = "{type: object, properties: {d: {type: array, items: {type: string}}, e: {type: array, items: {type: string}}, next: {type: string}}}";
    let document = |extension: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{/a: {{get: {{operationId: getA, x-fern-pagination: {extension}, \
             parameters: [{}], responses: {{'200': {{description: A., content: {{application/json: {{schema: {answer}}}}}}}}}}}}}}}\n",
            query(&["c", "p"])
        )
    };
    let report = |extension: &str, settings: &[Pagination]| {
        let builder = Builder::from_text("api.yaml", document(extension));
        settings.iter().cloned().fold(builder, Builder::pagination).report()
    };
    let taken = report(fern, &[]);
    assert!(taken.diagnostics.is_empty(), "{:?}", taken.diagnostics);
    assert!(taken.code.unwrap().contains("PageStyle::Cursor"));
    let over = report(fern, &[Pagination::page("p").items("e")]);
    assert!(over.diagnostics.is_empty() && over.code.unwrap().contains("PageStyle::Page(1)"));
    for (case, extension, want) in [
        ("unfit", fern.replace("$request.c", "$request.x"), "found no query parameter `x`"),
        ("unknown", "{custom: true}".to_owned(), "found none of `cursor`, `offset` and `next_uri`"),
    ] {
        let report = report(&extension, &[]);
        let found: Vec<_> = report.warnings().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{case}: {found:?}");
        assert!(found[0].contains("x-fern-pagination: expected pages") && found[0].contains(want), "{case}: {found:?}");
        assert!(report.code.is_some(), "{case}");
    }
}
