//! Sheets, weights and the envelope that they need.

use crate::config::{Envelope, Print};

/// Square metres of a sheet of A4: 210 by 297 mm.
const SHEET_M2: f64 = 0.062_37;

/// The class and postage of what no envelope holds: it is packed by hand.
pub const PARCEL: &str = "parcel";

/// The sheets of a document with so many pages. Every document starts on a front.
pub fn sheets(pages: usize, duplex: bool) -> usize {
    if duplex { pages.div_ceil(2) } else { pages }
}

/// The pages of a print file that one sheet takes.
pub fn sides(duplex: bool) -> usize {
    if duplex { 2 } else { 1 }
}

/// The envelope of a mailpiece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class<'a> {
    /// None where no envelope holds it.
    pub envelope: Option<&'a Envelope>,
    /// The format of postage.
    pub postage: &'a str,
    /// Grams, the envelope among them.
    pub weight_g: f64,
}

impl Class<'_> {
    /// The name of the envelope, or [`PARCEL`].
    pub fn name(&self) -> &str {
        self.envelope.map_or(PARCEL, |envelope| &envelope.name)
    }
}

/// The first envelope that holds so many sheets, and the cheapest postage that carries it there.
pub fn class(sheets: usize, print: &Print) -> Class<'_> {
    class_from(None, sheets, print)
}

/// The same, in no smaller envelope than the one whose window the cover was laid out for. A cover that was
/// laid out for none has no address where a window would show it: it goes into none.
pub(super) fn class_from<'a>(least: Option<&str>, sheets: usize, print: &'a Print) -> Class<'a> {
    let paper_g = sheets as f64 * SHEET_M2 * f64::from(print.paper_gsm);
    let holds = |envelope: &&Envelope| envelope.most_sheets.is_none_or(|most| sheets <= most);
    let smaller =
        print.envelopes.iter().take_while(|one| least.is_some_and(|name| one.name != name));
    let large = print.envelopes.iter().skip(smaller.count());
    let mut fitting = large.filter(holds).filter_map(|envelope| {
        let weight_g = paper_g + envelope.weight_g;
        let from = print.postage.iter().skip_while(|postage| postage.name != envelope.postage);
        let mut carries = from.filter(|postage| weight_g <= postage.most_g);
        let postage = carries.next()?.name.as_str();
        Some(Class { envelope: Some(envelope), postage, weight_g })
    });
    fitting.next().unwrap_or(Class { envelope: None, postage: PARCEL, weight_g: paper_g })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_of_80_grams_a_square_metre_weighs_4_99_grams() {
        let print = Print::default();
        let one = class(1, &print);
        assert_eq!((one.name(), one.postage), ("dl", "letter"));
        assert!((one.weight_g - 5.0 - 4.99).abs() < 0.001, "{}", one.weight_g);
    }

    #[test]
    fn classes_change_at_their_limits() {
        let print = Print::default();
        let cases = [
            (5, "dl", "letter"),
            (6, "c5", "letter"),
            (10, "c5", "letter"),
            (11, "c4", "large_letter"),
            (146, "c4", "large_letter"),
            (147, PARCEL, PARCEL),
        ];
        for (sheets, name, postage) in cases {
            let class = class(sheets, &print);
            assert_eq!((class.name(), class.postage), (name, postage), "{sheets} sheets");
        }
    }

    #[test]
    fn a_cover_keeps_the_envelope_that_it_was_laid_out_for() {
        let print = Print::default();
        let name = |least, sheets| class_from(Some(least), sheets, &print).name().to_owned();
        assert_eq!(name("c5", 2), "c5");
        assert_eq!(name("dl", 6), "c5");
        // For no window, or for one that there is no more: never into another.
        assert_eq!(name(PARCEL, 1), PARCEL);
        assert_eq!(name("no such", 2), PARCEL);
    }

    #[test]
    fn heavy_paper_leads_to_dearer_postage_before_the_envelope_is_full() {
        let print = Print { paper_gsm: 160, ..Print::default() };
        let class = class(10, &print);
        assert_eq!((class.name(), class.postage), ("c5", "large_letter"));
    }

    #[test]
    fn sheets_start_on_fronts() {
        assert_eq!([1, 2, 3, 4].map(|pages| sheets(pages, true)), [1, 1, 2, 2]);
        assert_eq!([1, 2, 3, 4].map(|pages| sheets(pages, false)), [1, 2, 3, 4]);
    }
}
