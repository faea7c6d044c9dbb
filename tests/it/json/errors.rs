//! What the reader says: where it stopped, what it expected, what it found.

use icecore::json::{Reader, pointer_of_break};

fn error(json: &str) -> String {
    let mut reader = Reader::new(json.as_bytes());
    let error = loop {
        if reader.is_done() {
            break reader.end().expect_err("the document is broken");
        }
        if let Err(error) = reader.next() {
            break error;
        }
    };
    format!("{}: {error}", error.offset())
}

#[test]
fn an_error_says_what_was_expected_at_which_byte() {
    let cases = [
        ("", "0: expected a value, found the end of the input"),
        ("  ", "2: expected a value, found the end of the input"),
        ("[1,]", "3: expected a value, found `]`"),
        ("[1 2]", "3: expected `,` or `]`, found `2`"),
        ("{\"a\":1,}", "7: expected a key in double quotes, found `}`"),
        ("{a:1}", "1: expected a key in double quotes or `}`, found `a`"),
        ("{'a':1}", "1: expected a key in double quotes or `}`, found `'`"),
        ("{\"a\" 1}", "5: expected `:` after the key, found `1`"),
        ("{\"a\":1 \"b\":2}", "7: expected `,` or `}`, found `\"`"),
        ("{\"a\":\"\"b\"\"}", "7: expected `,` or `}`, found `b`"),
        ("[1}", "2: expected `,` or `]`, found `}`"),
        ("[", "1: expected a value or `]`, found the end of the input"),
        ("[1", "2: expected `,` or `]`, found the end of the input"),
        ("nulL", "3: expected `null`, found `L`"),
        ("tru", "3: expected `true`, found the end of the input"),
        ("01", "1: expected the end of the document, found `1`"),
        ("-", "1: expected a digit, found the end of the input"),
        ("1.", "2: expected a digit, found the end of the input"),
        ("1e+", "3: expected a digit, found the end of the input"),
        ("1e999", "0: expected a number that fits a double, found one that is too large"),
        (
            "\"a",
            "2: expected a character of the string or its closing quote, found the end of the input",
        ),
        (
            "\"a\nb\"",
            "2: expected a character of the string or its closing quote, found a line feed",
        ),
        (
            "\"\0\"",
            "1: expected a character of the string or its closing quote, found the control byte 0x00",
        ),
        (
            r#""\q""#,
            "1: expected an escape (one of `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u`), found `q`",
        ),
        (r#""\u12g4""#, "5: expected four hex digits after `\\u`, found `g`"),
        (
            r#""\ud800x""#,
            "1: expected the second half of the surrogate pair (`\\uDC00` to `\\uDFFF`), found `x`",
        ),
        (
            r#""\udc00""#,
            "1: expected a whole surrogate pair, not its second half alone, found `\\`",
        ),
        ("{} x", "3: expected the end of the document, found `x`"),
        ("\u{FEFF}{}", "0: expected a value, found the byte 0xEF"),
    ];
    for (json, expected) in cases {
        assert_eq!(error(json), expected, "{json:?}");
    }
}

#[test]
fn nesting_ends_at_the_128th_level() {
    let opening = "[".repeat(300);
    assert_eq!(error(&opening), "127: expected fewer than 128 levels of nesting, found one more");
}

#[test]
fn a_break_is_found_by_its_pointer() {
    let cases = [
        (r#"{"JobList": [{"JobId": "a"}, {"Tier": }]}"#, "/JobList/1/Tier"),
        (r#"{"JobList": [1, 2, }"#, "/JobList/2"),
        (r#"{"a/b": {"c~d": [[], {"e": tru"#, "/a~1b/c~0d/1/e"),
        ("{", ""),
        ("nope", ""),
    ];
    for (json, pointer) in cases {
        assert_eq!(pointer_of_break(json.as_bytes(), 0), pointer, "{json}");
    }
}
