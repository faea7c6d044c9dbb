//! Files of prices: what they may say, and what is said of broken ones.

use std::process::Command;

use serde_json::Value;

use crate::folder::Folder;

const EXAMPLE: &str = include_str!("../../../samples/prices/example.toml");
const DUMP: &str = r#"{"JobList": [{
    "Action": "ArchiveRetrieval", "StatusCode": "Succeeded", "RetrievalByteRange": "0-1073741823",
    "Tier": "Standard", "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/tapes"
}]}"#;

fn run(folder: &Folder, files: &[&str]) -> (i32, String, String) {
    let prices = files.iter().flat_map(|file| ["--prices", file]);
    let output = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(["report", ".", "--format", "json", "--no-config"])
        .args(prices)
        .current_dir(folder.root())
        .output()
        .expect("the command can be run");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (output.status.code().expect("it was not killed"), text(output.stdout), text(output.stderr))
}

/// What is said of the example with something else in it.
fn said(from: &str, to: &str) -> String {
    let text = EXAMPLE.replacen(from, to, 1);
    assert_ne!(text, EXAMPLE, "{from} is in the example");
    let folder = Folder::new();
    folder.write("dump.json", DUMP);
    folder.write("prices.toml", &text);
    let (code, out, err) = run(&folder, &["prices.toml"]);
    assert_eq!((code, out.as_str()), (2, ""), "{to}: {err}");
    assert!(err.starts_with("icecore: prices.toml:"), "{err}");
    err
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let standard = "per_gb = \"0.02\"";
    let broken = [
        (standard, "per_gb = \"-0.02\""),
        (standard, "per_gb = 2e-2"),
        (standard, "per_gb = 0x10"),
        (standard, "per_gb = inf"),
        (standard, "per_gb = 1_000"),
        (standard, "per_gb = \"0,02\""),
        (standard, "per_gb = [0.02]"),
        (standard, "per_gb = 1000000"),
        (standard, "per_gb = 0.0000000000000000000000000000000000000000000000001"),
        (standard, "per_gb = \"\\u001b[31m\""),
        (standard, "per_gib = 0.02"),
        (standard, ""),
        ("[Bulk]", "[bulk]"),
        ("[Bulk]", "[Inventory]"),
        ("region = \"eu-west-1\"", ""),
        ("eu-west-1", "EU (Ireland)"),
        ("\"2024-03-01\"", "2024-02-30"),
        ("2024-03-01", "2024-02-30"),
        ("2024-03-01", "2024-03-01T00:00:00"),
        ("2024-03-01", "March 2024"),
        ("\"made up for this example\"", "\" \""),
        ("\"made up for this example\"", "7"),
        ("USD", "$"),
        ("USD\"", "USD"),
        ("\n[Expedited]", "gb_bytes = 1000000000\n[Expedited]"),
        (EXAMPLE, &EXAMPLE[..EXAMPLE.find("[Expedited]").expect("it is there")]),
        (EXAMPLE, ""),
    ];
    let said: Vec<String> = broken.iter().map(|(from, to)| said(from, to)).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn files_that_cannot_be_read_are_said_to_be_that() {
    let folder = Folder::new();
    folder.write("dump.json", DUMP);
    folder.write("a.toml", EXAMPLE);
    folder.write("b.toml", EXAMPLE);
    std::fs::write(folder.path("latin.toml"), b"\xe9").expect("it can be written");
    let err = |files: &[&str]| {
        let (code, out, err) = run(&folder, files);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        err
    };
    assert_eq!(err(&["none.toml"]), "icecore: none.toml: there is no such file\n");
    let no_text = "icecore: latin.toml: the prices cannot be read: it is not UTF-8\n";
    assert_eq!(err(&["latin.toml"]), no_text);
    let twice = "icecore: b.toml:2:10: there are prices for eu-west-1 already: a.toml\n";
    assert!(err(&["a.toml", "b.toml"]).starts_with(twice));
    assert!(err(&["."]).starts_with("icecore: .: the prices cannot be read: "));
}

#[test]
fn numbers_are_read_from_their_text() {
    let folder = Folder::new();
    folder.write("dump.json", DUMP);
    // As binary fractions, these would be 0.1 and 1e16.
    let exact = "0.100000000000000001";
    let text = EXAMPLE
        .replace("\"0.02\"", exact)
        .replace("\"0.10\"", "123456.0000000000001")
        .replace("\"2024-03-01\"", "2024-03-01");
    folder.write("prices.toml", &text);
    let (code, out, err) = run(&folder, &["prices.toml"]);
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).expect("it is JSON");
    let bill = &told["costs"]["totals"][0]["succeeded"];
    assert_eq!(bill["cost_of_bytes"], exact);
    assert_eq!(bill["cost_of_requests"], "123.4560000000000001");
    assert_eq!(told["costs"]["price_lists"][0]["date"], "2024-03-01");
    // The file of prices lies among the dumps, and is none.
    assert_eq!(told["skipped"]["other"], 0);
}
