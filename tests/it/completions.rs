//! Shells are told all commands, and bash completes by what it was told.

use std::io::Write;
use std::process::{Command, Stdio};

/// What the command writes to standard output.
pub fn icecore(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(arguments)
        .output()
        .expect("icecore can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// The commands that the help lists.
pub fn commands() -> Vec<String> {
    let help = icecore(&["-h"]);
    let (_, list) = help.split_once("Commands:\n").expect("the help lists commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    // What is further in goes on with the line before it.
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split_once("  "));
    names.map(|(name, _)| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// What bash offers for the last of these words; nothing where there is no bash.
fn offered_by_bash(words: &[&str]) -> Option<Vec<String>> {
    const ASK: &str = r#"
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _icecore icecore "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let script = icecore(&["completions", "bash"]) + ASK;
    let bash = Command::new("bash")
        .args(["--norc", "-s", "--"])
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut bash) = bash else {
        // Past the test harness, which keeps what tests print that pass.
        let _ = writeln!(std::io::stderr(), "skipped: there is no bash to complete in");
        return None;
    };
    let input = bash.stdin.take().expect("it is piped");
    { input }.write_all(script.as_bytes()).expect("bash reads the script");
    let output = bash.wait_with_output().expect("bash ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let offered = String::from_utf8(output.stdout).expect("the output is UTF-8");
    Some(offered.lines().map(str::to_owned).collect())
}

#[test]
fn every_shell_is_told_every_command_and_no_hidden_option() {
    let commands = commands();
    assert!(commands.len() >= 10, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "nushell", "powershell", "zsh"] {
        let script = icecore(&["completions", shell]);
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell} is not told of {command}");
        }
        assert!(!script.contains("once"), "{shell} is told of a hidden option");
    }
}

#[test]
fn bash_completes_commands_and_rules() {
    for (words, expected) in [
        (&["icecore", "ex"][..], &["explain"][..]),
        (&["icecore", "explain", "tree-hash-p"], &["tree-hash-presence"]),
        (&["icecore", "explain", "wrong-type", "tree-hash-f"], &["tree-hash-format"]),
        (&["icecore", "completions", "z"], &["zsh"]),
    ] {
        if let Some(offered) = offered_by_bash(words) {
            assert_eq!(offered, expected, "{words:?}");
        }
    }
}
