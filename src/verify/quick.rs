//! The quick form of the search, inside a run: on the laid-out text of one document, before it is
//! written. What the run looks for is what would harm somebody of the document's own group; a whole
//! folder is searched for everybody's by `planpress verify --against`.

use super::expected::texts;
use super::record;
use super::values::{Kind, Needle, Needles};
use crate::disclose::Withheld;
use crate::finding::Finding;
use crate::merge::{MergeData, plain};
use crate::plan::{Record, StringKind, strings};

/// What is looked for in one document.
#[derive(Debug)]
pub struct Watch(Option<Needles>);

impl Watch {
    /// Everything that tells who or where the people of these records are, and of every text that
    /// was withheld each run of six words.
    pub fn over(records: &[&Record], withheld: &[Withheld]) -> Self {
        let needles = records.iter().enumerate().flat_map(|(number, record)| {
            let owner = u32::try_from(number).unwrap_or(u32::MAX);
            let mut needles = record::identifying(record, owner);
            strings(*record, "", &mut |piece| {
                let is_withheld = withheld.iter().any(|left| {
                    left.plan == record.plan_id
                        && piece
                            .field
                            .strip_prefix(left.field.as_str())
                            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                });
                if is_withheld && piece.kind != StringKind::Value {
                    needles.push(Needle { kind: Kind::Text, owner, value: piece.text.to_owned() });
                }
            });
            needles
        });
        Self(Needles::new(needles).ok())
    }

    /// RUN-02 where a page says what this copy's data does not have, or does not name its recipient.
    /// `pages` holds the text of each page, in order.
    pub fn look(&self, data: &MergeData, pages: &[String]) -> Option<Finding> {
        let recipient = bare(&plain(&data.document.recipient));
        if let Some(page) = pages.iter().position(|page| !bare(page).contains(&recipient)) {
            let message = format!("page {} does not name the recipient", page + 1);
            return Some(Finding::new("RUN-02", message));
        }
        let Some(needles) = &self.0 else {
            return Some(Finding::new(
                "RUN-02",
                "the records have too many texts to be searched for",
            ));
        };
        let mut shown = texts(data);
        let lines: Vec<String> =
            crate::merge::reading(data).iter().map(crate::merge::Line::text).collect();
        // A text of the record may be several lines of the document, such as the items of a list: two
        // people may have said two of them alike.
        shown.push(lines.join("\n"));
        shown.extend(lines);
        let shown = needles.shown_in(shown.iter().map(String::as_str));
        let places: Vec<(usize, &str)> =
            pages.iter().enumerate().map(|(number, text)| (number + 1, text.as_str())).collect();
        needles.find_in(&places, &shown).first().map(|hit| {
            let message =
                format!("page {} has {} that this copy must not show", hit.place, hit.kind);
            Finding::new("RUN-02", message)
        })
    }
}

/// Letters and digits only: no break of a line hides a name.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEED: &str = "I am frightened when he shouts at night.";

    fn record(need: &str) -> Record {
        serde_json::from_value(serde_json::json!({
            "schema_version": 1, "plan_id": "P-1", "document": "plan", "regime": "england_adult",
            "status": "signed_off",
            "parties": [{"party_id": "jo", "is_subject": true, "roles": ["subject"],
                "name": {"given": "Jo", "family": "Fenwright"}, "nhs_number": "9992221119"}],
            "needs": [{"id": "n1", "text": need}],
        }))
        .unwrap()
    }

    /// That the need was left out.
    fn need() -> Withheld {
        Withheld {
            plan: "P-1".into(),
            item: None,
            field: "needs[0]".into(),
            step: crate::disclose::Step::Scope,
            basis: None,
        }
    }

    fn data() -> MergeData {
        let text = include_str!("../../templates/merge.json");
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_the_data_does_not_have_is_found_on_a_page() {
        let watch = Watch::over(&[&record(NEED)], &[need()]);
        let data = data();
        let name = plain(&data.document.recipient);
        let look = |text: &str| watch.look(&data, &[format!("{name} {text}")]);
        assert_eq!(look("a page like any other"), None);
        for text in ["He said: I am frightened when he shouts at night.", "NHS 999 222 1119"] {
            let found = look(text).expect("it is found");
            assert_eq!(found.rule.id, "RUN-02");
            assert!(!found.message.contains("frightened") && !found.message.contains("999"));
        }
    }

    /// The items of a list are lines of their own, and one text of the record.
    #[test]
    fn what_two_lines_in_a_row_say_is_shown_and_of_two_apart_is_not() {
        let data = data();
        let lines: Vec<String> =
            crate::merge::reading(&data).iter().map(crate::merge::Line::text).collect();
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let is_long = |line: &&String| words(line).len() >= 3;
        let is_leak = |one: &str, other: &str| {
            let (one, other) = (words(one), words(other));
            let text = [&one[one.len() - 3..], &other[..3]].concat().join(" ");
            let page = format!("{} {text}", plain(&data.document.recipient));
            Watch::over(&[&record(&text)], &[need()]).look(&data, &[page]).is_some()
        };
        let in_a_row = lines.windows(2).find(|pair| pair.iter().all(|line| is_long(&line)));
        let [one, next] = in_a_row.unwrap() else { unreachable!("windows of two") };
        let last = lines.iter().rfind(is_long).unwrap();
        assert!(!is_leak(one, next), "two lines in a row are taken for a leak");
        assert!(is_leak(last, one), "two lines apart are no leak");
    }

    #[test]
    fn a_page_without_its_reader_is_found() {
        let watch = Watch::over(&[&record(NEED)], &[]);
        let found = watch.look(&data(), &["Somebody Else Page 1 of 3".into()]);
        assert_eq!(found.expect("it is found").rule.id, "RUN-02");
    }
}
