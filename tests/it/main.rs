//! All integration tests, in one binary; the modules mirror `src/`.

#[cfg(feature = "cli")]
mod command;
mod decode;
mod dump;
mod json;
mod layers;
mod model;
mod rules;
