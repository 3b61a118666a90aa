//! ENG-27: risks, emergencies, who is responsible and how to complain: each recorded, or "none".

use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Recorded, Role};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-27",
    why: "The day that something goes wrong, the plan is what people look at. It says what could \
          go wrong, what to do then, who sees to it, and where to complain. \"None\" is an \
          answer; a gap is not.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example { sound: "england_adult", with: "contingency: null", beside: &[] },
    passes: Example { sound: "england_adult", with: "contingency: none", beside: &[] },
    judge: gaps,
}];

fn gaps(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    if content.risks.is_not_recorded() {
        findings.add("risks", "nobody recorded what the risks are, or that there is none");
    }
    if content.contingency.is_not_recorded() {
        findings.add("contingency", "nobody recorded what to do if something goes wrong");
    }
    responsible(case, findings);
    match &content.help {
        Recorded::NotRecorded => findings.add("help", "the plan doesn't say how to complain"),
        Recorded::Given(help)
            if !super::says(help.complaint_process.as_ref())
                && !super::says(help.complaint_contact.as_ref()) =>
        {
            findings.add("help.complaint_process", "the plan doesn't say how to complain");
        }
        _ => {}
    }
}

/// Said in `responsible`, or by the role of a party.
fn responsible(case: &Case<'_>, findings: &mut Findings) {
    let has_role = |role| case.record().parties.iter().any(|party| party.roles.contains(&role));
    let given = case.content().responsible.given();
    let duties = [
        ("implementing", given.map(|all| &all.implementing), Role::ResponsibleImplementing),
        ("monitoring", given.map(|all| &all.monitoring), Role::ResponsibleMonitoring),
        ("reviewing", given.map(|all| &all.reviewing), Role::ResponsibleReviewing),
    ];
    let answered = matches!(case.content().responsible, Recorded::None | Recorded::NotApplicable);
    let open: Vec<_> = duties
        .into_iter()
        .filter(|(_, said, role)| {
            !answered && said.is_none_or(Recorded::is_not_recorded) && !has_role(*role)
        })
        .collect();
    if given.is_none() {
        if !open.is_empty() {
            findings.add("responsible", "the plan doesn't say who is responsible for it");
        }
        return;
    }
    for (key, ..) in open {
        findings.add(
            format!("responsible.{key}"),
            format!("the plan doesn't say who is responsible for {key} it"),
        );
    }
}

#[cfg(test)]
mod tests {
    fn fields(with: &str) -> Vec<String> {
        super::super::tests::fields("england_adult", with)
    }

    #[test]
    fn each_gap_is_said_at_its_place() {
        assert_eq!(
            fields("{risks: null, contingency: null, responsible: null, help: null}"),
            ["ENG-27 risks", "ENG-27 contingency", "ENG-27 responsible", "ENG-27 help"]
        );
        assert_eq!(
            fields("{responsible: {implementing: p-tove, reviewing: none}, help: {helpline: x}}"),
            ["ENG-27 responsible.monitoring", "ENG-27 help.complaint_process"]
        );
    }

    #[test]
    fn none_is_an_answer() {
        assert!(
            fields("{risks: none, contingency: none, responsible: none, help: none}").is_empty()
        );
    }
}
