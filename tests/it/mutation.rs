//! Documents with a few bytes changed, so that they are almost JSON.

use proptest::prelude::*;

/// A change to a document: at a place (out of 1,000), what to take out and what to put in.
pub type Mutation = (usize, usize, Vec<u8>);

/// A few changes.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let inserted = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3),
        prop::sample::select(vec![
            &b","[..],
            b"\"",
            b"{",
            b"}",
            b"[",
            b"]",
            b":",
            b"\\",
            b"\0",
            b"\xFF",
            b"\xED\xA0\x80",
            b" ",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec((0..1000_usize, 0..3_usize, inserted), 0..4)
}

/// The document after these changes; it may be no text any more.
pub fn mutate(document: &str, mutations: Vec<Mutation>) -> Vec<u8> {
    let mut bytes = document.as_bytes().to_vec();
    for (place, removed, inserted) in mutations {
        let start = bytes.len() * place / 1000;
        let end = (start + removed).min(bytes.len());
        bytes.splice(start..end, inserted);
    }
    bytes
}
