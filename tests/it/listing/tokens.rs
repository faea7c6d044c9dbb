//! Tokens, byte for byte as botocore writes them.

use icecore::listing::{Position, Token};

/// Made with Python: `base64.b64encode(json.dumps({...}).encode())`.
const WRITTEN: [(&str, Option<&str>, Option<u64>); 5] = [
    ("eyJtYXJrZXIiOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==", None, Some(2)),
    ("eyJtYXJrZXIiOiAiTSIsICJib3RvX3RydW5jYXRlX2Ftb3VudCI6IDF9", Some("M"), Some(1)),
    ("eyJtYXJrZXIiOiAiTSJ9", Some("M"), None),
    ("eyJtYXJrZXIiOiAiYV9fX2IifQ==", Some("a___b"), None),
    ("eyJtYXJrZXIiOiAiXHUwMGU5XFxcIlx1ZDgzZFx1ZGUwMCJ9", Some("é\\\"😀"), None),
];

#[test]
fn what_botocore_wrote_is_read_and_written_again() {
    for (text, marker, amount) in WRITTEN {
        let position = Position { marker: marker.map(str::to_owned), amount };
        assert_eq!(Token::decode(text), Token::Botocore(position.clone()), "{text}");
        assert_eq!(position.encode(), text);
    }
}

#[test]
fn the_old_form_is_still_read() {
    let old = |marker: Option<&str>, amount| {
        Token::Old(Position { marker: marker.map(str::to_owned), amount: Some(amount) })
    };
    assert_eq!(Token::decode("M___2"), old(Some("M"), 2));
    assert_eq!(Token::decode("None___2"), old(None, 2));
    assert_eq!(Token::decode("a___b___2"), Token::Malformed("a___b___2".to_owned()));
    assert_eq!(Token::decode("a___b"), Token::Raw("a___b".to_owned()));
}

#[test]
fn anything_else_is_the_services_own() {
    let id = "madeUpJob-_0";
    assert_eq!(Token::decode(id), Token::Raw(id.to_owned()));
    assert_eq!(Token::decode(id).position(), Some(Position::at(id)));
}

#[test]
fn a_token_with_other_keys_is_none_of_list_jobs() {
    // {"foo": 1}
    let token = Token::decode("eyJmb28iOiAxfQ==");
    assert_eq!((token.kind(), token.position()), ("foreign", None));
}
