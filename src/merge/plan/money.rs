//! Money that a tired person can follow: each sum in the period that it was given in, and what is
//! not known yet said in words, never as £0.00 (ENG-28).

use super::needs::helps;
use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::page::{Page, facts, paragraph, section as section_of, told_together, words};
use crate::plan::{
    Charges, Content, DirectPayment, DpDiscussion, IndependentBudget, Money as Sum, Need,
    NhsFunding, PersonalBudget, Recorded,
};

/// Every part of the record about money.
pub(super) struct Money<'a> {
    pub(super) budget: &'a Recorded<PersonalBudget>,
    pub(super) payments: &'a Recorded<Vec<DirectPayment>>,
    pub(super) discussion: Option<&'a DpDiscussion>,
    pub(super) charges: &'a Recorded<Charges>,
    pub(super) independent: Option<&'a IndependentBudget>,
    pub(super) nhs: Option<&'a NhsFunding>,
}

impl<'a> Money<'a> {
    pub(super) fn of(content: &'a Content) -> Self {
        Self {
            budget: &content.personal_budget,
            payments: &content.direct_payments,
            discussion: content.dp_discussion.as_ref(),
            charges: &content.charges,
            independent: content.independent_personal_budget.as_ref(),
            nhs: content.nhs_funding.as_ref(),
        }
    }
}

/// What it costs and who pays, in a sentence each; what is not known yet is said.
pub(super) fn in_a_line(page: &Page<'_>, money: &Money<'_>) -> Vec<Words> {
    let say = |key: &str, sum: Sum| page.fill(key, &[("amount", &page.wording.money(sum))]);
    let given = money.budget.given();
    let some = |sum: Option<Sum>| sum.filter(|sum| sum.pence != 0);
    let mut said = Vec::new();
    said.extend(given.and_then(|given| given.cost_to_la).map(|sum| say("glance.cost", sum)));
    if given.is_none_or(|given| given.cost_to_la.is_none())
        && page.disclosure.regime.is_england()
        && !matches!(money.budget, Recorded::None | Recorded::NotApplicable)
    {
        said.push(page.quiet("budget.not_recorded"));
    }
    let charges = money.charges.given();
    let pays = given.and_then(|given| some(given.adult_pays));
    let pays = pays.or_else(|| charges.and_then(|charges| some(charges.contribution)));
    said.extend(match (pays, money.charges) {
        (Some(sum), _) => Some(say("glance.you_pay", sum)),
        (None, Recorded::None) => Some(page.say("charges.none")),
        (None, Recorded::Given(charges)) if charges.told_separately == Some(true) => {
            Some(page.say("charges.told_separately"))
        }
        (None, Recorded::Given(_)) if free_with_reason(page) => Some(page.say("charges.nil")),
        (None, Recorded::Given(_)) => Some(page.say("charges.pending")),
        (None, Recorded::NotRecorded) if !page.disclosure.regime.is_carer() => {
            Some(page.say("charges.pending"))
        }
        (None, Recorded::NotRecorded | Recorded::NotApplicable) => None,
    });
    said.extend(
        given.and_then(|given| some(given.la_pays)).map(|sum| say("glance.council_pays", sum)),
    );
    if charges.is_some_and(|charges| charges.deferred == Some(true)) {
        said.push(page.say("charges.deferred"));
    }
    let payments = money.payments.given().into_iter().flatten();
    said.extend(payments.filter_map(|one| one.amount).map(|sum| say("glance.direct_payment", sum)));
    if given.is_some_and(|given| given.is_indicative == Some(true)) {
        said.push(page.say("budget.indicative"));
    }
    said
}

pub(super) fn section(
    page: &Page<'_>,
    money: &Money<'_>,
    needs: &Recorded<Vec<Need>>,
) -> Option<Section> {
    let mut blocks = Vec::new();
    let deferred = money.charges.given().is_some_and(|charges| charges.deferred == Some(true));
    blocks.extend(budget(page, money.budget, deferred));
    blocks.extend(payments(page, money, needs));
    blocks.extend(charges(page, money.charges));
    blocks.extend(nhs(page, money.nhs));
    blocks.extend(independent(page, money.independent));
    section_of(
        "money",
        page.say("money.heading"),
        if page.compact() { without_headings(blocks) } else { blocks },
    )
}

/// The parts of a compact plan under the section's heading alone.
fn without_headings(parts: Vec<Block>) -> Vec<Block> {
    let open = |block| match block {
        Block::Part { blocks, .. } => blocks,
        other => vec![other],
    };
    parts.into_iter().flat_map(open).collect()
}

/// Whether the charges say in words that the person pays nothing.
fn free_with_reason(page: &Page<'_>) -> bool {
    page.disclosure.content.charges.given().is_some_and(|charges| {
        charges.nil_reason.is_some() && charges.contribution.is_some_and(|sum| sum.pence == 0)
    })
}

