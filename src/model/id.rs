//! The form of opaque identifiers. AWS documents no more than "opaque string"; every identifier
//! in a captured response has these lengths and characters.

/// Whether `text` has the form of a `JobId`: 92 characters of `[A-Za-z0-9_-]`.
#[must_use]
pub fn is_job_id(text: &str) -> bool {
    text.len() == 92 && is_url_safe(text)
}

/// Whether `text` has the form of an `ArchiveId`: 138 characters of `[A-Za-z0-9_-]`.
#[must_use]
pub fn is_archive_id(text: &str) -> bool {
    text.len() == 138 && is_url_safe(text)
}

fn is_url_safe(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
