//! SHR-06: what was taken back or has ended, and something still relies on it; and requests so old
//! that somebody should ask again. A request has no shelf life: its age alone stops nothing.

use jiff::ToSpan;
use jiff::civil::Date;

use super::claims::{Claim, claims, standing};
use super::ground::{Ground, ground};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::{Finding, Severity, Stops};
use crate::plan::{Allow, Basis, PartyRef};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-06",
    why: "People change their minds about who may read their plan, and powers end. What was taken \
          back must not go on working in another place of the record.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, asked_by: p-nesta, asked_on: \
               2026-04-14, withdrawn_on: 2026-05-11}], recipients: [{party: p-gwen, basis: \
               subject_request, scope: full, channel: post, asked_by: p-nesta, asked_on: \
               2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, asked_by: p-nesta, asked_on: \
               2026-04-14, withdrawn_on: 2026-05-11}]}",
        beside: &[],
    },
    judge: no_longer_stands,
}];

fn no_longer_stands(case: &Case<'_>, findings: &mut Findings) {
    let date = case.date();
    let ended: Vec<Claim<'_>> = claims(case).filter(|claim| !claim.asked.stands(date)).collect();
    for claim in standing(case) {
        if let Ground::Ended(message) = ground(case, &claim) {
            findings.add(format!("{}.basis", claim.field), message);
        }
        if is_request(claim.asked.basis) {
            if ended.iter().any(|before| is_same_request(before, &claim)) {
                findings.add(
                    claim.field.clone(),
                    "the person took this request back in another place of the record",
                );
            } else if claim.asked.asked_on.is_some_and(|asked| is_old(case, asked)) {
                let message = "the request is old: ask the person again at the review";
                let finding =
                    Finding::new("SHR-06", message).at(format!("{}.asked_on", claim.field));
                findings.put(Finding {
                    severity: Severity::Warn,
                    stops: Stops::Nothing,
                    ..finding
                });
            }
        }
    }
    let is_consent_gone = case.record().consents.iter().any(|consent| !consent.stands(date));
    if !ended.is_empty() || is_consent_gone {
        allowed_items(case, findings);
    }
}

fn is_request(basis: Option<Basis>) -> bool {
    matches!(basis, None | Some(Basis::SubjectRequest))
}

/// Whether a claim is the request that ended, written down a second time; one that was made later is
/// a new one.
fn is_same_request(before: &Claim<'_>, claim: &Claim<'_>) -> bool {
    let end = before.asked.withdrawn_on.or(before.asked.ends_on);
    before.party.party_id == claim.party.party_id
        && is_request(before.asked.basis)
        && claim.asked.asked_on.is_none_or(|asked| end.is_none_or(|end| asked <= end))
}

fn is_old(case: &Case<'_>, asked: Date) -> bool {
    let months = i32::try_from(case.config().policy.request_months).unwrap_or(i32::MAX);
    asked.checked_add(months.months()).is_ok_and(|limit| limit < case.date())
}

/// Decisions about single items that rest on a request or a consent of which none is left.
fn allowed_items(case: &Case<'_>, findings: &mut Findings) {
    for marked in case.envelopes() {
        let allows = marked.envelope.share.iter().flat_map(|share| &share.allow).enumerate();
        for (number, allow) in allows {
            if allow.stands(case.date()) && rests_on_nothing(case, allow) {
                findings.add(
                    format!("{}.share.allow[{number}]", marked.field),
                    "an item is shared on a request or a consent that no longer stands",
                );
            }
        }
    }
}

fn rests_on_nothing(case: &Case<'_>, allow: &Allow) -> bool {
    let is_to = |party: &PartyRef| party.as_str() == allow.audience;
    match allow.basis {
        Basis::SubjectRequest => {
            let mut asked = claims(case)
                .filter(|claim| is_to(&claim.asked.party) && is_request(claim.asked.basis))
                .peekable();
            asked.peek().is_some() && !asked.any(|claim| claim.asked.stands(case.date()))
        }
        Basis::Consent => {
            let given = case.record().consents.iter();
            let mut given =
                given.filter(|consent| consent.recipient.as_ref().is_some_and(is_to)).peekable();
            given.peek().is_some() && !given.any(|consent| consent.stands(case.date()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;
    use crate::finding::{Severity, Stops};

    fn fields(with: &str) -> Vec<String> {
        let found = found("wales_adult", with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "SHR-06");
        own.map(|finding| finding.field).collect()
    }

    const GWEN: &str = "party: p-gwen, scope: full, channel: post, asked_by: p-nesta";

    #[test]
    fn a_later_request_is_a_new_one() {
        let with = format!(
            "{{copy_requests: [{{{GWEN}, asked_on: 2026-04-14, withdrawn_on: 2026-05-01}}, \
             {{{GWEN}, asked_on: 2026-05-02}}]}}"
        );
        assert!(fields(&with).is_empty());
        let same = with.replace("asked_on: 2026-05-02", "asked_on: 2026-05-01");
        assert_eq!(fields(&same), ["copy_requests[1]"]);
    }

    #[test]
    fn an_old_request_is_asked_about_and_stops_nothing() {
        let asked = |day: &str| {
            found("wales_adult", &format!("{{copy_requests: [{{{GWEN}, asked_on: {day}}}]}}"))
        };
        assert!(asked("2025-06-01").is_empty());
        let found = asked("2025-05-31");
        assert_eq!(found[0].field, "copy_requests[0].asked_on");
        assert_eq!((found[0].severity, found[0].stops), (Severity::Warn, Stops::Nothing));
    }

    #[test]
    fn an_item_is_not_shared_on_what_was_taken_back() {
        let item = "risks: [{id: r1, text: A, share: {allow: [{audience: p-gwen, basis: BASIS, \
                    decided_by: team manager, decided_on: 2026-04-14}]}}]";
        let on = |basis: &str, rest: &str| {
            fields(&format!("{{{}, {rest}}}", item.replace("BASIS", basis)))
        };
        let gone =
            format!("copy_requests: [{{{GWEN}, asked_on: 2026-04-14, withdrawn_on: 2026-05-01}}]");
        assert_eq!(on("subject_request", &gone), ["risks[0].share.allow[0]"]);
        assert!(on("best_interests", &gone).is_empty());
        let consent = "consents: [{giver: p-nesta, recipient: p-gwen, withdrawn_on: 2026-05-01}]";
        assert_eq!(on("consent", consent), ["risks[0].share.allow[0]"]);
        assert!(on("consent", &consent.replace("05-01", "06-02")).is_empty());
    }
}
