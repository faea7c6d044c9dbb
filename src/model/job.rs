//! A job as it stands in a dump.

use super::action::Action;
use super::declare::view;
use super::documented::documented;
use super::location::OutputLocation;
use super::member::Kind;
use super::select::SelectParameters;
use super::status_code::StatusCode;
use super::tier::Tier;

view! {
    /// One element of `JobList`, or the whole of a `DescribeJob` response.
    ///
    /// Every field borrows from the dump. Strings are kept as they are; parse them with the value
    /// types of this module:
    ///
    /// ```
    /// use icecore::dump::Dump;
    /// use icecore::model::ByteRange;
    ///
    /// let dump = Dump::from_slice(br#"{"JobList": [{"RetrievalByteRange": "0-1048575"}]}"#);
    /// let page = dump.pages().next().unwrap()?;
    /// let range = page.jobs()[0].retrieval_byte_range().value().unwrap();
    /// assert_eq!(range.decode().parse::<ByteRange>()?.bytes(), 1 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Job at "" {
        /// `JobId`: an opaque string that identifies the job.
        job_id: "JobId" text = Kind::JobId,
        /// `JobDescription`: the text given when the job was initiated.
        job_description: "JobDescription" text = Kind::FreeText,
        /// `Action`: the job type, see [`Action`].
        action: "Action" text = Kind::Enum(Action::VALUES),
        /// `ArchiveId`: the archive asked for; null for an inventory retrieval.
        archive_id: "ArchiveId" text = Kind::ArchiveId,
        /// `VaultARN`: the vault the job belongs to, see [`VaultArn`](super::VaultArn).
        vault_arn: "VaultARN" text = Kind::VaultArn,
        /// `CreationDate`: when the job was created, in UTC, see [`Timestamp`](super::Timestamp).
        creation_date: "CreationDate" text = Kind::JobDate,
        /// `Completed`: whether the job has ended, well or not.
        completed: "Completed" boolean = Kind::Boolean,
        /// `StatusCode`: how far the job is, see [`StatusCode`].
        status_code: "StatusCode" text = Kind::Enum(StatusCode::VALUES),
        /// `StatusMessage`: a friendly description of the status.
        status_message: "StatusMessage" text = Kind::FreeText,
        /// `ArchiveSizeInBytes`: the size of the whole archive; null for an inventory retrieval.
        archive_size_in_bytes: "ArchiveSizeInBytes" integer = Kind::Size,
        /// `InventorySizeInBytes`: the size of the inventory; null for the other actions.
        inventory_size_in_bytes: "InventorySizeInBytes" integer = Kind::Size,
        /// `SNSTopic`: the topic that is told when the job ends.
        sns_topic: "SNSTopic" text = Kind::SnsTopic,
        /// `CompletionDate`: when the job ended, in UTC; null while it is in progress.
        completion_date: "CompletionDate" text = Kind::JobDate,
        /// `SHA256TreeHash`: the tree hash of the range, where the range has one.
        sha256_tree_hash: "SHA256TreeHash" text = Kind::TreeHash,
        /// `ArchiveSHA256TreeHash`: the tree hash of the whole archive.
        archive_sha256_tree_hash: "ArchiveSHA256TreeHash" text = Kind::TreeHash,
        /// `RetrievalByteRange`: the bytes asked for, see [`ByteRange`](super::ByteRange).
        retrieval_byte_range: "RetrievalByteRange" text = Kind::ByteRange,
        /// `Tier`: how fast the data comes, see [`Tier`].
        tier: "Tier" text = Kind::Enum(Tier::VALUES),
        /// `InventoryRetrievalParameters`: the part of an inventory asked for.
        inventory_retrieval_parameters: "InventoryRetrievalParameters"
            object (InventoryRetrievalParameters) = Kind::Object,
        /// `JobOutputPath`: where a select job put its output.
        job_output_path: "JobOutputPath" text = Kind::FreeText,
        /// `SelectParameters`: what a select job runs.
        select_parameters: "SelectParameters" object (SelectParameters) = Kind::Object,
        /// `OutputLocation`: where a select job's output goes.
        output_location: "OutputLocation" object (OutputLocation) = Kind::Object,
        /// `ResponseMetadata`, as boto3 adds it to what `DescribeJob` gives.
        response_metadata: "ResponseMetadata" opaque = Kind::Object,
        /// `$metadata`, as the AWS SDK for JavaScript adds it to what `DescribeJob` gives.
        metadata: "$metadata" opaque = Kind::Object,
    }
}

view! {
    /// `InventoryRetrievalParameters`: which part of a vault's inventory a job lists.
    InventoryRetrievalParameters at "/InventoryRetrievalParameters" {
        /// `Format`: see [`InventoryFormat`].
        format: "Format" text = Kind::Enum(InventoryFormat::VALUES),
        /// `StartDate`: archives created on or after this time, in UTC.
        start_date: "StartDate" text = Kind::RangeDate,
        /// `EndDate`: archives created before this time, in UTC.
        end_date: "EndDate" text = Kind::RangeDate,
        /// `Limit`: the most inventory items, a string on the wire; a number is held as its digits.
        limit: "Limit" text_or_integer = Kind::Limit,
        /// `Marker`: where the inventory goes on; null when there is no more.
        marker: "Marker" text = Kind::Marker,
    }
}

documented! {
    /// The output format of an inventory (`InventoryRetrievalParameters.Format`).
    InventoryFormat {
        /// Comma-separated values.
        Csv = "CSV",
        /// JSON.
        Json = "JSON",
    }
}
