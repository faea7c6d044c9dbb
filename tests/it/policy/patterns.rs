//! Which paths a pattern names.

use std::path::Path;

use icecore::policy::{Patterns, Root};

fn matches(pattern: &str, path: &str) -> bool {
    Patterns::new([pattern]).expect("it is a pattern").matches(path)
}

#[test]
fn a_pattern_means_what_it_means_in_a_gitignore() {
    assert!(matches("old/", "fixtures/old/page.json"));
    assert!(!matches("old/", "fixtures/old"), "a file is no folder");
    assert!(matches("*.tmp.json", "a/b/c.tmp.json"));
    assert!(matches("/a/*.json", "a/b.json"));
    assert!(!matches("/a/*.json", "b/a/b.json"));
    assert!(matches("a/**/c.json", "a/b/b/c.json"));
    assert!(matches("fixtures", "fixtures/a/b.json"));
    assert!(!matches("fixtures", "fixtures-2/a.json"));
}

#[test]
fn the_last_pattern_counts() {
    let patterns = Patterns::new(["*.json", "!keep.json"]).expect("they are patterns");
    assert!(patterns.matches("a.json"));
    assert!(!patterns.matches("keep.json"));
}

#[test]
fn what_is_outside_of_the_root_is_named_by_no_pattern() {
    assert!(!matches("*", "../a.json"));
    assert!(!matches("*", "/a.json"));
    assert!(matches("*", "..a.json"));
}

#[test]
fn no_pattern_matches_nothing() {
    let none = Patterns::new([""; 0]).expect("there is none");
    assert!(!none.matches("a.json"));
    assert!(!none.matches_folder("a"));
}

#[test]
fn what_could_never_match_is_refused() {
    for (pattern, says) in [
        ("", "`` is no pattern of paths: it names nothing"),
        ("!", "`!` is no pattern of paths: it names nothing"),
        ("../a", "`../a` is no pattern of paths: it leads out of the folder it counts from"),
        ("a/../b", "`a/../b` is no pattern of paths: it leads out of the folder it counts from"),
        ("/", "`/` is no pattern of paths: it names nothing"),
        (" ", "` ` is no pattern of paths: it names nothing"),
        (".", "`.` is no pattern of paths: no path is written so"),
        ("a//b", "`a//b` is no pattern of paths: no path is written so"),
        ("#a", "`#a` is no pattern of paths: `#` begins a comment; write `\\#`"),
    ] {
        assert_eq!(Patterns::new([pattern]).expect_err(pattern).to_string(), says);
    }
    assert!(matches("..a", "..a"));
    assert!(matches("./a/", "a/b.json"));
    assert!(!matches("./a/", "b/a/b.json"));
}

#[test]
fn a_path_is_seen_from_the_root_however_it_is_written() {
    let root = Root::new(Path::new("/team/dumps/"), Path::new("/team/dumps/2024"));
    for (written, seen) in [
        ("page.json", "2024/page.json"),
        ("./page.json", "2024/page.json"),
        ("../page.json", "page.json"),
        ("../2024/./a/../page.json", "2024/page.json"),
        ("/team/dumps/2024/page.json", "2024/page.json"),
        ("../../other/page.json", "../other/page.json"),
        ("/", "../.."),
        ("<stdin>", "<stdin>"),
    ] {
        assert_eq!(root.relative(written), seen, "{written}");
    }
}
