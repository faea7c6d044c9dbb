//! The reader: as strict as `serde_json`, and readable when it refuses.

mod documents;
mod errors;
mod properties;
mod text;
