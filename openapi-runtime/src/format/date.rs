use super::text::text;

text! {
    /// A day (RFC 3339, `full-date`): the format `date`.
    Date "date"
}

#[cfg(feature = "chrono")]
impl Date {
    /// The day that the text is.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, chrono::ParseError> {
        self.as_str().parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(value: chrono::NaiveDate) -> Self {
        value.to_string().into()
    }
}

#[cfg(feature = "jiff")]
impl Date {
    /// The day that the text is.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(value: jiff::civil::Date) -> Self {
        value.to_string().into()
    }
}

#[cfg(feature = "time")]
impl Date {
    /// The day that the text is.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
        time::Date::parse(self.as_str(), &time::format_description::well_known::Iso8601::DATE)
    }
}

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        value.to_string().into()
    }
}
