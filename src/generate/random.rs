//! Randomness that is the same everywhere: numbers that follow from a seed and from nothing else.
//!
//! This is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), of
//! ours because of what a dump needs: each job has a stream of its own, found by its number. So a
//! page can be written without those before it, a `Marker` names a job that is yet to come, and a defect
//! disturbs no other job. The algorithm is ten lines of integers, and a test holds it to its published
//! numbers; so nothing but a change of these lines changes a dump.

/// The odd number that SplitMix64 counts by: 2^64 divided by the golden ratio.
const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// A place in the tree of streams, whose root is the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64);

impl Key {
    /// The root.
    pub fn of_seed(seed: u64) -> Self {
        Key(mix(seed ^ GAMMA))
    }

    /// The place below this one with this number; different numbers lead to different places.
    pub fn child(self, number: u64) -> Self {
        Key(mix(self.0.wrapping_add(number.wrapping_add(1).wrapping_mul(GAMMA))))
    }

    /// The place below this one for a purpose. Jobs count from below, purposes from above.
    pub fn of(self, purpose: Purpose) -> Self {
        self.child(!(purpose as u64))
    }

    /// The stream that starts here.
    pub fn stream(self) -> Random {
        Random(self.0)
    }
}

/// What a stream is for.
///
/// The order is part of what a seed means, so a new purpose comes last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// All archives of a vault.
    Archives,
    /// The jobs of a vault as they might have been.
    Others,
    /// The token that leads out of a vault's dump.
    Nowhere,
    /// What kind of job a job is.
    Nature,
    /// When exactly it was created.
    Moment,
    /// Its identifier, or an archive's.
    Id,
    /// What jobs of any kind have.
    Common,
    /// What only jobs of its action have.
    Action,
    /// The order of its keys.
    Order,
    /// Values that a defect makes up.
    Defect,
    /// The response that a page is.
    Response,
    /// The size of an archive.
    Size,
    /// Its tree hash.
    TreeHash,
    /// The tree hashes of its parts.
    Parts,
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// A number below `limit`; 0 if that is 0.
    ///
    /// The high half of a product, which is off from even by less than `limit` in 2^64.
    pub fn below(&mut self, limit: u64) -> u64 {
        let product = u128::from(self.bits()) * u128::from(limit);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from `least` up to, but not including, `end`.
    pub fn between(&mut self, least: u64, end: u64) -> u64 {
        least + self.below(end.saturating_sub(least))
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of several; there must be one.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = choices.len() as u64;
        choices[usize::try_from(self.below(count)).unwrap_or(0)]
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// The first numbers of the reference implementation, from the seed 1234567.
    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut random = Random(1_234_567);
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!([(); 5].map(|()| random.bits()), published);
    }

    #[test]
    fn numbers_below_a_limit_are_below_it_and_reach_all_of_it() {
        let mut random = Random(7);
        let mut seen = [false; 5];
        (0..200).for_each(|_| seen[usize::try_from(random.below(5)).expect("it is small")] = true);
        assert_eq!(seen, [true; 5]);
        assert_eq!(random.below(0), 0);
    }
}
