//! Members of a job, packed: what takes 900 bytes as JSON takes less than 300.
//!
//! First come the `JobId` and the members, each with their length. A member is the number of its pointer, a byte for its form, and
//! the value. Of what identifiers consist of, four characters fit three bytes; a tree hash is 32 bytes, and
//! one byte where it is that of the member before; times and sizes are numbers of as many bytes as they need.
//! Equal values are packed to equal bytes.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::pointers::{PointerId, Pointers};
use super::value::Value;
use crate::model::{Job, JsonType, Kind, Member, Oddity, State, Timestamp, TreeHash, View, Visit};

/// The forms of values.
mod form {
    pub const TEXT: u8 = 0;
    /// Characters of base64, four in three bytes, and up to three more.
    pub const ID: u8 = 1;
    pub const TIME: u8 = 2;
    pub const TREE_HASH: u8 = 3;
    /// The tree hash before it.
    pub const SAME_TREE_HASH: u8 = 4;
    pub const INTEGER: u8 = 5;
    pub const FALSE: u8 = 6;
    pub const TRUE: u8 = 7;
    /// One of the documented values of its member, by its number.
    pub const DOCUMENTED: u8 = 8;
    /// A value of another type; the number of that is added.
    pub const MALFORMED: u8 = 16;
    /// The same with its text.
    pub const MALFORMED_TEXT: u8 = 32;
}

/// The types that a malformed value can have, by their numbers.
const TYPES: [JsonType; 6] = [
    JsonType::Object,
    JsonType::Array,
    JsonType::String,
    JsonType::Number,
    JsonType::Boolean,
    JsonType::Null,
];

/// Most jobs need no more bytes.
const USUAL: usize = 384;

/// Packs a job and what it is known by; notes in `occurs` which members of the service model do, also
/// where they are null.
pub(super) fn pack(
    job: &Job<'_>,
    id: &str,
    bytes: &mut Vec<u8>,
    pointers: &mut Pointers,
    occurs: &mut [bool],
) {
    let mut part = Vec::with_capacity(USUAL);
    push_id(&mut part, id);
    push_bytes(bytes, &part);
    part.clear();
    job.visit(None, &mut Packing { bytes: &mut part, pointers, occurs, tree_hash: None });
    push_bytes(bytes, &part);
}

struct Packing<'p> {
    bytes: &'p mut Vec<u8>,
    pointers: &'p mut Pointers,
    occurs: &'p mut [bool],
    tree_hash: Option<TreeHash>,
}

impl<'m, 'a> Visit<'m, 'a> for Packing<'_> {
    fn member(&mut self, member: Member<'m, 'a>) {
        if matches!(member.state, State::Absent) {
            return;
        }
        let id = self.pointers.id(&member.pointer, member.kind);
        if let Some(occurs) = self.occurs.get_mut(id as usize) {
            *occurs = true;
        }
        // A job is known by these.
        if matches!(&*member.pointer, "/JobId" | "/VaultARN") {
            return;
        }
        match member.state {
            State::Text(text) => {
                if let Some(value) = Value::of_text(&text.decode(), member.kind) {
                    self.value(id, &value, member.kind);
                }
            }
            // No archive and no inventory is empty: typed clients write 0 for null.
            State::Integer(0) if member.kind == Kind::Size => {}
            State::Integer(number) => self.value(id, &Value::Integer(number), member.kind),
            State::Boolean(value) => self.value(id, &Value::Boolean(value), member.kind),
            State::Malformed(malformed) => {
                let text = malformed.text.as_ref().map(|text| text.decode());
                self.value(id, &Value::Malformed(malformed.found, text), member.kind);
            }
            State::Absent | State::Null | State::Nested => {}
        }
    }

    fn oddity(&mut self, _: &'m Oddity) {}
}

impl Packing<'_> {
    fn value(&mut self, id: PointerId, value: &Value<'_>, kind: Kind) {
        push_number(self.bytes, id.into());
        match value {
            Value::Text(text) => push_text_of(self.bytes, text, kind),
            Value::Time(time) => {
                self.bytes.push(form::TIME);
                push_number(self.bytes, zigzag(time.unix_millis()));
            }
            Value::TreeHash(hash) => self.tree_hash(*hash),
            Value::Integer(number) => {
                self.bytes.push(form::INTEGER);
                push_number(self.bytes, *number);
            }
            Value::Boolean(false) => self.bytes.push(form::FALSE),
            Value::Boolean(true) => self.bytes.push(form::TRUE),
            Value::Malformed(found, None) => self.bytes.push(form::MALFORMED + number_of(*found)),
            Value::Malformed(found, Some(text)) => {
                self.bytes.push(form::MALFORMED_TEXT + number_of(*found));
                push_text(self.bytes, text);
            }
        }
    }

    fn tree_hash(&mut self, hash: TreeHash) {
        if self.tree_hash.replace(hash) == Some(hash) {
            return self.bytes.push(form::SAME_TREE_HASH);
        }
        self.bytes.push(form::TREE_HASH);
        self.bytes.extend_from_slice(hash.as_bytes());
    }
}

