//! `OutputLocation`: where in S3 the output of a select job goes, and who may read it.

use super::declare::view;
use super::documented::documented;
use super::member::Kind;

view! {
    /// `OutputLocation`.
    OutputLocation at "/OutputLocation" {
        /// `S3`: the place in S3.
        s3: "S3" object (S3Location) = Kind::Object,
    }
}

view! {
    /// `OutputLocation.S3`.
    S3Location at "/OutputLocation/S3" {
        /// `BucketName`: the bucket.
        bucket_name: "BucketName" text = Kind::BucketName,
        /// `Prefix`: what the names of the objects begin with.
        prefix: "Prefix" text = Kind::FreeText,
        /// `Encryption`: how the objects are encrypted.
        encryption: "Encryption" object (Encryption) = Kind::Object,
        /// `CannedACL`: see [`CannedAcl`].
        canned_acl: "CannedACL" text = Kind::Enum(CannedAcl::VALUES),
        /// `AccessControlList`: the grants.
        access_control_list: "AccessControlList" list (Grant) = Kind::List,
        /// `Tagging`: the tags of the objects.
        tagging: "Tagging" map = Kind::Object,
        /// `UserMetadata`: the metadata of the objects.
        user_metadata: "UserMetadata" map = Kind::Object,
        /// `StorageClass`: see [`StorageClass`].
        storage_class: "StorageClass" text = Kind::Enum(StorageClass::VALUES),
    }
}

view! {
    /// `OutputLocation.S3.Encryption`.
    Encryption at "/OutputLocation/S3/Encryption" {
        /// `EncryptionType`: see [`EncryptionType`].
        encryption_type: "EncryptionType" text = Kind::Enum(EncryptionType::VALUES),
        /// `KMSKeyId`: the key, for [`EncryptionType::AwsKms`].
        kms_key_id: "KMSKeyId" text = Kind::FreeText,
        /// `KMSContext`: the encryption context, for [`EncryptionType::AwsKms`].
        kms_context: "KMSContext" text = Kind::FreeText,
    }
}

view! {
    /// One element of `AccessControlList`.
    Grant at "/OutputLocation/S3/AccessControlList/-" {
        /// `Grantee`: who.
        grantee: "Grantee" object (Grantee) = Kind::Object,
        /// `Permission`: may do what, see [`Permission`].
        permission: "Permission" text = Kind::Enum(Permission::VALUES),
    }
}

view! {
    /// `Grantee`: a person or a group.
    Grantee at "/OutputLocation/S3/AccessControlList/-/Grantee" {
        /// `Type`: see [`GranteeType`].
        r#type: "Type" text = Kind::Enum(GranteeType::VALUES),
        /// `DisplayName`: the screen name.
        display_name: "DisplayName" text = Kind::FreeText,
        /// `URI`: names a [`GranteeType::Group`].
        uri: "URI" text = Kind::FreeText,
        /// `ID`: names a [`GranteeType::CanonicalUser`].
        id: "ID" text = Kind::FreeText,
        /// `EmailAddress`: names a [`GranteeType::AmazonCustomerByEmail`].
        email_address: "EmailAddress" text = Kind::FreeText,
    }
}

documented! {
    /// A canned access control list (`CannedACL`).
    #[expect(missing_docs, reason = "S3 documents them under these names")]
    CannedAcl {
        Private = "private",
        PublicRead = "public-read",
        PublicReadWrite = "public-read-write",
        AwsExecRead = "aws-exec-read",
        AuthenticatedRead = "authenticated-read",
        BucketOwnerRead = "bucket-owner-read",
        BucketOwnerFullControl = "bucket-owner-full-control",
    }
}

documented! {
    /// What a grant allows (`Permission`).
    #[expect(missing_docs, reason = "S3 documents them under these names")]
    Permission {
        FullControl = "FULL_CONTROL",
        Write = "WRITE",
        WriteAcp = "WRITE_ACP",
        Read = "READ",
        ReadAcp = "READ_ACP",
    }
}

documented! {
    /// Whom a grant is for (`Grantee.Type`).
    GranteeType {
        /// An account, named by `EmailAddress`.
        AmazonCustomerByEmail = "AmazonCustomerByEmail",
        /// An account, named by `ID`.
        CanonicalUser = "CanonicalUser",
        /// A group, named by `URI`.
        Group = "Group",
    }
}

documented! {
    /// Server-side encryption (`EncryptionType`).
    EncryptionType {
        /// With a key of the key management service.
        AwsKms = "aws:kms",
        /// With a key of S3's.
        Aes256 = "AES256",
    }
}

documented! {
    /// Where S3 keeps the output (`StorageClass`).
    #[expect(missing_docs, reason = "S3 documents them under these names")]
    StorageClass {
        Standard = "STANDARD",
        ReducedRedundancy = "REDUCED_REDUNDANCY",
        StandardIa = "STANDARD_IA",
    }
}