/// What the person pays; where they may pay later, that stands beside the sum, not pages on.
fn you_pay(page: &Page<'_>, mut fact: Fact, deferred: bool) -> Fact {
    if deferred {
        fact.value.push(page.say("charges.deferred"));
    }
    fact
}

fn part(page: &Page<'_>, key: &str, blocks: Vec<Block>) -> Option<Block> {
    (!blocks.is_empty()).then(|| Block::Part { heading: page.say(key), blocks })
}

fn sum(page: &Page<'_>, key: &str, sum: Option<Sum>) -> Option<Fact> {
    sum.map(|sum| page.fact(key, words(&page.wording.money(sum))))
}

/// The personal budget. Wales has none, so an empty one leaves no trace there (WAL-12).
fn budget(page: &Page<'_>, budget: &Recorded<PersonalBudget>, deferred: bool) -> Option<Block> {
    let given = match budget {
        Recorded::Given(given) => given,
        _ if !page.disclosure.regime.is_england() => return None,
        other => {
            return part(
                page,
                "budget.heading",
                page.absent(other, "budget.none", "budget.not_recorded"),
            );
        }
    };
    let PersonalBudget {
        cost_to_la,
        adult_pays,
        la_pays,
        daily_living_costs,
        balance,
        other_public_money,
        excluded_reablement,
        is_indicative,
        management,
        how_used,
        admin_support_given,
        envelope: _,
    } = given;
    let at = "personal_budget";
    // A small plan shows three sums: they say themselves what they are.
    let explained = (!page.compact()).then(|| paragraph(page.say("budget.what_it_is")));
    let mut blocks: Vec<Block> = explained.into_iter().collect();
    if *is_indicative == Some(true) {
        blocks.push(paragraph(page.say("budget.indicative")));
    }
    let mut rows = Vec::new();
    let required = |key: &str, value: &Option<Sum>| {
        sum(page, key, *value)
            .unwrap_or_else(|| page.fact(key, page.quiet("answer.not_worked_out")))
    };
    rows.push(required("budget.cost_to_la", cost_to_la));
    let pays = required("budget.adult_pays", adult_pays);
    let nothing = adult_pays.is_some_and(|sum| sum.pence == 0);
    // A small plan says once that there is nothing to pay, and why.
    if !(page.compact() && nothing && free_with_reason(page)) {
        rows.push(you_pay(page, pays, deferred && !nothing));
    }
    rows.extend(sum(page, "budget.la_pays", *la_pays));
    rows.extend(sum(page, "budget.daily_living_costs", *daily_living_costs));
    rows.extend(sum(page, "budget.balance", *balance));
    for other in other_public_money {
        let line = page.note_line(&other.text, "personal_budget.other_public_money");
        let mut value: Vec<_> = line.into_iter().collect();
        value.extend(other.amount.map(|amount| words(&page.wording.money(amount))));
        rows.push(Fact { label: page.say("budget.other_public_money"), value });
    }
    rows.extend(management.map(|way| {
        page.fact("budget.management", words(&page.wording.name_of("management", &way)))
    }));
    rows.extend(page.fact_note("budget.how_used", how_used.as_ref(), &format!("{at}.how_used")));
    rows.extend(page.fact_note(
        "budget.admin_support",
        admin_support_given.as_ref(),
        &format!("{at}.admin_support_given"),
    ));
    rows.extend(page.fact_note(
        "budget.excluded_reablement",
        excluded_reablement.as_ref(),
        &format!("{at}.excluded_reablement"),
    ));
    blocks.extend(facts(rows));
    part(page, "budget.heading", blocks)
}

fn payments(page: &Page<'_>, money: &Money<'_>, needs: &Recorded<Vec<Need>>) -> Option<Block> {
    if *money.payments == Recorded::None {
        page.ask_at_the_end(money.payments, "payments.none", "payments.none");
    }
    let mut blocks = Vec::new();
    for payment in money.payments.given().into_iter().flatten() {
        let DirectPayment {
            id,
            need_refs,
            amount,
            first_payment_on,
            payee_ref,
            account_type,
            conditions,
            envelope: _,
        } = payment;
        let mut rows = Vec::new();
        rows.push(
            sum(page, "payments.amount", *amount).unwrap_or_else(|| {
                page.fact("payments.amount", page.quiet("answer.not_worked_out"))
            }),
        );
        rows.extend(
            first_payment_on
                .map(|date| page.fact("payments.first", words(&page.wording.date(date)))),
        );
        let payee = payee_ref.as_ref().and_then(|party| page.name(party));
        rows.extend(payee.map(|name| page.fact("payments.payee", words(&name))));
        rows.extend(account_type.map(|kind| {
            page.fact("payments.account", words(&page.wording.name_of("account", &kind)))
        }));
        rows.extend(page.fact_note(
            "payments.conditions",
            conditions.as_ref(),
            &format!("direct_payments[{id}].conditions"),
        ));
        blocks.extend(facts(rows));
        blocks
            .extend(page.sentences(helps(page, need_refs, needs, &[], &[]).into_iter().collect()));
    }
    if let Some(discussion) = money.discussion {
        let DpDiscussion { peer_support_offered, pros_cons_explained, accepted } = discussion;
        let said = [
            ("payments.pros_cons", pros_cons_explained),
            ("payments.peer_support", peer_support_offered),
            ("payments.accepted", accepted),
        ];
        // What was not done is a matter for the council, not for this page.
        let said = said.into_iter().filter(|(_, done)| **done == Some(true));
        blocks.extend(page.sentences(said.map(|(key, _)| page.say(key)).collect()));
    }
    part(page, "payments.heading", blocks)
}

