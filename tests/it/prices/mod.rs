//! Prices, the amounts that they come to, and files of them.

mod amounts;
#[cfg(feature = "cli")]
mod files;
mod words;
