//! The vocabulary: value types, and the two models of a job.

mod alignment;
mod arn;
mod byte_range;
mod documented;
mod engines;
mod id;
mod owned;
pub mod response_syntax;
mod timestamp;
mod tree_hash;
mod view;
pub mod walk;
