use super::text::text;

text! {
    /// A UUID (RFC 9562): the format `uuid`.
    Uuid "uuid"
}

impl Uuid {
    /// The identifier that the text is.
    ///
    /// # Errors
    ///
    /// The text is none.
    pub fn to_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        self.as_str().parse()
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(value: uuid::Uuid) -> Self {
        value.to_string().into()
    }
}
