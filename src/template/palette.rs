//! The colours of the pages, judged when they are loaded: a council's own must be as easy to read as
//! the built-in ones, on every paper.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::files::Files;
use crate::finding::Finding;

/// The file of the colours.
const FILE: &str = "theme/colours.yaml";

/// WCAG 2.2, 1.4.6 (AAA): words against what is behind them.
const WORDS: f64 = 7.0;

/// WCAG 2.2, 1.4.11: what is needed to see a frame or a rule.
const LINES: f64 = 3.0;

/// Every colour by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Colours that words are set in.
    pub words: BTreeMap<String, Colour>,
    /// Colours of frames and rules.
    pub lines: BTreeMap<String, Colour>,
    /// What everything stands on.
    pub papers: BTreeMap<String, Colour>,
}

/// A colour as it was written: `#rrggbb` or a mistake.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Colour(String);

/// Red, green and blue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Rgb([u8; 3]);

impl Palette {
    /// Reads the colours.
    ///
    /// # Errors
    /// Every colour that is none, or can't be seen on a paper (TPL-04), each at its line.
    pub(super) fn parse(files: &Files) -> Result<Self, Vec<Finding>> {
        let read = serde_yaml::from_str::<Self>(files.text(FILE).map_err(|one| vec![one])?);
        let palette = read.map_err(|error| vec![files.broken_yaml(FILE, &error)])?;
        let unknown = palette.unknown(files);
        let findings: Vec<Finding> = palette
            .faults()
            .into_iter()
            .chain(unknown)
            .map(|fault| files.placed(fault.finding, FILE, &fault.key))
            .collect();
        if findings.is_empty() { Ok(palette) } else { Err(findings) }
    }

    fn faults(&self) -> Vec<Fault> {
        let groups = [("words", &self.words), ("lines", &self.lines), ("papers", &self.papers)];
        let mut faults = Vec::new();
        for (group, colours) in groups {
            for (name, colour) in colours.iter().filter(|(_, colour)| colour.rgb().is_none()) {
                let message = format!("`{name}` is no colour: `{}`", colour.0);
                let help =
                    "write it as \"#003078\": a sign, two digits each of red, green and blue";
                faults.push(Fault::new(group, name, Finding::new("TPL-04", message).help(help)));
            }
        }
        for (name, paper) in &self.papers {
            if let Some(paper) = paper.rgb().filter(|paper| paper.is_dark()) {
                let contrast = Rgb([0; 3]).contrast(paper);
                let message = format!(
                    "`{name}` paper ({paper}) is too dark: even black has only {contrast:.2}:1 on it"
                );
                let finding = Finding::new("TPL-04", message).help("choose a lighter tint");
                faults.push(Fault::new("papers", name, finding));
            }
        }
        for (group, colours, needed) in
            [("words", &self.words, WORDS), ("lines", &self.lines, LINES)]
        {
            for (name, colour) in colours {
                let Some(colour) = colour.rgb() else { continue };
                faults.extend(self.unseen(group, name, colour, needed));
            }
        }
        faults
    }

    /// Colours that no template names: most often a misspelt one, which would change nothing.
    fn unknown(&self, files: &Files) -> Vec<Fault> {
        let names: Vec<(&str, &String)> = self
            .words
            .keys()
            .map(|name| ("words", name))
            .chain(self.lines.keys().map(|name| ("lines", name)))
            .collect();
        let is_named = |name: &str| {
            let templates = files.iter().filter(|(path, _)| path.ends_with(".typ"));
            let word = format!("colours.{name}");
            templates.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).any(|text| {
                text.match_indices(&word).any(|(at, _)| {
                    let next = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
                    next.is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_')
                })
            })
        };
        let (known, unknown): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|(_, name)| is_named(name));
        let fault = |(group, name): (&str, &String)| {
            let distance = |other: &str| strsim::damerau_levenshtein(name, other);
            let near = known.iter().map(|(_, other)| (distance(other), other)).min();
            let help = near.filter(|(far, _)| *far <= 2).map_or_else(
                || format!("use it as `theme.colours.{name}` in a template, or remove it"),
                |(_, near)| format!("did you mean `{near}`?"),
            );
            let finding = Finding::new("TPL-04", format!("nothing has the colour `{name}`"));
            Fault::new(group, name, finding.help(help))
        };
        unknown.into_iter().map(fault).collect()
    }

    /// Why a colour is too faint, on the paper on which it is worst.
    fn unseen(&self, group: &str, name: &str, colour: Rgb, needed: f64) -> Option<Fault> {
        let (contrast, paper) = self.worst(colour)?;
        if contrast >= needed {
            return None;
        }
        let what = if group == "words" { "words need" } else { "frames and rules need" };
        let message = format!(
            "`{name}` ({colour}) has a contrast of {contrast:.2}:1 on {paper} paper, and {what} {needed:.0}:1"
        );
        let enough = (0..=100).map(|share| colour.darker(share)).find_map(|darker| {
            let (contrast, _) = self.worst(darker)?;
            (contrast >= needed).then(|| format!("{darker} would do: it has {contrast:.2}:1"))
        })?;
        Some(Fault::new(group, name, Finding::new("TPL-04", message).help(enough)))
    }

    /// The least contrast of a colour on any paper that black can be read on.
    fn worst(&self, colour: Rgb) -> Option<(f64, &str)> {
        let papers = self.papers.iter().filter_map(|(name, paper)| Some((paper.rgb()?, name)));
        papers
            .filter(|(paper, _)| !paper.is_dark())
            .map(|(paper, name)| (colour.contrast(paper), name.as_str()))
            .min_by(|one, other| one.0.total_cmp(&other.0))
    }
}

