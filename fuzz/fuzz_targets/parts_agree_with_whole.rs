#![no_main]

use icecore_properties::parts_agree_with_whole;

libfuzzer_sys::fuzz_target!(|input: (Vec<Vec<u8>>, Vec<u8>, u16, u8)| {
    let (files, mut cuts, window, threads) = input;
    cuts.sort_unstable();
    let cuts: Vec<usize> = cuts.into_iter().map(usize::from).collect();
    parts_agree_with_whole(&files, &cuts, 1 + usize::from(window), 1 + usize::from(threads % 16));
});
