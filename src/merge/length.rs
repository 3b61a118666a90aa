//! How many pages a document will take, worked out from its words alone: the lines that each block
//! fills at the width of its page, set down one below the other. Nothing is laid out, so that a whole
//! export is forecast in the time of its decisions; a run says afterwards how far it was off.
//!
//! Lengths are in em, the size of the body text. They are those of the built-in theme
//! (`templates/theme/tokens.typ`); a council's own theme may take more pages or fewer.

use super::data::{Addressee, Block, Head, LabelPart, MergeData, Opening, Section, Sender, Words};

/// Points of a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;

/// How wide a character is on average, in em. Measured over the samples and 350 generated records,
/// breaks at the end of lines among it.
const ADVANCE: f64 = 0.445;
/// The same in easy read, whose face is wider.
const ADVANCE_EASY: f64 = 0.46;
/// How high capitals are, in em.
const CAPITALS: f64 = 0.7;
/// Bold words, in headings and labels, are wider than others by this factor.
const BOLD: f64 = 1.08;

/// From this many pages a plan has a list of contents.
const PAGES_WITH_CONTENTS: usize = 7;

/// The pages that a document will take, at least one.
pub fn pages(data: &MergeData) -> usize {
    let page = Page::of(&data.document);
    let taken = |with_contents| {
        let mut sheet = Sheet::first(&page);
        sheet.document(data, with_contents);
        sheet.pages
    };
    let without = taken(false);
    let has_contents = data.document.layout == "plan" && data.document.format != "easy_read";
    if has_contents && without >= PAGES_WITH_CONTENTS { taken(true) } else { without }
}

/// The pages that an opening will take, without how to reach the council.
pub(super) fn pages_of_opening(document: &Head, opening: &Opening) -> usize {
    let page = Page::of(document);
    let mut sheet = Sheet::first(&page);
    sheet.opening(opening);
    sheet.pages
}

/// What a page holds, in em of the body text.
#[derive(Clone, Debug)]
struct Page {
    /// Points of the body text.
    points: f64,
    easy: bool,
    /// Whether tables have columns: in larger print these would be narrow.
    tables: bool,
    compact: bool,
    /// Whether a line is under the headings of sections.
    ruled: bool,
    /// Width and height that are there to be filled.
    width: f64,
    height: f64,
    /// From baseline to baseline.
    line: f64,
    advance: f64,
    /// What stands between paragraphs, items, parts and sections beside the leading.
    paragraph: f64,
    item: f64,
    part: f64,
    section: f64,
    inset: f64,
    /// A picture, wide and high; what is between it and its words, and between two of them.
    picture: f64,
    picture_above: bool,
    beside: f64,
    row: f64,
    /// Up to which share of a page something in a frame stays whole.
    whole_card: f64,
    whole_emergency: f64,
}

/// A straight line between (`low`, `first`) and (`high`, `last`), level outside.
fn between(points: f64, (low, first): (f64, f64), (high, last): (f64, f64)) -> f64 {
    first + (last - first) * ((points - low) / (high - low)).clamp(0.0, 1.0)
}

impl Page {
    fn of(head: &Head) -> Self {
        let easy = head.format == "easy_read";
        let compact = head.compact;
        let least = if head.format == "standard" { 14.0 } else { 16.0 };
        let points = f64::from(head.size_pt).max(least);
        let mm = |mm: f64| mm * PT_PER_MM / points;
        let usual = match (compact, points < 16.0) {
            (false, _) => 1.5,
            (true, true) => 1.42,
            (true, false) => 1.46,
        };
        let line = between(points, (18.0, usual), (24.0, if easy { 1.4 } else { 1.3 }));
        let margin = if easy { 20.0 } else { between(points, (14.0, 30.0), (18.0, 20.0)) };
        let width = mm(210.0 - 2.0 * margin);
        let top = between(points, (18.0, if compact { 16.0 } else { 18.0 }), (28.0, 15.0));
        let foot = if compact { 9.0 } else { 10.0 };
        let gap = if compact { 0.5 } else { 1.0 };
        let advance = if easy { ADVANCE_EASY } else { ADVANCE };
        let label: usize = head.page_label.iter().map(label_characters).sum();
        let whose = (characters(&head.recipient) + label) as f64 * 1.2 * advance;
        let foot_lines = if whose + 1.0 < width { 1.0 } else { 2.0 };
        let running = head.running.as_ref().map_or(0.0, |_| 1.5 * line);
        Self {
            points,
            easy,
            tables: head.format == "standard",
            compact,
            ruled: !matches!(head.layout.as_str(), "letter" | "cover"),
            width,
            height: mm(297.0 - top - foot) - foot_lines * line - 0.9 - running,
            line,
            advance,
            paragraph: if easy { 0.5 } else { gap * between(points, (14.0, 0.7), (28.0, 0.5)) },
            item: 0.25 * gap,
            part: gap * between(points, (14.0, 0.8), (28.0, 0.65)),
            section: gap * between(points, (14.0, 1.35), (28.0, 1.0)),
            inset: between(points, (14.0, if compact { 0.6 } else { 0.85 }), (28.0, 0.6)),
            picture: mm(if points >= 20.0 { 30.0 } else { 33.0 }),
            picture_above: points >= 20.0,
            beside: mm(8.0),
            row: line - CAPITALS + if points >= 20.0 { 1.0 } else { 0.4 },
            whole_card: if compact { 0.05 } else { 0.12 },
            whole_emergency: between(points, (14.0, 0.24), (16.0, 0.6)),
        }
    }

