use super::text::text;

text! {
    /// A point in time (RFC 3339): the format `date-time`.
    DateTime "date-time"
}

#[cfg(feature = "chrono")]
impl DateTime {
    /// The point in time that the text is, with its offset.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc3339(self.as_str())
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(value: chrono::DateTime<Z>) -> Self {
        value.fixed_offset().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true).into()
    }
}

#[cfg(feature = "jiff")]
impl DateTime {
    /// The point in time that the text is.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(value: jiff::Timestamp) -> Self {
        value.to_string().into()
    }
}

#[cfg(feature = "time")]
impl DateTime {
    /// The point in time that the text is, with its offset.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
        time::OffsetDateTime::parse(self.as_str(), &time::format_description::well_known::Rfc3339)
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for DateTime {
    fn from(value: time::OffsetDateTime) -> Self {
        // A year that RFC 3339 has no place for is told as it is.
        let text = value.format(&time::format_description::well_known::Rfc3339);
        text.unwrap_or_else(|_| value.to_string()).into()
    }
}
