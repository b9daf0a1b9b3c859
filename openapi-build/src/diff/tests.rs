//! What is compared is what is generated.

use std::collections::BTreeMap;

use syn::{Fields, Item};

use super::{kinds::Kind, surface};
use crate::{document::Document, generate, pagination::Pagination, settings::Settings};

const SAMPLE: &str = include_str!("sample.yaml");

fn settings() -> [Settings; 2] {
    let pagination = Pagination::cursor("cursor", "next");
    [Settings::default(), Settings { paginations: vec![pagination], ..Settings::default() }]
}

/// A type without paths and spaces: `Option<Value>` of `::std::option::Option<serde_json::Value>`.
fn bare(text: &str) -> String {
    let parts = text.split_inclusive(['<', '>', ',', '(', ')']).map(|part| part.rsplit("::").next().unwrap_or(part));
    parts.collect::<String>().replace([' ', '\n'], "").replace(",>", ">")
}

fn token(part: &impl quote::ToTokens) -> String {
    bare(&part.to_token_stream().to_string())
}

/// The types of generated code, and the names of its functions.
fn generated(code: &str) -> (BTreeMap<String, Kind>, String) {
    let mut kinds = BTreeMap::new();
    let file = syn::parse_file(code).unwrap();
    let types = file.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
        _ => None,
    });
    for item in &types.unwrap().1 {
        let (name, kind) = match item {
            Item::Struct(item) => match &item.fields {
                Fields::Unnamed(fields) => (&item.ident, Kind::Newtype(token(&fields.unnamed[0].ty))),
                fields => {
                    let fields = fields.iter().map(|field| super::kinds::Field {
                        ident: token(&field.ident),
                        wire: String::new(),
                        is_required: false,
                        is_nullable: false,
                        is_constant: false,
                        ty: token(&field.ty),
                    });
                    (&item.ident, Kind::Struct(fields.collect()))
                }
            },
            Item::Enum(item) if code.contains(&format!("Alternative for {}", item.ident)) => continue,
            Item::Enum(item) => {
                let variants = item.variants.iter().filter(|variant| !variant.fields.is_empty());
                let variants = variants.map(|variant| (variant.ident.to_string(), token(&variant.fields)));
                (&item.ident, Kind::Union(variants.collect()))
            }
            _ => continue,
        };
        kinds.insert(name.to_string(), kind);
    }
    (kinds, code.to_owned())
}

#[test]
fn types_are_those_of_the_generated_code() {
    for settings in settings() {
        let read = || Document::parse("sample.yaml", SAMPLE).unwrap();
        let surface = surface(read(), &settings).unwrap();
        let report = generate::from_document(read(), &settings);
        let (generated, code) = generated(&report.code.unwrap_or_else(|| panic!("{:?}", report.diagnostics)));
        assert!(surface.types.len() > 15, "{:?}", surface.types.keys());
        for (name, kind) in &surface.types {
            let found = generated.get(name).unwrap_or_else(|| panic!("no type `{name}`"));
            match (kind, found) {
                (Kind::Struct(want), Kind::Struct(found)) => {
                    let sorted = |fields: &[super::kinds::Field]| {
                        fields.iter().map(|field| (field.ident.clone(), bare(&field.ty))).collect::<BTreeMap<_, _>>()
                    };
                    assert_eq!(sorted(want), sorted(found), "{name}");
                }
                (Kind::Newtype(want), Kind::Newtype(found)) => assert_eq!(bare(want), *found, "{name}"),
                (Kind::Union(want), Kind::Union(found)) => {
                    let want: BTreeMap<_, _> =
                        want.iter().map(|(variant, ty)| (variant.clone(), format!("({})", bare(ty)))).collect();
                    assert_eq!(want, *found, "{name}");
                }
                // Only the fallback of an enum of texts holds anything.
                (Kind::Enum(_), Kind::Union(found)) => assert_eq!(found.len(), 1, "{name}"),
                (want, found) => panic!("{name}: {want:?} is {found:?}"),
            }
        }
        for operation in &surface.operations {
            assert!(code.contains(&format!("fn {}", operation.function)), "{}", operation.function);
            assert!(code.contains(&bare(&operation.success.ty)), "{}", operation.success.ty);
            for parameter in &operation.parameters {
                assert!(code.contains(&parameter.ident), "{}", parameter.ident);
            }
        }
    }
}
