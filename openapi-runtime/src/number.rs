//! What takes a number.

use serde_json::Value;

/// What parameters and members that are numbers take: floats, and integers.
pub trait Number: sealed::Sealed {
    /// The number in JSON, or why it has none there.
    #[doc(hidden)]
    fn json(self) -> Result<Value, String>;

    /// The number as a member holds it.
    #[doc(hidden)]
    fn double(self) -> f64;
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

            #[allow(clippy::cast_lossless, clippy::cast_precision_loss)] // a member holds no more of it
            fn double(self) -> f64 {
                self as f64
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

            fn double(self) -> f64 {
                self.into()
            }
        }
    )*};
}

floats!(f32, f64);
