//! How much a run will print, worked out before a page is made; and afterwards, how far that was off.

use std::collections::BTreeMap;

use serde::Serialize;

use super::arrange::Arranged;

/// What is printed, or will be.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Forecast {
    /// Envelopes.
    pub mailpieces: usize,
    /// Copies in them.
    pub copies: usize,
    /// Pages of covers and copies, without blank backs.
    pub pages: usize,
    /// Sheets of covers and copies.
    pub sheets: usize,
    /// Leaflets to put in.
    pub enclosures: usize,
    /// By envelope and postage.
    pub envelopes: Vec<ByEnvelope>,
    /// By stream.
    pub streams: Vec<ByStream>,
}

/// One class of envelopes and its postage.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ByEnvelope {
    /// The envelope.
    pub envelope: String,
    /// The format of postage; none where it does not go by post.
    pub postage: Option<String>,
    /// How many.
    pub mailpieces: usize,
    /// Sheets in them.
    pub sheets: usize,
}

/// One stream.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ByStream {
    /// Its name.
    pub stream: String,
    /// Envelopes.
    pub mailpieces: usize,
    /// Sheets in them.
    pub sheets: usize,
    /// Print files.
    pub batches: usize,
}

impl Forecast {
    /// The sums of what was arranged.
    pub fn of(arranged: &Arranged) -> Self {
        let totals = arranged.totals();
        let mut envelopes: BTreeMap<(&str, Option<&str>), (usize, usize)> = BTreeMap::new();
        for (_, placed) in arranged.placed() {
            let class = (placed.envelope.as_str(), placed.postage.as_deref());
            let (mailpieces, sheets) = envelopes.entry(class).or_default();
            *mailpieces += 1;
            *sheets += placed.sheets;
        }
        let envelopes = envelopes.into_iter().map(|((envelope, postage), (mailpieces, sheets))| {
            let (envelope, postage) = (envelope.to_owned(), postage.map(str::to_owned));
            ByEnvelope { envelope, postage, mailpieces, sheets }
        });
        let streams = arranged.streams.iter().map(|stream| ByStream {
            stream: stream.name.clone(),
            mailpieces: stream.totals.mailpieces,
            sheets: stream.totals.sheets,
            batches: stream.batches.len(),
        });
        Self {
            mailpieces: totals.mailpieces,
            copies: totals.copies,
            pages: totals.pages,
            sheets: totals.sheets,
            enclosures: totals.enclosures,
            envelopes: envelopes.collect(),
            streams: streams.collect(),
        }
    }
}

/// How far a forecast was off.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// Pages of covers and copies.
    pub pages: Compared,
    /// Sheets.
    pub sheets: Compared,
    /// Mailpieces by envelope.
    pub envelopes: BTreeMap<String, Compared>,
}

/// A number that was foreseen, and what it came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Compared {
    /// Before.
    pub foreseen: usize,
    /// After.
    pub came_to: usize,
    /// By how many per cent of what it came to the forecast was too high, to a tenth; below zero, too
    /// low. None where it came to nothing.
    pub off_percent: Option<f64>,
}

impl Compared {
    /// Compares two numbers.
    pub fn new(foreseen: usize, came_to: usize) -> Self {
        let off = |came_to: f64| (1_000.0 * (foreseen as f64 - came_to) / came_to).round() / 10.0;
        let off_percent = (came_to > 0).then(|| off(came_to as f64));
        Self { foreseen, came_to, off_percent }
    }
}

impl Accuracy {
    /// Compares what was foreseen with what was printed.
    pub fn between(foreseen: &Forecast, came_to: &Forecast) -> Self {
        let mut envelopes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for one in &foreseen.envelopes {
            envelopes.entry(&one.envelope).or_default().0 += one.mailpieces;
        }
        for one in &came_to.envelopes {
            envelopes.entry(&one.envelope).or_default().1 += one.mailpieces;
        }
        let compared = envelopes
            .into_iter()
            .map(|(name, (foreseen, came_to))| (name.to_owned(), Compared::new(foreseen, came_to)));
        Self {
            pages: Compared::new(foreseen.pages, came_to.pages),
            sheets: Compared::new(foreseen.sheets, came_to.sheets),
            envelopes: compared.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_is_compared_in_sum_and_by_envelope() {
        let one = |envelope: &str, mailpieces| ByEnvelope {
            envelope: envelope.into(),
            postage: None,
            mailpieces,
            sheets: 3 * mailpieces,
        };
        let envelopes = vec![one("c5", 4), one("dl", 1)];
        let foreseen = Forecast { pages: 90, envelopes, ..Forecast::default() };
        let came_to = Forecast { pages: 103, envelopes: vec![one("c5", 5)], ..Forecast::default() };
        let accuracy = Accuracy::between(&foreseen, &came_to);
        assert_eq!(accuracy.pages.off_percent, Some(-12.6));
        assert_eq!(accuracy.envelopes["c5"], Compared::new(4, 5));
        assert_eq!(accuracy.envelopes["dl"].off_percent, None);
    }
}
