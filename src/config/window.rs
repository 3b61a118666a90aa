//! Where an envelope's window shows the first page, and what must stay free of print. Millimetres
//! from the top left corner of A4 portrait.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// A rectangle on A4 portrait, in millimetres from the top left corner.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Zone {
    /// From the left edge.
    pub x_mm: f64,
    /// From the top edge.
    pub y_mm: f64,
    /// Width.
    pub width_mm: f64,
    /// Height.
    pub height_mm: f64,
}

/// A4 portrait.
pub const PAGE: Zone = Zone::new(0.0, 0.0, 210.0, 297.0);

/// The strip at the left edge of every page in which the print room puts its mark: the mark from 5 to
/// 15 mm, with the white around it that machines need. Nothing else is printed there.
pub const SHEET_MARK: Zone = Zone::new(4.0, 0.0, 12.0, 297.0);

/// Seven lines of 10 points, which is the most that an address has, as `parts/addressee.typ` sets them.
const LEAST_ADDRESS_HEIGHT_MM: f64 = 25.5;
/// Some thirty letters of 10 points.
const LEAST_ADDRESS_WIDTH_MM: f64 = 50.0;

impl Zone {
    /// A zone of this place and size, in millimetres.
    pub const fn new(x_mm: f64, y_mm: f64, width_mm: f64, height_mm: f64) -> Self {
        Self { x_mm, y_mm, width_mm, height_mm }
    }

    /// Its right edge, in millimetres from the left edge of the page.
    pub fn right_mm(&self) -> f64 {
        self.x_mm + self.width_mm
    }

    /// Its lower edge, in millimetres from the top edge of the page.
    pub fn bottom_mm(&self) -> f64 {
        self.y_mm + self.height_mm
    }

    /// Whether another zone is in this one as a whole; edges may touch.
    pub fn contains(&self, other: &Self) -> bool {
        self.x_mm <= other.x_mm
            && self.y_mm <= other.y_mm
            && other.right_mm() <= self.right_mm()
            && other.bottom_mm() <= self.bottom_mm()
    }

    /// Whether the two have any of the page in common; edges may touch.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x_mm < other.right_mm()
            && other.x_mm < self.right_mm()
            && self.y_mm < other.bottom_mm()
            && other.y_mm < self.bottom_mm()
    }

    /// Made of numbers, with a width and a height.
    fn is_sound(&self) -> bool {
        let sides = [self.x_mm, self.y_mm, self.width_mm, self.height_mm];
        sides.iter().all(|side| side.is_finite()) && self.width_mm > 0.0 && self.height_mm > 0.0
    }
}

/// The geometry of one kind of envelope.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Window {
    /// What shows in the window, with its play: the address, and nothing else. Left out for
    /// envelopes without a window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Zone>,
    /// Where the address is set, inside the window wherever the sheet slips.
    pub address: Zone,
    /// What must stay free on the first page, beside the sheet mark's place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep_free: Vec<Zone>,
}

impl Window {
    const fn new(window: Zone, address: Zone) -> Self {
        Self { window: Some(window), address, keep_free: Vec::new() }
    }

    /// The profile that comes with the program under this name. `notify` is the geometry that the
    /// code of GOV.UK Notify checks; the others are worked out from the nominal sizes of envelopes
    /// and how far a folded sheet slips in them, and have to be compared with the envelopes that are
    /// bought (unverified).
    pub fn built_in(name: &str) -> Option<Self> {
        Some(match name {
            // Window 95.4 × 26.8; the checker there allows a millimetre.
            "notify" => {
                Self::new(Zone::new(24.6, 39.5, 95.4, 26.8), Zone::new(25.6, 40.0, 93.4, 25.8))
            }
            // Envelope 220 × 110, window 90 × 35 at 20 from the left and 18 from the bottom, A4 in
            // three: the sheet slips 1 to 9 mm down and 4 mm sideways.
            "dl" => Self::new(Zone::new(16.0, 48.0, 94.0, 43.0), Zone::new(20.0, 56.0, 86.0, 27.0)),
            // Envelope 229 × 162, window 90 × 35 at 20 from the left and 60 from the bottom, A4 in
            // two: the sheet slips 2 to 11 mm down and 4 mm sideways.
            "c5" => Self::new(Zone::new(16.0, 56.0, 94.0, 44.0), Zone::new(20.0, 65.0, 86.0, 26.0)),
            // Envelope 229 × 324, A4 flat.
            "c4" => {
                Self::new(Zone::new(16.0, 44.0, 104.0, 47.0), Zone::new(25.0, 54.0, 85.0, 27.0))
            }
            // No window: the address stands where letters have it, and is written or stuck on.
            "plain" => Self {
                window: None,
                address: Zone::new(20.0, 45.0, 100.0, 27.0),
                keep_free: Vec::new(),
            },
            _ => return None,
        })
    }

