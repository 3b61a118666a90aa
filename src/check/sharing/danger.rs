//! SHR-04: a copy that may reach somebody who is a danger to the person. Who has been and who is one
//! is the record's word, a party's role; a carer's role doesn't undo it.

use super::claims::{Reader, readers, standing};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{
    Address, AddressKind, ContactChannel, Party, PostTo, Role, may_be_written_to, post_to,
    same_door,
};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-04",
    why: "Letters have told violent people where somebody lives, and what they said about them. A \
          copy that may come through the wrong person's door waits until somebody has agreed with \
          the person how it gets to them.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-dewi, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-dewi, scope: full, channel: collect, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: danger,
}];

fn danger(case: &Case<'_>, findings: &mut Findings) {
    for claim in standing(case) {
        if is_danger(claim.party) {
            findings.add_with(
                format!("{}.party", claim.field),
                "a person of concern is to have a copy",
                "remove the claim, and look at how it came about",
            );
        }
    }
    for reader in readers(case) {
        if reader.by_post {
            at_the_door(case, &reader, findings);
        }
        if reader.by_email {
            in_the_mailbox(&reader, findings);
        }
    }
}

fn is_danger(party: &Party) -> bool {
    party.roles.contains(&Role::PersonOfConcern)
}

fn at_the_door(case: &Case<'_>, reader: &Reader<'_>, findings: &mut Findings) {
    let (party, date) = (reader.party, case.date());
    let dangers = || {
        let others = case.record().parties.iter().enumerate();
        others.filter(|(_, other)| is_danger(other) && other.party_id != party.party_id)
    };
    let lives_there = |address: &Address| {
        dangers().any(|(_, danger)| {
            danger
                .addresses
                .iter()
                .any(|theirs| is_current(theirs, date) && same_door(theirs, address))
        })
    };
    for (number, address) in party.addresses.iter().enumerate() {
        if may_be_written_to(address, date) && lives_there(address) {
            findings.add(
                format!("{}.addresses[{number}]", reader.field),
                "a person of concern is at the address of somebody who is to have a copy",
            );
            return;
        }
    }
    let at_home = party.is_subject || party.lives_with_subject == Some(true);
    let in_the_house = dangers().find(|(_, danger)| danger.lives_with_subject == Some(true));
    if let (true, Some((number, _))) = (at_home, in_the_house) {
        findings.add(
            format!("parties[{number}].lives_with_subject"),
            "a person of concern lives with somebody who is to have a copy",
        );
        return;
    }
    moved_under_alert(case, reader, findings);
}

/// Where somebody may be found on a day, whether or not post goes there.
fn is_current(address: &Address, date: jiff::civil::Date) -> bool {
    address.kind != AddressKind::Previous && address.valid_to.is_none_or(|last| date <= last)
}

/// An address that is new since the last copy, with an alert: a letter to the wrong one of two would
/// tell where the person is now.
fn moved_under_alert(case: &Case<'_>, reader: &Reader<'_>, findings: &mut Findings) {
    let party = reader.party;
    let given = case.record().copies_given.iter();
    let last = given.filter(|copy| copy.party.as_str() == party.party_id.as_str());
    let Some(last) = last.map(|copy| copy.given_on).max() else { return };
    if let PostTo::One(number, address) = post_to(party, case.date())
        && party.abuse_flag == Some(true)
        && address.valid_from.is_some_and(|first| first > last)
    {
        findings.add_with(
            format!("{}.addresses[{number}].valid_from", reader.field),
            "the address is new since the last copy, and there is an alert",
            "check the address with the person before anything is posted",
        );
    }
}

/// An e-mail that somebody else reads is no way.
fn in_the_mailbox(reader: &Reader<'_>, findings: &mut Findings) {
    let contacts = reader.party.contact.iter().enumerate();
    let mut emails = contacts.filter(|(_, contact)| contact.channel == ContactChannel::Email);
    if let Some((number, first)) = emails.next()
        && first.safe == Some(false)
        && emails.all(|(_, contact)| contact.safe == Some(false))
    {
        findings.add_with(
            format!("{}.contact[{number}].safe", reader.field),
            "somebody else may read the e-mail that a copy would go to",
            "agree another way with the person, and record it as the channel",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    const SUBJECT: &str = "{party_id: p-nesta, is_subject: true, roles: [subject], name: {given: \
                           Nesta, family: Gorwyn}, access: {written_language: en, last_checked_on: \
                           2026-03-20}";

    fn fields(subject: &str, other: &str, rest: &str) -> Vec<String> {
        let other = format!("{{party_id: p-x, name: {{given: X, family: Y}}, {other}}}");
        let with = format!("{{parties: [{SUBJECT}, {subject}}}, {other}]{rest}}}");
        let found = found("wales_adult", &with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "SHR-04");
        own.map(|finding| finding.field).collect()
    }

    const HOME: &str = "addresses: [{lines: [1 Mill Lane, Trefwern], postcode: ZZ7 1AB}]";

    #[test]
    fn the_persons_own_door_counts() {
        let danger = format!("roles: [carer, person_of_concern], {HOME}");
        assert_eq!(fields(HOME, &danger, ""), ["parties[0].addresses[0]"]);
        let lives = "roles: [person_of_concern], lives_with_subject: true";
        assert_eq!(fields(HOME, lives, ""), ["parties[1].lives_with_subject"]);
        assert!(fields(HOME, &danger.replace(", person_of_concern", ""), "").is_empty());
    }

    #[test]
    fn the_door_that_the_person_left_does_not() {
        let fled = "addresses: [{lines: [1 Mill Lane, Trefwern], postcode: ZZ7 1AB, kind: \
                    previous}, {lines: [c/o Canolfan Wern], postcode: ZZ7 1CW, kind: \
                    correspondence}]";
        let danger = format!("roles: [person_of_concern], {HOME}");
        assert!(fields(fled, &danger, "").is_empty());
    }

    #[test]
    fn a_person_of_concern_is_no_recipient() {
        let rest = ", recipients: [{party: p-x, basis: override, channel: collect, asked_by: \
                    p-nesta, asked_on: 2026-04-14, evidence: Note}]";
        assert_eq!(fields(HOME, "roles: [person_of_concern]", rest), ["recipients[0].party"]);
    }

    #[test]
    fn a_move_under_an_alert_is_looked_at() {
        let moved = "abuse_flag: true, addresses: [{lines: [1 Mill Lane, Trefwern], postcode: ZZ7 \
                     1AB, valid_from: 2026-05-01}]";
        let given = ", copies_given: [{party: p-nesta, version: 1, given_on: 2026-04-14}]";
        assert_eq!(fields(moved, "roles: [friend]", given), ["parties[0].addresses[0].valid_from"]);
        assert!(fields(moved, "roles: [friend]", "").is_empty());
    }

    #[test]
    fn a_mailbox_that_others_read_is_no_way() {
        let mail = "contact: [{channel: email, value: a@b.example, safe: false}], addresses: []";
        let rest = ", recipients: [{party: p-nesta, channel: email}]";
        assert_eq!(fields(mail, "roles: [friend]", rest), ["parties[0].contact[0].safe"]);
        let safe = mail.replace("false", "true");
        assert!(fields(&safe, "roles: [friend]", rest).is_empty());
    }
}
