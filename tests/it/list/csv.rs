//! `csv` comes back whole from any reader, and does nothing in a spreadsheet.

use icecore::report::ListFormat;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{jobs, query};

/// All rows, as a reader of CSV has them.
fn read(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("this is CSV"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The one job's cell in a column.
fn cell(job: &Value, column: &str) -> String {
    let rows = read(&jobs(ListFormat::Csv, &[&job.to_string()]));
    let at = rows[0].iter().position(|name| name == column);
    rows[1][at.expect("there is such a column")].clone()
}

#[test]
fn columns_are_the_same_for_all_data() {
    let header = "JobId,JobDescription,Action,ArchiveId,VaultARN,CreationDate,Completed,StatusCode,\
        StatusMessage,ArchiveSizeInBytes,InventorySizeInBytes,SNSTopic,CompletionDate,SHA256TreeHash,\
        ArchiveSHA256TreeHash,RetrievalByteRange,Tier,InventoryRetrievalParameters.Format,\
        InventoryRetrievalParameters.StartDate,InventoryRetrievalParameters.EndDate,\
        InventoryRetrievalParameters.Limit,InventoryRetrievalParameters.Marker,JobOutputPath,\
        SelectParameters.InputSerialization.csv.FileHeaderInfo,\
        SelectParameters.InputSerialization.csv.Comments,\
        SelectParameters.InputSerialization.csv.QuoteEscapeCharacter,\
        SelectParameters.InputSerialization.csv.RecordDelimiter,\
        SelectParameters.InputSerialization.csv.FieldDelimiter,\
        SelectParameters.InputSerialization.csv.QuoteCharacter,SelectParameters.ExpressionType,\
        SelectParameters.Expression,SelectParameters.OutputSerialization.csv.QuoteFields,\
        SelectParameters.OutputSerialization.csv.QuoteEscapeCharacter,\
        SelectParameters.OutputSerialization.csv.RecordDelimiter,\
        SelectParameters.OutputSerialization.csv.FieldDelimiter,\
        SelectParameters.OutputSerialization.csv.QuoteCharacter,OutputLocation.S3.BucketName,\
        OutputLocation.S3.Prefix,OutputLocation.S3.Encryption.EncryptionType,\
        OutputLocation.S3.Encryption.KMSKeyId,OutputLocation.S3.Encryption.KMSContext,\
        OutputLocation.S3.CannedACL,OutputLocation.S3.AccessControlList,OutputLocation.S3.Tagging,\
        OutputLocation.S3.UserMetadata,OutputLocation.S3.StorageClass\r\n";
    assert_eq!(jobs(ListFormat::Csv, &[]), header);
    let written =
        jobs(ListFormat::Csv, &[r#"{"Tier": "Bulk", "JobId": "a"}"#, r#"{"JobId": "b"}"#]);
    assert!(written.starts_with(header), "{written}");
    assert_eq!(written.matches("\r\n").count(), 3, "{written}");
}

#[test]
fn nested_members_have_columns_and_lists_are_json() {
    let job = json!({
        "InventoryRetrievalParameters": {"Limit": "7", "Order": "up"},
        "OutputLocation": {"S3": {"Tagging": {"b": "2", "a": "1"}, "AccessControlList": [{"Permission": "READ", "Grantee": {"URI": "u", "Type": "Group"}}]}},
    });
    assert_eq!(cell(&job, "InventoryRetrievalParameters.Limit"), "7");
    assert_eq!(cell(&job, "InventoryRetrievalParameters.Order"), "up");
    assert_eq!(cell(&job, "OutputLocation.S3.Tagging"), r#"{"a":"1","b":"2"}"#);
    let grants = r#"[{"Grantee":{"Type":"Group","URI":"u"},"Permission":"READ"}]"#;
    assert_eq!(cell(&job, "OutputLocation.S3.AccessControlList"), grants);
}

#[test]
fn what_is_not_documented_comes_after_what_is() {
    let written = jobs(
        ListFormat::Csv,
        &[
            r#"{"JobId": "a", "zone": [1, {"y": 2, "x": 3}], "InventoryRetrievalParameters": "JSON"}"#,
            r#"{"JobId": "b", "InventoryRetrievalParameters.Format": "odd", "=1+1": true}"#,
        ],
    );
    let rows = read(&written);
    let last = |row: &[String]| row[46..].to_vec();
    assert_eq!(
        last(&rows[0]),
        [
            "InventoryRetrievalParameters",
            "\"InventoryRetrievalParameters.Format\"",
            "'=1+1",
            "zone"
        ]
    );
    assert_eq!(last(&rows[1]), ["JSON", "", "", r#"[1,{"x":3,"y":2}]"#]);
    assert_eq!(last(&rows[2]), ["", "odd", "true", ""]);
}

#[test]
fn no_cell_is_a_formula() {
    for lead in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
        let text = format!("{lead}cmd|' /C calc'!A0");
        for key in ["JobDescription", "JobId", "ArchiveId", "unknown"] {
            assert_eq!(cell(&json!({ key: text }), key), format!("'{text}"));
        }
        let header = query(ListFormat::Csv, &json!([{ text.clone(): text }]));
        assert!(read(&header).iter().flatten().all(|cell| cell.starts_with('\'')), "{header}");
    }
}

#[test]
fn numbers_stay_numbers() {
    let job = json!({"ArchiveSizeInBytes": u64::MAX, "Offset": -5, "Text": "-5"});
    assert_eq!(cell(&job, "ArchiveSizeInBytes"), "18446744073709551615");
    assert_eq!(cell(&job, "Offset"), "-5");
    assert_eq!(cell(&job, "Text"), "'-5");
}

#[test]
fn quotes_commas_and_line_breaks_are_in_their_cell() {
    let text = "reel \"3\", part 1\r\nand 2\n";
    assert_eq!(cell(&json!({"JobDescription": text}), "JobDescription"), text);
    let written = query(ListFormat::Csv, &json!([{"JobDescription": text}]));
    assert_eq!(written, "JobDescription\r\n\"reel \"\"3\"\", part 1\r\nand 2\n\"\r\n");
}

#[test]
fn the_result_of_a_query_has_rows_by_its_shape() {
    let csv = |value: Value| query(ListFormat::Csv, &value);
    let objects = json!([{"id": "a", "Tier": "Bulk"}, {"JobId": "b", "id": null}]);
    assert_eq!(csv(objects), "JobId,Tier,id\r\n,Bulk,a\r\nb,,\r\n");
    assert_eq!(
        csv(json!([["a", 1], ["b"], {"c": 1}, 2])),
        "a,1\r\nb\r\n\"{\"\"c\"\":1}\"\r\n2\r\n"
    );
    assert_eq!(csv(json!(["a", "b"])), "a\r\nb\r\n");
    assert_eq!(csv(json!({"n": 1})), "n\r\n1\r\n");
    assert_eq!(csv(json!(7)), "7\r\n");
    assert_eq!(csv(json!([])), "");
}

#[test]
fn a_closed_pipe_is_known_as_one() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let long = json!(["x".repeat(100_000), "y"]);
    for format in [ListFormat::Json, ListFormat::Ndjson, ListFormat::Csv] {
        let output = icecore::report::ListOutput::Query(&long);
        let result = icecore::report::write_list(&mut Closed, format, &output, 80);
        assert_eq!(result.map_err(|error| error.kind()), Err(std::io::ErrorKind::BrokenPipe));
    }
}

proptest! {
    #[test]
    fn every_text_comes_back(texts in prop::collection::vec("[a=+\\-@\"',;\\r\\n\\t ＝é]{0,6}", 1..6)) {
        let members: Map<String, Value> =
            texts.iter().enumerate().map(|(at, text)| (format!("k{at}"), json!(text))).collect();
        let rows = read(&query(ListFormat::Csv, &json!([members])));
        let came: Vec<&str> = rows[1].iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']) => rest,
            _ => cell,
        }).collect();
        // An apostrophe that stood before a sign already is the one thing that cannot be told apart.
        let told: Vec<&str> = texts.iter().map(|text| match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']) => rest,
            _ => text,
        }).collect();
        prop_assert_eq!(came, told);
    }
}