fn number_of(found: JsonType) -> u8 {
    TYPES.iter().zip(0..).find(|(known, _)| **known == found).map_or(0, |(_, number)| number)
}

fn push_text_of(bytes: &mut Vec<u8>, text: &str, kind: Kind) {
    if let Kind::Enum(values) = kind
        && let Some((_, number)) = values.iter().zip(0_u8..).find(|(known, _)| **known == text)
    {
        bytes.extend([form::DOCUMENTED, number]);
    } else if kind == Kind::ArchiveId {
        push_id(bytes, text);
    } else {
        bytes.push(form::TEXT);
        push_text(bytes, text);
    }
}

fn push_id(bytes: &mut Vec<u8>, id: &str) {
    let (quads, rest) = id.as_bytes().split_at(id.len() / 4 * 4);
    let start = bytes.len();
    bytes.push(form::ID);
    push_number(bytes, id.len() as u64);
    if URL_SAFE_NO_PAD.decode_vec(quads, bytes).is_ok() {
        return bytes.extend_from_slice(rest);
    }
    bytes.truncate(start);
    bytes.push(form::TEXT);
    push_text(bytes, id);
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_bytes(bytes, text.as_bytes());
}

/// Writes bytes after their number.
fn push_bytes(bytes: &mut Vec<u8>, pushed: &[u8]) {
    push_number(bytes, pushed.len() as u64);
    bytes.extend_from_slice(pushed);
}

/// Writes seven bits in a byte, the lowest first; all bytes but the last have their highest bit set.
fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    let low = |number: u64| number.to_le_bytes()[0];
    while number >= 0x80 {
        bytes.push(low(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low(number));
}

/// Numbers near to 0 on either side become small ones.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// A packed job.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed<'b> {
    id: &'b [u8],
    members: &'b [u8],
}

impl<'b> Packed<'b> {
    /// The one that these bytes begin with.
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut reading = Reading { rest: bytes };
        Packed { id: reading.bytes(), members: reading.bytes() }
    }

    /// What the job is known by in its vault, as it is packed.
    pub fn id_bytes(self) -> &'b [u8] {
        self.id
    }

    /// Its `JobId`.
    pub fn id(self) -> Cow<'b, str> {
        let mut reading = Reading { rest: self.id };
        match reading.byte() {
            form::ID => reading.id().into(),
            _ => reading.text().into(),
        }
    }

    /// All its other members that are set, as they are packed: equal if these are, but for pointers that
    /// the service model does not have.
    pub fn member_bytes(self) -> &'b [u8] {
        self.members
    }

    /// All its other members that are set, in the order of the service model.
    pub fn members(self, pointers: &'b Pointers) -> Members<'b> {
        Members { reading: Reading { rest: self.members }, pointers, tree_hash: None }
    }
}

/// Members as they are unpacked.
pub(super) struct Members<'b> {
    reading: Reading<'b>,
    pointers: &'b Pointers,
    tree_hash: Option<TreeHash>,
}

impl<'b> Iterator for Members<'b> {
    type Item = (PointerId, Value<'b>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.reading.rest.is_empty() {
            return None;
        }
        let id = PointerId::try_from(self.reading.number()).ok()?;
        Some((id, self.value(id)?))
    }
}

impl<'b> Members<'b> {
    fn value(&mut self, id: PointerId) -> Option<Value<'b>> {
        let reading = &mut self.reading;
        Some(match reading.byte() {
            form::TEXT => Value::Text(reading.text().into()),
            form::ID => Value::Text(reading.id().into()),
            form::TIME => Value::Time(Timestamp::from_unix_millis(unzigzag(reading.number()))?),
            form::TREE_HASH => {
                self.tree_hash = Some(TreeHash::from(*reading.take(32).first_chunk()?));
                Value::TreeHash(self.tree_hash?)
            }
            form::SAME_TREE_HASH => Value::TreeHash(self.tree_hash?),
            form::INTEGER => Value::Integer(reading.number()),
            form::FALSE => Value::Boolean(false),
            form::TRUE => Value::Boolean(true),
            form::DOCUMENTED => match self.pointers.kind(id) {
                Kind::Enum(values) => {
                    Value::Text((*values.get(usize::from(reading.byte()))?).into())
                }
                _ => return None,
            },
            form if form >= form::MALFORMED_TEXT => {
                let found = *TYPES.get(usize::from(form - form::MALFORMED_TEXT))?;
                Value::Malformed(found, Some(reading.text().into()))
            }
            form => {
                let number = usize::from(form.checked_sub(form::MALFORMED)?);
                Value::Malformed(*TYPES.get(number)?, None)
            }
        })
    }
}

