//! What must hold for any bytes at all.
//!
//! The fuzz targets search for bytes that break a property; the ordinary tests try each property on
//! generated documents. Both call the same functions, so that neither can check less than the
//! other. A property that does not hold panics.

mod check;
mod dump;
mod fast;
mod reader;

pub use check::check_never_panics;
pub use dump::dump_never_panics;
pub use fast::{fast_path_agrees_with_plain, parts_agree_with_whole};
pub use reader::reader_agrees_with_serde_json;
