//! What setters of members and constructors of structs take.

use crate::Number;

/// Any integer type. What the member has no room for becomes the nearest number that it has room for.
pub trait Integer {
    /// The number.
    fn wide(self) -> i128;
}

macro_rules! integer {
    ($($ty:ty)*) => {
        $(impl Integer for $ty {
            fn wide(self) -> i128 {
                self.into()
            }
        })*
    };
}

integer!(i8 i16 i32 i64 i128 u8 u16 u32 u64);

impl Integer for isize {
    fn wide(self) -> i128 {
        self.try_into().unwrap_or(i128::MAX)
    }
}

impl Integer for usize {
    fn wide(self) -> i128 {
        self.try_into().unwrap_or(i128::MAX)
    }
}

impl Integer for u128 {
    fn wide(self) -> i128 {
        self.try_into().unwrap_or(i128::MAX)
    }
}

/// The type of a member that is an integer.
pub trait Room: Sized {
    /// The nearest number that there is room for.
    fn nearest(value: i128) -> Self;
}

macro_rules! room {
    ($($ty:ty)*) => {
        $(impl Room for $ty {
            fn nearest(value: i128) -> Self {
                let end = if value < 0 { Self::MIN } else { Self::MAX };
                value.try_into().unwrap_or(end)
            }
        })*
    };
}

room!(i8 i16 i32 i64 u8 u16 u32 u64);

/// What a member that may be null takes: what it would take if it may not (`Plain`), or the member's own value (`Null`).
/// `K` is what kind of value that is.
pub trait OrNull<K, T, M> {
    /// The value, or null.
    fn or_null(self) -> Option<T>;
}

/// Names the values that are no null.
#[derive(Debug)]
pub enum Plain {}

/// Names the lists that are no null.
#[derive(Debug)]
pub enum Items {}

/// Names the values that may be null.
#[derive(Debug)]
pub enum Null {}

/// The kinds of values.
pub mod kind {
    /// What converts to a type.
    #[derive(Debug)]
    pub enum Into {}
    /// An integer.
    #[derive(Debug)]
    pub enum Integer {}
    /// A number.
    #[derive(Debug)]
    pub enum Number {}
    /// A list of what converts to a type.
    #[derive(Debug)]
    pub enum List {}
}

impl<K, T> OrNull<K, T, Null> for Option<T> {
    fn or_null(self) -> Option<T> {
        self
    }
}

impl<T, V: Into<T>> OrNull<kind::Into, T, Plain> for V {
    fn or_null(self) -> Option<T> {
        Some(self.into())
    }
}

impl<T: Room, V: Integer> OrNull<kind::Integer, T, Plain> for V {
    fn or_null(self) -> Option<T> {
        Some(T::nearest(self.wide()))
    }
}

impl<V: Number> OrNull<kind::Number, f64, Plain> for V {
    fn or_null(self) -> Option<f64> {
        Some(self.double())
    }
}

// An `Option` is `IntoIterator` as well, so that lists are named, and iterators.

impl<T, V: Iterator<Item: Into<T>>> OrNull<kind::List, Vec<T>, Plain> for V {
    fn or_null(self) -> Option<Vec<T>> {
        Some(self.map(Into::into).collect())
    }
}

impl<T, V: Into<T>> OrNull<kind::List, Vec<T>, Items> for Vec<V> {
    fn or_null(self) -> Option<Vec<T>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

impl<T, V: Into<T>, const N: usize> OrNull<kind::List, Vec<T>, Items> for [V; N] {
    fn or_null(self) -> Option<Vec<T>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

impl<T, V: Clone + Into<T>> OrNull<kind::List, Vec<T>, Items> for &[V] {
    fn or_null(self) -> Option<Vec<T>> {
        Some(self.iter().cloned().map(Into::into).collect())
    }
}
