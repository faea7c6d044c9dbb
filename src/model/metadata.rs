//! What an SDK keeps of a response besides its body.

use jiff::fmt::rfc2822;

use super::field::IntoOwned;
use super::timestamp::Timestamp;
use crate::json::Text;

/// `ResponseMetadata` or `$metadata`: of all it may hold, what tells one response from another.
///
/// Nothing in it is judged: it is the SDK's, not Glacier's.
#[derive(Clone, Debug, Default)]
pub struct Metadata<'a> {
    pub(crate) request_id: Option<Text<'a>>,
    pub(crate) date: Option<Text<'a>>,
}

impl Metadata<'_> {
    /// `RequestId`: two saves with the same one are the same response.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        self.request_id.as_ref().map(|id| id.decode().into_owned())
    }

    /// When the response was sent: the header `date`.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        http_date(&self.date.as_ref()?.decode())
    }
}

/// The time that a `Date` header tells: `Fri, 08 Mar 2024 10:00:08 GMT`.
pub(crate) fn http_date(text: &str) -> Option<Timestamp> {
    let time = rfc2822::parse(text).ok()?.timestamp();
    Timestamp::from_unix_millis(time.as_millisecond())
}

impl IntoOwned for Metadata<'_> {
    type Owned = Metadata<'static>;

    fn into_owned(self) -> Metadata<'static> {
        Metadata {
            request_id: self.request_id.map(Text::into_owned),
            date: self.date.map(Text::into_owned),
        }
    }
}
