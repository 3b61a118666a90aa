//! WAL-05: what a direct payment is for, how much it is and how often it comes.

use super::{is_yes, items, needs, supports};
use crate::check::{Case, Check, Example, Findings, PLANS, WALES};
use crate::plan::{Content, Delivery, DirectPayment, Recorded};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-05",
    why: "Where a need is met by a direct payment, the plan must say which eligible needs it is \
          for, how much it is and how often it is paid. The person answers for how it is spent.",
    regimes: WALES,
    documents: PLANS,
    fails: Example {
        sound: "wales_adult",
        with: "{direct_payments: [{id: dp1, need_refs: [n1]}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 12000, per: 4_weeks}}]}",
        beside: &[],
    },
    judge: payments,
}];

fn payments(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let payments = items(&content.direct_payments);
    let bought = supports(content).iter().position(|support| {
        matches!(support.delivery_mechanism, Recorded::Given(Delivery::DirectPayment))
    });
    if let (true, Some(number)) = (payments.is_empty(), bought) {
        let message =
            format!("support {} is bought with a direct payment, and none is recorded", number + 1);
        findings.add("direct_payments", message);
    }
    for (number, payment) in payments.iter().enumerate() {
        let name = number + 1;
        if payment.need_refs.is_empty() {
            findings.add(
                format!("direct_payments[{number}].need_refs"),
                format!("direct payment {name} doesn't say which needs it is for"),
            );
        } else if is_for_no_eligible_need(content, payment) {
            findings.add(
                format!("direct_payments[{number}].need_refs"),
                format!("direct payment {name} is for no eligible need"),
            );
        }
        if payment.amount.is_none_or(|amount| amount.pence <= 0) {
            findings.add_with(
                format!("direct_payments[{number}].amount"),
                format!("direct payment {name} doesn't say how much and how often"),
                "add the amount and its period, such as `{ pence: 12000, per: 4_weeks }`",
            );
        }
    }
}

/// Every need that it names is there and said not to be eligible. One that the council meets all the
/// same counts as if it were.
fn is_for_no_eligible_need(content: &Content, payment: &DirectPayment) -> bool {
    let named = |id: &str| payment.need_refs.iter().any(|need| need.as_str() == id);
    let mut named = needs(content).iter().filter(|need| named(need.item.id.as_str())).peekable();
    named.peek().is_some()
        && named.all(|need| {
            !need.eligible.is_not_recorded()
                && !is_yes(&need.eligible)
                && !is_yes(&need.la_will_meet)
        })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn fields(with: &str) -> Vec<String> {
        let found = found("wales_adult", with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-05");
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn what_for_and_how_much_are_asked_of_each() {
        let with = "{direct_payments: [{id: a, need_refs: [n2], amount: {pence: 100, per: week}}, \
                    {id: b, amount: {pence: 0, per: week}}, \
                    {id: c, need_refs: [n1, n2], amount: {pence: 38000, per: once}}]}";
        let expected = [
            "direct_payments[0].need_refs",
            "direct_payments[1].need_refs",
            "direct_payments[1].amount",
        ];
        assert_eq!(fields(with), expected);
    }

    #[test]
    fn a_support_that_is_bought_needs_a_payment() {
        let with = "{supports: [{id: s1, text: A, kind: day, need_refs: [n1], \
                    delivery_mechanism: direct_payment}]}";
        assert_eq!(fields(with), ["direct_payments"]);
    }
}
