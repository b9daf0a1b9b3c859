//! One cookie stays one, and one header.

use openapi_runtime::ErrorKind;

use crate::server::Server;

fn header(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[tokio::test]
async fn a_cookie_is_one_whatever_is_in_it() {
    let server = Server::start().await;
    for (case, session, cookie) in [
        ("plain", "abc-1.2_3~", "session=abc-1.2_3~"),
        ("a second one", "a; admin=true", "session=a%3B%20admin%3Dtrue"),
        ("a comma", "a,b", "session=a%2Cb"),
        ("quotes", "\"a\"", "session=%22a%22"),
        ("a backslash", "a\\b", "session=a%5Cb"),
        ("a line's end", "a\r\nX-Evil: 1", "session=a%0D%0AX-Evil%3A%201"),
        ("an equals sign", "a=b==", "session=a%3Db%3D%3D"),
        ("a percent sign", "a%3Bb", "session=a%253Bb"),
        ("not ASCII", "é", "session=%C3%A9"),
        ("nothing", "", "session="),
    ] {
        server.client.get_visits().session(session).send().await.unwrap();
        let sent = server.sent();
        assert_eq!(sent.len(), 1);
        for head in sent {
            assert_eq!(header(&head, "cookie").as_deref(), Some(cookie), "{case}");
            assert_eq!(header(&head, "x-evil"), None, "{case}");
        }
    }
}

#[tokio::test]
async fn names_and_lists_of_cookies_are_encoded_by_part() {
    let server = Server::start().await;
    let tags = || vec!["a,b".to_owned(), "c;d".to_owned()];
    server.client.get_visits().session("s").odd_name("o").tags(tags()).send().await.unwrap();
    for head in server.sent() {
        let cookie = header(&head, "cookie").unwrap();
        let mut cookies: Vec<_> = cookie.split("; ").collect();
        cookies.sort_unstable();
        assert_eq!(cookies, ["odd%3Bname=o", "session=s", "tags=a%2Cb,c%3Bd"]);
    }
}

#[tokio::test]
async fn a_header_is_one_line() {
    let server = Server::start().await;
    for value in ["a\r\nX-Evil: 1", "a\nb", "\r", "a\0b", "\u{7f}"] {
        let error = server.client.get_visits().x_tenant(value).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{value:?}: {error}");
        assert!(error.to_string().contains("`X-Tenant`") && !error.to_string().contains('\n'), "{value:?}: {error}");
    }
    assert!(server.sent().is_empty());
    for value in ["a b", "a\tb", "é"] {
        server.client.get_visits().x_tenant(value).send().await.unwrap();
        assert_eq!(header(&server.sent()[0], "x-tenant").as_deref(), Some(value));
    }
}
