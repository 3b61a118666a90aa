//! ENG-28: what the person pays is said, and "nothing" with its reason.

use super::says;
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Charges, Content, Recorded};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-28",
    why: "Somebody who reads that they pay nothing, and then gets a bill, loses trust and may have \
          spent the money. \"Nothing\" is said only with its reason; what is not worked out yet \
          is called that.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example {
        sound: "england_adult",
        with: "{charges: {contribution: {pence: 0, per: week}}, personal_budget: {cost_to_la: \
               {pence: 10000, per: week}, adult_pays: {pence: 0, per: week}, la_pays: {pence: \
               10000, per: week}, is_indicative: false}}",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "{charges: {contribution: {pence: 0, per: week}, nil_reason: Your income is below \
               the limit.}, personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: \
               {pence: 0, per: week}, la_pays: {pence: 10000, per: week}, is_indicative: false}}",
        beside: &[],
    },
    judge: charge_not_told,
}];

/// Aftercare under section 117 is free by law, and says so itself. The same test decides in
/// `disclose` what a copy shows.
fn charge_not_told(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let charges = match &content.charges {
        Recorded::Given(charges) => charges,
        // A carer is seldom charged: a plan that doesn't speak of charges shows none.
        Recorded::NotRecorded if case.record().regime.is_carer() => return,
        Recorded::NotRecorded => {
            findings.add("charges", "the plan doesn't say what the person pays");
            return;
        }
        Recorded::None | Recorded::NotApplicable => return,
    };
    let open = charges.pending == Some(true) || charges.told_separately == Some(true);
    match charges.contribution {
        Some(sum) if sum.pence == 0 && !has_reason(content, charges) => {
            findings.add("charges.contribution", "the person pays nothing, and no reason is given");
        }
        None if !open && !has_reason(content, charges) => findings.add(
            "charges.contribution",
            "the plan doesn't say what the person pays, or that it is not worked out yet",
        ),
        _ => {}
    }
    let nothing = content
        .personal_budget
        .given()
        .and_then(|budget| budget.adult_pays)
        .is_some_and(|sum| sum.pence == 0);
    if nothing && charges.pending == Some(true) && !has_reason(content, charges) {
        findings.add_with(
            "personal_budget.adult_pays",
            "the budget says that the person pays nothing, while the charge is not worked out yet",
            "leave `adult_pays` out until the charge is known",
        );
    }
}

fn has_reason(content: &Content, charges: &Charges) -> bool {
    let aftercare = content.nhs_funding.as_ref().and_then(|nhs| nhs.s117.given());
    says(charges.nil_reason.as_ref()) || aftercare.is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    const FREE: &str = "personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: \
                        {pence: 0, per: week}, la_pays: {pence: 10000, per: week}}";

    #[test]
    fn an_adult_is_told_what_they_pay() {
        assert_eq!(fields("england_adult", "charges: null"), ["ENG-28 charges"]);
        assert_eq!(
            fields("england_adult", "charges: {assessed_on: 2026-04-01}"),
            ["ENG-28 charges.contribution"]
        );
        assert!(fields("england_adult", "charges: {told_separately: true}").is_empty());
    }

    #[test]
    fn a_carers_plan_need_not_speak_of_charges() {
        assert!(fields("england_carer", "charges: null").is_empty());
    }

    #[test]
    fn nothing_in_the_budget_is_not_said_before_it_is_worked_out() {
        let pending = format!("{{charges: {{pending: true}}, {FREE}}}");
        assert_eq!(fields("england_adult", &pending), ["ENG-28 personal_budget.adult_pays"]);
    }

    #[test]
    fn aftercare_is_free_by_law() {
        let with = format!(
            "{{charges: {{contribution: {{pence: 0, per: week}}}}, nhs_funding: {{s117: You have \
             a right to free aftercare.}}, {FREE}}}"
        );
        assert!(fields("england_adult", &with).is_empty());
    }
}
