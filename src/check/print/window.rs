//! PRT-02: an address with something in it that nobody at the door should read.

use crate::check::sharing::claims::readers;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Party, PostTo, post_to};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "PRT-02",
    why: "Everything in the address shows through the window. A case number, a date of birth or \
          the code of a key safe there tells whoever handles the envelope.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example { sound: "wales_adult", with: WITH_NUMBER, beside: &[] },
    passes: Example { sound: "wales_adult", with: WITHOUT, beside: &[] },
    judge: window,
}];

const WITH_NUMBER: &str = "{parties: [{party_id: p-nesta, is_subject: true, roles: [subject], \
    name: {given: Nesta, family: Gorwyn}, case_number: DW-200001, addresses: [{lines: [Tyddyn \
    Isaf, Trefwern, Key safe by the door], postcode: ZZ7 4TI}], access: {written_language: en, \
    last_checked_on: 2026-03-20}}]}";
const WITHOUT: &str = "{parties: [{party_id: p-nesta, is_subject: true, roles: [subject], \
    name: {given: Nesta, family: Gorwyn}, case_number: DW-200001, addresses: [{lines: [Tyddyn \
    Isaf, Trefwern], postcode: ZZ7 4TI}], access: {written_language: en, last_checked_on: \
    2026-03-20}}]}";

/// Words that stand in no address, in either language: what they would tell is in every one of them.
const TELLING: &[&str] = &[
    "safeguarding",
    "diogelu",
    "key safe",
    "keysafe",
    "key-safe",
    "sêff allwedd",
    "cod y clo",
    "date of birth",
    "dyddiad geni",
    "nhs no",
    "rhif gig",
    "case no",
    "rhif achos",
];

fn window(case: &Case<'_>, findings: &mut Findings) {
    for reader in readers(case).iter().filter(|reader| reader.by_post) {
        let PostTo::One(number, address) = post_to(reader.party, case.date()) else { continue };
        for (line, text) in address.lines.iter().enumerate() {
            if tells(reader.party, text) {
                findings.add(
                    format!("{}.addresses[{number}].lines[{line}]", reader.field),
                    "a line of the address tells more than where the letter goes",
                );
            }
        }
    }
}

/// Whether a line has one of the party's own numbers, their date of birth, or a telling word.
fn tells(party: &Party, line: &str) -> bool {
    let line = line.to_lowercase();
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let plain = letters(&line);
    let numbers = [&party.case_number, &party.nhs_number].into_iter().flatten();
    // Shorter ones are house numbers as well.
    let mut numbers = numbers.map(|number| letters(number)).filter(|number| number.len() >= 5);
    let birth = party.date_of_birth.map(|date| {
        let (year, month, day) = (date.year(), date.month(), date.day());
        [format!("{year:04}{month:02}{day:02}"), format!("{day:02}{month:02}{year:04}")]
    });
    numbers.any(|number| plain.contains(&number))
        || birth.into_iter().flatten().any(|birth| plain.contains(&birth))
        || TELLING.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn own_numbers_and_telling_words_are_found_and_addresses_are_not() {
        let party = Party {
            case_number: Some("DW-40120".into()),
            nhs_number: Some("999 333 2224".into()),
            date_of_birth: Some(date(1958, 7, 9)),
            ..Party::default()
        };
        for line in [
            "Ref DW40120",
            "NHS 9993332224",
            "born 09/07/1958",
            "1958-07-09",
            "Safeguarding Team",
            "KEYSAFE 1234",
            "Cod y clo 1234",
        ] {
            assert!(tells(&party, line), "{line}");
        }
        for line in ["Hafod-y-grug", "40 Heol y Wern", "Flat 9, 1958 Road", "Civic Centre"] {
            assert!(!tells(&party, line), "{line}");
        }
    }
}
