use super::text::text;

text! {
    /// A time of day (RFC 3339, `full-time`): the format `time`.
    Time "time"
}

/// The text without the offset behind it.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn local(text: &str) -> &str {
    let text = text.trim_end_matches(['Z', 'z']);
    text.rfind(['+', '-']).map_or(text, |at| &text[..at])
}

#[cfg(feature = "chrono")]
impl Time {
    /// The time that the text is; its offset, which is one of no day, is left out.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_chrono(&self) -> Result<chrono::NaiveTime, chrono::ParseError> {
        local(self.as_str()).parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveTime> for Time {
    fn from(value: chrono::NaiveTime) -> Self {
        value.to_string().into()
    }
}

#[cfg(feature = "jiff")]
impl Time {
    /// The time that the text is; its offset, which is one of no day, is left out.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_jiff(&self) -> Result<jiff::civil::Time, jiff::Error> {
        local(self.as_str()).parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Time> for Time {
    fn from(value: jiff::civil::Time) -> Self {
        value.to_string().into()
    }
}

#[cfg(feature = "time")]
impl Time {
    /// The time that the text is; its offset, which is one of no day, is left out.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_time(&self) -> Result<time::Time, time::error::Parse> {
        time::Time::parse(local(self.as_str()), &time::format_description::well_known::Iso8601::TIME)
    }
}

#[cfg(feature = "time")]
impl From<time::Time> for Time {
    fn from(value: time::Time) -> Self {
        use time::format_description::well_known::Iso8601;
        // The time's own text has an hour of one digit.
        value.format(&Iso8601::TIME).unwrap_or_else(|_| value.to_string()).into()
    }
}
