//! A flat JSON object, written member by member.
//!
//! Where every job of a dump is broken, more bytes of findings are written than were read. `serde_json`
//! looks at each byte of a text by itself; here a text that needs no escape, as nearly all, is seen to
//! need none many bytes at a time, and copied. All others are left to `serde_json`.

use std::io;

/// An object that is being written.
pub(super) struct JsonObject<'o> {
    out: &'o mut Vec<u8>,
    /// What stands before the next key.
    before: u8,
}

impl<'o> JsonObject<'o> {
    pub fn begin(out: &'o mut Vec<u8>) -> Self {
        JsonObject { out, before: b'{' }
    }

    pub fn text(&mut self, key: &'static str, value: &str) -> io::Result<()> {
        self.key(key);
        if needs_escape(value) {
            return Ok(serde_json::to_writer(&mut *self.out, value)?);
        }
        self.out.push(b'"');
        self.out.extend_from_slice(value.as_bytes());
        self.out.push(b'"');
        Ok(())
    }

    pub fn number(&mut self, key: &'static str, value: usize) -> io::Result<()> {
        self.key(key);
        Ok(serde_json::to_writer(&mut *self.out, &value)?)
    }

    pub fn end(self) {
        self.out.push(b'}');
    }

    fn key(&mut self, key: &'static str) {
        self.out.extend_from_slice(&[self.before, b'"']);
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.before = b',';
    }
}

fn needs_escape(text: &str) -> bool {
    // Without an early end, so that many bytes are looked at at once.
    let is_escaped = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    text.bytes().fold(false, |needs, byte| needs | is_escaped(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_written_as_serde_json_writes_it() {
        for text in ["", "plain", "a \"word\"", "back\\slash", "line\n", "\u{1}", "\u{7F}é…"] {
            let mut out = Vec::new();
            let mut object = JsonObject::begin(&mut out);
            assert!(object.text("a", text).is_ok() && object.number("b", 7).is_ok());
            object.end();
            let value = serde_json::json!({ "a": text, "b": 7 });
            assert_eq!(String::from_utf8_lossy(&out), value.to_string());
        }
    }
}
