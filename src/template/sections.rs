//! Sections of the council's own, `sections.yaml`: fixed words in every language, in the editions
//! that the council names. They can't show anything of a record, so they can't show too much of one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::files::Files;
use super::{Layout, Manifest, Pictures};
use crate::finding::Finding;
use crate::plan::LanguageTag;
use crate::source::read_str;

/// The file of the sections.
const FILE: &str = "sections.yaml";

/// The sections that documents have, to stand after.
pub const PLACES: &[&str] = &[
    "about-me",
    "about-plan",
    "about-review",
    "advice",
    "agreement",
    "also",
    "asked",
    "care",
    "challenge",
    "changes",
    "closed",
    "conclusion",
    "contact",
    "contacts",
    "contingency",
    "copies",
    "decided",
    "decision",
    "disagreements",
    "focus",
    "glance",
    "goals",
    "help",
    "involved",
    "meet_reduce",
    "money",
    "needs",
    "needs-met",
    "other-help",
    "other-plans",
    "others-supports",
    "outcomes",
    "prevent_delay",
    "reasons",
    "review",
    "reviewed",
    "risks",
    "safety",
    "supports",
    "together",
    "week",
    "wishes",
];

/// A text in every language.
pub type Said = BTreeMap<LanguageTag, String>;

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sections: Vec<OwnSection>,
}

/// A section of the council's own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnSection {
    /// Its name among the sections.
    pub id: String,
    /// The section that it stands after. Without, or in a copy that does not have that one, it stands
    /// last.
    #[serde(default)]
    pub after: Option<String>,
    /// The kinds of document that have it.
    #[serde(rename = "in", default = "plans")]
    pub layouts: Vec<Layout>,
    /// Whose copies have it.
    #[serde(default)]
    pub readers: Readers,
    /// Its heading.
    pub heading: Said,
    /// What it says in print.
    #[serde(default)]
    pub blocks: Vec<OwnBlock>,
    /// What it says in easy read; without, easy-read copies don't have it.
    #[serde(default)]
    pub easy_read: Vec<OwnRow>,
}

/// Whose copies have a section of the council's own.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Readers {
    /// The person whose plan it is: the words may speak to them.
    #[default]
    Person,
    /// Everybody who gets a copy.
    Everybody,
}

/// One piece of a section: a paragraph or a list.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnBlock {
    /// A paragraph.
    #[serde(default)]
    pub paragraph: Option<Said>,
    /// A bulleted list.
    #[serde(default)]
    pub list: Option<Vec<Said>>,
}

/// One row of easy read.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnRow {
    /// A picture of the index.
    #[serde(default)]
    pub picture: Option<String>,
    /// One sentence, or two where the second explains a hard word of the first.
    pub words: Said,
}

fn plans() -> Vec<Layout> {
    vec![Layout::Plan]
}

/// Reads the council's own sections.
///
/// # Errors
/// All that is wrong with them (TPL-06), each at its line.
pub(super) fn parse(
    files: &Files,
    manifest: &Manifest,
    pictures: &Pictures,
) -> Result<Vec<OwnSection>, Vec<Finding>> {
    let text = files.text(FILE).map_err(|one| vec![one])?;
    let read = read_str::<File>(text, &files.name(FILE))?;
    let mut faults = Faults::default();
    let mut ids = BTreeSet::new();
    for (number, section) in read.value.sections.iter().enumerate() {
        let at = format!("sections[{number}]");
        faults.of_place(section, &at, &mut ids);
        faults.of_words(section, &at, manifest, pictures);
    }
    let findings: Vec<Finding> = faults.0.into_iter().map(|finding| read.locate(finding)).collect();
    if findings.is_empty() { Ok(read.value.sections) } else { Err(findings) }
}

#[derive(Default)]
struct Faults(Vec<Finding>);

impl Faults {
    fn add(&mut self, field: String, message: String, help: impl Into<String>) {
        self.0.push(Finding::new("TPL-06", message).at(field).help(help));
    }

