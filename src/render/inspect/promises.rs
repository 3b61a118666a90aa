//! Where the pages break what was promised. What a reader could not use, or could misread, holds the
//! copy; what is only less good is told, and the copy goes: it is owed. No text of the record is named.

use super::{Inspection, Measures, TOLERANCE_PT};
use crate::finding::{Finding, Severity, Stops};
use crate::render::Promise;

/// WCAG 2.2, 1.4.6: text against what it stands on.
const TEXT_CONTRAST: f64 = 7.0;

/// WCAG 2.2, 1.4.11: frames and rules.
const RULE_CONTRAST: f64 = 3.0;

/// Characters of a line (RNIB 60 to 70; house 75).
const LONGEST_LINE: usize = 75;

/// Characters beyond which a line is too long for anybody: WCAG 2.2, 1.4.8.
const LONGEST_LINE_OF_ALL: usize = 80;

/// A4, in millimetres.
const PAGE_MM: (f64, f64) = (210.0, 297.0);

/// From baseline to baseline, in em: 1.4 up to 20 points, 1.3 in giant print, whose lines are short.
fn least_line_spacing_em(size_pt: f64) -> f64 {
    let share = ((size_pt - 20.0) / 4.0).clamp(0.0, 1.0);
    1.4 - 0.1 * share
}

/// Closer than single spacing, nobody finds the next line (UKAAF G003).
const LEAST_LINE_SPACING_OF_ALL_EM: f64 = 1.15;

/// Beyond twice the type lines fall apart.
const MOST_LINE_SPACING_EM: f64 = 2.0;

/// Every promise that is broken.
pub(in crate::render) fn broken(
    pages: &Inspection,
    measures: &Measures,
    promise: &Promise,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |is_broken: bool, rule: &str, message: &dyn Fn() -> String| {
        if is_broken {
            found.push(Finding::new(rule, message()));
        }
    };
    let page_of = |wrong: &dyn Fn(&super::TextBox) -> bool| {
        pages.text.iter().find(|text| wrong(text)).map_or(0, |text| text.page)
    };
    let promised = promise.smallest_text_pt;

    let small = page_of(&|text| text.size_pt + TOLERANCE_PT < promised);
    tell(small > 0, "FMT-02", &|| {
        let smallest = measures.smallest_text_pt;
        format!("page {small} has text of {smallest:.1} pt, and {promised:.0} pt was promised")
    });
    tell(pages.text.is_empty(), "FMT-06", &|| "the document has no text".into());
    let missing = page_of(&|text| text.missing_glyphs > 0);
    tell(missing > 0, "FMT-07", &|| {
        format!("page {missing} has a character that is in no font of this program")
    });
    let outside = outside(pages);
    tell(outside.is_some(), "FMT-08", &|| {
        format!("page {} has text outside the page", outside.unwrap_or_default())
    });
    tell(measures.pages > promise.most_pages, "FMT-10", &|| {
        let (pages, most) = (measures.pages, promise.most_pages);
        format!("the document has {pages} pages; more than {most} is a mistake somewhere")
    });
    tell(measures.blank_pages > 0, "FMT-10", &|| {
        format!("{} pages have nothing to read on them", measures.blank_pages)
    });
    tell(measures.least_contrast < TEXT_CONTRAST && !pages.text.is_empty(), "FMT-13", &|| {
        format!(
            "text has a contrast of {:.1}:1 with what it stands on, and {TEXT_CONTRAST}:1 is the least",
            measures.least_contrast
        )
    });
    let rule = measures.least_rule_contrast.unwrap_or(RULE_CONTRAST);
    tell(rule < RULE_CONTRAST, "FMT-13", &|| {
        format!("a frame has a contrast of {rule:.1}:1, and {RULE_CONTRAST}:1 is the least")
    });
    for (count, what) in [
        (measures.italic, "in italics"),
        (measures.underlined, "underlined, and no links"),
        (measures.capitals, "set in capitals"),
        (measures.justified, "stretched to an even right edge"),
        (measures.divided_words, "divided at the end of a line"),
    ] {
        tell(count > 0, "FMT-14", &|| format!("{count} pieces of text are {what}"));
    }
    tell(measures.page_mm != Some(PAGE_MM), "FMT-15", &|| "a page is not upright A4".into());
    let unnumbered = measures.pages_without_number;
    tell(unnumbered > 0, "FMT-15", &|| {
        format!("{unnumbered} pages do not say in one place which page of how many they are")
    });
    tell(promise.keeps_sentences && measures.paragraphs_over_pages > 0, "FMT-16", &|| {
        format!("{} sentences go on over the end of a page", measures.paragraphs_over_pages)
    });
    tell(measures.headings_at_foot > 0, "FMT-17", &|| {
        format!("{} headings stand alone at the foot of a page", measures.headings_at_foot)
    });
    tell(measures.divided_numbers > 0, "FMT-18", &|| {
        format!("{} numbers or dates have the end of a line in them", measures.divided_numbers)
    });
    found.extend(line_spacing(measures, promised));
    found.extend(long_line(measures));
    found
}