struct Fault {
    key: String,
    finding: Finding,
}

impl Fault {
    fn new(group: &str, name: &str, finding: Finding) -> Self {
        Self { key: format!("{group}.{name}"), finding }
    }
}

impl Colour {
    fn rgb(&self) -> Option<Rgb> {
        let digits = self.0.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
        })?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Rgb([part(0)?, part(2)?, part(4)?]))
    }
}

impl Rgb {
    /// The relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of WCAG 2.2, 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Whether not even black can be read on it.
    fn is_dark(self) -> bool {
        Self([0; 3]).contrast(self) < WORDS
    }

    /// The colour with so many hundredths of its light taken away.
    fn darker(self, hundredths: u16) -> Self {
        let left = 100 - hundredths.min(100);
        Self(self.0.map(|part| u8::try_from(u16::from(part) * left / 100).unwrap_or(u8::MAX)))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(accent: &str, rule: &str) -> Palette {
        let colours = |all: &[(&str, &str)]| {
            all.iter().map(|(name, colour)| ((*name).into(), Colour((*colour).into()))).collect()
        };
        Palette {
            words: colours(&[("text", "#000000"), ("accent", accent)]),
            lines: colours(&[("rule", rule)]),
            papers: colours(&[("white", "#ffffff"), ("yellow", "#fff9d6")]),
        }
    }

    fn told(palette: &Palette) -> Vec<(String, String)> {
        let faults = palette.faults().into_iter();
        faults
            .map(|fault| (fault.finding.message, fault.finding.help.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn the_formula_is_that_of_wcag() {
        let grey = Rgb([0x77; 3]);
        assert!((grey.contrast(Rgb([255; 3])) - 4.48).abs() < 0.005);
        assert!((Rgb([0; 3]).contrast(Rgb([255; 3])) - 21.0).abs() < 0.005);
    }

    #[test]
    fn a_colour_that_is_dark_enough_passes() {
        assert_eq!(told(&palette("#003078", "#6b7683")), []);
    }

    #[test]
    fn a_faint_colour_is_told_with_one_that_would_do() {
        let told = told(&palette("#5b8def", "#6b7683"));
        let [(message, help)] = told.as_slice() else { panic!("{told:?}") };
        assert!(
            message.contains("`accent` (#5b8def)") && message.contains("on yellow paper"),
            "{message}"
        );
        let (enough, _) = help.split_once(" would do").unwrap();
        assert_eq!(self::told(&palette(enough, "#6b7683")), []);
    }

    #[test]
    fn lines_need_less_and_do_need_that() {
        assert_eq!(told(&palette("#003078", "#8a8a8a")), []);
        let told = told(&palette("#003078", "#cccccc"));
        assert!(told[0].0.contains("`rule`") && told[0].0.contains("need 3:1"), "{told:?}");
    }

    #[test]
    fn what_is_no_colour_is_told() {
        for wrong in ["navy", "#fff", "#12345g", ""] {
            let told = told(&palette(wrong, "#6b7683"));
            assert!(told[0].0.contains("`accent` is no colour"), "{wrong}: {told:?}");
        }
    }
}
