#![no_main]

libfuzzer_sys::fuzz_target!(
    |bytes: &[u8]| icecore_properties::reader_agrees_with_serde_json(bytes)
);
