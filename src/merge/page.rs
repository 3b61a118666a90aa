//! What every section needs: phrases, texts in the copy's language, names, facts. Collects what is
//! missing as it goes, so that a copy is judged by just what it shows.

use std::cell::RefCell;

use super::bind::bind;
use super::data::{Block, Fact, Run, Section, Words};
use crate::disclose::{Disclosure, Pack, Person};

use crate::finding::Finding;
use crate::plan::{
    Document, Item, LanguageTag, Name, Note, PartyRef, Recorded, Scale, Texts, Voice,
};
use crate::template::{Format, Pictures};
use crate::wording::Wording;

/// The language, the phrases and the disclosure of one document.
pub(super) struct Page<'a> {
    pub(super) disclosure: &'a Disclosure,
    pub(super) wording: &'a Wording,
    pictures: &'a Pictures,
    /// The document, where this is another plan's part of it.
    pub(super) within: Option<&'a Disclosure>,
    findings: RefCell<Vec<Finding>>,
    asked: RefCell<Vec<Words>>,
}

/// Who reads a copy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reader {
    /// The person whose plan it is: the texts speak to them.
    Person,
    /// Somebody else: "you" still means the person, and the opening says so.
    Other,
    /// The council itself: its file, or who signs the plan off.
    Council,
}

/// Words in the document's language.
pub(super) fn words(text: &str) -> Words {
    vec![Run { text: bind(text), ..Run::default() }]
}

/// A paragraph.
pub(super) fn paragraph(words: Words) -> Block {
    Block::Paragraph { words }
}

/// A section that is there only when it says something.
pub(super) fn section(id: &str, heading: Words, blocks: Vec<Block>) -> Option<Section> {
    (!blocks.is_empty()).then(|| Section {
        id: id.into(),
        heading,
        level: 1,
        source: None,
        page_break: false,
        blocks,
    })
}

/// How many letters a note may have to be told beside its label, without a heading of its own.
const SHORT_NOTE: usize = 200;

/// How many letters two paragraphs may have together to be told as one.
const SHORT_PARAGRAPH: usize = 300;

/// Paragraphs that follow each other as one where they are short together: a gap after every
/// sentence costs the reader a page.
pub(super) fn told_together(blocks: Vec<Block>) -> Vec<Block> {
    told_up_to(SHORT_PARAGRAPH, blocks)
}

/// The same up to a number of letters.
pub(super) fn told_up_to(most: usize, blocks: Vec<Block>) -> Vec<Block> {
    let letters = |words: &Words| words.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Block::Paragraph { words: before }), Block::Paragraph { words })
                if letters(before) + letters(&words) <= most =>
            {
                let both = run_on(vec![std::mem::take(before), words]);
                *before = both.unwrap_or_default();
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

/// A phrase as the start of a sentence.
pub(super) fn with_capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Short things after each other: "Weavers' Hall, 01632 960191".
pub(super) fn with_commas(things: Vec<Words>) -> Words {
    let mut joined: Words = Vec::new();
    for thing in things {
        if !joined.is_empty() && !thing.is_empty() {
            joined.extend(words(", "));
        }
        joined.extend(thing);
    }
    joined
}

/// Lines as sentences that follow each other: one that ends without a mark gets a full stop, if
/// another follows.
pub(super) fn run_on(lines: Vec<Words>) -> Option<Words> {
    let mut joined: Words = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if let Some(last) = joined.last_mut() {
            let ends = last.text.trim_end().ends_with(['.', '!', '?', ':', '…', '”']);
            last.text = format!("{}{}", last.text.trim_end(), if ends { "" } else { "." });
            joined.push(Run { text: " ".into(), ..Run::default() });
        }
        joined.extend(line);
    }
    (!joined.is_empty()).then_some(joined)
}

/// Facts, where there is one.
pub(super) fn facts(rows: Vec<Fact>) -> Option<Block> {
    (!rows.is_empty()).then_some(Block::Facts { rows })
}

