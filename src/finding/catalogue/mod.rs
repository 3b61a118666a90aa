//! The catalogue of every rule id: what it is, how much it matters, what it stops, who mends it and
//! why. One file a family; what a rule of completeness looks for, with examples, is in `check`.

mod data;
mod england;
mod format;
mod print;
mod reading;
mod sharing;
mod templates;
mod wales;

use serde::Serialize;

use super::{Severity, Stops};

/// One rule of the catalogue.
#[derive(Debug, Eq, PartialEq)]
pub struct Rule {
    /// Such as `REC-01`. Stable: people's notes and councils' configurations name it.
    pub id: &'static str,
    /// What is wrong when it finds something, as a heading.
    pub title: &'static str,
    /// The severity unless a council configures another.
    pub severity: Severity,
    /// What a finding of this rule stops once the record is signed off.
    pub stops: Stops,
    /// Who puts it right.
    pub owner: Owner,
    /// What else is to be known of it.
    pub marks: &'static [Mark],
    /// The statute, regulation, standard or reason behind it.
    pub citation: &'static str,
    /// What to do, where a finding has nothing more exact to say.
    pub help: &'static str,
}

impl Rule {
    /// No configuration changes its severity: people's safety or their statutory copy hangs on it.
    pub fn is_fixed(&self) -> bool {
        self.marks.contains(&Mark::Fixed)
    }

    /// The fact behind it could not be confirmed from its source, and reports say so.
    pub fn is_unverified(&self) -> bool {
        self.marks.contains(&Mark::Unverified)
    }
}

/// What is to be known of a rule beside its severity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// No configuration changes it.
    Fixed,
    /// Its source was not seen in full.
    Unverified,
}

/// Who puts right what a rule found.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The team that wrote the plan.
    CareTeam,
    /// Those who work out charges and payments.
    Finance,
    /// Translators.
    Translation,
    /// Those who write easy read.
    EasyRead,
    /// Those who run exports and prints.
    BusinessSupport,
    /// Those who answer for what is shared.
    Governance,
    /// Those who keep templates and wording.
    Communications,
    /// Those who print and post.
    PrintRoom,
}

impl Owner {
    /// The owner in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::CareTeam => "care team",
            Self::Finance => "finance team",
            Self::Translation => "translators",
            Self::EasyRead => "easy-read writers",
            Self::BusinessSupport => "business support",
            Self::Governance => "information governance",
            Self::Communications => "communications",
            Self::PrintRoom => "print room",
        }
    }
}

/// Every family, in the order of the report.
const FAMILIES: &[&[Rule]] = &[
    reading::RULES,
    england::RULES,
    wales::RULES,
    sharing::RULES,
    format::RULES,
    print::RULES,
    data::RULES,
    templates::RULES,
];

/// Every rule, in the order of the report.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// A family: `id severity stops owner [marks] title, citation, help;`.
macro_rules! family {
    ($($id:literal $severity:ident $stops:ident $owner:ident $([$($mark:ident),*])?
        $title:literal, $citation:literal, $help:literal;)*) => {
        use super::{Mark, Owner, Rule};
        use crate::finding::{Severity, Stops};

        pub(super) const RULES: &[Rule] = &[$(Rule {
            id: $id,
            title: $title,
            severity: Severity::$severity,
            stops: Stops::$stops,
            owner: Owner::$owner,
            marks: {
                const MARKS: &[Mark] = &[$($(Mark::$mark),*)?];
                MARKS
            },
            citation: $citation,
            help: $help,
        }),*];
    };
}
use family;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_and_says_what_it_is() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            for text in [rule.title, rule.citation, rule.help] {
                assert!(text.len() > 5 && !text.ends_with('.'), "{}: {text}", rule.id);
            }
        }
    }
}