/// Bytes that are read from the front; past their end there is nothing.
struct Reading<'b> {
    rest: &'b [u8],
}

impl<'b> Reading<'b> {
    fn take(&mut self, length: u64) -> &'b [u8] {
        let length = usize::try_from(length).unwrap_or(usize::MAX).min(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    /// Bytes after their number.
    fn bytes(&mut self) -> &'b [u8] {
        let length = self.number();
        self.take(length)
    }

    fn text(&mut self) -> &'b str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    fn id(&mut self) -> String {
        let length = self.number();
        let mut id = URL_SAFE_NO_PAD.encode(self.take(length / 4 * 3));
        id.push_str(std::str::from_utf8(self.take(length % 4)).unwrap_or_default());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::Dump;

    /// What is unpacked of a job after it was packed.
    fn unpacked(job: &str) -> (String, Vec<(String, String)>) {
        let dump = Dump::from_slice(job.as_bytes());
        let page = dump.pages().next().expect("there is a page").expect("it is JSON");
        let job = &page.jobs()[0];
        let id = job.job_id().value().expect("it has an id").decode();
        let (mut bytes, mut pointers) = (Vec::new(), Pointers::default());
        pack(job, &id, &mut bytes, &mut pointers, &mut []);
        // What follows is another job's.
        bytes.extend_from_within(..);
        let packed = Packed::new(&bytes);
        let members = packed.members(&pointers);
        let told = |(id, value): (_, Value<'_>)| {
            (pointers.pointer(id).to_owned(), serde_json::to_string(&value).expect("it is JSON"))
        };
        (packed.id().into_owned(), members.map(told).collect())
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let hash = "5a1e0000000000000000000000000000000000000000000000000000005a1e00";
        let archive = "TB2pLB0aCIeoeTF2T9IGSnfJ_-";
        for id in ["", "A", "quarterly é", "HkF9p6", "AAAA", "-_-_x", "a+b/"] {
            let job = serde_json::json!({"JobList": [{
                "JobId": id,
                "JobDescription": "é\n",
                "Action": "Select",
                "ArchiveId": archive,
                "CreationDate": "2024-03-08T09:00:00.125Z",
                "Completed": true,
                "StatusCode": "Odd",
                "StatusMessage": 7.50,
                "ArchiveSizeInBytes": u64::MAX,
                "InventorySizeInBytes": 0,
                "CompletionDate": "0001-01-01T00:00:00.000Z",
                "SHA256TreeHash": hash,
                "ArchiveSHA256TreeHash": hash,
                "RetrievalByteRange": [],
                "Tier": null,
                "InventoryRetrievalParameters": {"Limit": "5"},
                "OutputLocation": {"S3": {"Tagging": {"a/b": "c"}, "AccessControlList": [{"Permission": "READ"}]}},
            }]});
            let (unpacked_id, members) = unpacked(&job.to_string());
            assert_eq!(unpacked_id, id);
            let expected = [
                ("/JobDescription", "\"é\\n\""),
                ("/Action", "\"Select\""),
                ("/ArchiveId", "\"TB2pLB0aCIeoeTF2T9IGSnfJ_-\""),
                ("/CreationDate", "\"2024-03-08T09:00:00.125Z\""),
                ("/Completed", "true"),
                ("/StatusCode", "\"Odd\""),
                ("/StatusMessage", "7.5"),
                ("/ArchiveSizeInBytes", "18446744073709551615"),
                ("/SHA256TreeHash", &format!("\"{hash}\"")),
                ("/ArchiveSHA256TreeHash", &format!("\"{hash}\"")),
                ("/RetrievalByteRange", "\"an array\""),
                ("/InventoryRetrievalParameters/Limit", "\"5\""),
                ("/OutputLocation/S3/AccessControlList/0/Permission", "\"READ\""),
                ("/OutputLocation/S3/Tagging/a~1b", "\"c\""),
            ];
            let expected = expected.map(|(pointer, value)| (pointer.to_owned(), value.to_owned()));
            assert_eq!(members, expected);
        }
    }

    #[test]
    fn dates_before_1970_are_numbers_too() {
        for number in [0, 1, -1, i64::MAX, i64::MIN] {
            assert_eq!(unzigzag(zigzag(number)), number);
        }
    }
}
