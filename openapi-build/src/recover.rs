//! What progenitor refuses or panics on, found by trying its parts: the message then names an operation or a schema.

use serde_json::{Map, Value, json};

use crate::{emit, limits::weight, lower::Context, lowered::Lowered, pointer::Pointer, settings::Unsupported, walk};

/// How much progenitor is given to try before a document is given up, by the weight of the document.
const MOST_TRIED: usize = 64 << 20;

/// What may still be tried.
struct Trials {
    each: usize,
    left: usize,
}

impl Trials {
    /// `None` where no trial is left.
    fn run(&mut self, lowered: &Lowered) -> Option<Result<syn::File, String>> {
        self.left = self.left.checked_sub(self.each)?;
        Some(emit::progenitor(lowered))
    }
}

/// Runs progenitor. What it does not take is reported; where the caller leaves out what cannot be expressed, the rest is
/// tried again without it.
pub(crate) fn progenitor(lowered: &mut Lowered, context: &mut Context<'_>) -> Result<syn::File, String> {
    // Where nothing is generated, all that is wrong is still told at once.
    let mut first = None;
    let mut trials = Trials { each: weight(&lowered.document), left: MOST_TRIED };
    loop {
        let message = match emit::progenitor(lowered) {
            Ok(file) => return first.map_or(Ok(file), Err),
            Err(message) => message,
        };
        let Some((at, message)) = culprit(lowered, message.clone(), &mut trials) else {
            if first.is_some() || context.skipped + context.degraded > 0 {
                context.error(
                    &Pointer::root(),
                    "expected fewer parts that progenitor does not take: the others are not looked for",
                    "",
                );
            }
            return Err(message);
        };
        let help = "the rest of the document is generated without it if that is asked for";
        context.unsupported(&at, message.clone(), help);
        if context.settings.on_unsupported == Unsupported::Error {
            first.get_or_insert(message);
        }
        leave_out(lowered, &at, context);
    }
}

/// Of a document that fails with `message`: the first operation without which those before it pass; if the schemas fail by
/// themselves, the first such schema. Each is found by halving, so that a large document is not generated once for each
/// of its parts.
fn culprit(lowered: &Lowered, mut message: String, trials: &mut Trials) -> Option<(Pointer, String)> {
    let schemas_alone = with_paths(lowered, Map::new());
    if let Err(message) = trials.run(&schemas_alone)? {
        return schema(schemas_alone, message, trials);
    }
    let mut operations = Vec::new();
    walk::operations(&mut lowered.document.clone(), &mut |path, method, at, operation| {
        operations.push((at.clone(), path.to_owned(), method.to_owned(), std::mem::take(operation)));
    });
    let first = first_failing(operations.len(), |count| {
        let mut paths = Map::new();
        for (_, path, method, operation) in &operations[..count] {
            paths.entry(path).or_insert_with(|| json!({}))[method] = Value::Object(operation.clone());
        }
        Some(trials.run(&with_paths(lowered, paths))?.map(|_| ()).map_err(|found| message = found).is_ok())
    })?;
    Some((operations[first].0.clone(), message))
}

/// The first schema in whose place, and that of all before it, anything else would do.
fn schema(schemas_alone: Lowered, message: String, trials: &mut Trials) -> Option<(Pointer, String)> {
    let names: Vec<String> =
        schemas_alone.document.pointer("/components/schemas")?.as_object()?.keys().cloned().collect();
    let mut lowered = schemas_alone;
    let original = lowered.document.clone();
    let first = first_failing(names.len(), |count| {
        lowered.document.clone_from(&original);
        for name in &names[count..] {
            lowered.document["components"]["schemas"][name] = json!({});
        }
        Some(trials.run(&lowered)?.is_ok())
    })?;
    Some((Pointer::root().at(["components", "schemas", &names[first]]), message))
}

/// The index of the first of `count` parts, which all together fail, with which the parts up to it do. `passes` is asked
/// about the first so many parts, last about those that fail with it, and has no answer where no trial is left.
fn first_failing(count: usize, mut passes: impl FnMut(usize) -> Option<bool>) -> Option<usize> {
    // The first `good` parts pass, the first `bad` do not.
    let (mut good, mut bad) = (0, count);
    while good + 1 < bad {
        let middle = usize::midpoint(good, bad);
        if passes(middle)? { good = middle } else { bad = middle }
    }
    bad.checked_sub(1)
}

/// The schemas of the document, with other paths.
fn with_paths(lowered: &Lowered, paths: Map<String, Value>) -> Lowered {
    let mut document = lowered.document.clone();
    document["paths"] = paths.into();
    Lowered { document, model: lowered.model.types_only() }
}