/// A little too close is told; what nobody could read holds the copy.
fn line_spacing(measures: &Measures, size_pt: f64) -> Option<Finding> {
    let (least, most) = measures.line_spacing_em?;
    let promised = least_line_spacing_em(size_pt);
    if least + TOLERANCE_PT >= promised && most <= MOST_LINE_SPACING_EM {
        return None;
    }
    let message =
        format!("lines stand {least:.2} to {most:.2} em apart; {promised:.2} em is the least");
    let finding = Finding::new("FMT-11", message);
    Some(if least < LEAST_LINE_SPACING_OF_ALL_EM { finding.holding() } else { finding })
}

/// A little too long is told; what nobody could follow holds the copy.
fn long_line(measures: &Measures) -> Option<Finding> {
    let longest = measures.longest_line;
    if longest <= LONGEST_LINE {
        return None;
    }
    let message = format!("a line has {longest} characters, and {LONGEST_LINE} are the most");
    let finding = Finding::new("FMT-12", message);
    Some(if longest > LONGEST_LINE_OF_ALL { finding.holding() } else { finding })
}

/// The first page with text that runs over its edge.
fn outside(pages: &Inspection) -> Option<usize> {
    let outside = pages.text.iter().find(|text| {
        let (width, height) = pages.pages_pt.get(text.page - 1).copied().unwrap_or_default();
        text.x_pt < -TOLERANCE_PT
            || text.y_pt < -TOLERANCE_PT
            || text.x_pt + text.width_pt > width + TOLERANCE_PT
            || text.y_pt > height + TOLERANCE_PT
    });
    outside.map(|text| text.page)
}

/// Whether a finding keeps the copy from being sent.
pub(in crate::render) fn holds(finding: &Finding) -> bool {
    finding.severity == Severity::Block && finding.stops >= Stops::Copy
}

#[cfg(test)]
mod tests {
    use super::super::{Role, TextBox};
    use super::*;

    const PROMISE: Promise =
        Promise { smallest_text_pt: 14.0, most_pages: 40, keeps_sentences: true };

    fn line(page: usize, y_pt: f64, piece: usize, role: Role, text: &str) -> TextBox {
        TextBox {
            page,
            x_pt: 82.0,
            y_pt,
            width_pt: 200.0,
            size_pt: 14.0,
            text: text.into(),
            font: "Atkinson Hyperlegible Next".into(),
            colour: "#000000".into(),
            contrast: 21.0,
            missing_glyphs: 0,
            role,
            piece,
            italic: false,
            underlined: false,
            hyphen_added: false,
        }
    }

    fn sound() -> Inspection {
        let text = vec![
            line(1, 80.0, 1, Role::Heading, "Who to call"),
            line(1, 110.0, 2, Role::Body, "Ring Ann Lewis at the council on any"),
            line(1, 131.0, 2, Role::Body, "day but Sunday on 01632 960 114, or"),
            line(1, 152.0, 2, Role::Body, "write to her."),
            line(1, 800.0, 0, Role::Footer, "Page 1 of 2"),
            line(2, 80.0, 3, Role::Heading, "Your week"),
            line(2, 110.0, 4, Role::Body, "On 14 May 2025 we meet."),
            line(2, 800.0, 0, Role::Footer, "Page 2 of 2"),
        ];
        let pages_pt = vec![(595.28, 841.89); 2];
        Inspection { pages: 2, text, pages_pt, least_rule_contrast: Some(4.5) }
    }

