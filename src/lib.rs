//! icecore.
pub mod audit;
pub mod decode;
pub mod dump;
pub mod finding;
pub mod json;
pub mod model;
pub mod report;
pub mod rules;
pub mod span;
