//! Patterns and numbers at the edge of what readers take, and beyond.

use crate::random::Random;

#[rustfmt::skip]
const PATTERNS: &[&str] = &[
    "^(a+)+$", "^(a|a)*$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a{1,1000}){1,1000}", "a{99999999}",
    "a{0,4294967296}", "(?=a)", "(?<!a)b", "(?<n>a)\\k<n>", "\\1", "[", "(", ")", "*", "a**", "[z-a]", "\\", "\\p{L}",
    "\\p{Script=Greek}", "\\u{1F600}", "\\cA", "\\x00", "[^]", "[]", "", "^$", ".", "\\d+", "^.{0,65535}$", "a|b|c",
    "\u{202e}", "\\u202e", "\u{1b}[31m", "\r", "\n", "\0", "\"#", "*/", "((((((((((a))))))))))", "(?i)a", "(?#x)",
    "\\Q", "$^", "x{,3}", "{", "}", "]", "^[\\w.-]+@[\\w-]+$", "[\\s\\S]*",
];

pub(crate) fn pattern(random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("{}{}{}", "(".repeat(20), random.pick(PATTERNS), ")+".repeat(20)),
        1 => "(".repeat(random.size(1, 3000)),
        2 => "(a*)*".repeat(random.size(1, 200)),
        _ => random.pick(PATTERNS).to_owned(),
    }
}

/// Numbers as documents may write them; some are none of JSON's.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "1.5",
    "1e3",
    "1e-400",
    "1e308",
    "1.7976931348623157e308",
    "5e-324",
    "127",
    "128",
    "255",
    "256",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.1",
    "0.30000000000000004",
    "1e0",
    "100000000000000000000000000000000000000",
];

pub(crate) fn number(random: &mut Random) -> String {
    match random.below(12) {
        0 => format!("0.{}1", "0".repeat(random.size(1, 400))),
        1 => format!("1{}e-{}", "0".repeat(300), random.size(300, 700)),
        _ => random.pick(NUMBERS).to_owned(),
    }
}

/// What no `f64` holds, for which many readers refuse the whole document.
pub(crate) fn endless(random: &mut Random) -> String {
    match random.below(4) {
        0 => "9".repeat(random.size(300, 3000)),
        1 => format!("-{}.5", "1".repeat(400)),
        2 => "1E400".to_owned(),
        _ => "-1e999999999".to_owned(),
    }
}
