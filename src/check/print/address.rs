//! PRT-01: the address of everybody to whom a copy goes by post.

use crate::check::sharing::claims::{Reader, readers};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::{Finding, Severity};
use crate::plan::{AddressFault, AddressPart, PostTo, PostalAddress, post_to};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "PRT-01",
    why: "A letter with half an address comes back, or is opened next door. Post needs three to \
          seven lines with the name, and a postcode last. Somebody without a fixed address can \
          collect their copy or have it handed to them.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-ithel, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-ithel, scope: full, channel: collect, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: addresses,
}];

fn addresses(case: &Case<'_>, findings: &mut Findings) {
    for reader in readers(case).iter().filter(|reader| reader.by_post) {
        let field = format!("{}.addresses", reader.field);
        match post_to(reader.party, case.date()) {
            PostTo::Nowhere => findings.put(
                Finding::new("PRT-01", "a copy goes by post, and no address may be written to")
                    .coded(AddressFault::Empty.code())
                    .at(field)
                    .help(
                        "add the address for letters, or another `channel` under `recipients`, \
                         such as `collect`",
                    ),
            ),
            // Which of the two is right nobody can tell: the copy waits.
            PostTo::Several(numbers) => {
                let last = numbers.last().map(|number| format!("[{number}]")).unwrap_or_default();
                findings.put(
                    Finding::new("PRT-01", "two addresses of one kind hold at once")
                        .at(format!("{field}{last}"))
                        .help(
                            "give the older one its last day, or mark the one to write to with \
                             `may_send: true`",
                        )
                        .holding(),
                );
            }
            PostTo::One(number, address) => {
                let block = PostalAddress::new(&reader.party.name.formal(), address);
                for (fault, part) in block.faults(case.config().run.accept_test_postcodes) {
                    findings.put(finding(fault).at(place(reader, number, part)));
                }
            }
        }
    }
}

/// The field of a part of the block.
fn place(reader: &Reader<'_>, number: usize, part: Option<AddressPart>) -> String {
    let address = format!("{}.addresses[{number}]", reader.field);
    match part {
        Some(AddressPart::Name) => format!("{}.name", reader.field),
        Some(AddressPart::Line(line)) => format!("{address}.lines[{line}]"),
        Some(AddressPart::Postcode) => format!("{address}.postcode"),
        None => address,
    }
}

/// Nobody is at fault for having no fixed address: post is no way to them, and another is.
fn finding(fault: AddressFault) -> Finding {
    let (message, help) = words(fault);
    let mut finding = Finding::new("PRT-01", message).coded(fault.code()).help(help);
    if fault == AddressFault::NoFixedAbode {
        finding.severity = Severity::Warn;
    }
    finding
}

fn words(fault: AddressFault) -> (&'static str, &'static str) {
    match fault {
        AddressFault::Empty => (
            "the address that a copy goes to by post is empty",
            "add the address, or another `channel` under `recipients`, such as `collect`",
        ),
        AddressFault::TooFewLines => (
            "the address has fewer than three lines with the name and the postcode",
            "complete the address",
        ),
        AddressFault::TooManyLines => (
            "the address has more than seven lines with the name and the postcode",
            "put what belongs together in one line",
        ),
        AddressFault::NoPostcode => {
            ("the address ends with neither a postcode nor a country", "add the postcode")
        }
        AddressFault::NotAPostcode => {
            ("the postcode is not one of the United Kingdom", "correct the postcode")
        }
        AddressFault::CountryAfterBfpo => {
            ("an address with a BFPO number has a country", "remove the country")
        }
        AddressFault::NoFixedAbode => (
            "a copy goes by post to somebody without a fixed address",
            "it waits in the list of copies to be collected; agree with them how they get it, and \
             record `channel: collect` or `channel: hand` under `recipients`",
        ),
        AddressFault::NoLetters => (
            "one of the first two lines of the address has no letter and no digit",
            "correct the line",
        ),
        AddressFault::ForbiddenStart => {
            ("a line of the address starts with a sign that post can't read", "remove the sign")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;
    use crate::finding::{Severity, Stops};

    fn judged(addresses: &str, rest: &str) -> Vec<(String, Stops)> {
        let with = format!(
            "{{parties: [{{party_id: p-nesta, is_subject: true, roles: [subject], name: {{given: \
             Nesta, family: Gorwyn}}, access: {{written_language: en, last_checked_on: \
             2026-03-20}}, addresses: {addresses}}}]{rest}}}"
        );
        let found = found("wales_adult", &with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "PRT-01");
        own.map(|finding| (finding.field, finding.stops)).collect()
    }

    #[test]
    fn each_fault_is_at_its_own_line() {
        let found = judged("[{lines: ['=1', Trefwern], postcode: ZZ7}]", "");
        let at = |field: &str| (format!("parties[0].addresses[0].{field}"), Stops::Channel);
        assert_eq!(found, [at("postcode"), at("lines[0]")]);
        let found = judged("[]", "");
        assert_eq!(found, [("parties[0].addresses".to_owned(), Stops::Channel)]);
    }

    #[test]
    fn somebody_without_a_fixed_address_is_not_at_fault() {
        let found = found(
            "wales_adult",
            "{copy_requests: [{party: p-ithel, scope: full, channel: post, asked_by: p-nesta, \
             asked_on: 2026-04-14}]}",
        );
        let own = found.iter().find(|finding| finding.rule.id == "PRT-01").unwrap();
        assert_eq!(own.code, Some("no-fixed-abode-address"));
        assert_eq!(own.severity, Severity::Warn);
    }

    #[test]
    fn a_safe_address_is_written_to_only_where_the_record_says_so() {
        let safe = "[{lines: [1 Mill Lane, Trefwern], postcode: ZZ7 1AB, kind: safe}]";
        for (said, found) in [
            ("", 1),
            (", may_send: true", 1),
            (", may_print: true", 1),
            (", may_send: true, may_print: true", 0),
        ] {
            let safe = safe.replace("safe}", &format!("safe{said}}}"));
            assert_eq!(judged(&safe, "").len(), found, "{said}");
        }
    }

    #[test]
    fn two_addresses_at_once_hold_the_copy() {
        let two = "[{lines: [1 Mill Lane, Trefwern], postcode: ZZ7 1AB}, {lines: [2 Mill Lane, \
                   Trefwern], postcode: ZZ7 1AB}]";
        assert_eq!(judged(two, ""), [("parties[0].addresses[1]".to_owned(), Stops::Copy)]);
    }

    #[test]
    fn who_gets_no_post_needs_no_address() {
        for channel in ["collect", "hand", "email", "portal"] {
            let rest = format!(", recipients: [{{party: p-nesta, channel: {channel}}}]");
            assert!(judged("[{lines: [NFA]}]", &rest).is_empty(), "{channel}");
        }
        let rest = ", recipients: [{party: p-nesta, channel: email, also_print: true}]";
        assert_eq!(judged("[{lines: [NFA]}]", rest).len(), 1);
    }
}
