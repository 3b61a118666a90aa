//! What five public pages say that a care and support plan contains, item by item in our own words:
//! where the record has it, and which rule looks for it, or why none does. Data only; `docs/seeds.md`
//! is made from it, and `check --rules ENG-07` names the pages that ask for what a rule looks for.

mod arranging;
mod carers;
mod guide;
mod planning;
mod rights;

use std::fmt::Write;

/// A page that a plan may be held against.
#[derive(Debug)]
pub struct Page {
    /// Its title, as it stands on the page.
    pub title: &'static str,
    /// The publisher or the series; empty where the page's text names none.
    pub publisher: &'static str,
    /// The date that it gives itself.
    pub dated: &'static str,
    /// What it says, in its order.
    pub items: &'static [Traced],
}

/// One thing that a page says of a plan, a review or a decision.
#[derive(Debug)]
pub struct Traced {
    /// What it says, in our own words.
    pub item: &'static str,
    /// Where the record has it, such as `needs[].eligible`; of the configuration, after
    /// [`IN_CONFIGURATION`].
    pub fields: &'static [&'static str],
    /// The rules that look for it.
    pub rules: &'static [&'static str],
    /// Why no rule does, where none does.
    pub why_none: &'static str,
}

/// What a field of `planpress.yaml` begins with.
pub const IN_CONFIGURATION: &str = "planpress.yaml: ";

/// Every page.
pub const TRACE: &[Page] =
    &[carers::PAGE, guide::PAGE, rights::PAGE, arranging::PAGE, planning::PAGE];

/// An item that rules look for.
const fn held(
    item: &'static str,
    fields: &'static [&'static str],
    rules: &'static [&'static str],
) -> Traced {
    Traced { item, fields, rules, why_none: "" }
}

/// An item that no rule looks for, and why.
const fn open(
    item: &'static str,
    fields: &'static [&'static str],
    why_none: &'static str,
) -> Traced {
    Traced { item, fields, rules: &[], why_none }
}

/// Why no rule looks for what the law leaves to the person and their worker.
const NOT_A_DUTY: &str = "printed where it is recorded; no law makes it a content of the plan";
/// Why no rule looks for the words of a review.
const REVIEW_WORDS: &str =
    "printed where it is recorded; which of these matter is for the reviewer and the person";
/// Why no rule looks for what a council prints in every plan.
const STANDING_TEXT: &str = "a standing text of the council's own; printed where it is recorded";
/// Why no rule looks for how work is done.
const PRACTICE: &str = "how the work is done, not what the plan says";

impl Page {
    /// The page as it is cited: title, publisher, date.
    pub fn cited(&self) -> String {
        let mut cited = format!("“{}”", self.title);
        for part in [self.publisher, self.dated] {
            if !part.is_empty() {
                // Writing to a string can't fail.
                let _ = write!(cited, ", {part}");
            }
        }
        cited
    }
}

/// What pages say that a rule looks for: the page and its item.
pub fn asked_by(rule: &str) -> impl Iterator<Item = (&'static Page, &'static Traced)> {
    let items = TRACE.iter().flat_map(|page| page.items.iter().map(move |item| (page, item)));
    let rule = rule.to_owned();
    items.filter(move |(_, item)| item.rules.contains(&rule.as_str()))
}

/// The whole trace as a page of Markdown.
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    for one in TRACE {
        let _ = write!(page, "\n## {}\n\n", one.cited());
        page.push_str(
            "| what it says | in the record | rule, or why there is none |\n|---|---|---|\n",
        );
        for item in one.items {
            let fields: Vec<String> =
                item.fields.iter().map(|field| format!("`{field}`")).collect();
            let fields = if fields.is_empty() { "–".into() } else { fields.join(", ") };
            let held = if item.rules.is_empty() {
                item.why_none.to_owned()
            } else {
                item.rules.join(", ")
            };
            let _ = writeln!(page, "| {} | {fields} | {held} |", item.item);
        }
    }
    page
}

/// The beginning of the document.
const HEAD: &str = "\
# What public pages say a plan contains, and where planpress has it

Five public pages were read item by item. Each item, in our own words, is followed to the fields of
the record that hold it, and to the rules that look for it ([rules.md](rules.md)), or to the reason
why no rule does. A field of `planpress.yaml` is named as such. This file is made from
`src/check/trace/`; a test compares them, and that every field and rule exists.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_a_rule_or_a_reason_and_not_both() {
        for page in TRACE {
            for item in page.items {
                let Traced { item, fields, rules, why_none } = item;
                assert_ne!(rules.is_empty(), why_none.is_empty(), "{item}");
                assert!(!fields.is_empty() || !why_none.is_empty(), "{item}: nowhere");
                for rule in *rules {
                    assert!(crate::finding::rule(rule).is_some(), "{item}: no rule {rule}");
                }
                assert!(!item.contains('|') && !item.ends_with('.'), "{item}");
            }
        }
    }

    #[test]
    fn a_rule_finds_its_pages() {
        let pages: Vec<&str> = asked_by("ENG-08").map(|(page, _)| page.title).collect();
        assert!(pages.contains(&"Care and support plans"), "{pages:?}");
        assert_eq!(asked_by("TPL-01").count(), 0);
    }
}
