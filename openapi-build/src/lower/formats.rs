use serde_json::Value;
use syn::Type;

use super::{Context, Pass};
use crate::{formats, pointer::Pointer, printable::code, walk};

/// A text of a format that has a type is of that format alone, by the name of the type: `date-time` becomes
/// `::openapi_runtime::DateTime`. Other formats of texts say nothing here.
pub(crate) struct Formats;

impl Pass for Formats {
    fn run(&self, document: &mut Value, context: &mut Context<'_>) {
        let settings = context.settings;
        let chosen = &settings.formats;
        for (format, ty) in chosen {
            if !matches!(syn::parse_str(ty), Ok(Type::Path(_))) {
                let message = format!("expected the path of a type for the format `{format}` but found {}", code(ty));
                context.error(&Pointer::root(), message, "");
            }
        }
        walk::schemas(document, &mut |schema, _| {
            let Some(keywords) = schema.as_object_mut() else { return };
            if keywords.get("type").and_then(Value::as_str) != Some("string") {
                return;
            }
            let format = keywords.remove("format");
            // A list of values is a type of its own.
            if keywords.contains_key("enum") {
                return;
            }
            let Some(format) = format.as_ref().and_then(Value::as_str) else { return };
            let ty = chosen.get(format).map(String::as_str).or_else(|| formats::of_runtime(format));
            if let Some(ty) = ty {
                keywords.insert("format".to_owned(), ty.into());
            }
        });
    }
}
