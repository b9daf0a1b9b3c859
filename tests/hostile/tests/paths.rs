//! No value of a path parameter names another path.

use openapi_runtime::ErrorKind;

use crate::server::Server;

/// Which operation, its arguments, and the target, or what the error names.
type Row = (&'static str, &'static str, &'static [&'static str], Result<&'static str, &'static str>);

const TABLE: &[Row] = &[
    ("a name", "file", &["a"], Ok("/v1/files/a")),
    ("a slash", "file", &["a/b"], Ok("/v1/files/a%2Fb")),
    ("a slash alone", "file", &["/"], Ok("/v1/files/%2F")),
    ("blanks", "file", &[" a b "], Ok("/v1/files/%20a%20b%20")),
    ("what ends a path", "file", &["a?b#c"], Ok("/v1/files/a%3Fb%23c")),
    ("a percent sign", "file", &["100%"], Ok("/v1/files/100%25")),
    ("an encoded dot", "file", &["%2e"], Ok("/v1/files/%252e")),
    ("encoded dots", "file", &["%2E%2e"], Ok("/v1/files/%252E%252e")),
    ("dots and more", "file", &["..a"], Ok("/v1/files/..a")),
    ("three dots", "file", &["..."], Ok("/v1/files/...")),
    ("not ASCII", "file", &["é"], Ok("/v1/files/%C3%A9")),
    ("empty", "file", &[""], Err("`name`")),
    ("a dot", "file", &["."], Err("`name`")),
    ("two dots", "file", &[".."], Err("`name`")),
    ("a backslash", "file", &["a\\b"], Err("`name`")),
    ("up by a backslash", "file", &["..\\..\\admin"], Err("`name`")),
    ("a tab", "file", &[".\t."], Err("`name`")),
    ("a line's end", "file", &["a\r\nb"], Err("`name`")),
    ("a null", "file", &["a\0"], Err("`name`")),
    ("a control character of Latin-1", "file", &["a\u{85}"], Err("`name`")),
    ("two dots in the middle", "meta", &[".."], Err("`name`")),
    ("empty in the middle", "meta", &[""], Err("`name`")),
    ("two in a segment", "report", &["a", "pdf"], Ok("/v1/reports/a.pdf")),
    ("two dots in a segment", "report", &[".", "pdf"], Ok("/v1/reports/..pdf")),
    ("the first of them empty", "report", &["", "pdf"], Err("`stem`")),
    ("the second of them empty", "report", &["a", ""], Err("`kind`")),
    ("side by side", "pair", &["a", "b"], Ok("/v1/pairs/ab/x")),
    ("a dot each", "pair", &[".", "."], Err("`a`, `b`")),
    ("a dot and a name", "pair", &[".", "b"], Ok("/v1/pairs/.b/x")),
    ("the other dot is the document's", "half", &["."], Err("`rest`")),
    ("behind the document's dot", "half", &["a"], Ok("/v1/half/%2ea")),
    ("a label", "label", &["a"], Ok("/v1/labels/.a")),
    ("a label of nothing", "label", &[""], Err("`id`")),
    ("a label of a dot", "label", &["."], Err("`id`")),
    ("a matrix", "matrix", &[".."], Ok("/v1/matrices/;id=..")),
    ("a matrix of two", "matrix", &["a;id=b"], Ok("/v1/matrices/;id=a%3Bid%3Db")),
    ("dots that servers leave out", "file", &["..;"], Ok("/v1/files/..%3B")),
    ("a parameter of a segment", "file", &["a;admin=1"], Ok("/v1/files/a%3Badmin%3D1")),
    (
        "signs that a URL may have",
        "file",
        &["a:b@c!$&'()*+,="],
        Ok("/v1/files/a%3Ab%40c%21%24%26%27%28%29%2A%2B%2C%3D"),
    ),
    ("a list", "list", &["a", "b,c"], Ok("/v1/lists/a,b%2Cc")),
    ("a list of nothing", "list", &[], Err("`ids`")),
    ("a list of two dots", "list", &[".."], Err("`ids`")),
    ("a parameter called url", "url", &["http://h/../a"], Ok("/v1/urls/http%3A%2F%2Fh%2F..%2Fa")),
];

#[tokio::test]
async fn no_value_names_another_path() {
    let server = Server::start().await;
    let client = &server.client;
    for (case, operation, arguments, want) in TABLE {
        let argument = |index: usize| (*arguments.get(index).unwrap_or(&"")).to_owned();
        let ids = || arguments.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let sent = match *operation {
            "file" => client.get_file().name(argument(0)).send().await.map(drop),
            "meta" => client.get_meta().name(argument(0)).send().await.map(drop),
            "report" => client.get_report().stem(argument(0)).kind(argument(1)).send().await.map(drop),
            "pair" => client.get_pair().a(argument(0)).b(argument(1)).send().await.map(drop),
            "half" => client.get_half().rest(argument(0)).send().await.map(drop),
            "label" => client.get_label().id(argument(0)).send().await.map(drop),
            "matrix" => client.get_matrix().id(argument(0)).send().await.map(drop),
            "list" => client.get_list().ids(ids()).send().await.map(drop),
            _ => client.get_url().url(argument(0)).send().await.map(drop),
        };
        let targets = server.targets();
        match (want, sent) {
            (Ok(target), Ok(())) => assert_eq!(targets, [*target], "{case}"),
            (Err(name), Err(error)) => {
                assert_eq!((error.kind(), targets.len()), (ErrorKind::InvalidRequest, 0), "{case}: {error}");
                assert!(error.to_string().contains(name), "{case}: {error}");
            }
            (_, sent) => panic!("{case}: {sent:?}, {targets:?}"),
        }
    }
}
