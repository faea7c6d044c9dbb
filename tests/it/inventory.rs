//! Vault inventories: what is read, and what is said of what is none.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use icecore::dump::Dump;
use icecore::inventory::{Archive, Error, Inventory};
use proptest::prelude::*;
use serde_json::json;

const HEAD: &str = "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash";
const HASH: &str = "5a1e0000000000000000000000000000000000000000000000000000005a1e00";

fn read(text: impl AsRef<[u8]>) -> Result<Inventory, Error> {
    Inventory::read("inventory", &Dump::from_slice(text.as_ref()))
}

fn wrong(text: impl AsRef<[u8]>) -> String {
    read(text).expect_err("it is no inventory").to_string()
}

fn archive(id: &str, size: u64) -> Archive {
    let tree_hash = HASH.parse().ok();
    Archive { archive_id: id.to_owned(), size, tree_hash }
}

/// Descriptions are printable ASCII; the odd characters come often.
fn description() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        prop::sample::select(vec!['"', '\\', ',', ' ', '\'', ';']),
        prop::char::range(' ', '~')
    ];
    prop::collection::vec(character, 0..12).prop_map(|text| text.into_iter().collect())
}

/// The ways in which a description is known to be written.
fn written(description: &str, way: u8) -> String {
    match way {
        // As Glacier does: quotes escaped, backslashes not.
        0 => format!("\"{}\"", description.replace('"', "\\\"")),
        1 => format!("\"{}\"", description.replace('\\', "\\\\").replace('"', "\\\"")),
        2 => format!("\"{}\"", description.replace('"', "\"\"")),
        _ => description.to_owned(),
    }
}