    fn of_place<'s>(&mut self, section: &'s OwnSection, at: &str, ids: &mut BTreeSet<&'s str>) {
        let OwnSection { id, after, layouts, .. } = section;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let help = "use small letters, digits and hyphens, such as `our-promise`";
            self.add(format!("{at}.id"), format!("`{id}` can't be the name of a section"), help);
        }
        if PLACES.contains(&id.as_str()) || !ids.insert(id) {
            let message = format!("there is a section `{id}` already");
            self.add(format!("{at}.id"), message, "choose another name");
        }
        if let Some(after) = after.as_ref().filter(|after| !PLACES.contains(&after.as_str())) {
            let near = PLACES.iter().min_by_key(|place| strsim::damerau_levenshtein(place, after));
            let near = near.filter(|near| strsim::damerau_levenshtein(near, after) <= 3);
            let help = near.map_or_else(
                || format!("choose one of {}", PLACES.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.add(format!("{at}.after"), format!("no document has a section `{after}`"), help);
        }
        if layouts.contains(&Layout::Cover) {
            let message = "a cover has no sections".to_owned();
            self.add(format!("{at}.in"), message, "lay over `cover.*` of the wording instead");
        }
    }

    fn of_words(
        &mut self,
        section: &OwnSection,
        at: &str,
        manifest: &Manifest,
        pictures: &Pictures,
    ) {
        let OwnSection { heading, blocks, easy_read, .. } = section;
        self.of_text(heading, &format!("{at}.heading"), manifest);
        if blocks.is_empty() && easy_read.is_empty() {
            let help = "give it `blocks`, `easy_read` or both";
            self.add(at.to_owned(), "this section says nothing".into(), help);
        }
        for (number, block) in blocks.iter().enumerate() {
            let at = format!("{at}.blocks[{number}]");
            match (&block.paragraph, &block.list) {
                (Some(text), None) => self.of_text(text, &format!("{at}.paragraph"), manifest),
                (None, Some(items)) if !items.is_empty() => {
                    for (number, item) in items.iter().enumerate() {
                        self.of_text(item, &format!("{at}.list[{number}]"), manifest);
                    }
                }
                _ => {
                    let message = "a block is either a `paragraph` or a `list`".to_owned();
                    self.add(at, message, "make two blocks of it, or fill it");
                }
            }
        }
        for (number, row) in easy_read.iter().enumerate() {
            let at = format!("{at}.easy_read[{number}]");
            if let Some(id) = row.picture.as_ref().filter(|id| pictures.get(id).is_none()) {
                let message = format!("there is no picture `{id}`");
                let help = "`pictures/index.yaml` names the pictures";
                self.add(format!("{at}.picture"), message, help);
            }
            self.of_text(&row.words, &format!("{at}.words"), manifest);
        }
    }

    /// Every language says it, and it is fixed.
    fn of_text(&mut self, text: &Said, at: &str, manifest: &Manifest) {
        for language in &manifest.languages {
            let said = text.get(language).map(|said| said.trim());
            if said.is_none_or(str::is_empty) {
                let message = format!("this is not said in `{language}`");
                let help = "every copy is whole in its own language: have it translated";
                self.add(at.to_owned(), message, help);
            }
        }
        for (language, said) in text {
            if !manifest.languages.contains(language) {
                let message = format!("there are no documents in `{language}`");
                self.add(format!("{at}.{language}"), message, "see `languages` in `typst.toml`");
            }
            if said.contains("{{") {
                let message = "a section of the council's own can't be filled from a record".into();
                let help = "what a copy may show is decided for each recipient; write fixed words";
                self.add(format!("{at}.{language}"), message, help);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use super::*;
    use crate::template::Templates;

    /// The sections of a file, or its findings: line, rule and message.
    fn load(text: &str) -> Result<Vec<OwnSection>, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let told = |finding: Finding| {
            let line = finding.place.map_or(0, |place| place.line);
            format!("{line} {} {}", finding.rule.id, finding.message)
        };
        Templates::load(Some(folder.path()), None)
            .map(|(templates, _)| templates.sections().to_vec())
            .map_err(|findings| findings.into_iter().map(told).collect())
    }

    const SOUND: &str = "\
sections:
  - id: our-promise
    after: help
    in: [plan, review]
    heading: {en: Our promise, cy: Ein haddewid}
    blocks:
      - paragraph: {en: We listen., cy: Rydym yn gwrando.}
      - list:
          - {en: One, cy: Un}
    easy_read:
      - picture: talk
        words: {en: We listen to you., cy: Rydym yn gwrando arnoch chi.}
";

    #[test]
    fn a_sound_section_is_read() {
        let sections = load(SOUND).unwrap();
        let [section] = sections.as_slice() else { panic!("{sections:?}") };
        assert_eq!(section.layouts, [Layout::Plan, Layout::Review]);
        assert_eq!(section.readers, Readers::Person);
        assert_eq!((section.blocks.len(), section.easy_read.len()), (2, 1));
        assert!(load("sections: []\n").unwrap().is_empty());
    }

    #[test]
    fn each_mistake_is_told_at_its_line() {
        for (right, wrong, told) in [
            ("id: our-promise", "id: Our promise", "2 TPL-06 `Our promise` can't be"),
            ("id: our-promise", "id: needs", "2 TPL-06 there is a section `needs` already"),
            ("after: help", "after: hlep", "3 TPL-06 no document has a section `hlep`"),
            ("[plan, review]", "[plan, cover]", "4 TPL-06 a cover has no sections"),
            (", cy: Ein haddewid", "", "5 TPL-06 this is not said in `cy`"),
            ("cy: Ein haddewid", "cy: Ein, pl: Nasza", "5 TPL-06 there are no documents in `pl`"),
            (
                "en: We listen.,",
                "en: 'We listen, {{name}}.',",
                "7 TPL-06 a section of the council's",
            ),
            ("- list:", "- lists:", "8 "),
            ("picture: talk", "picture: tlak", "11 TPL-06 there is no picture `tlak`"),
        ] {
            let found = load(&SOUND.replacen(right, wrong, 1)).expect_err(wrong);
            assert!(found.iter().any(|found| found.starts_with(told)), "{wrong}: {found:?}");
        }
    }
}
