//! What the generator writes of a union, made into Rust.

/// How an enum of types is read and written: of each alternative its index, its variant and what it holds, its kind, the
/// members of an object (a struct that has them, or one by one; `any` of a union) and those of one value. `from` has the variants that hold a
/// type that no other holds; `shown` says that all are displayed.
///
/// ```text
/// open_union! { Pet { 0 Cat(Cat) Object [of Cat] { "kind" "cat" } 1 Name(String) Text [] {} } from { Cat(Cat) } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __open_union {
    (
        $name:ident
        { $($index:literal $variant:ident($ty:ty) $kind:ident [$($members:tt)*] { $($constant:literal [$($value:literal)*])* })* }
        from { $($from:ident($given:ty))* }
        $(shown $($shown:ident)*)?
    ) => {
        impl $crate::__private::Union for $name {
            const NAME: &'static str = stringify!($name);
            const ALTERNATIVES: &'static [$crate::__private::Alternative] = &[$(
                $crate::__private::Alternative {
                    kind: $crate::__private::Kind::$kind,
                    members: $crate::__alternative!(members $($members)*),
                    nested: $crate::__alternative!(nested $($members)*),
                    keeps_more: $crate::__alternative!(keeps $($members)*),
                    constants: &[$(($constant, &[$($value),*])),*],
                },
            )*];
            fn decode(
                index: usize,
                value: &$crate::__private::serde_json::Value,
            ) -> ::core::result::Result<Self, $crate::__private::serde_json::Error> {
                match index {
                    $($index => $crate::__private::serde::Deserialize::deserialize(value).map(Self::$variant),)*
                    _ => ::core::result::Result::Ok(Self::Unknown(::core::clone::Clone::clone(value))),
                }
            }
            fn unknown(value: $crate::__private::serde_json::Value) -> Self {
                Self::Unknown(value)
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_union(deserializer)
            }
        }
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__private::serde::Serialize::serialize(value, serializer),)*
                    Self::Unknown(value) => $crate::__private::serde::Serialize::serialize(value, serializer),
                }
            }
        }
        impl $crate::__private::Blank for $name {
            fn blank() -> Self {
                $crate::__private::blank_union()
            }
        }
        $(
            impl ::core::convert::From<$given> for $name {
                fn from(value: $given) -> Self {
                    Self::$from(value)
                }
            }
        )*
        $(
            impl ::core::fmt::Display for $name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    match self {
                        $(Self::$shown(value) => ::core::fmt::Display::fmt(value, f),)*
                        Self::Unknown(value) => ::core::fmt::Display::fmt(value, f),
                    }
                }
            }
        )?
    };
}

/// The members of an alternative, what it can be where it is a union, and whether it keeps further members.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternative {
    (members of $ty:ty) => { $crate::__private::members_of::<$ty>() };
    (members any $ty:ty) => { &[] };
    (members $($name:literal $is_required:literal)*) => {
        &[$($crate::__private::Member { name: $name, is_required: $is_required }),*]
    };
    (nested any $ty:ty) => { ::core::option::Option::Some($crate::__private::alternatives_of::<$ty>) };
    (nested $($other:tt)*) => { ::core::option::Option::None };
    (keeps of $ty:ty) => { <$ty as $crate::__private::Object>::KEEPS_MORE };
    (keeps $($other:tt)*) => { false };
}
