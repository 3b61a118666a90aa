//! ENG-18: the council's signature.

use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::Status;

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-18",
    why: "The plan binds the council once it has signed. A plan marked as signed off needs the day \
          of the signature; the officer's name and role help whoever has a question about it.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example {
        sound: "england_adult",
        with: "sign_off: {officer_ref: p-signe, role: Team manager}",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "sign_off: {officer_ref: p-signe, role: Team manager, signed_on: 2026-04-14}",
        beside: &[],
    },
    judge: not_signed,
}];

/// A plan that waits for its signature is not faulted for having none.
fn not_signed(case: &Case<'_>, findings: &mut Findings) {
    let signature = case.content().sign_off.given();
    let is_dated = signature.is_some_and(|signature| signature.signed_on.is_some());
    match case.record().status {
        Status::Draft | Status::AwaitingSignOff => {
            if is_dated {
                findings.add_with(
                    "status",
                    "the plan has a date of signature, and its status is not signed off",
                    "set `status: signed_off`, or remove the date until it is signed",
                );
            }
        }
        Status::SignedOff | Status::Superseded | Status::Closed | Status::Withdrawn => {
            let Some(signature) = signature else {
                findings.add("sign_off", "the plan is signed off and has no signature");
                return;
            };
            if !is_dated {
                findings.add("sign_off.signed_on", "the plan is signed off and doesn't say when");
            }
            let Some(officer) = &signature.officer_ref else {
                findings.add_info(
                    "sign_off.officer_ref",
                    "the signature doesn't say which officer signed",
                );
                return;
            };
            // The officer's job tells the role as well.
            let has_job = case.party(officer).is_some_and(|party| party.job_title.is_some());
            if !super::says(signature.role.as_ref()) && !has_job {
                findings.add_info(
                    "sign_off.role",
                    "the signature doesn't say in which role the officer signed",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;
    use crate::check::tests::found;
    use crate::finding::Severity;

    #[test]
    fn a_draft_needs_no_signature_and_has_none() {
        let draft = |rest: &str| format!("{{status: awaiting_sign_off, {rest}}}");
        assert!(fields("england_adult", &draft("sign_off: not_recorded")).is_empty());
        let signed = draft("sign_off: {signed_on: 2026-04-14}");
        assert_eq!(fields("england_adult", &signed), ["ENG-18 status"]);
    }

    #[test]
    fn who_signed_is_for_the_log() {
        let named = |signature: &str| {
            let found =
                found("england_adult", &format!("sign_off: {{signed_on: 2026-04-14{signature}}}"));
            let logged: Vec<(String, Severity)> =
                found.into_iter().map(|finding| (finding.field, finding.severity)).collect();
            logged
        };
        assert_eq!(named(""), [("sign_off.officer_ref".to_owned(), Severity::Info)]);
        // A party without a job.
        let rufus = named(", officer_ref: p-rufus");
        assert_eq!(rufus, [("sign_off.role".to_owned(), Severity::Info)]);
        assert!(named(", officer_ref: p-signe").is_empty());
    }
}
