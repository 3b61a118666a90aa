//! Lines as a reader sees them, and the pieces of text that they belong to.

use super::TextBox;

/// What stands on one height, without a gap, and is read as one line.
#[derive(Clone, Debug, Default)]
pub struct Line<'a> {
    /// Its runs of text, from left to right.
    pub boxes: Vec<&'a TextBox>,
}

impl<'a> Line<'a> {
    /// The first run.
    fn first(&self) -> Option<&'a TextBox> {
        self.boxes.first().copied()
    }

    /// Its page, from 1.
    pub fn page(&self) -> usize {
        self.first().map_or(0, |first| first.page)
    }

    /// Points from the upper edge of the page, to the baseline.
    pub fn y_pt(&self) -> f64 {
        self.first().map_or(0.0, |first| first.y_pt)
    }

    /// Points from the left edge of the page.
    pub fn x_pt(&self) -> f64 {
        self.first().map_or(0.0, |first| first.x_pt)
    }

    /// Points from the left edge of the page to where it ends.
    pub fn end_pt(&self) -> f64 {
        self.boxes.last().map_or(0.0, |last| last.x_pt + last.width_pt)
    }

    /// Points of its largest type.
    pub fn size_pt(&self) -> f64 {
        self.boxes.iter().map(|text| text.size_pt).fold(0.0, f64::max)
    }

    /// Its characters.
    pub fn text(&self) -> String {
        self.boxes.iter().map(|text| text.text.as_str()).collect()
    }

    /// Its characters as an eye passes them that begins on the side of its letters.
    pub fn read(&self) -> String {
        let mut boxes = self.boxes.clone();
        boxes.sort_by(|one, other| one.x_pt.total_cmp(&other.x_pt));
        if self.is_from_right() {
            boxes.reverse();
        }
        boxes.iter().map(|text| text.text.as_str()).collect()
    }

    /// Whether it is read from right to left: most of its letters are of such a script.
    pub fn is_from_right(&self) -> bool {
        let is_right = |letter: &char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
        let letters = || {
            let characters = self.boxes.iter().flat_map(|text| text.text.chars());
            characters.filter(|character| character.is_alphabetic())
        };
        letters().filter(is_right).count() * 2 > letters().count()
    }

    /// Points from the left edge of the page to where its reader's eye leaves it.
    pub fn last_pt(&self) -> f64 {
        if self.is_from_right() {
            self.boxes.iter().map(|text| text.x_pt).fold(f64::MAX, f64::min)
        } else {
            self.end_pt()
        }
    }

    /// How many characters a reader's eye passes, without the dots that lead to a page number.
    pub fn characters(&self) -> usize {
        self.text().trim().replace("..", "").chars().count()
    }
}

/// Rounded, so that what stands on one height by any rounding compares equal.
fn height(text: &TextBox) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a page is some hundred points high")]
    let tenths = (text.y_pt * 10.0).round() as i64;
    tenths
}

/// Everything on the pages as lines, from top to bottom.
pub fn lines(text: &[TextBox]) -> Vec<Line<'_>> {
    let mut boxes: Vec<&TextBox> = text.iter().collect();
    boxes.sort_by(|one, other| {
        let key = |text: &TextBox| (text.page, height(text));
        key(one).cmp(&key(other)).then(one.x_pt.total_cmp(&other.x_pt))
    });
    let mut lines: Vec<Line<'_>> = Vec::new();
    for text in boxes {
        let goes_on = lines.last().and_then(|line| line.boxes.last()).is_some_and(|before| {
            (before.page, height(before)) == (text.page, height(text))
                && text.x_pt - (before.x_pt + before.width_pt) < before.size_pt
        });
        match lines.last_mut() {
            Some(line) if goes_on => line.boxes.push(text),
            _ => lines.push(Line { boxes: vec![text] }),
        }
    }
    lines
}

/// The lines of each paragraph, heading, cell or label, in the order in which it was laid out.
pub fn pieces(text: &[TextBox]) -> Vec<Vec<Line<'_>>> {
    let mut pieces: Vec<(usize, Vec<Line<'_>>)> = Vec::new();
    for text in text.iter().filter(|text| text.piece > 0) {
        let known = pieces.iter_mut().rev().take(8).find(|(piece, _)| *piece == text.piece);
        let Some((_, lines)) = known else {
            pieces.push((text.piece, vec![Line { boxes: vec![text] }]));
            continue;
        };
        match lines.last_mut() {
            Some(line)
                if line.page() == text.page
                    && line.boxes.last().is_some_and(|last| height(last) == height(text)) =>
            {
                line.boxes.push(text);
            }
            _ => lines.push(Line { boxes: vec![text] }),
        }
    }
    pieces.into_iter().map(|(_, lines)| lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Role;

    fn text(text: &str, x_pt: f64) -> TextBox {
        TextBox {
            page: 1,
            x_pt,
            y_pt: 800.0,
            width_pt: 20.0,
            size_pt: 14.0,
            text: text.into(),
            font: String::new(),
            colour: String::new(),
            contrast: 21.0,
            missing_glyphs: 0,
            role: Role::Body,
            piece: 1,
            italic: false,
            underlined: false,
            hyphen_added: false,
        }
    }

    #[test]
    fn a_line_is_read_from_the_side_of_its_letters() {
        let page_2_of_9 =
            [text("صفحة ", 80.0), text("2", 60.0), text(" من ", 40.0), text("9", 20.0)];
        let found = lines(&page_2_of_9);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].read(), "صفحة 2 من 9");
        assert!(found[0].text().starts_with('9'));
        assert!((found[0].last_pt() - 20.0).abs() < 0.1);
        let english = [text("Page ", 20.0), text("2", 40.0), text(" of ", 60.0), text("9", 80.0)];
        let found = lines(&english);
        assert_eq!(found[0].read(), "Page 2 of 9");
        assert!((found[0].last_pt() - 100.0).abs() < 0.1);
    }
}
