//! Credentials of a value, of whoever is asked, and of whoever renews them.

mod loopback;

use std::{
    convert::Infallible,
    error::Error,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use loopback::Loopback;
use openapi_runtime::{Credential, CredentialProvider, ErrorKind, RetryPolicy};
use strangers::credentials::{Client, ClientBuilder};

fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder().base_url(&server.url).retry(RetryPolicy::none())
}

/// A server that takes these values of `Authorization` and no other.
fn strict(taken: &'static [&'static str]) -> Loopback {
    Loopback::new(move |sent, _| {
        let is_taken = taken.contains(&sent.header("authorization").unwrap_or_default());
        (if is_taken { 204 } else { 401 }, Vec::new(), sent.header("authorization").unwrap_or_default().to_owned())
    })
}

fn sent(server: &Loopback) -> Vec<String> {
    server.sent().iter().map(|sent| sent.header("authorization").unwrap_or("none").to_owned()).collect()
}

#[tokio::test]
async fn user_and_password_may_be_asked_for() {
    let server = strict(&["Basic dTpwOnc="]);
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    let client = builder(&server).login_provider(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok::<_, Infallible>(("u", "p:w".to_owned())) }
    });
    let client = client.build().unwrap();
    client.basic().send().await.unwrap();
    client.basic().send().await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), sent(&server)), (2, vec!["Basic dTpwOnc=".to_owned(); 2]));
    // What the server repeats of it is not shown.
    let server = Loopback::new(|_, _| (400, Vec::new(), r#"{"message":"hush-hush is no password"}"#.to_owned()));
    let client = builder(&server).login_provider(|| async { Ok::<_, Infallible>(("u", "hush-hush")) }).build().unwrap();
    let error = client.basic().send().await.unwrap_err();
    assert_eq!(error.message(), Some("[redacted] is no password"));
}

#[tokio::test]
async fn a_user_with_a_colon_is_none() {
    let server = Loopback::empty();
    let error = builder(&server).login("hush:u", "p").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("a user without a colon") && !error.to_string().contains("hush"), "{error}");
    let client = builder(&server).login_provider(|| async { Ok::<_, Infallible>(("hush:u", "p")) }).build().unwrap();
    let error = client.basic().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    assert_eq!(server.lines().len(), 0);
}

/// Gives a token until it is refused, then the next.
#[derive(Clone, Default)]
struct Tokens(Arc<Mutex<(u32, Vec<String>)>>);

impl CredentialProvider for Tokens {
    async fn credential(&self) -> Result<String, Box<dyn Error + Send + Sync>> {
        Ok(format!("t{}", self.0.lock().map_err(|_| "somebody panicked")?.0))
    }

    fn refused(&self, credential: &str) {
        let mut kept = self.0.lock().unwrap();
        kept.1.push(credential.to_owned());
        if credential == format!("t{}", kept.0) {
            kept.0 += 1;
        }
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    for (case, taken, want, is_ok) in [
        ("taken", &["Bearer t0"][..], &["Bearer t0"][..], true),
        ("renewed", &["Bearer t1"], &["Bearer t0", "Bearer t1"], true),
        ("refused twice", &["Bearer t2"], &["Bearer t0", "Bearer t1"], false),
    ] {
        let (server, tokens) = (strict(taken), Tokens::default());
        let client = builder(&server).token(Credential::provider(tokens.clone())).build().unwrap();
        // Whatever the method: what is refused did nothing.
        let result = client.post_token().send().await;
        assert_eq!(result.is_ok(), is_ok, "{case}");
        assert_eq!(sent(&server), want, "{case}");
        assert_eq!(tokens.0.lock().unwrap().1.len(), want.len() - 1, "{case}: told once");
        if let Err(error) = result {
            assert_eq!((error.status().map(|it| it.as_u16()), error.attempts()), (Some(401), 2), "{case}");
        }
    }
}

#[tokio::test]
async fn who_has_nothing_newer_is_not_asked_for_a_second_request() {
    let server = strict(&["Bearer t1"]);
    let client = builder(&server).token(|| async { Ok::<_, Infallible>("t0") }).build().unwrap();
    let error = client.token().send().await.unwrap_err();
    assert_eq!((error.attempts(), sent(&server).len()), (1, 1));
    assert_eq!(builder(&server).token("t0").build().unwrap().token().send().await.unwrap_err().attempts(), 1);
    assert_eq!(sent(&server).len(), 2);
    let number = AtomicU32::new(0);
    let next = move || {
        let token = format!("t{}", number.fetch_add(1, Ordering::SeqCst));
        async { Ok::<_, Infallible>(token) }
    };
    let answer = builder(&server).token(next).build().unwrap().token().send().await.unwrap();
    assert_eq!(answer.attempts(), 2);
}

#[tokio::test]
async fn a_scheme_may_be_a_reference() {
    let server = Loopback::empty();
    builder(&server).alias("k").build().unwrap().alias().send().await.unwrap();
    assert_eq!(server.sent()[0].header("x-key"), Some("k"));
}
