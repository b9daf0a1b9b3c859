//! Types of another name.

/// What a type that is read and written as what it holds has. `text` and `integer` say what more it is made from, `shown`
/// that it has a text; `blank` that what it holds is one of the types that have a blank value.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($name:ident($ty:ty) $kind:ident $($blank:ident)?) => {
        impl ::core::ops::Deref for $name {
            type Target = $ty;
            fn deref(&self) -> &$ty {
                &self.0
            }
        }
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self(value)
            }
        }
        impl ::core::convert::From<$name> for $ty {
            fn from(value: $name) -> Self {
                value.0
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::held::$kind(deserializer).map(Self)
            }
        }
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        $(
            impl $crate::__private::Blank for $name {
                fn blank() -> Self {
                    Self($crate::__private::$blank())
                }
            }
        )?
        $crate::__newtype!(@$kind $name $ty);
    };
    (@plain $name:ident $ty:ty) => {};
    (@integers $name:ident $ty:ty) => {};
    (@shown $name:ident $ty:ty) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = <$ty as ::core::str::FromStr>::Err;
            fn from_str(value: &str) -> ::core::result::Result<Self, Self::Err> {
                value.parse().map(Self)
            }
        }
    };
    (@integer $name:ident $ty:ty) => {
        $crate::__newtype!(@shown $name $ty);
        // What a number without a type is.
        impl ::core::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                Self($crate::__private::Room::nearest(value.into()))
            }
        }
    };
    (@format $name:ident $ty:ty) => {
        $crate::__newtype!(@text $name $ty);
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self(value.into())
            }
        }
    };
    (@text $name:ident $ty:ty) => {
        $crate::__newtype!(@shown $name $ty);
        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.into())
            }
        }
    };
}
