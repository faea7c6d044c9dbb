#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| icecore_properties::dump_never_panics(bytes));