impl<'a> Page<'a> {
    pub(super) fn new(
        disclosure: &'a Disclosure,
        wording: &'a Wording,
        pictures: &'a Pictures,
    ) -> Self {
        Self {
            disclosure,
            wording,
            pictures,
            within: None,
            findings: RefCell::new(Vec::new()),
            asked: RefCell::default(),
        }
    }

    /// The same for another plan's part of this document.
    pub(super) fn of_part(&self, part: &'a Disclosure) -> Self {
        let whole = Some(self.disclosure);
        Self { within: whole, ..Self::new(part, self.wording, self.pictures) }
    }

    /// Who reads it.
    pub(super) fn reader(&self) -> Reader {
        match self.disclosure.pack {
            Pack::FileCopy | Pack::SignOffSummary => Reader::Council,
            // The summary speaks for the person, whoever reads it.
            Pack::PublicSummary => Reader::Person,
            _ if self.disclosure.is_own() => Reader::Person,
            _ => Reader::Other,
        }
    }

    /// A copy for who provides care and support.
    pub(super) fn is_providers(&self) -> bool {
        self.disclosure.pack == Pack::ProviderExtract
    }

    /// The pictures, for another page of this document.
    pub(super) fn pictures(&self) -> &'a Pictures {
        self.pictures
    }

    /// The person's own whole copy: the one to sign, and the one that says who else has one.
    pub(super) fn is_to_sign(&self) -> bool {
        self.reader() == Reader::Person
            && self.disclosure.pack == Pack::Full
            && self.within.is_none()
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// Writes down that something is missing or doubtful, once a field.
    pub(super) fn found(&self, finding: Finding) {
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    pub(super) fn language(&self) -> &LanguageTag {
        &self.disclosure.edition.language
    }

    /// A phrase.
    pub(super) fn say(&self, key: &str) -> Words {
        words(&self.wording.say(key))
    }

    /// A phrase with its placeholders filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> Words {
        words(&self.wording.fill(key, values))
    }

    /// A phrase that says that something is not known.
    pub(super) fn quiet(&self, key: &str) -> Words {
        vec![Run { text: self.wording.say(key), quiet: true, ..Run::default() }]
    }

    /// A plan of little extent, which is to read like a letter. Easy read has a length of its own.
    pub(super) fn compact(&self) -> bool {
        let Disclosure { document, pack, scale, edition, parts, .. } = self.disclosure;
        *scale == Some(Scale::Minor)
            && *document == Document::Plan
            && pack.is_whole()
            && edition.format != Format::EasyRead
            && parts.is_empty()
            && self.within.is_none()
    }

    /// Whether how to reach the council stands with the people to contact: page one of a plan holds
    /// what is more urgent.
    pub(super) fn council_with_contacts(&self) -> bool {
        let Disclosure { document, pack, .. } = self.disclosure;
        self.within.is_none() && *document == Document::Plan && !pack.is_opt_in()
    }

    /// The text and its language: the copy's own, or, for the person's own words alone, the one in
    /// which they were said (WAL-11).
    fn spoken<'t>(
        &self,
        texts: &'t Texts,
        voice: Option<Voice>,
        field: &str,
    ) -> Option<(&'t str, Option<String>)> {
        let main = &self.disclosure.main_language;
        if let Some(text) = texts.get(self.language(), main) {
            return Some((text, None));
        }
        if texts.is_empty() {
            return None;
        }
        if voice == Some(Voice::FirstPerson) {
            // The language borrowed from `main` lives as long as the disclosure: name it instead.
            return match texts {
                Texts::Main(text) => Some((text.as_str(), Some(main.to_string()))),
                Texts::ByLanguage(all) => {
                    let found = all.get_key_value(main).or_else(|| all.iter().next())?;
                    Some((found.1.as_str(), Some(found.0.to_string())))
                }
            };
        }
        let rule = if self.language() == &LanguageTag::cy() { "WAL-11" } else { "LNG-01" };
        self.found(
            Finding::new(
                rule,
                format!("`{field}` has no text in the copy's language `{}`", self.language()),
            )
            .at(field)
            .help("add the translation to the record; nothing is translated by machine"),
        );
        None
    }

    /// A text of one line, for a value that may stand without: names of jobs and organisations are
    /// shown in another language rather than held back.
    pub(super) fn label(&self, texts: &Texts) -> Option<Words> {
        let main = &self.disclosure.main_language;
        let (language, text) = texts
            .get(self.language(), main)
            .map(|text| (self.language(), text))
            .or_else(|| texts.any(main))?;
        let lang = (language != self.language()).then(|| language.to_string());
        Some(vec![Run { text: bind(text.trim()), lang, ..Run::default() }])
    }

    /// A rich text: paragraphs and bulleted lists.
    fn rich(&self, texts: &Texts, voice: Option<Voice>, field: &str) -> Vec<Block> {
        let Some((text, lang)) = self.spoken(texts, voice, field) else {
            return Vec::new();
        };
        let run = |text: &str| vec![Run { text: bind(text), lang: lang.clone(), ..Run::default() }];
        let mut blocks = Vec::new();
        for part in text.split("\n\n") {
            let mut prose = String::new();
            let mut items: Vec<String> = Vec::new();
            let flush_prose = |prose: &mut String, blocks: &mut Vec<Block>| {
                if !prose.trim().is_empty() {
                    blocks.push(paragraph(run(prose.trim())));
                }
                prose.clear();
            };
            for line in part.lines() {
                let line = line.trim();
                if let Some(item) = line.strip_prefix("- ") {
                    flush_prose(&mut prose, &mut blocks);
                    items.push(item.trim().to_owned());
                } else if let (Some(last), false) = (items.last_mut(), line.is_empty()) {
                    last.push(' ');
                    last.push_str(line);
                } else if !line.is_empty() {
                    if !prose.is_empty() {
                        prose.push(' ');
                    }
                    prose.push_str(line);
                }
            }
            flush_prose(&mut prose, &mut blocks);
            if !items.is_empty() {
                blocks.push(Block::List { items: items.iter().map(|item| run(item)).collect() });
            }
        }
        blocks
    }

    /// The words of an item.
    pub(super) fn item(&self, item: &Item, field: &str) -> Vec<Block> {
        let field = format!("{field}[{}].text", item.id);
        let blocks = self.rich(&item.text, item.voice, &field);
        self.in_voice(blocks, item.voice)
    }

    /// The words of a note.
    pub(super) fn note(&self, note: Option<&Note>, field: &str) -> Vec<Block> {
        let Some(note) = note else { return Vec::new() };
        let blocks = self.rich(&note.text, note.voice, field);
        self.in_voice(blocks, note.voice)
    }

    fn in_voice(&self, blocks: Vec<Block>, voice: Option<Voice>) -> Vec<Block> {
        if voice == Some(Voice::FirstPerson) && !blocks.is_empty() {
            vec![Block::OwnWords { blocks }]
        } else {
            blocks
        }
    }

    /// The words of a note as the paragraphs of a fact; lists become entries.
    pub(super) fn note_lines(&self, note: Option<&Note>, field: &str) -> Vec<Words> {
        let Some(note) = note else { return Vec::new() };
        let mut lines = Vec::new();
        for block in self.rich(&note.text, note.voice, field) {
            match block {
                Block::Paragraph { words } => lines.push(words),
                Block::List { items } => lines.extend(items),
                _ => {}
            }
        }
        lines
    }

    /// The words of an item in one line, for a table or a list.
    pub(super) fn item_line(&self, item: &Item, field: &str) -> Option<Words> {
        let note = Note { text: item.text.clone(), voice: item.voice, ..Note::default() };
        let lines = self.note_lines(Some(&note), &format!("{field}[{}].text", item.id));
        join(lines)
    }

    /// The words of a note in one line.
    pub(super) fn note_line(&self, note: &Note, field: &str) -> Option<Words> {
        join(self.note_lines(Some(note), field))
    }

    /// A label and its value.
    pub(super) fn fact(&self, key: &str, value: Words) -> Fact {
        Fact { label: self.say(key), value: vec![self.opens(value)] }
    }

    /// Words that start a line: a "you" that a name stands for gets its capital.
    pub(super) fn opens(&self, mut words: Words) -> Words {
        let you = self.wording.say("name.you");
        if let Some(run) = words.first_mut().filter(|run| run.lang.is_none()) {
            let rest = run.text.strip_prefix(&you);
            let rest =
                rest.filter(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '’'));
            if let Some(rest) = rest {
                run.text = format!("{}{rest}", self.wording.say("name.you_first"));
            }
        }
        words
    }

    /// Notes under their labels: short ones as facts beside each other, long ones under a heading.
    /// What the person said stays marked as theirs.
    pub(super) fn labelled<'n>(
        &self,
        notes: impl IntoIterator<Item = (Words, Option<&'n Note>, String)>,
    ) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (label, note, field) in notes {
            let Some(note) = note else { continue };
            let lines = self.rich(&note.text, note.voice, &field);
            let own = note.voice == Some(Voice::FirstPerson);
            let short = match lines.as_slice() {
                [Block::Paragraph { words }] => {
                    (super::plain(words).chars().count() < SHORT_NOTE).then(|| words.clone())
                }
                [] => continue,
                _ => None,
            };
            let Some(words) = short else {
                let inside = self.in_voice(lines, note.voice);
                blocks.push(Block::Part { heading: label, blocks: inside });
                continue;
            };
            let row = Fact { label, value: vec![words] };
            match blocks.last_mut() {
                Some(Block::Facts { rows }) if !own => rows.push(row),
                Some(Block::OwnWords { blocks: inside }) if own => {
                    if let Some(Block::Facts { rows }) = inside.last_mut() {
                        rows.push(row);
                    }
                }
                _ => {
                    blocks
                        .extend(self.in_voice(vec![Block::Facts { rows: vec![row] }], note.voice));
                }
            }
        }
        blocks
    }

    /// A label and the words of a note, where it has any.
    pub(super) fn fact_note(&self, key: &str, note: Option<&Note>, field: &str) -> Option<Fact> {
        let value = self.note_lines(note, field);
        (!value.is_empty()).then(|| Fact { label: self.say(key), value })
    }

    /// A label and a recorded answer: the value, "none", "not recorded", or nothing where it does
    /// not apply.
    pub(super) fn fact_recorded<T>(
        &self,
        key: &str,
        recorded: &Recorded<T>,
        value: impl FnOnce(&T) -> Option<Words>,
    ) -> Option<Fact> {
        let words = match recorded {
            Recorded::Given(given) => value(given)?,
            Recorded::None => self.say("answer.none"),
            Recorded::NotApplicable => return None,
            Recorded::NotRecorded => self.quiet("answer.not_recorded"),
        };
        Some(self.fact(key, words))
    }

    /// Keeps the answer about a list that has nothing to show for the end of the document, where
    /// such answers stand together: "none" and "not recorded" must be said, and are no section.
    pub(super) fn ask_at_the_end<T>(&self, recorded: &Recorded<T>, none: &str, not_recorded: &str) {
        for block in self.absent(recorded, none, not_recorded) {
            if let Block::Paragraph { words } = block {
                self.asked.borrow_mut().push(words);
            }
        }
    }

    /// What was kept for the end.
    pub(super) fn asked(&self) -> Vec<Words> {
        self.asked.take()
    }

    /// Sentences as one paragraph, where there are any.
    pub(super) fn sentences(&self, sentences: Vec<Words>) -> Option<Block> {
        join(sentences.into_iter().map(|sentence| self.opens(sentence)).collect()).map(paragraph)
    }

    /// What to print of a list that has nothing to show: "none", "not recorded", or no trace.
    pub(super) fn absent<T>(
        &self,
        recorded: &Recorded<T>,
        none: &str,
        not_recorded: &str,
    ) -> Vec<Block> {
        match recorded {
            Recorded::None => vec![paragraph(self.say(none))],
            Recorded::NotRecorded => vec![paragraph(self.quiet(not_recorded))],
            Recorded::Given(_) | Recorded::NotApplicable => Vec::new(),
        }
    }

    /// A person's name, "you" for the subject.
    pub(super) fn name(&self, party: &PartyRef) -> Option<String> {
        let person = self.disclosure.person(party)?;
        if person.id == self.disclosure.subject.id {
            return Some(self.wording.say("name.you"));
        }
        Some(person.name.formal())
    }

    /// A person's name with what they are: "Priya Lindqvist, team manager".
    pub(super) fn name_and_part(&self, party: &PartyRef) -> Option<Words> {
        let person = self.disclosure.person(party)?;
        let mut words = words(&self.name(party)?);
        if let Some(part) = self.part(person) {
            words.push(Run { text: ", ".into(), ..Run::default() });
            words.extend(part);
        }
        Some(words)
    }

    /// A person who is listed with the people to contact by name alone: the job stands there, once.
    pub(super) fn who(&self, party: &PartyRef) -> Option<Words> {
        let person = self.disclosure.person(party)?;
        let listed = self.disclosure.document == Document::Plan
            && !self.disclosure.pack.is_opt_in()
            && !(person.phones.is_empty() && person.emails.is_empty());
        if listed { self.name(party).map(|name| words(&name)) } else { self.name_and_part(party) }
    }

    /// What a person is: the job and organisation, or the relationship.
    pub(super) fn part(&self, person: &Person) -> Option<Words> {
        if person.id == self.disclosure.subject.id {
            return None;
        }
        // The council's own name is on top of the page.
        let council = self.label(&self.disclosure.council.name);
        let organisation = person
            .organisation
            .as_ref()
            .filter(|name| self.label(name) != council || person.job_title.is_none());
        let texts = [person.job_title.as_ref(), organisation];
        let parts: Vec<Words> =
            texts.into_iter().flatten().filter_map(|text| self.label(text)).collect();
        if let Some(mut first) = parts.first().cloned() {
            for part in parts.into_iter().skip(1) {
                first.push(Run { text: ", ".into(), ..Run::default() });
                first.extend(part);
            }
            return Some(first);
        }
        let relationship = self.label(person.relationship.as_ref()?)?;
        let relation = super::reading::plain(&relationship);
        Some(self.fill("name.your", &[("relation", &relation)]))
    }

    /// Names as a list in words.
    pub(super) fn names<'p>(
        &self,
        parties: impl IntoIterator<Item = &'p PartyRef>,
    ) -> Option<String> {
        let names: Vec<String> = parties.into_iter().filter_map(|party| self.name(party)).collect();
        (!names.is_empty()).then(|| self.wording.list(&names))
    }
}

/// What somebody is called in running text: "Harold"; an organisation by its whole name.
pub(super) fn called(name: &Name) -> String {
    let called = [&name.preferred, &name.given].into_iter().flatten().map(|part| part.trim());
    called.into_iter().find(|part| !part.is_empty()).map_or_else(|| name.formal(), str::to_owned)
}

fn join(lines: Vec<Words>) -> Option<Words> {
    let mut joined: Words = Vec::new();
    for line in lines {
        if !joined.is_empty() {
            joined.push(Run { text: " ".into(), ..Run::default() });
        }
        joined.extend(line);
    }
    (!joined.is_empty()).then_some(joined)
}