    /// The names of the built-in profiles.
    pub const BUILT_IN: [&str; 5] = ["dl", "c5", "c4", "notify", "plain"];

    /// What can't be, each at its key below `field`. Nothing can be printed by such geometry without
    /// showing too much, so a program that finds something here must not go on.
    pub fn faults(&self, field: &str) -> Vec<Finding> {
        let mut faults = Vec::new();
        let mut fault = |key: &str, message: &str, help: &str| {
            faults.push(Finding::new("CFG-02", message).at(format!("{field}.{key}")).help(help));
        };
        let free = self.keep_free.iter().enumerate();
        let free = free.map(|(number, zone)| (format!("keep_free[{number}]"), zone));
        let named = self.window.iter().map(|zone| ("window".to_owned(), zone));
        let own = std::iter::once(("address".to_owned(), &self.address));
        for (key, zone) in named.chain(own).chain(free) {
            if !zone.is_sound() {
                fault(&key, "a zone has no size", "give its width and height in millimetres");
            } else if !PAGE.contains(zone) {
                fault(
                    &key,
                    "a zone lies outside the page",
                    "measure in millimetres from the top left corner of A4 portrait, which is 210 \
                     wide and 297 high",
                );
            }
        }
        if self.window.is_some_and(|window| !window.contains(&self.address)) {
            fault(
                "address",
                "the address does not lie inside its window",
                "make it smaller than the window on every side by as much as the sheet may slip",
            );
        }
        if self.window.is_some_and(|window| window.overlaps(&SHEET_MARK)) {
            fault(
                "window",
                "the window shows the place of the sheet mark, up to 16 mm from the left edge",
                "let the window begin at 16 mm or more",
            );
        } else if self.address.overlaps(&SHEET_MARK) {
            fault(
                "address",
                "the address lies in the place of the sheet mark, up to 16 mm from the left edge",
                "let the address begin at 16 mm or more",
            );
        }
        let free = &self.keep_free;
        if let Some(number) = free.iter().position(|zone| zone.overlaps(&self.address)) {
            fault(
                &format!("keep_free[{number}]"),
                "a zone that must stay free overlaps the address",
                "move one of the two",
            );
        }
        if self.address.height_mm < LEAST_ADDRESS_HEIGHT_MM
            || self.address.width_mm < LEAST_ADDRESS_WIDTH_MM
        {
            fault(
                "address",
                "the address has too little room for seven lines of 10 points",
                "give it at least 50 mm by 25.5 mm, or buy envelopes with a larger window",
            );
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profiles_are_sound() {
        for name in Window::BUILT_IN {
            let window = Window::built_in(name).unwrap_or_else(|| panic!("{name} is missing"));
            assert_eq!(window.faults(name), [], "{name}");
        }
        assert_eq!(Window::built_in("c6"), None);
    }

    #[test]
    fn geometry_that_can_not_be_is_refused_at_its_key() {
        type Change = fn(&mut Window);
        let changes: [(&str, Change); 9] = [
            ("w.window", |w| w.window = Some(Zone::new(150.0, 48.0, 94.0, 43.0))),
            ("w.window", |w| w.window = Some(Zone::new(10.0, 48.0, 100.0, 43.0))),
            ("w.window", |w| w.window = Some(Zone::new(f64::NAN, 48.0, 95.0, 43.0))),
            ("w.address", |w| w.address.x_mm = 15.0),
            ("w.address", |w| w.address.height_mm = 24.0),
            ("w.address", |w| w.address.width_mm = 49.0),
            ("w.address", |w| w.address.width_mm = -1.0),
            ("w.keep_free[0]", |w| w.keep_free = vec![Zone::new(0.0, 290.0, 210.0, 10.0)]),
            ("w.keep_free[1]", |w| {
                w.keep_free = vec![Zone::new(0.0, 280.0, 210.0, 10.0), w.address];
            }),
        ];
        for (number, (key, change)) in changes.into_iter().enumerate() {
            let mut window = Window::built_in("dl").unwrap();
            change(&mut window);
            let found = window.faults("w");
            assert!(found.iter().any(|one| one.field == key), "{number}: {found:?}");
            assert!(found.iter().all(|one| one.rule.id == "CFG-02"));
        }
        let mut plain = Window::built_in("plain").unwrap();
        plain.address.x_mm = 15.0;
        assert_eq!(plain.faults("w").len(), 1);
    }

    #[test]
    fn edges_may_touch() {
        let one = Zone::new(10.0, 10.0, 10.0, 10.0);
        assert!(one.contains(&one) && one.overlaps(&one));
        assert!(!one.overlaps(&Zone::new(20.0, 10.0, 10.0, 10.0)));
        assert!(!one.contains(&Zone::new(15.0, 15.0, 6.0, 5.0)));
    }
}