proptest! {
    #[test]
    fn archives_are_read_whatever_their_descriptions_are(
        archives in prop::collection::vec((description(), 0_u8..4, any::<u64>()), 0..5),
        order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(),
        ends in prop::sample::select(vec!["\n", "\r\n"]),
        quotes_names in any::<bool>(),
    ) {
        let line = |cells: [String; 5]| {
            let cells: Vec<String> = order.iter().map(|at: &usize| cells[*at].clone()).collect();
            cells.join(",") + ends
        };
        let names: Vec<String> = HEAD.split(',').map(|name| match quotes_names {
            true => format!("\"{name}\""),
            false => name.to_owned(),
        }).collect();
        let mut text = line(names.try_into().expect("there are five"));
        let mut expected = Vec::new();
        for (number, (description, way, size)) in archives.iter().enumerate() {
            let id = format!("id-{number}");
            text += &line([
                id.clone(), written(description, *way), "2023-11-02T10:00:00Z".to_owned(),
                size.to_string(), HASH.to_owned(),
            ]);
            expected.push(archive(&id, *size));
        }
        // In no line but the last may a description that ends the line lose its blanks; it is not kept.
        let inventory = read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(inventory.archives(), &expected[..]);
    }

    #[test]
    fn both_forms_say_the_same(archives in prop::collection::vec((description(), any::<u64>()), 0..5)) {
        let list = archives.iter().enumerate().map(|(number, (description, size))| json!({
            "ArchiveId": format!("id-{number}"), "ArchiveDescription": description,
            "CreationDate": "2023-11-02T10:00:00Z", "Size": size, "SHA256TreeHash": HASH,
        }));
        let list: Vec<_> = list.collect();
        let text = json!({ "VaultARN": "v", "InventoryDate": "2024-03-07T04:12:33Z", "ArchiveList": list });
        let inventory = read(text.to_string()).expect("it is an inventory");
        prop_assert_eq!((inventory.vault_arn(), inventory.date()), (Some("v"), Some("2024-03-07T04:12:33Z")));
        let lines = archives.iter().enumerate().map(|(number, (description, size))| {
            format!("id-{number},{},2023-11-02T10:00:00Z,{size},{HASH}\n", written(description, 0))
        });
        let csv = read(format!("{HEAD}\n{}", lines.collect::<String>())).expect("it is an inventory");
        prop_assert_eq!(csv.archives(), inventory.archives());
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..60), head in 0_usize..3) {
        let head: &[u8] = [&b""[..], b"{\"ArchiveList\": [", HEAD.as_bytes()][head];
        let _ = read([head, &bytes].concat());
    }

    #[test]
    fn a_part_of_an_inventory_is_one_only_where_a_line_ends(cut in 0_usize..1000) {
        let whole = format!("{HEAD}\nid-1,\"a, \\\"b\\\"\",2023-11-02T10:00:00Z,17,{HASH}\nid-2,b,2023-11-02T10:00:00Z,4,{HASH}\n");
        let cut = cut % whole.len();
        let ends_line = whole[cut..].starts_with('\n') || whole[..cut].ends_with('\n');
        prop_assert_eq!(read(&whole[..cut]).is_ok(), ends_line && cut > 0, "{}", &whole[..cut]);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let line =
        |id: &str, size: &str, hash: &str| format!("{HEAD}\n\n{id},\"d\",2023,{size},{hash}\n");
    let expected = format!(
        "inventory:1:1: expected a vault inventory: JSON with an `ArchiveList`, or CSV with the header {HEAD}"
    );
    assert_eq!(wrong(""), expected);
    assert_eq!(wrong("ArchiveId;Size\n"), expected);
    assert_eq!(wrong("ArchiveId,ArchiveId,CreationDate,Size,SHA256TreeHash\n"), expected);
    assert_eq!(wrong(line("", "1", HASH)), "inventory:3:1: expected an ArchiveId");
    assert_eq!(
        wrong(line("a", "1.5", HASH)),
        "inventory:3:12: expected a Size: a whole number of bytes"
    );
    assert_eq!(
        wrong(line("a", "1", "5a")),
        "inventory:3:14: expected a SHA256TreeHash: it is not 64 characters long"
    );
    assert_eq!(wrong(format!("{HEAD}\na,b\n")), "inventory:2:1: expected 5 fields in the line");

    let no_list = "inventory:1:1: expected a vault inventory: an object with an `ArchiveList`";
    assert_eq!(wrong("{}"), no_list);
    assert_eq!(wrong("[]"), no_list);
    assert_eq!(
        wrong(r#"{"JobList": []}"#),
        "inventory:1:2: expected a vault inventory; this is a ListJobs response, which is named without --inventory"
    );
    assert_eq!(
        wrong("{\"ArchiveList\": [\n {\"ArchiveId\": \"é\", \"Size\": \"4\"}]}"),
        "inventory:2:29: expected a Size: a whole number of bytes"
    );
    assert_eq!(
        wrong("{\"ArchiveList\": [\n {\"ArchiveId\": \"a\"}]}"),
        "inventory:2:2: expected an archive with a `Size`"
    );
    assert_eq!(
        wrong(r#"{"ArchiveList": [{"Size": 4}, 5]}"#),
        "inventory:1:18: expected an archive with a `ArchiveId`"
    );
    assert_eq!(
        wrong("{\"VaultARN\": null, \"VaultARN\": \"x\", \"ArchiveList\": []}"),
        "inventory:1:20: expected one `VaultARN`, and this is another"
    );
    assert_eq!(
        wrong("{\"ArchiveList\": [{\"ArchiveId\": \"a\", \"Size\": 9, \"Size\": 1}]}"),
        "inventory:1:48: expected one `Size`, and this is another"
    );
    assert!(wrong("{\"ArchiveList\": [").starts_with("inventory:1:18: expected"));
    assert!(wrong("{\"ArchiveList\": []} x").starts_with("inventory:1:21: expected"));
}

#[test]
fn what_is_compressed_is_read_and_never_in_part() {
    let text = format!("{HEAD}\na,b,c,7,{HASH}\n");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).expect("memory can be written to");
    let gzip = gzip.finish().expect("memory can be written to");
    assert_eq!(read(&gzip).expect("it is one").archives(), [archive("a", 7)]);
    let cut = wrong(&gzip[..gzip.len() - 9]);
    assert_eq!(cut, "inventory: it cannot be decompressed to its end; save the inventory again");
}

#[test]
fn a_vault_without_a_name_is_not_known() {
    let inventory = read("{\"VaultARN\": \"\", \"ArchiveList\": []}").expect("it is one");
    assert_eq!(inventory.vault_arn(), None);
}
