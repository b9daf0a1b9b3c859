//! What the generator writes of a struct, made into Rust.

/// The table of a struct: of each member its index, its field, its name on the wire where that is another, and how it is
/// there.
///
/// ```text
/// object! { Pet { 0 name required 1 type_ "type" optional } more extra }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($object:ident { $($index:literal $member:ident $($name:literal)? $presence:ident)* } $(more $more:ident)?) => {
        impl $crate::__private::Object for $object {
            const NAME: &'static str = stringify!($object);
            const MEMBERS: &'static [$crate::__private::Member] = &[$(
                $crate::__private::Member {
                    name: $crate::__private::name(stringify!($member), &[$($name)?]),
                    is_required: $crate::__private::$presence::IS_REQUIRED,
                },
            )*];
            fn set<'de, A: $crate::__private::serde::de::MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
            ) -> ::core::result::Result<(), A::Error> {
                match index {
                    $($index => $crate::__private::$presence::set(&mut self.$member, map),)*
                    _ => ::core::result::Result::Ok(()),
                }
            }
            fn put<M: $crate::__private::serde::ser::SerializeMap>(
                &self,
                index: usize,
                name: &'static str,
                map: &mut M,
            ) -> ::core::result::Result<(), M::Error> {
                match index {
                    $($index => $crate::__private::$presence::put(&self.$member, name, map),)*
                    _ => ::core::result::Result::Ok(()),
                }
            }
            $(
                const KEEPS_MORE: bool = true;
                fn set_more<'de, A: $crate::__private::serde::de::MapAccess<'de>>(
                    &mut self,
                    name: ::std::string::String,
                    map: &mut A,
                ) -> ::core::result::Result<(), A::Error> {
                    $crate::__private::more::set(&mut self.$more, name, map)
                }
                fn put_more<M: $crate::__private::serde::ser::SerializeMap>(
                    &self,
                    map: &mut M,
                ) -> ::core::result::Result<(), M::Error> {
                    $crate::__private::more::put(&self.$more, Self::MEMBERS, map)
                }
            )?
        }
        impl $crate::__private::Blank for $object {
            fn blank() -> Self {
                Self {
                    $($member: $crate::__private::Blank::blank(),)*
                    $($more: $crate::__private::Blank::blank(),)?
                }
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $object {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read(deserializer)
            }
        }
        impl $crate::__private::serde::Serialize for $object {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::write(self, serializer)
            }
        }
    };
}

/// How a struct is made: its constructor, of each argument its field and what it takes, then the fields that have a value;
/// `default` where it takes nothing; its setters, of each its field and what it takes, and before it its name where that is
/// another.
///
/// ```text
/// members! { Pet new(name(text)) { kind: "pet".into(), ..blank } { tag(text) } renamed { new_member new(text) } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    (
        $object:ident
        new $(<$($mark:ident)*>)? ($($argument:ident($($takes:tt)*))*) {
            $($field:ident: $value:expr,)*
            $(..$blank:ident)?
        }
        $($default:ident)?
        { $($setter:ident $(<$own:ident>)? ($($given:tt)*))* }
        $(renamed { $($other:ident $(<$its:ident>)? $member:ident($($gives:tt)*))* })?
    ) => {
        impl $object {
            /// With what has to be there; all else is left out.
            #[allow(clippy::too_many_arguments)]
            pub fn new $(<$($mark),*>)? ($($argument: $crate::__takes!($($takes)*)),*) -> Self {
                Self {
                    $($argument: $crate::__taken!($argument, $($takes)*),)*
                    $($field: $value,)*
                    $(..$crate::__private::$blank())?
                }
            }
            $(
                /// Sets the member.
                #[must_use]
                pub fn $setter $(<$own>)? (mut self, value: $crate::__takes!($($given)*)) -> Self {
                    self.$setter = ::core::option::Option::Some($crate::__taken!(value, $($given)*));
                    self
                }
            )*
            $($(
                /// Sets the member.
                #[must_use]
                pub fn $other $(<$its>)? (mut self, value: $crate::__takes!($($gives)*)) -> Self {
                    self.$member = ::core::option::Option::Some($crate::__taken!(value, $($gives)*));
                    self
                }
            )*)?
        }
        $(
            impl ::core::default::Default for $object {
                fn $default() -> Self {
                    Self::new()
                }
            }
        )?
    };
}

/// The type of an argument.
#[doc(hidden)]
#[macro_export]
macro_rules! __takes {
    (text) => { impl ::core::convert::Into<::std::string::String> };
    (flag) => { bool };
    (integer) => { impl $crate::__private::Integer };
    (number) => { impl $crate::__private::Number };
    (list $($item:tt)*) => { impl ::core::iter::IntoIterator<Item = $crate::__takes!($($item)*)> };
    (into $ty:ty) => { impl ::core::convert::Into<$ty> };
    (boxed $ty:ty) => { impl ::core::convert::Into<$ty> };
    (null $mark:ident $kind:ident $ty:ty) => {
        impl $crate::__private::OrNull<$crate::__private::kind::$kind, $ty, $mark>
    };
}

/// What an argument gives.
#[doc(hidden)]
#[macro_export]
macro_rules! __taken {
    ($value:ident, flag) => { $value };
    ($value:ident, integer) => { $crate::__private::Room::nearest($crate::__private::Integer::wide($value)) };
    ($value:ident, number) => { $crate::__private::Number::double($value) };
    ($value:ident, list $($item:tt)*) => {
        ::core::iter::Iterator::collect(::core::iter::Iterator::map(
            ::core::iter::IntoIterator::into_iter($value),
            |item| $crate::__taken!(item, $($item)*),
        ))
    };
    ($value:ident, null $($or:tt)*) => { $crate::__private::OrNull::or_null($value) };
    ($value:ident, boxed $ty:ty) => { ::std::boxed::Box::new(::core::convert::Into::into($value)) };
    ($value:ident, $($into:tt)*) => { ::core::convert::Into::into($value) };
}