fn leave_out(lowered: &mut Lowered, at: &Pointer, context: &mut Context<'_>) {
    let tokens: Vec<_> = at.tokens().collect();
    match tokens.as_slice() {
        [_, path, method] if tokens[0] == "paths" => {
            if let Some(item) = lowered.document.pointer_mut(at.parent().as_str()).and_then(Value::as_object_mut) {
                item.remove(method);
            }
            lowered.model.operations.retain(|operation| operation.path != *path || operation.method != *method);
            context.skipped += 1;
        }
        _ => {
            if let Some(schema) = lowered.document.pointer_mut(at.as_str()) {
                *schema = json!({});
            }
            context.degraded += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{Diagnostic, Severity},
        document::Document,
        lowered,
        settings::Settings,
    };

    const OPERATION: &str = "paths/~1bad~1{id}/get";
    const SCHEMA: &str = "components/schemas/Wrong";

    /// Two operations and two schemas, lowered, the bad ones made such that progenitor fails on them. The lowering leaves
    /// nothing of the kind that is known, so it is put in behind it.
    fn lowered<'s>(settings: &'s Settings, poisons: &[(&str, Value)]) -> (Lowered, Context<'s>) {
        let get = |id: &str, schema: &str| {
            let schema = json!({"$ref": format!("#/components/schemas/{schema}")});
            let answer = json!({"description": "d", "content": {"application/json": {"schema": schema}}});
            json!({
                "operationId": id,
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"200": answer}
            })
        };
        let object = json!({"type": "object", "properties": {"p": {"type": "string"}}});
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "paths": {"/bad/{id}": {"get": get("badOne", "Good")}, "/good/{id}": {"get": get("goodOne", "Wrong")}},
            "components": {"schemas": {"Good": object, "Wrong": object}}
        });
        let document = Document::parse("api.json", document.to_string()).unwrap();
        let (mut lowered, context) = lowered::run(document, settings);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        for (place, poison) in poisons {
            *lowered.document.pointer_mut(place).unwrap() = poison.clone();
        }
        (lowered, context)
    }

    fn told(diagnostics: &[Diagnostic], severity: Severity) -> Vec<&str> {
        assert!(diagnostics.iter().all(|found| found.severity == severity), "{diagnostics:?}");
        diagnostics.iter().map(|found| found.pointer.as_str()).collect()
    }

    #[test]
    fn what_fails_in_progenitor_is_named_and_the_rest_is_generated() {
        let parameter = "/paths/~1bad~1{id}/get/parameters/0/required";
        let parameters = "/paths/~1bad~1{id}/get/parameters";
        let schema = "/components/schemas/Wrong/properties/p";
        for (case, poisons, places, message) in [
            ("an operation panics", vec![(parameter, json!(false))], vec![OPERATION], "progenitor panicked"),
            ("an operation is refused", vec![(parameters, json!("none"))], vec![OPERATION], "openapiv3 does not take"),
            (
                "a schema panics",
                vec![(schema, json!({"$ref": "#/components/schemas/None"}))],
                vec![SCHEMA],
                "progenitor panicked",
            ),
            ("a schema is refused", vec![(schema, json!({"type": 1}))], vec![SCHEMA], "openapiv3 does not take"),
            (
                "both, one after the other",
                vec![(parameter, json!(false)), (schema, json!({"type": 1}))],
                vec![SCHEMA, OPERATION],
                "openapiv3 does not take",
            ),
        ] {
            let skip = Settings { on_unsupported: Unsupported::Skip, ..Settings::default() };
            let (mut lowered, mut context) = self::lowered(&skip, &poisons);
            let file = progenitor(&mut lowered, &mut context).unwrap_or_else(|message| panic!("{case}: {message}"));
            assert_eq!(told(&context.diagnostics, Severity::Warning), places, "{case}");
            assert!(context.diagnostics[0].message.contains(message), "{case}: {:?}", context.diagnostics);
            let counts = [OPERATION, SCHEMA].map(|place| usize::from(places.contains(&place)));
            assert_eq!([context.skipped, context.degraded], counts, "{case}");
            let code = prettyplease::unparse(&emit::complete(file, &lowered, &skip).unwrap().file);
            assert!(code.contains("fn good_one") && code.contains("struct Good"), "{case}: {code}");
            assert_eq!(code.contains("fn bad_one"), !places.contains(&OPERATION), "{case}: {code}");
            assert_eq!(code.contains("struct Wrong {"), !places.contains(&SCHEMA), "{case}: {code}");

            // Nothing is generated where the caller did not ask for less, and every finding is an error.
            let strict = Settings::default();
            let (mut lowered, mut context) = self::lowered(&strict, &poisons);
            let failure = progenitor(&mut lowered, &mut context).err().unwrap_or_default();
            assert!(failure.contains(message), "{case}: {failure}");
            assert_eq!(told(&context.diagnostics, Severity::Error), places, "{case}");
        }
    }
}
