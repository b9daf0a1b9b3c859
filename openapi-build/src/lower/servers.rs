use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::{limits::MAX_URL, pointer::Pointer};

/// A request goes to the URL of a server with its variables at their defaults (OpenAPI 3.1, section 4.8.5): each is put in
/// once, so that a default cannot name another, nor come to more than a URL can be.
pub(crate) struct Servers;

impl Pass for Servers {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(servers) = document.get_mut("servers").and_then(Value::as_array_mut) else { return };
        let at = Pointer::root().join("servers");
        let mut index = 0;
        servers.retain_mut(|server| {
            let at = at.at([index.to_string().as_str(), "url"]);
            index += 1;
            let Some(template) = server.get("url").and_then(Value::as_str) else { return true };
            match filled_in(template, server.get("variables").and_then(Value::as_object)) {
                Some(url) => {
                    server["url"] = url.into();
                    true
                }
                None => {
                    let message = format!("expected a URL of at most {MAX_URL} bytes but found a longer one");
                    context.warn(&at, message, "the server is left out");
                    false
                }
            }
        });
    }
}

fn filled_in(template: &str, variables: Option<&Map<String, Value>>) -> Option<String> {
    let mut parts = template.split('{');
    let mut url = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}').and_then(|(name, rest)| Some((variables?.get(name)?, rest))) {
            Some((variable, rest)) => {
                url += &variable.get("default").map(super::text).unwrap_or_default();
                url += rest;
            }
            None => url = url + "{" + part,
        }
        if url.len() > MAX_URL {
            return None;
        }
    }
    (url.len() <= MAX_URL).then_some(url)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{MAX_URL, filled_in};

    #[test]
    fn variables_are_put_in_once() {
        let variables = json!({"a": {"default": "x"}, "b": {"default": "{a}"}, "p": {"default": 8443}, "none": {}});
        for (template, want) in [
            ("https://{a}.example:{p}/v1", "https://x.example:8443/v1"),
            ("https://{b}.example", "https://{a}.example"),
            ("https://{unknown}.example/{none}/{", "https://{unknown}.example//{"),
        ] {
            assert_eq!(filled_in(template, variables.as_object()).as_deref(), Some(want), "{template}");
        }
        let long = json!({"a": {"default": "x".repeat(MAX_URL)}});
        assert_eq!(filled_in(&"{a}".repeat(1_000_000), long.as_object()), None);
    }
}
