//! Client for the AI Gen Studio Product Photo API.
