//! Enums that the generator writes beside the document's types: of what a body may be, and of what an answer is.

/// How an enum of bodies is set, and what it is made from: of each alternative its number and its variant, and whether that is
/// sent as it is.
///
/// ```text
/// bodies! { UploadBody { 0 Json value 1 Bytes raw } from { Pet => Json Bytes => Bytes Vec<u8> => Bytes } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __bodies {
    ($name:ident { $($number:literal $variant:ident $kind:ident)* } from { $($from:ty => $into:ident)* }) => {
        impl $crate::__private::BodyChoice for $name {
            fn give(self, call: &mut $crate::__private::Call) {
                match self {
                    $(Self::$variant(value) => $crate::__bodies!(@$kind call $number value),)*
                }
            }
        }
        $(
            impl ::core::convert::From<$from> for $name {
                fn from(value: $from) -> Self {
                    Self::$into(::core::convert::Into::into(value))
                }
            }
        )*
    };
    (@value $call:ident $number:literal $value:ident) => {
        $call.body_of($number, &$value)
    };
    (@raw $call:ident $number:literal $value:ident) => {
        $call.raw_body_of($number, $value)
    };
}

/// How an enum of answers is written: as what it holds, bytes as a list of numbers, and nothing as null.
///
/// ```text
/// answers! { GetResponse { Self::Json(it) => json(it), Self::Status204 => empty(()) } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __answers {
    ($name:ident { $($pattern:pat => $kind:ident($value:expr)),* }) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $($pattern => $crate::__answers!(@$kind serializer $value)),*
                }
            }
        }
    };
    (@json $serializer:ident $value:expr) => {
        $crate::__private::serde::Serialize::serialize($value, $serializer)
    };
    (@bytes $serializer:ident $value:expr) => {
        $crate::__private::serde::Serializer::serialize_bytes($serializer, $value)
    };
    (@empty $serializer:ident $value:expr) => {{
        let () = $value;
        $crate::__private::serde::Serializer::serialize_unit($serializer)
    }};
}
