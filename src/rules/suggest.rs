//! "Did you mean …": the nearest of a few known words.

/// The known word that is nearest to `word`, if one is near: the same in other letters, or within
/// a third of its length in edits.
#[must_use]
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = candidate.to_lowercase();
        // So many letters have to be put in or taken out at least.
        let least = other.chars().count().abs_diff(length);
        if best.is_some_and(|(distance, _)| least >= distance) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &other);
        if best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, candidate));
        }
    }
    best.filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .map(|(_, candidate)| candidate)
}

/// How many answers are remembered.
const REMEMBERED: usize = 16;

/// Answers that were given lately: what is misspelt in one job is so in all that its writer wrote.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    answers: Vec<Answer>,
}

#[derive(Debug)]
struct Answer {
    word: String,
    known: &'static [&'static str],
    nearest: Option<&'static str>,
}

impl Suggestions {
    /// What [`nearest`] gives.
    pub fn nearest(&mut self, word: &str, known: &'static [&'static str]) -> Option<&'static str> {
        let is_it = |answer: &&Answer| std::ptr::eq(answer.known, known) && answer.word == word;
        if let Some(answer) = self.answers.iter().find(is_it) {
            return answer.nearest;
        }
        let nearest = nearest(word, known.iter().copied());
        if self.answers.len() == REMEMBERED {
            self.answers.clear();
        }
        self.answers.push(Answer { word: word.to_owned(), known, nearest });
        nearest
    }
}
