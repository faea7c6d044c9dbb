//! A flat JSON object, written member by member.
//!
//! Where every job of a dump is broken, more bytes of findings are written than were read. `serde_json`
//! looks at each byte of a text by itself; here a text that needs no escape, as nearly all, is seen to
//! need none many bytes at a time, and copied. All others are left to `serde_json`.

/// What stands before the value of a member that is not the first, in one piece.
macro_rules! key {
    ($name:literal) => {
        concat!(",\"", $name, "\":")
    };
}

pub(super) use key;

/// An object that is being written.
pub(super) struct JsonObject<'o> {
    out: &'o mut Vec<u8>,
    is_empty: bool,
}

impl<'o> JsonObject<'o> {
    #[inline(always)]
    pub fn begin(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        JsonObject { out, is_empty: true }
    }

    /// Goes on with an object that has members, and was not ended.
    #[inline(always)]
    pub fn go_on(out: &'o mut Vec<u8>) -> Self {
        JsonObject { out, is_empty: false }
    }

    /// Writes a text that needs no escape.
    #[inline(always)]
    pub fn word(&mut self, key: &'static str, value: &'static str) {
        self.key(key);
        self.quoted(value);
    }

    #[inline(always)]
    pub fn text(&mut self, key: &'static str, value: &str) {
        self.key(key);
        if needs_escape(value) {
            let escaped = serde_json::Value::from(value).to_string();
            self.out.extend_from_slice(escaped.as_bytes());
        } else {
            self.quoted(value);
        }
    }

    #[inline(always)]
    pub fn number(&mut self, key: &'static str, value: usize) {
        self.key(key);
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }

    pub fn end(self) {
        self.out.push(b'}');
    }

    /// Writes a [`key!`]; which one and whether it is the first is known when this is compiled.
    #[inline(always)]
    fn key(&mut self, key: &'static str) {
        let key = if self.is_empty { &key[1..] } else { key };
        self.out.extend_from_slice(key.as_bytes());
        self.is_empty = false;
    }

    #[inline(always)]
    fn quoted(&mut self, value: &str) {
        self.out.reserve(value.len() + 2);
        self.out.push(b'"');
        self.out.extend_from_slice(value.as_bytes());
        self.out.push(b'"');
    }
}

fn needs_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = bytes.last_chunk::<STEP>() else {
        return need_escape(bytes);
    };
    // The last step begins where it ends with the text, so it may look at some bytes again.
    bytes.as_chunks::<STEP>().0.iter().any(|step| need_escape(step)) || need_escape(last)
}

/// How many bytes are looked at at once.
const STEP: usize = 16;

#[inline]
fn need_escape(bytes: &[u8]) -> bool {
    let is_escaped = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    bytes.iter().fold(0, |any, byte| any | u8::from(is_escaped(*byte))) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_written_as_serde_json_writes_it() {
        for text in [
            "",
            "plain",
            "a text of 20 letters",
            "the last of them: \"",
            "a \"word\"",
            "back\\slash",
            "line\n",
            "\u{1}",
            "\u{7F}é…",
        ] {
            let mut out = Vec::new();
            let mut object = JsonObject::begin(&mut out);
            object.text(key!("a"), text);
            object.number(key!("b"), 1070);
            object.end();
            let value = serde_json::json!({ "a": text, "b": 1070 });
            assert_eq!(String::from_utf8_lossy(&out), value.to_string());
        }
    }
}
