//! Putting credentials into a request.

use reqwest::{
    Request,
    header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue},
};

use url::form_urlencoded;

use super::{ApiKey, Credential, Place, Scheme};
use crate::{Error, ErrorKind, encode::encoded};

/// A client's credentials by the numbers of the schemes.
pub(crate) type Credentials = [Option<Credential>];

/// The first of the alternatives for which all credentials are there.
fn complete<'s>(alternatives: &[&'s [usize]], credentials: &Credentials) -> Option<&'s [usize]> {
    let has = |scheme: &usize| credentials.get(*scheme).is_some_and(Option::is_some);
    // What asks for nothing is for those who have none of the others.
    let is_complete = |alternative: &&&'s [usize]| !alternative.is_empty() && alternative.iter().all(has);
    let anonymous = || alternatives.iter().find(|alternative| alternative.is_empty());
    alternatives.iter().find(is_complete).or_else(anonymous).copied()
}

/// The schemes, by their numbers, whose credentials go with a call.
pub(crate) fn sent<'s>(alternatives: &[&'s [usize]], credentials: &Credentials) -> &'s [usize] {
    complete(alternatives, credentials).unwrap_or_default()
}

/// What would have to be set, if a call cannot be made with what there is.
pub(crate) fn missing(alternatives: &[&[usize]], schemes: &[Scheme], credentials: &Credentials) -> Option<String> {
    if alternatives.is_empty() || complete(alternatives, credentials).is_some() {
        return None;
    }
    let name = |number: &usize| format!("`{}`", schemes.get(*number).map_or("", |scheme| scheme.name));
    let all = |alternative: &&[usize]| alternative.iter().map(name).collect::<Vec<_>>().join(" and ");
    Some(alternatives.iter().map(all).collect::<Vec<_>>().join(" or "))
}

/// A credential that was asked for, which the client did not know before.
#[derive(PartialEq)]
pub(crate) struct Learned {
    /// The number of its scheme.
    scheme: usize,
    key: ApiKey,
    place: Place,
}

impl Learned {
    /// What must be shown nowhere: the password also without the user.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let whole = self.key.secret();
        let password = whole.split_once(':').filter(|_| self.place == Place::Basic).map(|(_, password)| password);
        [whole].into_iter().chain(password)
    }
}

/// Tells whoever gave these that the server refuses them.
pub(crate) fn refused(learned: &[Learned], credentials: &Credentials) {
    for Learned { scheme, key, .. } in learned {
        if let Some(Some(credential)) = credentials.get(*scheme) {
            credential.refused(key);
        }
    }
}

/// Adds the credentials of the first alternative that is complete, and of no other. Those come back that were asked for.
pub(crate) async fn apply(
    request: &mut Request,
    alternatives: &[&[usize]],
    schemes: &[Scheme],
    credentials: &Credentials,
) -> Result<Vec<Learned>, Error> {
    let mut learned = Vec::new();
    for number in sent(alternatives, credentials) {
        let (Some(scheme), Some(Some(credential))) = (schemes.get(*number), credentials.get(*number)) else { continue };
        let secret = credential.get().await.map_err(|error| {
            let what = format!("the provider of the credential `{}` failed", scheme.name);
            Error::new(ErrorKind::Config, what).with_source(error)
        })?;
        if credential.value().is_none() {
            learned.push(Learned { scheme: *number, key: secret.clone(), place: scheme.place });
        }
        put(request, scheme.place, &secret)?;
    }
    Ok(learned)
}

fn put(request: &mut Request, place: Place, secret: &ApiKey) -> Result<(), Error> {
    match place {
        Place::Bearer => {
            request.headers_mut().insert(AUTHORIZATION, secret.header("Bearer ")?);
        }
        Place::Basic => {
            request.headers_mut().insert(AUTHORIZATION, secret.basic());
        }
        Place::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Error::config("a header name for a credential", &format!("`{name}`")))?;
            request.headers_mut().insert(name, secret.header("")?);
        }
        Place::Query(name) => {
            let pair = format!("{}={}", encoded(name), encoded(secret.secret()));
            // The URL of a page may repeat what the first one was asked for with.
            let is_other = |known: &&str| {
                !known.is_empty() && form_urlencoded::parse(known.as_bytes()).all(|(known, _)| known != name)
            };
            let known = request.url().query().unwrap_or_default().split('&').filter(is_other);
            let query = known.chain([pair.as_str()]).collect::<Vec<_>>().join("&");
            request.url_mut().set_query(Some(&query));
        }
        Place::Cookie(name) => {
            let pair = format!("{name}={}", encoded(secret.secret()));
            let known = request.headers().get(COOKIE).and_then(|cookies| cookies.to_str().ok());
            let cookies = known.map_or(pair.clone(), |known| format!("{known}; {pair}"));
            let mut cookies = HeaderValue::try_from(cookies)
                .map_err(|_| Error::config("a cookie name for a credential", &format!("`{name}`")))?;
            cookies.set_sensitive(true);
            request.headers_mut().insert(COOKIE, cookies);
        }
    }
    Ok(())
}
