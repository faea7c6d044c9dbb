//! Without default features the library has nothing that is for a terminal.

use std::process::Command;

/// Crates that only the command needs.
const FOR_TERMINALS: [&str; 7] =
    ["anstream", "anstyle", "clap", "comfy-table", "indicatif", "terminal_size", "unicode-width"];

fn dependencies(arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("names are ASCII");
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn the_library_alone_has_no_terminal_crate() {
    let library = dependencies(&["--no-default-features"]);
    let with_command = dependencies(&[]);
    for name in FOR_TERMINALS {
        assert!(!library.iter().any(|dependency| dependency == name), "the library has {name}");
        assert!(with_command.iter().any(|dependency| dependency == name), "{name} is not used");
    }
}
