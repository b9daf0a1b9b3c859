use serde_json::{Map, Value};

use super::{Context, Pass};
use crate::composition::alias;
use crate::{limits, pointer::Pointer, shapes, walk};

/// Code in syntax takes many times the memory of what it is made from. What it will come to is reckoned before any is made,
/// and a document that comes to too much is refused.
pub(crate) struct Size;

// Bytes that the parts of a client take while it is made, measured.
const TYPE: usize = 60_000;
const STRUCT: usize = 14_000;
const MEMBER: usize = 10_000;
const VALUE: usize = 4_500;
const ALTERNATIVE: usize = 75_000;
const ROW: usize = 350;
const OPERATION: usize = 195_000;
const PARAMETER: usize = 12_000;
/// With what a mock says of it.
const ANSWER: usize = 40_000;
/// For each byte of a name or text.
const NAME: usize = 100;
const TEXT: usize = 16;

impl Pass for Size {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let schemas = super::components(document);
        let mut size: usize = schemas.iter().map(|(name, schema)| component(name, schema, schemas)).sum();
        walk::operations(document, &mut |path, _, _, operation| {
            let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
            let parameters = parameters.map(|parameter| PARAMETER + TEXT * limits::weight(parameter));
            let texts = ["summary", "description"].map(|key| operation.get(key).map_or(0, limits::weight));
            let answers = ANSWER * operation.get("responses").and_then(Value::as_object).map_or(0, Map::len);
            let texts = TEXT * texts.iter().sum::<usize>();
            size += OPERATION + NAME * path.len() + answers + parameters.sum::<usize>() + texts;
        });
        let most = limits::MAX_MEMORY.max(limits::MAX_MEMORY_RATIO * context.size());
        if size > most {
            let (schemas, mut operations) = (super::components(document).len(), 0);
            walk::operations(document, &mut |_, _, _, _| operations += 1);
            let message = format!(
                "expected a document whose code takes at most {} MB of memory to make but found one of about {} MB: \
                 {schemas} types and {operations} operations",
                most >> 20,
                size >> 20
            );
            context.exhausted(&Pointer::root(), message, "split the document, or take what is not needed out of it");
        }
    }
}

fn component(name: &str, schema: &Value, schemas: &Map<String, Value>) -> usize {
    let names = NAME * name.len();
    let texts = TEXT * schema.get("description").map_or(0, limits::weight);
    let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
    let own = if let Some(properties) = properties(schema) {
        STRUCT + properties.iter().map(|(key, schema)| MEMBER + NAME * key.len() + TEXT * text(schema)).sum::<usize>()
    } else if let Some(values) = list("enum") {
        STRUCT + values.iter().map(|value| VALUE + NAME * value.as_str().map_or(0, str::len)).sum::<usize>()
    } else if let Some(alternatives) = list("anyOf").or(list("oneOf")) {
        let rows = alternatives.iter().filter_map(|alternative| {
            let target = alias(alternative).and_then(shapes::component).and_then(|target| schemas.get(&target));
            Some(ROW * properties(target?)?.len())
        });
        STRUCT + ALTERNATIVE * alternatives.len() + rows.sum::<usize>()
    } else {
        TYPE
    };
    own + names + texts
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

/// The length of what a property says about itself.
fn text(schema: &Value) -> usize {
    schema.get("description").and_then(Value::as_str).map_or(0, str::len)
}
