//! All integration tests, in one binary; the modules mirror `src/`.

mod json;
mod layers;
mod model;
mod rules;
