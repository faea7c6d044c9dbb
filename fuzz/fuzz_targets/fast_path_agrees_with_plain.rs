#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| icecore_properties::fast_path_agrees_with_plain(bytes));
