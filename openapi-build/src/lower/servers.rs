use serde_json::{Map, Value};

use super::{Context, Pass, kind, text};
use crate::{
    limits::MAX_URL,
    names::Numbered,
    pointer::Pointer,
    printable::piece,
    servers::{self, Server, Variable},
    settings::Choice,
    walk::METHODS,
};

/// Where requests go (OpenAPI 3.1, section 4.8.5): the document's servers are kept for the caller to choose from, and each
/// operation gets its own, or its path's. Each variable is put in once, so that a default cannot name another, nor come to
/// more than a URL can be.
pub(crate) struct Servers;

/// The URL that the requests of an operation go to, where that is not the document's.
pub(crate) const SERVER: &str = "x-openapi-build-server";

impl Pass for Servers {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let Some(root) = document.as_object_mut() else { return };
        let declared = root.remove("servers");
        if matches!(context.settings.choice, Choice::TypesOnly) {
            return;
        }
        document_url(context);
        let mut found = all(declared.as_ref(), &Pointer::root(), context);
        name(&mut found, declared.as_ref());
        let found: Vec<_> = found.into_iter().map(|(_, server)| server).collect();
        let first = found.first().map(|server| server.url.clone());
        context.servers = found;
        let at = Pointer::root().join("paths");
        for (path, item) in root.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
            let at = at.join(path);
            let Some(item) = item.as_object_mut() else { continue };
            let of_path = own(item, &at, context);
            for method in METHODS {
                let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else { continue };
                let server = own(operation, &at.join(method), context).or_else(|| of_path.clone());
                if let Some(server) = server.filter(|server| first.as_ref() != Some(server)) {
                    operation.insert(SERVER.to_owned(), server.into());
                }
            }
        }
    }
}

/// The setting is an address that others can stand on.
fn document_url(context: &mut Context<'_>) {
    let Some(url) = &context.settings.document_url else { return };
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    if let Some(found) = servers::oddity(url.split(['?', '#']).next().unwrap_or_default()).filter(|_| is_address) {
        context.error(&Pointer::root(), format!("expected the URL of the document but found {found}"), URL_SETTING);
    } else if !is_address {
        let message = format!("expected the URL of the document (`https://…`) but found `{}`", piece(url));
        context.error(&Pointer::root(), message, URL_SETTING);
    }
}

const URL_SETTING: &str = "that is a setting of the builder: `document_url`";

/// Where the requests of a path or operation go, if not where others do.
fn own(holder: &mut Map<String, Value>, at: &Pointer, context: &mut Context<'_>) -> Option<String> {
    let declared = holder.remove("servers")?;
    let found = all(Some(&declared), at, context);
    if found.len() > 1 {
        let message = format!("expected one server but found {}", found.len());
        let help = "requests go to the first; callers choose another by `base_url`";
        context.warn(&at.join("servers"), message, help);
    }
    found.into_iter().next().map(|(_, server)| server.url)
}

/// The servers of a list, with their places in it.
fn all(declared: Option<&Value>, at: &Pointer, context: &mut Context<'_>) -> Vec<(usize, Server)> {
    let at = at.join("servers");
    match declared {
        Some(Value::Array(servers)) => {
            let read = |(index, server): (usize, &Value)| {
                Some((index, self::server(server, &at.join(&index.to_string()), context)?))
            };
            servers.iter().enumerate().filter_map(read).collect()
        }
        None | Some(Value::Null) => Vec::new(),
        Some(other) => {
            context.warn(&at, format!("expected a list of servers but found {}", kind(other)), LEFT_OUT);
            Vec::new()
        }
    }
}

const LEFT_OUT: &str = "the server is left out";
const BY_CALLER: &str = "callers have to say where requests go by `base_url`";

fn server(declared: &Value, at: &Pointer, context: &mut Context<'_>) -> Option<Server> {
    let at_url = at.join("url");
    let Some(template) = declared.get("url").and_then(Value::as_str).map(str::trim) else {
        context.warn(at, format!("expected a server with a `url` but found {}", kind(declared)), LEFT_OUT);
        return None;
    };
    let too_long = |context: &mut Context<'_>| {
        context.warn(&at_url, format!("expected a URL of at most {MAX_URL} bytes but found a longer one"), LEFT_OUT);
    };
    if template.len() > MAX_URL {
        too_long(context);
        return None;
    }
    let variables = variables(declared, template, at, context);
    let Some((url, is_whole)) = filled_in(template, &variables) else {
        too_long(context);
        return None;
    };
    if let Some(found) = servers::oddity(&url).filter(|_| is_whole) {
        context.warn(&at_url, format!("expected the URL of a server but found {found}"), BY_CALLER);
    }
    let described = declared.get("description").and_then(Value::as_str);
    Some(Server {
        function: String::new(),
        description: described.map(str::to_owned),
        template: template.to_owned(),
        url,
        variables,
    })
}

