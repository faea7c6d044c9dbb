//! The documented response syntax of one job, and what follows from it: its fields, a job that has
//! all of them, and any job that has some.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// The element of `JobList` as the paginator's documentation writes it, made JSON: alternatives
/// stand between `|`, and a map is an object with the key `string`.
const RESPONSE_SYNTAX: &str = r#"{
    "JobId": "string",
    "JobDescription": "string",
    "Action": "ArchiveRetrieval|InventoryRetrieval|Select",
    "ArchiveId": "string",
    "VaultARN": "string",
    "CreationDate": "string",
    "Completed": true,
    "StatusCode": "InProgress|Succeeded|Failed",
    "StatusMessage": "string",
    "ArchiveSizeInBytes": 123,
    "InventorySizeInBytes": 123,
    "SNSTopic": "string",
    "CompletionDate": "string",
    "SHA256TreeHash": "string",
    "ArchiveSHA256TreeHash": "string",
    "RetrievalByteRange": "string",
    "Tier": "string",
    "InventoryRetrievalParameters": {
        "Format": "string",
        "StartDate": "string",
        "EndDate": "string",
        "Limit": "string",
        "Marker": "string"
    },
    "JobOutputPath": "string",
    "SelectParameters": {
        "InputSerialization": {
            "csv": {
                "FileHeaderInfo": "USE|IGNORE|NONE",
                "Comments": "string",
                "QuoteEscapeCharacter": "string",
                "RecordDelimiter": "string",
                "FieldDelimiter": "string",
                "QuoteCharacter": "string"
            }
        },
        "ExpressionType": "SQL",
        "Expression": "string",
        "OutputSerialization": {
            "csv": {
                "QuoteFields": "ALWAYS|ASNEEDED",
                "QuoteEscapeCharacter": "string",
                "RecordDelimiter": "string",
                "FieldDelimiter": "string",
                "QuoteCharacter": "string"
            }
        }
    },
    "OutputLocation": {
        "S3": {
            "BucketName": "string",
            "Prefix": "string",
            "Encryption": {
                "EncryptionType": "aws:kms|AES256",
                "KMSKeyId": "string",
                "KMSContext": "string"
            },
            "CannedACL": "private|public-read|public-read-write|aws-exec-read|authenticated-read|bucket-owner-read|bucket-owner-full-control",
            "AccessControlList": [
                {
                    "Grantee": {
                        "Type": "AmazonCustomerByEmail|CanonicalUser|Group",
                        "DisplayName": "string",
                        "URI": "string",
                        "ID": "string",
                        "EmailAddress": "string"
                    },
                    "Permission": "FULL_CONTROL|WRITE|WRITE_ACP|READ|READ_ACP"
                }
            ],
            "Tagging": {
                "string": "string"
            },
            "UserMetadata": {
                "string": "string"
            },
            "StorageClass": "STANDARD|REDUCED_REDUNDANCY|STANDARD_IA"
        }
    }
}"#;

fn syntax() -> Value {
    serde_json::from_str(RESPONSE_SYNTAX).expect("the syntax is JSON")
}

/// The alternatives that are documented for the field at `pointer`.
pub fn alternatives(pointer: &str) -> Vec<String> {
    let syntax = syntax();
    let text = syntax.pointer(pointer).and_then(Value::as_str).expect("a field");
    text.split('|').map(str::to_owned).collect()
}

/// A job that has every documented field.
pub fn full_job() -> Value {
    fill(&syntax(), "")
}

/// Gives every field a value that no other field has, so that none can stand in for another.
fn fill(syntax: &Value, pointer: &str) -> Value {
    match syntax {
        Value::Object(members) => members
            .iter()
            .map(|(key, member)| (key.clone(), fill(member, &format!("{pointer}/{key}"))))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(elements) => vec![fill(&elements[0], &format!("{pointer}/0"))].into(),
        Value::String(text) if text == "string" => pointer.into(),
        Value::String(text) => text.split('|').next().into(),
        Value::Number(_) => json!(1_u64 << pointer.len()),
        other => other.clone(),
    }
}

/// The pointers of all members and elements of a document, its root left out.
pub fn pointers(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(document, "", &mut found);
    found
}

fn collect(value: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(key, member)| (key.clone(), member)).collect()
        }
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(index, element)| (index.to_string(), element))
            .collect(),
        _ => Vec::new(),
    };
    for (token, child) in children {
        let mut inner = pointer.to_owned();
        icecore::json::push_token(&mut inner, &token);
        collect(child, &inner, found);
        found.insert(inner);
    }
}

/// Any job: each field may be missing, and texts may be anything.
pub fn any_job() -> BoxedStrategy<Value> {
    any_value(&syntax())
}

fn any_value(syntax: &Value) -> BoxedStrategy<Value> {
    match syntax {
        Value::Object(members) if members.contains_key("string") => any_map(),
        Value::Object(members) => any_object(members),
        Value::Array(elements) => {
            prop::collection::vec(any_value(&elements[0]), 0..3).prop_map(Value::from).boxed()
        }
        Value::String(text) if text == "string" => any::<String>().prop_map(Value::from).boxed(),
        Value::String(text) => {
            let alternatives: Vec<String> = text.split('|').map(str::to_owned).collect();
            select(alternatives).prop_map(Value::from).boxed()
        }
        Value::Number(_) => any::<u64>().prop_map(Value::from).boxed(),
        _ => any::<bool>().prop_map(Value::from).boxed(),
    }
}

fn any_object(members: &Map<String, Value>) -> BoxedStrategy<Value> {
    let members: Vec<_> = members
        .iter()
        .map(|(key, member)| {
            prop::option::of(any_value(member)).prop_map({
                let key = key.clone();
                move |value| value.map(|value| (key.clone(), value))
            })
        })
        .collect();
    members.prop_map(|members| members.into_iter().flatten().collect::<Map<_, _>>().into()).boxed()
}

fn any_map() -> BoxedStrategy<Value> {
    let entries = prop::collection::btree_map("[a-z/~ é\"\\\\]{0,5}", any::<String>(), 0..4);
    entries.prop_map(|entries| json!(entries)).boxed()
}