fn charges(page: &Page<'_>, charges: &Recorded<Charges>) -> Option<Block> {
    let given = match charges {
        Recorded::Given(given) => given,
        Recorded::None => {
            return part(page, "charges.heading", vec![paragraph(page.say("charges.none"))]);
        }
        Recorded::NotApplicable => return None,
        Recorded::NotRecorded if page.disclosure.regime.is_carer() => return None,
        Recorded::NotRecorded => {
            return part(page, "charges.heading", vec![paragraph(page.say("charges.pending"))]);
        }
    };
    let Charges {
        pending,
        told_separately,
        assessed_on,
        contribution,
        nil_reason,
        collection,
        third_party_top_up,
        deferred,
        explanation,
        envelope: _,
    } = given;
    let mut blocks = Vec::new();
    let zero = contribution.is_some_and(|sum| sum.pence == 0);
    let unexplained = zero && nil_reason.is_none();
    if *pending == Some(true)
        || unexplained
        || (contribution.is_none() && *told_separately != Some(true))
    {
        blocks.push(paragraph(page.say("charges.pending")));
    }
    if *told_separately == Some(true) {
        blocks.push(paragraph(page.say("charges.told_separately")));
    }
    let mut rows = Vec::new();
    if zero && !unexplained {
        blocks.push(paragraph(page.say("charges.nil")));
        // The reason reads on from that.
        blocks.extend(page.note(nil_reason.as_ref(), "charges.nil_reason"));
        blocks = told_together(blocks);
    } else if !zero {
        let deferred = *deferred == Some(true);
        rows.extend(
            sum(page, "charges.contribution", *contribution)
                .map(|fact| you_pay(page, fact, deferred)),
        );
    }
    let reason = nil_reason.as_ref().filter(|_| !zero);
    rows.extend(page.fact_note("charges.nil_reason", reason, "charges.nil_reason"));
    rows.extend(
        assessed_on.map(|date| page.fact("charges.assessed_on", words(&page.wording.date(date)))),
    );
    rows.extend(page.fact_note("charges.collection", collection.as_ref(), "charges.collection"));
    rows.extend(sum(page, "charges.top_up", *third_party_top_up));
    if *deferred == Some(true) && (zero || contribution.is_none()) {
        blocks.push(paragraph(page.say("charges.deferred")));
    }
    rows.extend(page.fact_note("charges.explanation", explanation.as_ref(), "charges.explanation"));
    blocks.extend(facts(rows));
    part(page, "charges.heading", blocks)
}

fn nhs(page: &Page<'_>, nhs: Option<&NhsFunding>) -> Option<Block> {
    let NhsFunding { chc, fnc, s117, joint, envelope: _ } = nhs?;
    let mut rows = Vec::new();
    for (key, note) in [("nhs.chc", chc), ("nhs.fnc", fnc), ("nhs.s117", s117)] {
        if !note.is_not_recorded() {
            rows.extend(page.fact_recorded(key, note, |note| {
                page.note_line(note, &format!("nhs_funding.{key}"))
            }));
        }
    }
    let lines: Vec<_> =
        joint.iter().filter_map(|item| page.item_line(item, "nhs_funding.joint")).collect();
    if !lines.is_empty() {
        rows.push(Fact { label: page.say("nhs.joint"), value: lines });
    }
    part(page, "nhs.heading", facts(rows).into_iter().collect())
}

/// A document of its own, or part of a plan: s.28.
fn independent(page: &Page<'_>, budget: Option<&IndependentBudget>) -> Option<Block> {
    let IndependentBudget { cost_if_la_met, daily_living, care_part, envelope: _ } = budget?;
    let rows = [
        sum(page, "independent.cost_if_la_met", *cost_if_la_met),
        sum(page, "independent.daily_living", *daily_living),
        sum(page, "independent.care_part", *care_part),
    ];
    part(
        page,
        "independent.heading",
        facts(rows.into_iter().flatten().collect()).into_iter().collect(),
    )
}

/// The independent personal budget as a letter's section.
pub(in crate::merge) fn independent_section(page: &Page<'_>) -> Option<Section> {
    let budget = page.disclosure.content.independent_personal_budget.as_ref();
    section_of("money", page.say("money.heading"), independent(page, budget).into_iter().collect())
}