    fn mm(&self, mm: f64) -> f64 {
        mm * PT_PER_MM / self.points
    }

    /// From the foot of one line to the capitals of the next.
    fn leading(&self) -> f64 {
        self.line - CAPITALS
    }

    /// How high some characters stand that fill lines of a width.
    fn lines(&self, characters: usize, width: f64) -> f64 {
        let filled = characters as f64 * self.advance / width;
        filled.ceil().max(1.0) * self.line
    }

    fn words(&self, words: &Words, width: f64) -> f64 {
        self.lines(characters(words), width)
    }

    fn heading(&self, words: &Words, width: f64, level: u8) -> f64 {
        let scale = match level {
            0 => between(self.points, (14.0, if self.compact { 1.45 } else { 1.8 }), (24.0, 1.2)),
            1 => between(self.points, (14.0, if self.compact { 1.25 } else { 1.4 }), (24.0, 1.12)),
            2 => between(self.points, (14.0, if self.compact { 1.1 } else { 1.15 }), (24.0, 1.05)),
            _ => between(self.points, (14.0, 1.05), (24.0, 1.0)),
        };
        let lines = (characters(words) as f64 * self.advance * BOLD * scale / width).ceil();
        lines.max(1.0) * self.line * scale * 0.95
    }
}

/// A counter takes two digits.
fn label_characters(part: &LabelPart) -> usize {
    match part {
        LabelPart::Text(text) => text.chars().count(),
        LabelPart::Counter(_) => 2,
    }
}

fn characters(words: &Words) -> usize {
    words.iter().map(|run| run.text.chars().count()).sum()
}

/// Pages that fill.
struct Sheet<'a> {
    page: &'a Page,
    at: f64,
    pages: usize,
}

impl<'a> Sheet<'a> {
    fn first(page: &'a Page) -> Self {
        Self { page, at: 0.0, pages: 1 }
    }

    fn new_page(&mut self) {
        if self.at > 0.0 {
            self.pages += 1;
            self.at = 0.0;
        }
    }

    /// Sets down what may run on over the page.
    fn flow(&mut self, height: f64) {
        self.at += height;
        while self.at > self.page.height {
            self.at -= self.page.height;
            self.pages += 1;
        }
    }

    /// Sets down what stays whole where a page can hold it. The space between it and what follows is
    /// not needed at the foot of a page.
    fn whole(&mut self, height: f64, space: f64) {
        if self.at + height > self.page.height && height <= self.page.height {
            self.new_page();
        }
        self.flow(height);
        self.at += space;
    }

    /// A heading never stands alone at the foot of a page.
    fn heading(&mut self, height: f64) {
        if self.at + height + 2.0 * self.page.line > self.page.height {
            self.new_page();
        }
        self.flow(height);
    }

    fn document(&mut self, data: &MergeData, with_contents: bool) {
        let page = self.page;
        self.opening(&data.opening);
        self.reach(&data.opening.council);
        for (place, section) in data.sections.iter().enumerate() {
            if with_contents && place == data.document.contents_after {
                let lines = (data.sections.len() + 2) as f64;
                self.whole(lines * 1.05 * page.line, page.section);
            }
            self.section(section);
        }
        self.flow(CAPITALS + page.part);
    }

