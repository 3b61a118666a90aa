//! Chance, from a seed: every record has its own streams of draws, one for each matter, so that a
//! draw more in one matter moves no other.

/// The matters that draw on their own.
#[derive(Clone, Copy)]
pub enum Stream {
    /// Who shares a home with whom.
    Household = 1,
    /// Whether it is a carer's.
    Carer,
    /// Who somebody is.
    Identity,
    /// What kind of record it is.
    Scene,
    /// What it says.
    Content,
    /// What is wrong with it.
    AsFound,
}

/// A source of draws.
pub struct Dice(fastrand::Rng);

impl Dice {
    /// The draws of one matter of one record.
    pub fn new(seed: u64, number: u32, stream: Stream) -> Self {
        let place = (u64::from(number) << 8) | stream as u64;
        Self(fastrand::Rng::with_seed(scatter(seed ^ scatter(place))))
    }

    /// Yes in so many of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.u32(0..100) < percent
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(0..from.len())]
    }

    /// One of several, each as likely as its weight.
    pub fn weighted<T: Copy>(&mut self, from: &[(u32, T)]) -> T {
        let mut left = self.0.u32(0..from.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in from {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        from[0].1
    }

    /// Up to `count` different ones, in no order.
    pub fn some<T>(&mut self, mut from: Vec<T>, count: usize) -> Vec<T> {
        self.0.shuffle(&mut from);
        from.truncate(count);
        from
    }
}

/// The finisher of `SplitMix64`: neighbouring numbers come out far apart.
fn scatter(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
