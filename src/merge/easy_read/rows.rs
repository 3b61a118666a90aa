//! The rows of easy read: a picture and its sentences, each on a line of its own, with telephone
//! numbers in bold.

use std::sync::LazyLock;

use regex::Regex;

use super::super::data::{Block, OwnPhoto, Run, Words};
use super::super::page::{Page, words};
use crate::finding::Finding;
use crate::plan::{EasyReadRow, EasyReadRows, PictureUse, sentences};

/// A telephone number; `bind` has put no-break spaces between its groups.
static TELEPHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:(?:18001[ \u{a0}])?0\d{2,4}(?:[ \u{a0}]\d{3,6}){1,2}|999|111)\b").ok()
});

impl Page<'_> {
    /// Easy-read rows of an item or note in the copy's language.
    pub(in crate::merge) fn rows<'r>(
        &self,
        easy_read: &'r EasyReadRows,
    ) -> Option<&'r [EasyReadRow]> {
        easy_read.get(self.language()).map(Vec::as_slice).filter(|rows| !rows.is_empty())
    }

    /// One row of easy read. The person's own photo comes before any symbol, which stands where the
    /// photo can't be used.
    pub(in crate::merge) fn picture_row(&self, row: &EasyReadRow) -> Block {
        let wanted = self.disclosure.pictures;
        let named = row.photo.as_deref().filter(|_| wanted != PictureUse::None);
        let Some(path) = named else {
            return self.row(
                &row.text,
                row.picture_id.as_deref(),
                row.alt.as_deref(),
                row.decorative,
            );
        };
        let silent = row.decorative.unwrap_or(wanted == PictureUse::Decorative);
        let alt = row.alt.clone().unwrap_or_else(|| self.wording.say("easy.photo"));
        let own = OwnPhoto { path: path.to_owned(), alt: (!silent).then_some(alt) };
        let mut block = self.row(&row.text, row.picture_id.as_deref(), None, row.decorative);
        if let Block::PictureRow { photo, .. } = &mut block {
            *photo = Some(own);
        }
        block
    }

    /// One row of fixed easy read: a phrase and its picture.
    pub(in crate::merge) fn fixed_row(&self, key: &str, values: &[(&str, &str)]) -> Block {
        let text = self.wording.fill(&format!("{key}.text"), values);
        let picture = self.wording.say(&format!("{key}.picture"));
        self.row(&text, Some(&picture), None, None)
    }

    /// A row from its parts.
    pub(in crate::merge) fn row(
        &self,
        text: &str,
        picture: Option<&str>,
        alt: Option<&str>,
        decorative: Option<bool>,
    ) -> Block {
        let use_ = self.disclosure.pictures;
        let found = picture.and_then(|id| self.pictures().get(id));
        if picture.is_some() && found.is_none() {
            self.found(Finding::new(
                "DAT-07",
                "an easy-read row names a picture that the index doesn't have",
            ));
        }
        let found = found.filter(|_| use_ != PictureUse::None);
        // Pictures that only repeat the words are silent unless the person wants to hear them.
        let silent = decorative.unwrap_or(use_ == PictureUse::Decorative);
        let alt = found.filter(|_| !silent).map(|picture| {
            let own = alt.map(str::to_owned);
            own.or_else(|| picture.alt.get(self.language()).cloned())
                .unwrap_or_else(|| picture.meaning.clone())
        });
        let picture = found.map(|picture| format!("/pictures/{}", picture.file));
        picture_row(text, picture, alt)
    }
}

/// A row of easy read: each sentence on a line of its own.
pub(in crate::merge) fn picture_row(
    text: &str,
    picture: Option<String>,
    alt: Option<String>,
) -> Block {
    let words = sentences(text).into_iter().map(sentence).collect();
    Block::PictureRow { picture, alt, words, photo: None }
}

/// A sentence with its telephone numbers in bold: they must be found at once.
fn sentence(text: &str) -> Words {
    let mut runs = Vec::new();
    for run in words(text) {
        let mut from = 0;
        let numbers = TELEPHONE.iter().flat_map(|telephone| telephone.find_iter(&run.text));
        for number in numbers {
            let before = &run.text[from..number.start()];
            runs.push(Run { text: before.to_owned(), ..run.clone() });
            runs.push(Run { text: number.as_str().to_owned(), strong: true, ..run.clone() });
            from = number.end();
        }
        runs.push(Run { text: run.text[from..].to_owned(), ..run.clone() });
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_to_ring_are_bold_and_other_numbers_are_not() {
        for (text, bold) in [
            ("Ring 01632 960 180.", vec!["01632\u{a0}960\u{a0}180"]),
            ("Ring Jo on 07700 900109 or ring 999.", vec!["07700\u{a0}900109", "999"]),
            ("You pay £46.50 a week.", vec![]),
            ("We meet on 12 May 2027 at 10:30 in the morning.", vec![]),
        ] {
            let runs = sentence(text);
            let strong: Vec<&str> =
                runs.iter().filter(|run| run.strong).map(|run| run.text.as_str()).collect();
            assert_eq!(strong, bold, "{text}");
            let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(whole.replace('\u{a0}', " "), text);
        }
    }
}
