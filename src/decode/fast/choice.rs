//! Which of several texts stands here, from a few of its bytes.
//!
//! Texts that follow one value differ in few places: what differs is whether a value is null, or which of
//! the documented ones it is. So a byte at one offset tells most of them apart, and one at another offset
//! the rest. Looking them up takes no guess of the processor, as trying one text after the other would.
//! What is chosen is only the one text that it can be; whether it is, has to be seen.

/// Stands for a text that is not known.
pub(super) const NONE: usize = u16::MAX as usize;

/// Choices among texts, a tree of offsets.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    root: u16,
    choices: Vec<Choice>,
}

/// What the byte at an offset says.
#[derive(Clone, Debug)]
struct Choice {
    offset: u32,
    /// For each ASCII character the number of a text, or with [`GOES_ON`] that of another choice.
    next: [u16; 128],
}

/// Marks a number that is that of another choice.
const GOES_ON: u16 = 1 << 15;

/// A text, and its number.
type Numbered = (Box<[u8]>, u16);

impl Default for Choices {
    fn default() -> Self {
        Choices { root: NOTHING, choices: Vec::new() }
    }
}

/// The number of no text.
const NOTHING: u16 = GOES_ON - 1;

impl Choices {
    /// Choices between ASCII texts, all different.
    pub fn between(texts: &[Numbered]) -> Self {
        let mut choices = Choices::default();
        choices.root = choices.grow(&mut texts.iter().collect::<Vec<_>>());
        choices
    }

    /// The number of the only text that may stand at `at`, or [`NONE`].
    #[inline(always)]
    pub fn choose(&self, bytes: &[u8], at: usize) -> usize {
        let mut number = self.root;
        while number & GOES_ON != 0 {
            let Some(choice) = self.choices.get(usize::from(number & !GOES_ON)) else {
                return NONE;
            };
            let Some(byte) = bytes.get(at + choice.offset as usize) else { return NONE };
            number = choice.next[usize::from(byte & 127)];
        }
        usize::from(number)
    }

    fn grow(&mut self, texts: &mut [&Numbered]) -> u16 {
        match texts {
            [] => return NOTHING,
            [(_, number)] => return (*number).min(NOTHING),
            _ => {}
        }
        let Some(offset) = best_offset(texts) else { return NOTHING };
        let byte = |(text, _): &&Numbered| text.get(offset).map(|byte| byte & 127);
        texts.sort_unstable_by_key(byte);
        // A text that ends here, which is the first, stands where no other one goes on.
        let default = texts.first().filter(|text| byte(text).is_none());
        let default = default.map_or(NOTHING, |(_, number)| *number);
        let number = self.choices.len();
        let kept = u32::try_from(offset).unwrap_or(u32::MAX);
        self.choices.push(Choice { offset: kept, next: [default; 128] });
        for same in texts.chunk_by_mut(|one, other| byte(one) == byte(other)) {
            if let Some(byte) = byte(&same[0]) {
                self.choices[number].next[usize::from(byte)] = self.grow(same);
            }
        }
        u16::try_from(number).map_or(NOTHING, |number| number | GOES_ON)
    }
}

/// The offset at which the texts have most different bytes; none of them ends before it.
fn best_offset(texts: &[&Numbered]) -> Option<usize> {
    let shortest = texts.iter().map(|(text, _)| text.len()).min()?;
    // Those that end at the same offset have to be told apart before it.
    let ends_there = texts.iter().filter(|(text, _)| text.len() == shortest).count();
    let last = if ends_there > 1 { shortest.checked_sub(1)? } else { shortest };
    let different = |offset: &usize| {
        let bit = |text: &[u8]| 1_u128 << text.get(*offset).map_or(127, |byte| byte & 127);
        let seen = texts.iter().fold(0, |seen, (text, _)| seen | bit(text));
        // The first of the best.
        (seen.count_ones(), std::cmp::Reverse(*offset))
    };
    let best = (0..=last).max_by_key(different)?;
    (different(&best).0 > 1).then_some(best)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbered(texts: &[&str]) -> Vec<Numbered> {
        texts.iter().map(|text| text.as_bytes().into()).zip(0..).collect()
    }

    #[test]
    fn what_goes_on_is_told_from_what_ends() {
        let choices = Choices::between(&numbered(&[r#","Size":"#, r#","Size":null,"Tier":""#]));
        assert_eq!(choices.choose(br#","Size":17,"Tier":"x""#, 0), 0);
        assert_eq!(choices.choose(br#"{,"Size":null,"Tier":"x""#, 1), 1);
    }

    proptest! {
        #[test]
        fn each_text_is_chosen_where_it_stands(
            texts in prop::collection::btree_set("[abn\"]{0,12}", 0..40),
            after in "[xyz]{0,3}",
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let choices = Choices::between(&numbered(&texts));
            for (number, text) in texts.iter().enumerate() {
                let bytes = format!("{text}{after}xyzxyzxyzxyz");
                prop_assert_eq!(choices.choose(bytes.as_bytes(), 0), number, "{}", text);
            }
        }
    }
}
