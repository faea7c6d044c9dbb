//! Recognises an envelope by its keys.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::json::{Error, Event, Reader};
use crate::model::JsonType;

/// What a value is, as far as its first telling key shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An object with `JobList`.
    Page,
    /// An object with a job's keys.
    Job,
    /// An array of any of these.
    Array,
    /// What placebo records: `{"status_code": …, "data": {page}}`.
    Placebo,
    /// An SNS notification: a job as the string `Message`.
    Notification,
    /// A Lambda event: `Records` of SNS notifications.
    Event,
    /// What keeps requests and responses: HAR, cassettes, WireMock mappings.
    Recording,
    /// JSON, but none of the above.
    Foreign(Foreign),
    /// Not JSON, as reading it will show.
    Broken,
}

/// JSON documents that are no job listing but that people have lying beside one.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Foreign {
    /// A page's key in other letters, such as `jobList`.
    OtherCase,
    /// A page object whose `JobList` is missing.
    NoJobList,
    /// A Glacier error response.
    ErrorResponse,
    /// A vault inventory (`ArchiveList`).
    Inventory,
    /// A `ListVaults` response.
    VaultList,
    /// A multipart upload listing.
    Uploads,
    /// A recorded response without its body.
    NoBody,
    /// A recording of a kind that is not read, or without requests.
    Recording,
    /// A string that should hold a job, and holds other text.
    Message,
    /// A value that is no object or array.
    Scalar(JsonType),
    /// Any other object.
    Object,
    /// An array inside an array.
    NestedArray,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Foreign::OtherCase => "an object with `JobList` in other letters",
            Foreign::NoJobList => "a page object without `JobList`",
            Foreign::ErrorResponse => "an error response, not a job listing",
            Foreign::Inventory => "a vault inventory, not a job listing",
            Foreign::VaultList => "a list of vaults, not of jobs",
            Foreign::Uploads => "a list of multipart uploads, not of jobs",
            Foreign::NoBody => "a recorded response without its body",
            Foreign::Recording => "a recording without requests and responses that are known",
            Foreign::Message => "a message that holds no Glacier job",
            Foreign::Scalar(found) => return write!(f, "{found}, not a job listing"),
            Foreign::Object => "an object without a key of a job listing",
            Foreign::NestedArray => "an array inside an array, not a job listing",
        })
    }
}

/// Looks at the value that starts at `offset`, as far as its first telling key.
pub(super) fn recognise(bytes: &[u8], offset: usize) -> Shape {
    if let Some(shape) = by_first_key(bytes, offset) {
        return shape;
    }
    let mut reader = Reader::at(bytes, offset);
    match reader.next() {
        Ok((Event::ObjectStart, _)) => recognise_object(&mut reader),
        Ok((Event::ArrayStart, _)) => Shape::Array,
        Ok((Event::String(_), _)) => Shape::Foreign(Foreign::Scalar(JsonType::String)),
        Ok((Event::Number(_), _)) => Shape::Foreign(Foreign::Scalar(JsonType::Number)),
        Ok((Event::Bool(_), _)) => Shape::Foreign(Foreign::Scalar(JsonType::Boolean)),
        Ok((Event::Null, _)) => Shape::Foreign(Foreign::Scalar(JsonType::Null)),
        Ok((Event::Key(_) | Event::ObjectEnd | Event::ArrayEnd, _)) | Err(_) => Shape::Broken,
    }
}

/// The shape of an object whose first key tells it, as most do: seen without a reader, which would look
/// far ahead.
fn by_first_key(bytes: &[u8], offset: usize) -> Option<Shape> {
    if bytes.get(offset) != Some(&b'{') {
        return None;
    }
    let key = Reader::at(bytes, offset + 1).skip_white_space()?;
    let key = bytes[key..].strip_prefix(b"\"")?;
    let is_first = |known: &str| {
        key.strip_prefix(known.as_bytes()).is_some_and(|rest| rest.starts_with(b"\""))
    };
    match is_first("JobList") {
        true => Some(Shape::Page),
        false => OF_A_JOB.into_iter().any(is_first).then_some(Shape::Job),
    }
}

