//! SHR-05: a reader who can't be told from somebody else of the record: the same name, and no door of
//! their own. A date of birth never tells people apart on an envelope.

use super::claims::readers;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Party, same_door};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-05",
    why: "A father and a son of one name in one house have opened each other's letters, and a \
          person who was entered twice has had two. An envelope shows a name and an address, and \
          nothing else.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-alun, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: namesakes,
}];

fn namesakes(case: &Case<'_>, findings: &mut Findings) {
    let parties = &case.record().parties;
    for reader in readers(case) {
        let is_other = |other: &&Party| {
            other.party_id != reader.party.party_id
                && is_one_name(reader.party, other)
                && !has_own_door(reader.party, other)
        };
        if parties.iter().any(|other| is_other(&other)) {
            findings.add_with(
                format!("{}.name", reader.field),
                "another party has this name, and no other address tells the two apart",
                "give each an address or a part of the name that differs; if it is one person, \
                 keep one of the two",
            );
        }
    }
}

/// The same name, unless a title that both have tells them apart.
fn is_one_name(one: &Party, other: &Party) -> bool {
    let key = |party: &Party| party.name.plain().to_lowercase();
    let title = |party: &Party| party.name.title.as_ref().map(|title| title.trim().to_lowercase());
    let titles_differ = match (title(one), title(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    let name = key(one);
    !name.is_empty() && name == key(other) && !titles_differ
}

/// Both have addresses, and none of them is the other's.
fn has_own_door(one: &Party, other: &Party) -> bool {
    let shares =
        one.addresses.iter().any(|own| other.addresses.iter().any(|theirs| same_door(own, theirs)));
    !one.addresses.is_empty() && !other.addresses.is_empty() && !shares
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn fields(name: &str, address: &str) -> Vec<String> {
        let with = format!(
            "{{parties: [{{party_id: p-nesta, is_subject: true, roles: [subject], name: {{title: \
             Mrs, given: Nesta, family: Gorwyn}}, addresses: [{{lines: [1 Mill Lane, Trefwern], \
             postcode: ZZ7 1AB}}], access: {{written_language: en, last_checked_on: 2026-03-20}}}}, \
             {{party_id: p-x, roles: [family], name: {name}, addresses: {address}}}]}}"
        );
        let found = found("wales_adult", &with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "SHR-05");
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn a_name_a_title_or_a_door_tells_people_apart() {
        let same = "{given: nesta, family: Gorwyn}";
        let here = "[{lines: [1 Mill Lane], postcode: ZZ71AB}]";
        let there = "[{lines: [2 Mill Lane], postcode: ZZ7 1AB}]";
        assert_eq!(fields(same, here), ["parties[0].name"]);
        assert_eq!(fields(same, "[]"), ["parties[0].name"]);
        assert_eq!(fields("{full: Nesta Gorwyn}", "[]"), ["parties[0].name"]);
        assert!(fields(same, there).is_empty());
        assert!(fields("{title: Miss, given: Nesta, family: Gorwyn}", here).is_empty());
        assert!(fields("{given: Nesta, family: Gorwyn, suffix: junior}", here).is_empty());
    }
}
