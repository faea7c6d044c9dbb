//! The command line: what is typed and what is answered, as transcripts in `tests/cmd/` and in the
//! README.

#[test]
fn transcripts_are_answered_as_written() {
    trycmd::TestCases::new().case("tests/cmd/*.md").case("README.md");
}