/// Keys that only a job has, of all objects that lie about beside listings.
const OF_A_JOB: [&str; 11] = [
    "JobId",
    "JobDescription",
    "StatusCode",
    "StatusMessage",
    "Completed",
    "CompletionDate",
    "ArchiveSizeInBytes",
    "InventorySizeInBytes",
    "ArchiveSHA256TreeHash",
    "RetrievalByteRange",
    "InventoryRetrievalParameters",
];

/// Keys of a job that vaults, archives and policies have, too: two of them make a job.
const ALSO_OF_A_JOB: [&str; 10] = [
    "Action",
    "ArchiveId",
    "VaultARN",
    "CreationDate",
    "SHA256TreeHash",
    "SNSTopic",
    "Tier",
    "JobOutputPath",
    "SelectParameters",
    "OutputLocation",
];

/// A key of one kind decides at once; lesser evidence decides at the object's end.
fn recognise_object(reader: &mut Reader<'_>) -> Shape {
    let mut hint = None;
    let mut weak = 0;
    loop {
        let key = match reader.next() {
            Ok((Event::Key(key), _)) => key,
            Ok(_) => break,
            Err(_) => return Shape::Broken,
        };
        let key = key.decode();
        match &*key {
            "JobList" => return Shape::Page,
            key if OF_A_JOB.contains(&key) => return Shape::Job,
            key if is_also_of_a_job(key) => weak += 1,
            key => hint = better_hint(hint, hint_of(key)),
        }
        if pass_member(reader).is_err() {
            return hint.unwrap_or(Shape::Broken);
        }
    }
    match hint {
        Some(shape) => shape,
        None if weak >= 2 => Shape::Job,
        None => Shape::Foreign(Foreign::Object),
    }
}

/// Passes over the value of a member, whatever is odd about it.
fn pass_member(reader: &mut Reader<'_>) -> Result<(), Error> {
    let depth = reader.depth();
    reader.next()?;
    while reader.depth() > depth {
        reader.next()?;
    }
    Ok(())
}

/// Whether a job has the key too, or has it in other letters, as after a conversion.
fn is_also_of_a_job(key: &str) -> bool {
    ALSO_OF_A_JOB.iter().chain(&OF_A_JOB).any(|known| known.eq_ignore_ascii_case(key))
}

/// What a key suggests.
fn hint_of(key: &str) -> Option<Shape> {
    Some(match key {
        "data" => Shape::Placebo,
        "Message" => Shape::Notification,
        "Records" => Shape::Event,
        "Marker" | "NextToken" | "ResponseMetadata" | "$metadata" => {
            Shape::Foreign(Foreign::NoJobList)
        }
        "code" | "Code" | "message" | "__type" | "Error" => Shape::Foreign(Foreign::ErrorResponse),
        "ArchiveList" | "InventoryDate" => Shape::Foreign(Foreign::Inventory),
        "VaultList" | "VaultName" => Shape::Foreign(Foreign::VaultList),
        "UploadsList" | "MultipartUploadId" => Shape::Foreign(Foreign::Uploads),
        "log" | "interactions" | "http_interactions" | "mappings" | "request" | "response" => {
            Shape::Recording
        }
        "recordings" => Shape::Foreign(Foreign::Recording),
        _ if key.eq_ignore_ascii_case("JobList") => Shape::Foreign(Foreign::OtherCase),
        // What `InitiateJob` answers.
        "location" => Shape::Foreign(Foreign::Object),
        _ => return None,
    })
}

/// The first hint stands, but what surrounds any response gives way to what is in it.
fn better_hint(old: Option<Shape>, new: Option<Shape>) -> Option<Shape> {
    match old {
        None | Some(Shape::Foreign(Foreign::NoJobList)) => new.or(old),
        Some(_) => old,
    }
}
