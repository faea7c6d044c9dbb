//! The fields of a job, and the orders in which producers write them.

/// A field of a job, in the order of the service model, which the AWS CLI and boto3 keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    JobId,
    JobDescription,
    Action,
    ArchiveId,
    VaultArn,
    CreationDate,
    Completed,
    StatusCode,
    StatusMessage,
    ArchiveSizeInBytes,
    InventorySizeInBytes,
    SnsTopic,
    CompletionDate,
    Sha256TreeHash,
    ArchiveSha256TreeHash,
    RetrievalByteRange,
    Tier,
    InventoryRetrievalParameters,
    JobOutputPath,
    SelectParameters,
    OutputLocation,
}

/// How many fields a job has.
pub(super) const COUNT: usize = 21;

impl Field {
    /// The order of the service model.
    pub const MODEL_ORDER: [Field; COUNT] = [
        Field::JobId,
        Field::JobDescription,
        Field::Action,
        Field::ArchiveId,
        Field::VaultArn,
        Field::CreationDate,
        Field::Completed,
        Field::StatusCode,
        Field::StatusMessage,
        Field::ArchiveSizeInBytes,
        Field::InventorySizeInBytes,
        Field::SnsTopic,
        Field::CompletionDate,
        Field::Sha256TreeHash,
        Field::ArchiveSha256TreeHash,
        Field::RetrievalByteRange,
        Field::Tier,
        Field::InventoryRetrievalParameters,
        Field::JobOutputPath,
        Field::SelectParameters,
        Field::OutputLocation,
    ];

    /// The order of the alphabet, capitals and small letters alike, which the service keeps.
    pub const WIRE_ORDER: [Field; COUNT] = [
        Field::Action,
        Field::ArchiveId,
        Field::ArchiveSha256TreeHash,
        Field::ArchiveSizeInBytes,
        Field::Completed,
        Field::CompletionDate,
        Field::CreationDate,
        Field::InventoryRetrievalParameters,
        Field::InventorySizeInBytes,
        Field::JobDescription,
        Field::JobId,
        Field::JobOutputPath,
        Field::OutputLocation,
        Field::RetrievalByteRange,
        Field::SelectParameters,
        Field::Sha256TreeHash,
        Field::SnsTopic,
        Field::StatusCode,
        Field::StatusMessage,
        Field::Tier,
        Field::VaultArn,
    ];

    /// Its key.
    pub const fn name(self) -> &'static str {
        match self {
            Field::JobId => "JobId",
            Field::JobDescription => "JobDescription",
            Field::Action => "Action",
            Field::ArchiveId => "ArchiveId",
            Field::VaultArn => "VaultARN",
            Field::CreationDate => "CreationDate",
            Field::Completed => "Completed",
            Field::StatusCode => "StatusCode",
            Field::StatusMessage => "StatusMessage",
            Field::ArchiveSizeInBytes => "ArchiveSizeInBytes",
            Field::InventorySizeInBytes => "InventorySizeInBytes",
            Field::SnsTopic => "SNSTopic",
            Field::CompletionDate => "CompletionDate",
            Field::Sha256TreeHash => "SHA256TreeHash",
            Field::ArchiveSha256TreeHash => "ArchiveSHA256TreeHash",
            Field::RetrievalByteRange => "RetrievalByteRange",
            Field::Tier => "Tier",
            Field::InventoryRetrievalParameters => "InventoryRetrievalParameters",
            Field::JobOutputPath => "JobOutputPath",
            Field::SelectParameters => "SelectParameters",
            Field::OutputLocation => "OutputLocation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn both_orders_hold_each_field_once() {
        for (place, field) in Field::MODEL_ORDER.into_iter().enumerate() {
            assert_eq!(field as usize, place, "{}", field.name());
        }
        let names = Field::WIRE_ORDER.map(|field| field.name().to_lowercase());
        assert!(names.is_sorted_by(|one, next| one < next));
    }
}
