//! All integration tests, in one binary; the modules mirror `src/`.

mod audit;
#[cfg(feature = "cli")]
mod bench;
#[cfg(feature = "cli")]
mod check;
#[cfg(feature = "cli")]
mod command;
mod compare;
#[cfg(feature = "cli")]
mod completions;
mod coverage;
mod decode;
mod dump;
mod features;
mod filter;
#[cfg(feature = "cli")]
mod folder;
mod generate;
mod inventory;
mod json;
mod layers;
mod list;
mod listing;
#[cfg(feature = "cli")]
mod man;
mod model;
mod mutation;
#[cfg(all(feature = "cli", unix))]
mod page;
mod paginate;
mod policy;
mod prices;
mod report;
mod rules;
#[cfg(all(feature = "cli", unix))]
mod wiring;
