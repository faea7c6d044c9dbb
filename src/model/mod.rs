//! Glacier's vocabulary: what a `ListJobs` response holds.
//!
//! Two models of the same fields live here. The **views** ([`Job`], [`PageFrame`]) borrow from the
//! dump, hold wrong values as well as right ones, and know the bytes of each: they are what rules
//! judge. The **owned** model ([`JobDescription`], [`ListJobsOutput`]) is plain serde for programs
//! that want the data. Value types ([`ByteRange`], [`Timestamp`], …) parse the strings of both and
//! print them back unchanged.
//!
//! Field names are Glacier's; accessors are named as the AWS SDK for Rust names them.

mod action;
mod arn;
mod byte_range;
mod declare;
mod documented;
mod field;
mod id;
mod job;
mod location;
mod member;
mod metadata;
mod owned;
mod page;
mod parse_error;
mod placeholder;
mod placeholder_marks;
mod plain;
mod request;
mod select;
mod status_code;
mod tier;
mod timestamp;
mod tree_hash;
mod view;

pub use action::Action;
pub use arn::{SnsTopicArn, VaultArn};
pub use byte_range::ByteRange;
pub use field::{Field, JsonType, Malformed};
pub(crate) use id::is_random_id;
pub use id::{is_archive_id, is_job_id};
pub use job::{InventoryFormat, InventoryRetrievalParameters, Job};
pub use location::{
    CannedAcl, Encryption, EncryptionType, Grant, Grantee, GranteeType, OutputLocation, Permission,
    S3Location, StorageClass,
};
pub use member::{Kind, Member, Oddity, OddityKind, State};
pub use metadata::Metadata;
pub(crate) use metadata::http_date;
pub use owned::{
    CsvInputDescription, CsvOutputDescription, EncryptionDescription, GrantDescription,
    GranteeDescription, InputSerializationDescription, InventoryRetrievalJobDescription,
    JobDescription, ListJobsOutput, OutputLocationDescription, OutputSerializationDescription,
    S3LocationDescription, SelectParametersDescription,
};
pub use page::PageFrame;
pub use parse_error::ParseError;
pub use placeholder::is_placeholder;
pub(crate) use plain::is_plain;
pub use request::Request;
pub use select::{
    CsvInput, CsvOutput, ExpressionType, FileHeaderInfo, InputSerialization, OutputSerialization,
    QuoteFields, SelectParameters,
};
pub use status_code::StatusCode;
pub use tier::Tier;
pub use timestamp::Timestamp;
pub use tree_hash::TreeHash;
pub(crate) use tree_hash::is_random_tree_hash;
pub use view::{Entry, ListSlot, ObjectSlot, Slot, View, Visit};
