//! The formats of texts that have types.

/// What the runtime has, by the format that it is for.
pub(crate) const OF_RUNTIME: [(&str, &str); 5] = [
    ("byte", "::openapi_runtime::Base64"),
    ("date", "::openapi_runtime::Date"),
    ("date-time", "::openapi_runtime::DateTime"),
    ("time", "::openapi_runtime::Time"),
    ("uuid", "::openapi_runtime::Uuid"),
];

/// The type of the runtime for a format.
pub(crate) fn of_runtime(format: &str) -> Option<&'static str> {
    OF_RUNTIME.iter().find(|(name, _)| *name == format).map(|(_, ty)| *ty)
}

/// The type that the format of a lowered schema names, if it does.
pub(crate) fn ty(format: Option<&str>) -> Option<&str> {
    format.filter(|format| format.starts_with("::") || format.starts_with("crate::"))
}
