//! The order of members in what is written: that of Glacier's service model, as botocore has it.
//!
//! An object read from JSON has forgotten the order of its members. Botocore reads a response in the
//! order of the service model, and so the AWS CLI writes it; this is that order, for all objects of a
//! response at once. No two of them disagree about it.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// Every member, in an order in which each object of the service model has its own.
const ORDER: &[&str] = &[
    "JobList",
    // A job.
    "JobId",
    "JobDescription",
    "Action",
    "ArchiveId",
    "VaultARN",
    "CreationDate",
    "Completed",
    "StatusCode",
    "StatusMessage",
    "ArchiveSizeInBytes",
    "InventorySizeInBytes",
    "SNSTopic",
    "CompletionDate",
    "SHA256TreeHash",
    "ArchiveSHA256TreeHash",
    "RetrievalByteRange",
    "Tier",
    "InventoryRetrievalParameters",
    "JobOutputPath",
    "SelectParameters",
    "OutputLocation",
    // Inventory retrieval parameters; `Marker` is also that of a page.
    "Format",
    "StartDate",
    "EndDate",
    "Limit",
    "Marker",
    "NextToken",
    // Select parameters; `QuoteFields` is of the output's CSV, the two before it of the input's.
    "InputSerialization",
    "ExpressionType",
    "Expression",
    "OutputSerialization",
    "csv",
    "FileHeaderInfo",
    "Comments",
    "QuoteFields",
    "QuoteEscapeCharacter",
    "RecordDelimiter",
    "FieldDelimiter",
    "QuoteCharacter",
    // An output location.
    "S3",
    "BucketName",
    "Prefix",
    "Encryption",
    "CannedACL",
    "AccessControlList",
    "Tagging",
    "UserMetadata",
    "StorageClass",
    "EncryptionType",
    "KMSKeyId",
    "KMSContext",
    "Grantee",
    "Permission",
    "Type",
    "DisplayName",
    "URI",
    "ID",
    "EmailAddress",
];

/// The place of a member among others; what the service model does not know comes last.
pub(super) fn rank(name: &str) -> usize {
    static RANKS: LazyLock<HashMap<&str, usize>> =
        LazyLock::new(|| ORDER.iter().enumerate().map(|(rank, name)| (*name, rank)).collect());
    RANKS.get(name).copied().unwrap_or(usize::MAX)
}

/// The members of an object in order; those of equal rank, being unknown, by their names.
pub(super) fn in_order(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(name, _)| (rank(name), *name));
    members
}

/// A value that is serialised with its members in order, at any depth.
pub(super) struct Ordered<V>(pub V);

impl<V: Borrow<Value>> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.borrow() {
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, member) in in_order(members) {
                    map.serialize_entry(name, &Ordered(member))?;
                }
                map.end()
            }
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(Ordered)),
            other => other.serialize(serializer),
        }
    }
}
