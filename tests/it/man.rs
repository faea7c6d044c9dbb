//! The manual has a page for each command.

use std::fs;

use crate::completions::{commands, icecore};

#[test]
fn every_command_has_a_page_of_its_own_and_an_entry_on_the_main_page() {
    let folder = tempfile::TempDir::new().expect("a folder can be made");
    // It is made if it is not there.
    let pages = folder.path().join("share/man1");
    let silence = icecore(&["man", "--output", pages.to_str().expect("the path is text")]);
    assert_eq!(silence, "");
    let read = |name: &str| fs::read_to_string(pages.join(name)).expect("the page is there");
    let main = read("icecore.1");
    assert_eq!(main, icecore(&["man"]));
    for command in commands() {
        assert!(main.contains(&format!("icecore\\-{command}(1)")), "{command} has no entry");
        assert_eq!(read(&format!("icecore-{command}.1")), icecore(&["man", &command]));
    }
}

#[test]
fn a_page_bears_its_name_and_the_version_and_no_date() {
    let version = env!("CARGO_PKG_VERSION");
    let head = format!(".TH ICECORE-CHECK 1 \"\" \"icecore {version}\" \"icecore manual\"\n");
    assert!(icecore(&["man", "check"]).contains(&head));
}
