//! All integration tests, in one binary; the modules mirror `src/`.

mod layers;
mod rules;
