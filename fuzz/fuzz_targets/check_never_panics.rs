#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| icecore_properties::check_never_panics(bytes));
