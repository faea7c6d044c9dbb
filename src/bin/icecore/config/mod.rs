//! `icecore.toml`: what a team decides once, for every run.
//!
//! The file is looked for in the working directory and then upward, as by most tools of its kind. Paths and
//! patterns in it count from its own folder, the root, wherever the command is started. What is typed wins.

mod find;
mod form;
mod values;

pub use find::load;
pub use form::Config;
