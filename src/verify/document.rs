//! One PDF against its entry in the manifest: it can be read, all of it; pages, tags, standards,
//! title and language are what they should be; nothing is hidden in it.

use super::manifest::Listed;
use super::pdf::Pdf;
use super::{Check, Disagreement};

/// The part of PDF/UA that every document keeps.
const UA: &str = "1";

/// The part and level of PDF/A that every document keeps.
const ARCHIVE: &str = "2a";

/// Reads a document, and compares.
pub(super) fn compare(file: &Listed, bytes: &[u8]) -> (Option<Pdf>, Vec<Disagreement>) {
    let fails = |check, message: String| Disagreement::new(check, &*file.path, message);
    let pdf = match Pdf::read(bytes) {
        Ok(pdf) => pdf,
        Err(error) => {
            return (None, vec![fails(Check::Readable, format!("it can't be read: {error}"))]);
        }
    };
    let mut found: Vec<Disagreement> = pdf
        .unread
        .iter()
        .map(|place| fails(Check::Readable, "text here can't be read".into()).in_place(place))
        .collect();
    let mut expect = |holds: bool, check, message: &str| {
        if !holds {
            found.push(fails(check, message.into()));
        }
    };
    let pages = file.pages.is_none_or(|pages| pages == pdf.pages);
    expect(pages, Check::Pages, "it has other pages than `run.json` says");
    expect(pdf.tagged, Check::Tags, "it has no tags for screen readers");
    expect(pdf.ua.as_deref() == Some(UA), Check::Standard, "it does not say that it is PDF/UA-1");
    let archive = pdf.archive.as_deref() == Some(ARCHIVE);
    expect(archive, Check::Standard, "it does not say that it is PDF/A-2a");
    expect(!pdf.title.trim().is_empty(), Check::Title, "it has no title");
    let language = file.language.as_deref().is_none_or(|language| is_in(&pdf.language, language));
    expect(language, Check::Language, "its language is not that in `run.json`");
    expect(!pdf.language.is_empty(), Check::Language, "it says no language");
    expect(pdf.attachments == 0, Check::Attachments, "a file is attached to it");
    expect(pdf.revisions == 1, Check::Revisions, "something was added after it was written");
    (Some(pdf), found)
}

/// Whether `cy-GB` is in `cy`.
fn is_in(said: &str, language: &str) -> bool {
    let rest = said.get(..language.len()).filter(|start| start.eq_ignore_ascii_case(language));
    rest.is_some() && matches!(said.as_bytes().get(language.len()), None | Some(b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_may_name_its_country() {
        assert!(is_in("cy-GB", "cy") && is_in("en", "en") && is_in("EN-gb", "en"));
        assert!(is_in("zh-Hant-GB", "zh-Hant"));
        assert!(!is_in("cym", "cy") && !is_in("en", "en-GB") && !is_in("", "en"));
    }
}