    /// The council, to whom a letter goes, the title, whose it is, what answers at once.
    fn opening(&mut self, opening: &Opening) {
        let page = self.page;
        let team = opening.council.team.iter().count() as f64;
        let logo = opening.council.logo.iter().count() as f64 * page.mm(22.0);
        self.flow(logo + (1.25 + team) * page.line + 0.5 + page.part);
        if let Some(Addressee { lines, .. }) = &opening.addressee {
            self.flow(lines.len() as f64 * page.line + 2.0 * page.line + 3.0 * page.part);
        }
        self.flow(page.heading(&opening.heading, page.width, 0) + page.part + page.paragraph);
        if !opening.subject.is_empty() {
            self.flow(page.words(&opening.subject, page.width) * 1.1 + page.part);
        }
        self.blocks(&opening.blocks, page.width, 1);
        self.notice(&opening.notice);
    }

    /// Other formats and languages, in a frame at 16 points at least.
    fn notice(&mut self, notice: &[Block]) {
        if notice.is_empty() {
            return;
        }
        let page = self.page;
        let width = page.width - 2.0 * page.inset;
        let larger = 16.0_f64.max(page.points) / page.points;
        let inside = self.height(notice, width / larger, 1) * larger;
        self.whole(inside + 2.0 * page.inset - page.paragraph - page.leading(), page.part);
    }

    /// How to reach the council.
    fn reach(&mut self, council: &Sender) {
        let page = self.page;
        let address: usize = council.address.iter().map(|line| characters(line) + 2).sum();
        let pairs = council.contact.iter();
        let contact: usize =
            pairs.map(|pair| characters(&pair.label) + characters(&pair.value) + 3).sum();
        for length in [address, contact].into_iter().filter(|length| *length > 0) {
            self.flow(page.lines(length, page.width) + page.part);
        }
    }

    fn section(&mut self, section: &Section) {
        let page = self.page;
        if section.page_break {
            self.new_page();
        }
        let room = page.section + if page.ruled { 0.8 } else { 0.35 };
        self.heading(page.heading(&section.heading, page.width, 1) + room);
        if section.source.is_some() {
            self.flow(page.line + page.paragraph);
        }
        self.blocks(&section.blocks, page.width, section.level + 1);
    }

    fn blocks(&mut self, blocks: &[Block], width: f64, level: u8) {
        for block in blocks {
            self.block(block, width, level);
        }
    }

    /// What blocks would take on a page without an end.
    fn height(&self, blocks: &[Block], width: f64, level: u8) -> f64 {
        let endless = Page { height: f64::MAX, ..self.page.clone() };
        let mut sheet = Sheet::first(&endless);
        sheet.blocks(blocks, width, level);
        sheet.at
    }

