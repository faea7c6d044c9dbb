//! Without default features the library has nothing that is for a terminal, or only for the command.

use std::process::Command;

/// Crates that only the command needs.
const OF_THE_COMMAND: [&str; 11] = [
    "anstream",
    "anstyle",
    "clap",
    "clap_complete",
    "clap_complete_nushell",
    "clap_mangen",
    "comfy-table",
    "indicatif",
    "simd-json",
    "terminal_size",
    "unicode-width",
];

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
fn the_library_alone_has_no_crate_that_only_the_command_needs() {
    let library = dependencies(&["--no-default-features"]);
    let with_command = dependencies(&[]);
    for name in OF_THE_COMMAND {
        assert!(!library.iter().any(|dependency| dependency == name), "the library has {name}");
        assert!(with_command.iter().any(|dependency| dependency == name), "{name} is not used");
    }
}
