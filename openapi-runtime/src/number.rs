//! What a parameter takes that is a number.

use serde_json::Value;

/// What a parameter that is a number takes: floats, and integers.
pub trait Number: sealed::Sealed {
    /// The number in JSON, or why it has none there.
    #[doc(hidden)]
    fn json(self) -> Result<Value, String>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl sealed::Sealed for $ty {}
        impl Number for $ty {
            fn json(self) -> Result<Value, String> {
                Ok(self.into())
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

macro_rules! floats {
    ($($ty:ty),*) => {$(
        impl sealed::Sealed for $ty {}
        impl Number for $ty {
            fn json(self) -> Result<Value, String> {
                let number = serde_json::Number::from_f64(self.into());
                // RFC 8259, section 6.
                number.map(Value::Number).ok_or_else(|| format!("to be a number that JSON has but found {self}"))
            }
        }
    )*};
}

floats!(f32, f64);