    fn block(&mut self, block: &Block, width: f64, level: u8) {
        let page = self.page;
        match block {
            Block::Paragraph { words } => self.flow(page.words(words, width) + page.paragraph),
            Block::List { items } | Block::Steps { items } => {
                for item in items {
                    self.flow(page.words(item, width - 1.2) + page.item);
                }
                self.flow(page.paragraph - page.item);
            }
            Block::Facts { rows } => {
                for row in rows {
                    let label = characters(&row.label) + 2;
                    let apart = if page.easy { page.lines(label, width) } else { 0.0 };
                    let values = row.value.iter().enumerate().map(|(number, value)| {
                        let before = if number == 0 && !page.easy { label } else { 0 };
                        page.lines(before + characters(value), width - 1.0)
                    });
                    self.flow(apart + values.sum::<f64>().max(page.line) + page.item);
                }
                self.flow(page.paragraph - page.item);
            }
            Block::Card { heading, label, blocks, .. } => {
                let inside = if page.compact { width } else { width - 2.0 * page.inset - 0.3 };
                let label = label.as_ref().map_or(0.0, |_| page.line + 0.3 * page.paragraph);
                let frame = if page.compact { 0.0 } else { 1.7 * page.inset };
                let head = page.heading(heading, inside, level) + label + 0.2 + page.part;
                self.framed(head, frame, blocks, inside, level + 1, page.whole_card);
            }
            Block::Part { heading, blocks } => {
                self.heading(page.heading(heading, width, level) + page.part + 0.2);
                self.blocks(blocks, width, level + 1);
            }
            Block::Callout { heading, tone, blocks } => {
                let inside = width - 2.0 * page.inset - 2.0;
                let head = heading.as_ref().map_or(0.0, |heading| {
                    page.heading(heading, inside, 2) + page.paragraph * 0.75
                });
                let share = match tone.as_str() {
                    "emergency" => page.whole_emergency,
                    "warning" => 0.2,
                    _ => 0.3,
                };
                let frame = 2.0 * page.inset;
                self.framed(head + page.part, frame, blocks, inside, level + 1, share);
            }
            Block::OwnWords { blocks } => {
                let inside = width - 1.3 * page.inset - 0.3;
                self.framed(page.part, 0.4, blocks, inside, level, page.whole_card);
            }
            Block::Table { caption, columns, rows, row_headers } => {
                self.table(caption.is_some(), columns.len(), rows, *row_headers, width);
            }
            Block::Week { caption, days, .. } => {
                let caption = f64::from(u8::from(caption.is_some())) * page.line;
                self.heading(caption + page.part + if page.tables { page.line } else { 0.0 });
                for day in days {
                    if !page.tables {
                        self.heading(page.line + page.part + 0.2);
                    }
                    for entry in &day.entries {
                        let time = characters(&entry.time);
                        let what = characters(&entry.what);
                        let who = entry.who.as_ref().map_or(0, characters);
                        if page.tables {
                            let cell = width * 0.4;
                            let lines = page.lines(what, cell).max(page.lines(who, cell * 0.75));
                            self.whole(lines + 0.84, 0.0);
                        } else {
                            let who = if who > 0 { page.lines(who, width) } else { 0.0 };
                            self.flow(page.lines(time + 2 + what, width) + who + page.item);
                        }
                    }
                }
            }
            Block::PictureRow { picture, words, .. } => {
                let above = page.picture_above;
                let beside =
                    if above || picture.is_none() { 0.0 } else { page.picture + page.beside };
                let lines = words.iter().map(|words| page.words(words, width - beside));
                let spoken = lines.sum::<f64>() + page.paragraph * (words.len().max(1) - 1) as f64;
                let shown = if picture.is_some() { page.picture } else { 0.0 };
                let spoken = spoken - page.leading();
                let height = if above { shown + 0.55 + spoken } else { shown.max(spoken) };
                self.whole(height, page.row);
            }
            Block::Signature { lines } => {
                for line in lines {
                    let rule = if line.value.is_none() { page.mm(11.0) + 0.5 } else { 0.0 };
                    self.whole(page.line + rule, page.part);
                }
            }
        }
    }

    /// A head, blocks in a frame, kept whole where they are shorter than a share of the page.
    fn framed(
        &mut self,
        head: f64,
        frame: f64,
        blocks: &[Block],
        width: f64,
        level: u8,
        share: f64,
    ) {
        // The last block of a frame has no paragraph after it.
        let end = frame / 2.0 - if blocks.is_empty() { 0.0 } else { self.page.paragraph };
        let whole = head + frame / 2.0 + self.height(blocks, width, level) + end;
        if whole < share * self.page.height {
            self.whole(whole - self.page.part, self.page.part);
        } else {
            self.heading(head + frame / 2.0);
            self.blocks(blocks, width, level);
            self.flow(end);
        }
    }

    fn table(
        &mut self,
        caption: bool,
        columns: usize,
        rows: &[Vec<Words>],
        row_headers: bool,
        width: f64,
    ) {
        let page = self.page;
        if caption {
            self.heading(page.line + page.part);
        }
        if page.tables {
            self.heading(page.line + 0.84);
            // The column with most words is the widest.
            for row in rows {
                let longest = row.iter().map(characters).max().unwrap_or_default();
                let cell = width * if columns <= 2 { 0.7 } else { 0.45 };
                self.whole(page.lines(longest, cell) + 0.84, 0.0);
            }
            return;
        }
        for row in rows {
            let head = usize::from(row_headers);
            if row_headers {
                self.heading(page.line + page.part + 0.2);
            }
            for cell in row.iter().skip(head) {
                self.flow(page.lines(characters(cell) + 14, width) + page.item);
            }
            self.flow(page.part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> MergeData {
        serde_json::from_str(include_str!("../../templates/merge.json")).expect("an example")
    }

    #[test]
    fn more_words_and_larger_type_take_more_pages() {
        let mut data = data();
        let before = pages(&data);
        data.document.size_pt = 28;
        data.document.format = "large_print".into();
        let large = pages(&data);
        assert!(large > before, "{large} pages at 28 points, {before} before");
        let sections = data.sections.clone();
        data.sections.extend(sections);
        assert!(pages(&data) > large);
    }
}