/// The variables that are in a URL, each once.
fn variables(declared: &Value, template: &str, at: &Pointer, context: &mut Context<'_>) -> Vec<Variable> {
    let at = at.join("variables");
    let known = declared.get("variables").and_then(Value::as_object);
    let mut found: Vec<Variable> = Vec::new();
    for name in servers::names(template) {
        if found.iter().any(|variable| variable.name == name) {
            continue;
        }
        let Some(declared) = known.and_then(|known| known.get(name)) else {
            let message =
                format!("expected the variable `{name}` of the server to be described but found it in the URL alone");
            context.warn(&at, message, "it has no default: callers have to set it");
            found.push(Variable { name: name.to_owned(), description: None, default: None, values: Vec::new() });
            continue;
        };
        let at = at.join(name);
        let is_scalar = |value: &&Value| !matches!(value, Value::Null | Value::Array(_) | Value::Object(_));
        let default = declared.get("default").filter(is_scalar).map(text);
        if default.is_none() {
            let message = format!("expected the variable `{name}` to have a `default` but found none");
            context.warn(&at, message, "callers have to set it");
        }
        let listed = declared.get("enum").and_then(Value::as_array);
        let values: Vec<_> = listed.into_iter().flatten().filter(is_scalar).map(text).collect();
        if listed.is_some() && values.is_empty() {
            let message = format!("expected `enum` to have a value that `{name}` may be but found none");
            context.warn(&at.join("enum"), message, "it may be anything");
        }
        if let Some(default) = default.as_ref().filter(|it| !values.is_empty() && !values.contains(it)) {
            let message = format!("expected the default to be one of `enum` but found `{}`", piece(default));
            context.warn(&at.join("default"), message, "it is where requests go unless the caller sets another");
        }
        let description = declared.get("description").and_then(Value::as_str).map(str::to_owned);
        found.push(Variable { name: name.to_owned(), description, default, values });
    }
    for name in known.into_iter().flat_map(Map::keys) {
        if !found.iter().any(|variable| variable.name == *name) {
            let message = format!("expected the variable `{}` to be in the URL but found it is not", piece(name));
            context.warn(&at.join(name), message, "it is left out");
        }
    }
    found
}

/// The URL with variables at their defaults, and whether all have one.
fn filled_in(template: &str, variables: &[Variable]) -> Option<(String, bool)> {
    let mut parts = template.split('{');
    let mut url = parts.next().unwrap_or_default().to_owned();
    let mut is_whole = true;
    for part in parts {
        let known = part.split_once('}').and_then(|(name, rest)| {
            let variable = variables.iter().find(|variable| variable.name == name)?;
            Some((variable.default.as_ref()?, rest))
        });
        match known {
            Some((default, rest)) => {
                url += default;
                url += rest;
            }
            None => {
                is_whole = false;
                url = url + "{" + part;
            }
        }
        if url.len() > MAX_URL {
            return None;
        }
    }
    Some((url, is_whole))
}

/// Names the servers, of two that would be called the same the second by a number.
fn name(found: &mut [(usize, Server)], declared: Option<&Value>) {
    let mut taken = Numbered::default();
    for (index, server) in found {
        let name = declared.and_then(|servers| servers[&*index].get("name")).and_then(Value::as_str);
        let mut function = servers::function(name, server.description.as_deref(), *index + 1);
        if function == "clone" {
            function += "_server";
        }
        server.function = taken.unique(function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(name: &str, default: Option<&str>) -> Variable {
        Variable { name: name.to_owned(), description: None, default: default.map(str::to_owned), values: Vec::new() }
    }

    #[test]
    fn variables_are_put_in_once() {
        let variables = [("a", Some("x")), ("b", Some("{a}")), ("p", Some("8443")), ("none", None)]
            .map(|(name, default)| variable(name, default));
        for (template, want, is_whole) in [
            ("https://{a}.example:{p}/v1", "https://x.example:8443/v1", true),
            ("https://{b}.example", "https://{a}.example", true),
            ("https://{unknown}.example/{none}/{", "https://{unknown}.example/{none}/{", false),
        ] {
            let got = filled_in(template, &variables);
            assert_eq!(
                got.as_ref().map(|(url, is_whole)| (url.as_str(), *is_whole)),
                Some((want, is_whole)),
                "{template}"
            );
        }
        assert!(filled_in(&"{a}".repeat(1_000_000), &[variable("a", Some(&"x".repeat(MAX_URL)))]).is_none());
    }

    #[test]
    fn names_are_given_once() {
        let server = |description: &str| Server { description: Some(description.to_owned()), ..Server::default() };
        let texts = ["Prod", "prod", "prod 2", "prod", "clone", "", "server 6"];
        let mut found: Vec<_> = texts.into_iter().map(server).enumerate().collect();
        name(&mut found, None);
        let names: Vec<_> = found.iter().map(|(_, server)| server.function.as_str()).collect();
        assert_eq!(names, ["prod", "prod_2", "prod_2_2", "prod_3", "clone_server", "server_6", "server_6_2"]);
    }
}
