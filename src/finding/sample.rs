//! Samples of rules: short to read, whole when run.
//!
//! What matters about a job is usually one field, and a whole job is twenty lines of identifiers. So
//! a sample shows that field, as a JSON merge patch (RFC 7396) over a sound job; the whole document
//! is put together when it is asked for.

use serde_json::{Value, json};

const JOB_ID: &str =
    "sampleJobId_0000-sampleJobId_0001-sampleJobId_0002-sampleJobId_0003-sampleJobId_0004-sampleJ";

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
    /// None, but a letter in a `JobList` stands for a sound job, and as a `Marker` for its JobId.
    Letters,
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

    /// A sample of pages: in a `JobList`, `"A"` is a sound inventory retrieval with a JobId of its own,
    /// created a minute after `"B"`, as listings begin with their newest job. `{"job": "A", …}` and
    /// `{"archive": "A", …}` change such a job, or a sound archive retrieval.
    #[must_use]
    pub const fn pages(json: &'static str) -> Self {
        Sample { base: Base::Letters, json }
    }

    /// The whole document, ready to be saved and checked.
    #[must_use]
    pub fn to_document(&self) -> String {
        // Samples are part of the program, and a test reads every one of them.
        let patch = || serde_json::from_str::<Value>(self.json).unwrap_or_default();
        let mut job = match (self.base, self.base.job()) {
            (Base::Letters, _) => return format!("{:#}\n", with_letters_read(patch())),
            (_, None) => return self.json.to_owned(),
            (_, Some(job)) => job,
        };
        let patch = patch();
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
            Base::Letters => Some("sound jobs A, B, C, …, newest first"),
        }
    }

    /// What is said before a sample: ", with …", after a word like "Passes".
    #[must_use]
    pub fn lead(self) -> String {
        match (self, self.name()) {
            (_, None) => String::new(),
            (Base::Letters, Some(jobs)) => format!(", with {jobs}"),
            (_, Some(job)) => format!(", with this change to {job}"),
        }
    }

    fn job(self) -> Option<Value> {
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
            Base::Document | Base::Letters => return None,
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

/// Puts whole jobs and identifiers where letters stand for them.
fn with_letters_read(value: Value) -> Value {
    let read_member = |(key, value): (String, Value)| {
        let value = match (key.as_str(), value) {
            ("JobList", Value::Array(jobs)) => jobs.into_iter().map(lettered_job).collect(),
            ("Marker", Value::String(letter)) => Value::String(lettered_id(&letter)),
            (_, value) => with_letters_read(value),
        };
        (key, value)
    };
    match value {
        Value::Array(elements) => elements.into_iter().map(with_letters_read).collect(),
        Value::Object(members) => members.into_iter().map(read_member).collect(),
        other => other,
    }
}

/// The job that `"A"`, `{"job": "A", …}` or `{"archive": "A", …}` stands for.
fn lettered_job(mut value: Value) -> Value {
    let named = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let (letter, base) = match (value.as_str(), named("job"), named("archive")) {
        (Some(letter), ..) => (letter.to_owned(), Base::InventoryRetrieval),
        (_, Some(letter), _) => (letter, Base::InventoryRetrieval),
        (.., letter) => (letter.unwrap_or_default(), Base::ArchiveRetrieval),
    };
    let minute = 59 - letter.bytes().next().map_or(0, |byte| byte.saturating_sub(b'A') % 60);
    let mut job = base.job().unwrap_or_default();
    if base == Base::InventoryRetrieval {
        merge(
            &mut job,
            &json!({
                "Completed": false, "StatusCode": "InProgress", "StatusMessage": null,
                "CompletionDate": null, "InventorySizeInBytes": null,
            }),
        );
    }
    merge(
        &mut job,
        &json!({
            "JobId": lettered_id(&letter),
            "CreationDate": format!("2024-03-08T09:{minute:02}:00.000Z"),
        }),
    );
    if let Some(members) = value.as_object_mut() {
        members.retain(|key, _| key != "job" && key != "archive");
        merge(&mut job, &value);
    }
    job
}

/// The identifier that a letter stands for.
fn lettered_id(letter: &str) -> String {
    format!("{}{letter}", &JOB_ID[..JOB_ID.len() - letter.len().min(JOB_ID.len())])
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
