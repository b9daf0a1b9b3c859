//! What a reference may refer to.

use super::{names, text};
use crate::random::Random;

/// Where a reference may lead that is not to be followed. `@` stands for the folder outside.
#[rustfmt::skip]
const TARGETS: &[&str] = &[
    "../outside.yaml", "../outside.yaml#/components/schemas/Canary", "./../outside.yaml#/components/schemas/Canary",
    "sub/../../outside.yaml", "@/outside.yaml", "@/outside.yaml#/components/schemas/Canary", "file://@/outside.yaml",
    "%2e%2e/outside.yaml", "%2E%2E%2Foutside.yaml#/components/schemas/Canary", "..%2foutside.yaml",
    "..\\outside.yaml", "%2e%2e%5coutside.yaml", "link.yaml", "link.yaml#/components/schemas/Canary",
    "folder/outside.yaml", "folder/outside.yaml#/components/schemas/Canary", "folder/../outside.yaml", "loop.yaml",
    "round/round/near.yaml", "pipe.yaml", "pipe.yaml#/a", "/dev/zero", "/dev/stdin",
    "/dev/stdin#/components/schemas/Canary", "/dev/fd/0", "/dev/tty", "/dev/random", "/proc/self/environ",
    "/proc/self/fd/0", "/proc/self/cwd/../outside.yaml", "/proc/self/root@/outside.yaml", "/proc/self/maps",
    "/etc/passwd", "/", ".", "..", "./", "sub", "sub/", "near.yaml", "near.yaml#/components/schemas/Near",
    "near.yaml#Anchor", "./near.yaml", "sub/near.yaml#/components/schemas/Near", "near.yaml?x=1", "near.yaml#",
    "near.yaml#/", "near.yaml#/components/schemas/None", "near.yaml#/components/schemas/%4eear",
    "a%20b.yaml#/components/schemas/Near", "a b.yaml#/components/schemas/Near",
    "round.yaml#/components/schemas/Round", "api.yaml", "api.json", "api.yaml#/components/schemas/S0", "wide.yaml",
    "broken.yaml", "binary.yaml#/a", "bom.yaml#/components/schemas/Near", "http://127.0.0.1:9/x.yaml",
    "https://a.example/x.yaml#/a", "HTTP://a.example/x", "ftp://a.example/x", "data:application/json,{}",
    "javascript:x", "urn:x:y", "//a.example/x.yaml", "file:near.yaml", "file:///etc/passwd", "C:\\x.yaml", "\\\\a\\b",
    "~/x.yaml", "$HOME/x.yaml", "near\0.yaml", "near.yaml\0", "near.yaml\n", "a\ncargo::rustc-env=FORGED=1.yaml",
    "a\rforged: line.yaml", "\u{1b}[31m.yaml", "\u{202e}lmay.yaml", "near%00.yaml", "near%0a.yaml", "%1b[31m.yaml",
    "%e2%80%ae.yaml", "%", "%zz", "%c0%ae%c0%ae/outside.yaml", "", "#", "?", "#?", "##", "#/", "#//", "#a", "#/a/b",
    "#/components/schemas/", "#/components/schemas/S0/", "#/components/schemas/S0",
    "#/components/schemas/S0/properties/x", "#/components/schemas/%53%30", "#/components/schemas/%00",
    "#/components/schemas/~2", "#/paths/~1a", "#/paths", "#/components", "#/info/title", "#/openapi",
    "#/components/schemas/S0#x", "#anchor", "#%61nchor", "*", " ", " near.yaml", "near.yaml ",
];

/// `outside` is the path of the folder outside.
pub(crate) fn target(random: &mut Random, outside: &str) -> String {
    match random.below(14) {
        0 => format!("{}.yaml", random.pick(&["a", "../", "%2e%2e/", "é", "a/", "%0a"]).repeat(random.size(10, 3000))),
        1 => format!("{}.yaml#/a", text::short(random)),
        2 => format!("near.yaml#/{}", text::short(random)),
        3 => format!("#/components/schemas/{}", names::odd(random)),
        _ => random.pick(TARGETS).replace('@', outside),
    }
}