    /// One row a mutation: the rules that tell it, the change.
    type Change = fn(&mut Inspection);
    const CHANGES: &[(&[&str], Change)] = &[
        (&[], |_| {}),
        (&["FMT-02"], |pages| pages.text[0].size_pt = 13.9),
        (&["FMT-02", "FMT-15"], |pages| pages.text[4].size_pt = 9.0),
        (&["FMT-07"], |pages| pages.text[0].missing_glyphs = 1),
        (&["FMT-08"], |pages| pages.text[0].width_pt = 546.0),
        (&["FMT-10"], |pages| pages.text.retain(|text| text.piece != 3 && text.piece != 4)),
        (&["FMT-11"], |pages| {
            pages.text[2].y_pt = 127.0;
            pages.text[3].y_pt = 144.0;
        }),
        (&["FMT-12"], |pages| pages.text[6].text = "n".repeat(76)),
        (&["FMT-13"], |pages| pages.text[1].contrast = 6.9),
        (&["FMT-13"], |pages| pages.least_rule_contrast = Some(2.9)),
        (&["FMT-14"], |pages| pages.text[1].italic = true),
        (&["FMT-14"], |pages| pages.text[1].underlined = true),
        (&["FMT-14"], |pages| pages.text[6].text = "ON MONDAY WE MEET".into()),
        (&["FMT-14"], |pages| pages.text[1].hyphen_added = true),
        (&["FMT-14"], |pages| {
            let more =
                (1..6).map(|at| line(2, 110.0 + 21.0 * f64::from(at), 4, Role::Body, "We meet"));

            pages.text.splice(7..7, more);
        }),
        (&["FMT-15"], |pages| pages.pages_pt[1] = (612.0, 841.89)),
        (&["FMT-15"], |pages| pages.text[7].y_pt = 780.0),
        (&["FMT-15"], |pages| pages.text[7].text = "Page 2".into()),
        (&["FMT-16"], |pages| pages.text[6].piece = 2),
        (&["FMT-17"], |pages| {
            pages.text[5].page = 1;
            pages.text[5].y_pt = 700.0;
        }),
        (&["FMT-18"], |pages| {
            pages.text[1].text = "Ring Ann Lewis on any day on 01632".into();
            pages.text[2].text = "960 114, but not on Sunday, or".into();
        }),
    ];

    #[test]
    fn each_broken_promise_is_found_alone() {
        for (at, (rules, change)) in CHANGES.iter().enumerate() {
            let mut pages = sound();
            change(&mut pages);
            let mut found: Vec<&str> =
                broken(&pages, &pages.measure(""), &PROMISE).iter().map(|f| f.rule.id).collect();
            found.dedup();
            assert_eq!(found, *rules, "change {at}");
        }
    }

    #[test]
    fn far_too_many_pages_and_none_are_found() {
        let told = |promise: &Promise, pages: &Inspection| {
            let found = broken(pages, &pages.measure(""), promise);
            found.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
        };
        assert_eq!(told(&Promise { most_pages: 1, ..PROMISE }, &sound()), ["FMT-10"]);
        let mut empty = sound();
        empty.text.clear();
        assert!(told(&PROMISE, &empty).contains(&"FMT-06"));
    }

    #[test]
    fn what_the_record_says_in_capitals_stands() {
        let mut pages = sound();
        pages.text[6].text = "ON MONDAY WE MEET".into();
        let measures = pages.measure("{\"text\":\"ON MONDAY WE MEET\"}");
        assert_eq!((measures.capitals, measures.capitals_of_the_record), (0, 1));
    }

    #[test]
    fn only_what_nobody_could_read_holds_a_copy() {
        let held = |longest: usize| {
            let mut pages = sound();
            pages.text[6].text = "n".repeat(longest);
            broken(&pages, &pages.measure(""), &PROMISE).iter().any(holds)
        };
        assert!(!held(76) && held(81));
    }
}
