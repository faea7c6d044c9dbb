//! Samples of rules: short to read, whole when run.
//!
//! What matters about a job is usually one field, and a whole job is twenty lines of identifiers. So
//! a sample shows that field, as a JSON merge patch (RFC 7396) over a sound job; the whole document
//! is put together when it is asked for.

use serde_json::{Value, json};

/// A document that keeps or breaks a rule.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What the text changes.
    pub base: Base,
    /// What is shown: a merge patch, or the whole document.
    pub json: &'static str,
}

/// A sound job that a sample changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// None: the text is the whole document.
    Document,
    /// A succeeded retrieval of a whole archive.
    ArchiveRetrieval,
    /// A succeeded inventory retrieval.
    InventoryRetrieval,
    /// A succeeded select job.
    Select,
}

impl Sample {
    /// A sample that is a whole document.
    #[must_use]
    pub const fn document(json: &'static str) -> Self {
        Sample { base: Base::Document, json }
    }

    /// A sample that changes a sound archive retrieval.
    #[must_use]
    pub const fn archive(json: &'static str) -> Self {
        Sample { base: Base::ArchiveRetrieval, json }
    }

    /// A sample that changes a sound inventory retrieval.
    #[must_use]
    pub const fn inventory(json: &'static str) -> Self {
        Sample { base: Base::InventoryRetrieval, json }
    }

    /// A sample that changes a sound select job.
    #[must_use]
    pub const fn select(json: &'static str) -> Self {
        Sample { base: Base::Select, json }
    }

    /// The whole document, ready to be saved and checked.
    #[must_use]
    pub fn to_document(&self) -> String {
        let Some(mut job) = self.base.job() else {
            return self.json.to_owned();
        };
        // Samples are part of the program, and a test reads every one of them.
        let patch: Value = serde_json::from_str(self.json).unwrap_or_default();
        merge(&mut job, &patch);
        let page = json!({ "JobList": [job] });
        format!("{page:#}\n")
    }
}

impl Base {
    /// How the base is named in an explanation.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Base::Document => None,
            Base::ArchiveRetrieval => Some("a sound ArchiveRetrieval job"),
            Base::InventoryRetrieval => Some("a sound InventoryRetrieval job"),
            Base::Select => Some("a sound Select job"),
        }
    }

    fn job(self) -> Option<Value> {
        const JOB_ID: &str = "sampleJobId_0000-sampleJobId_0001-sampleJobId_0002-sampleJobId_0003-sampleJobId_0004-sampleJ";
        const ARCHIVE_ID: &str = "sampleArchiveId_0000-sampleArchiveId_0001-sampleArchiveId_0002-sampleArchiveId_0003-sampleArchiveId_0004-sampleArchiveId_0005-sampleArchiv";
        const TREE_HASH: &str = "5a1e0000000000000000000000000000000000000000000000000000005a1e00";
        let common = json!({
            "JobId": JOB_ID,
            "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/samples",
            "CreationDate": "2024-03-08T09:00:00.000Z",
            "Completed": true,
            "StatusCode": "Succeeded",
            "StatusMessage": "Succeeded",
            "CompletionDate": "2024-03-08T13:00:00.000Z",
        });
        let own = match self {
            Base::Document => return None,
            Base::ArchiveRetrieval => json!({
                "Action": "ArchiveRetrieval",
                "ArchiveId": ARCHIVE_ID,
                "ArchiveSizeInBytes": 4_194_304,
                "ArchiveSHA256TreeHash": TREE_HASH,
                "SHA256TreeHash": TREE_HASH,
                "RetrievalByteRange": "0-4194303",
                "Tier": "Standard",
            }),
            Base::InventoryRetrieval => json!({
                "Action": "InventoryRetrieval",
                "InventorySizeInBytes": 2006,
                "InventoryRetrievalParameters": { "Format": "JSON" },
            }),
            Base::Select => json!({
                "Action": "Select",
                "ArchiveId": ARCHIVE_ID,
                "Tier": "Expedited",
                "JobOutputPath": "output/sample/",
                "SelectParameters": {
                    "InputSerialization": { "csv": { "FileHeaderInfo": "USE" } },
                    "ExpressionType": "SQL",
                    "Expression": "SELECT * FROM archive",
                    "OutputSerialization": { "csv": { "QuoteFields": "ASNEEDED" } },
                },
                "OutputLocation": { "S3": { "BucketName": "sample-bucket" } },
            }),
        };
        let mut job = common;
        merge(&mut job, &own);
        Some(job)
    }
}

/// Applies a JSON merge patch: objects are merged, null removes, anything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Value::Object(members) = target else {
        return;
    };
    for (key, change) in changes {
        if change.is_null() {
            members.remove(key);
        } else {
            merge(members.entry(key.clone()).or_insert(Value::Null), change);
        }
    }
}
