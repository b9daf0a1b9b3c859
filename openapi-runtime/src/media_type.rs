//! Media types (RFC 9110, section 8.3.1) and ranges of them (section 12.5.1).

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// JSON, and every type with the suffix `+json` (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Whether JSON is, or may be, of it.
pub(crate) fn may_be_json(media_type: &str) -> bool {
    is_json(media_type) || is_of(media_type, "application/json")
}

/// Whether `media_type` is of `range`: the same, or `image/png` of `image/*`, or `application/a+json` of `application/*+json`.
pub(crate) fn is_of(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    if range == media_type {
        return true;
    }
    match range.split_once('*') {
        Some(("", "" | "/*")) => true,
        Some((before, after)) => media_type.starts_with(before) && media_type.ends_with(after),
        None => false,
    }
}

/// Which of these is `media_type`: the same with the same parameters before one with others, that before a range, and the
/// longest range before others.
pub(crate) fn best<'m>(all: impl Iterator<Item = &'m str>, media_type: &str) -> Option<usize> {
    let of = all.enumerate().filter(|(_, range)| is_of(range, media_type));
    let plain = |text: &str| text.to_ascii_lowercase().replace([' ', '"'], "");
    let found = plain(media_type);
    let rank = |range: &str| {
        let is_range = range.contains('*');
        (plain(range) == found, !is_range, if is_range { range.len() } else { 0 })
    };
    // Of equal ones the first.
    of.reduce(|best, next| if rank(next.1) > rank(best.1) { next } else { best }).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_telling_is_it() {
        let all = ["*/*", "application/*", "application/json", "image/*", "application/*+json"];
        for (media_type, want) in [
            ("application/json", Some(2)),
            ("Application/JSON; charset=utf-8", Some(2)),
            ("application/pdf", Some(1)),
            ("application/vnd.x+json", Some(4)),
            ("image/webp", Some(3)),
            ("text/csv", Some(0)),
        ] {
            assert_eq!(best(all.into_iter(), media_type), want, "{media_type}");
        }
        assert_eq!(best(["application/json"].into_iter(), "application/jsonx"), None);
        assert_eq!(best(["a/b", "A/B"].into_iter(), "a/b"), Some(0));
        let versions = ["a/b;v=1", "a/b; v=2"];
        for (media_type, want) in [("a/b;v=2", 1), ("a/b; V=1", 0), ("a/b", 0), ("a/b;v=3", 0)] {
            assert_eq!(best(versions.into_iter(), media_type), Some(want), "{media_type}");
        }
    }
}
