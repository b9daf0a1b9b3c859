//! What stands in a place before a value is read into it.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use crate::{Cursor, FilePart};

/// A value that stands in a place of a struct until its own is read. It is never seen: whoever reads the struct says which
/// member is missing. That is why it is not `Default`, which a caller could ask for.
pub trait Blank: Sized {
    /// The value.
    fn blank() -> Self;
}

/// Nothing, whatever could be there: so a type that contains itself has an end.
impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<K, T> Blank for BTreeMap<K, T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

impl<T: Blank, const N: usize> Blank for [T; N] {
    fn blank() -> Self {
        std::array::from_fn(|_| T::blank())
    }
}

macro_rules! blank {
    ($($ty:ty => $value:expr,)*) => {
        $(impl Blank for $ty {
            fn blank() -> Self {
                $value
            }
        })*
    };
}

blank! {
    () => (),
    bool => false,
    f32 => 0.0,
    f64 => 0.0,
    i8 => 0,
    i16 => 0,
    i32 => 0,
    i64 => 0,
    u8 => 0,
    u16 => 0,
    u32 => 0,
    u64 => 0,
    String => Self::new(),
    Value => Self::Null,
    Map<String, Value> => Self::new(),
    Number => 0.into(),
    uuid::Uuid => Self::nil(),
    Cursor => String::new().into(),
    FilePart => Self::default(),
}

macro_rules! tuple {
    ($($name:ident)*) => {
        impl<$($name: Blank),*> Blank for ($($name,)*) {
            fn blank() -> Self {
                ($($name::blank(),)*)
            }
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
tuple!(A B C D E F G);
tuple!(A B C D E F G H);
