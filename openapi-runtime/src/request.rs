//! The type of request builders, which every client has of its own: only a local type can be given setters.

/// `mod builder`, with `Request`.
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    () => {
        /// A request that is not sent yet: what an operation is given. Made by a method of [`Client`](super::Client), with a
        /// setter for each parameter of the operation.
        ///
        /// A setter takes what is natural and never fails: what the document does not allow is an error of
        /// [`send`](Self::send), or the first item of a stream, and nothing is sent.
        #[must_use = "a request builder does nothing until it is sent"]
        pub struct Request<O>(pub(super) $crate::__private::Call, ::std::marker::PhantomData<fn() -> O>);

        impl<O: $crate::Operation> Request<O> {
            pub(super) fn new(core: &$crate::__private::Core) -> Self {
                Self($crate::__private::Call::new(core, O::form()), ::std::marker::PhantomData)
            }

            /// The id that this call sends, instead of one made by the client: 1 to 160 visible ASCII characters.
            pub fn request_id(
                mut self,
                value: impl ::std::convert::TryInto<$crate::RequestId, Error: ::std::fmt::Display>,
            ) -> Self {
                self.0.request_id(value);
                self
            }

            /// How long an attempt of this call may take, instead of what the client says.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.0.timeout(timeout);
                self
            }

            /// When a failed attempt of this call is made again, instead of what the client says.
            pub fn retry(mut self, retry: $crate::RetryPolicy) -> Self {
                self.0.retry(retry);
                self
            }

            /// A header that goes with this call, in place of one of that name.
            pub fn header(
                mut self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                self.0.header(name.as_ref(), value.as_ref());
                self
            }

            /// A pair that goes with this call's query, behind the document's parameters: one that the document does not have.
            pub fn query_pair(
                mut self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                self.0.query_pair(name.as_ref(), value.as_ref());
                self
            }

            /// The media type of the body, where the document has several for it or a range such as `image/*`; else it is the
            /// first.
            pub fn content_type(mut self, media_type: impl ::std::convert::AsRef<str>) -> Self {
                self.0.content_type(media_type.as_ref());
                self
            }

            /// The media type that the answer is to have, where the document has several for it; else any of them.
            pub fn accept(mut self, media_type: impl ::std::convert::AsRef<str>) -> Self {
                self.0.accept(media_type.as_ref());
                self
            }

            /// Sends the request, and hands on the answer piece by piece: the data of server-sent events, JSON lines, or bytes.
            ///
            /// # Errors
            ///
            /// As of [`send`](Self::send). What breaks later is an item of the stream.
            pub async fn stream(
                self,
            ) -> ::std::result::Result<
                $crate::BodyStream<<O::Stream as $crate::__private::StreamItem>::Item>,
                $crate::Error,
            > {
                $crate::__private::stream::<O>(self.0).await
            }

            /// Sends the request.
            ///
            /// # Errors
            ///
            /// An argument that the document does not allow, a request that cannot be sent, and every answer that is not a
            /// success of the document.
            pub async fn send(self) -> ::std::result::Result<$crate::Response<O::Output>, $crate::Error> {
                $crate::__private::send::<O>(self.0).await
            }

            $crate::__blocking!(send);
        }

        impl<O: $crate::Paginated> Request<O> {
            /// Every page from here on, one request each.
            pub fn pages(self) -> $crate::Pages<O> {
                $crate::Pages::new(self.0)
            }

            /// Every item of every page from here on.
            pub fn items(self) -> $crate::Items<O> {
                $crate::Items::new(self.0)
            }

            /// How many pages a walk brings at most. The last one says where to go on.
            pub fn max_pages(mut self, value: impl ::std::convert::TryInto<usize> + ::std::fmt::Display) -> Self {
                self.0.max_pages(value);
                self
            }

            /// How many items a walk brings at most. Of pages, which come whole, none is asked for behind so many.
            pub fn max_items(mut self, value: impl ::std::convert::TryInto<usize> + ::std::fmt::Display) -> Self {
                self.0.max_items(value);
                self
            }

            /// Whether a walk fetches the next page while the current one is consumed. Off by default.
            pub fn prefetch(mut self, value: bool) -> Self {
                self.0.prefetch(value);
                self
            }

            $crate::__blocking!(walk);
        }

        impl<O> ::std::clone::Clone for Request<O> {
            fn clone(&self) -> Self {
                Self(::std::clone::Clone::clone(&self.0), ::std::marker::PhantomData)
            }
        }

        impl<O: $crate::Operation> ::std::fmt::Debug for Request<O> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Request").field("operation", &O::INFO.id).field("call", &self.0).finish()
            }
        }
    };
}

/// Without the feature there are no methods that block.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($methods:ident) => {};
}
