//! All integration tests, in one binary; the modules mirror `src/`.

mod audit;
#[cfg(feature = "cli")]
mod bench;
#[cfg(feature = "cli")]
mod command;
mod decode;
mod dump;
mod features;
mod filter;
mod generate;
mod json;
mod layers;
mod list;
mod listing;
mod model;
mod mutation;
mod paginate;
mod policy;
#[cfg(feature = "cli")]
mod report;
mod rules;
