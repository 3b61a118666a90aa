//! Who took part, who agreed, who is in the plan, who has a copy, and where to complain.

use crate::merge::combined::is_here;
use crate::merge::data::{Block, Fact, Section, SignatureLine, Words};
use crate::merge::opening::{unbroken, worker};
use crate::merge::page::{
    Page, facts, paragraph, run_on, section as section_of, told_together, with_commas, words,
};
use crate::plan::{
    Advocacy, Agreement, Assessment, BestInterests, Capacity, Disagreement, Help, Involvement,
    LinkedPlan, PartyRef, PreparedBy, Recorded, Role, SignOff, Texts,
};

/// The parts of the record about how the plan came to be.
pub(super) struct Involved<'a> {
    pub(super) involvement: &'a Recorded<Involvement>,
    pub(super) prepared_by: Option<&'a PreparedBy>,
    pub(super) assessment: Option<&'a Assessment>,
    pub(super) advocacy: Option<&'a Advocacy>,
}

pub(super) fn section(page: &Page<'_>, parts: &Involved<'_>) -> Option<Section> {
    page.ask_at_the_end(parts.involvement, "involved.none", "involved.not_recorded");
    let mut blocks = Vec::new();
    let mut said = Vec::new();
    if let Some(prepared) = parts.prepared_by {
        said.push(words(&page.wording.name_of("prepared", &prepared.mode)));
    }
    let involvement = parts.involvement.given();
    if let Some(Involvement { subject_led, time_to_consider, .. }) = involvement {
        if *subject_led == Some(true) {
            said.push(page.say("involved.subject_led"));
        }
        if *time_to_consider == Some(true) {
            said.push(page.say("involved.time_to_consider"));
        }
    }
    // A provider works under decisions, not under who assessed.
    if !page.is_providers() {
        said.extend(assessed(page, parts.assessment));
    }
    blocks.extend(page.sentences(said));
    if let Some(Involvement {
        involved,
        subject_level,
        time_to_consider: _,
        help_to_decide,
        subject_led: _,
    }) = involvement
    {
        blocks.extend(page.note(subject_level.as_ref(), "involvement.subject_level"));
        blocks.extend(page.note(help_to_decide.as_ref(), "involvement.help_to_decide"));
        // What else is recorded about it reads on from the sentences.
        blocks = told_together(blocks);
        let list: Vec<Words> = involved
            .iter()
            .filter_map(|one| {
                let mut line = page.opens(page.who(&one.party_ref)?);
                if let Some(how) =
                    one.how.as_ref().and_then(|how| page.note_line(how, "involvement.involved.how"))
                {
                    line.extend(words(": "));
                    line.extend(how);
                }
                Some(line)
            })
            .collect();
        if page.compact() {
            let who = std::iter::once(page.say("involved.who")).chain(list.clone());
            blocks.extend(run_on(who.collect()).filter(|_| !list.is_empty()).map(paragraph));
        } else if !list.is_empty() {
            blocks.push(paragraph(page.say("involved.who")));
            blocks.push(Block::List { items: list });
        }
    }
    let mut rows = advocacy(page, parts.advocacy);
    if let Some(assessment) = parts.assessment {
        rows.extend(page.fact_note(
            "assessment.information",
            assessment.information_considered.as_ref(),
            "assessment.information_considered",
        ));
        rows.extend(assessment.dols_status.map(|status| {
            page.fact("assessment.dols", words(&page.wording.name_of("dols", &status)))
        }));
    }
    blocks.extend(facts(rows));
    blocks.extend(capacity(page, parts.assessment));
    let heading = if page.is_providers() { "provider.decisions" } else { "involved.heading" };
    section_of("involved", page.say(heading), blocks)
}

fn advocacy(page: &Page<'_>, advocacy: Option<&Advocacy>) -> Vec<Fact> {
    let Some(Advocacy {
        substantial_difficulty: _,
        needed,
        appropriate_person_ref,
        advocate_ref,
        why_none,
    }) = advocacy
    else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let name = |key: &str, party: &Option<PartyRef>| {
        let name = page.who(party.as_ref()?)?;
        Some(page.fact(key, name))
    };
    rows.extend(name("involved.advocate", advocate_ref));
    rows.extend(name("involved.appropriate_person", appropriate_person_ref));
    if advocate_ref.is_none() && appropriate_person_ref.is_none() && *needed == Some(false) {
        rows.push(page.fact("involved.advocate", page.say("involved.no_advocate_needed")));
    }
    rows.extend(page.fact_note("involved.why_no_advocate", why_none.as_ref(), "advocacy.why_none"));
    rows
}

/// Who assessed, and when it was finished, in sentences.
fn assessed(page: &Page<'_>, assessment: Option<&Assessment>) -> Vec<Words> {
    let Some(Assessment {
        completed_on,
        assessor,
        kind,
        information_considered: _,
        copy_enclosed,
        capacity: _,
        best_interests: _,
        dols_status: _,
    }) = assessment
    else {
        return Vec::new();
    };
    let mut said = Vec::new();
    said.extend(kind.map(|kind| words(&page.wording.name_of("assessment_kind", &kind))));
    if let Some(name) = assessor.as_ref().and_then(|party| page.name(party)) {
        said.push(page.fill("assessment.assessor", &[("name", &name)]));
    }
    said.extend(
        completed_on.map(|date| {
            page.fill("assessment.completed_on", &[("date", &page.wording.date(date))])
        }),
    );
    if *copy_enclosed == Some(true) {
        said.push(page.say("assessment.copy_enclosed"));
    }
    said
}

fn capacity(page: &Page<'_>, assessment: Option<&Assessment>) -> Vec<Block> {
    let Some(assessment) = assessment else { return Vec::new() };
    let mut blocks = Vec::new();
    for Capacity { decision, assessed_on, assessor, outcome, support_given, envelope: _ } in
        &assessment.capacity
    {
        let mut rows = Vec::new();
        rows.extend(page.fact_note(
            "capacity.decision",
            Some(decision),
            "assessment.capacity.decision",
        ));
        rows.push(
            page.fact(
                "capacity.outcome",
                words(&page.wording.name_of("capacity_outcome", outcome)),
            ),
        );
        rows.extend(page.fact_note(
            "capacity.support_given",
            support_given.as_ref(),
            "assessment.capacity.support_given",
        ));
        rows.extend(
            assessed_on
                .map(|date| page.fact("capacity.assessed_on", words(&page.wording.date(date)))),
        );
        rows.extend(
            assessor
                .as_ref()
                .and_then(|party| page.who(party))
                .map(|name| page.fact("capacity.assessor", name)),
        );
        blocks.push(Block::Part {
            heading: page.say("capacity.heading"),
            blocks: facts(rows).into_iter().collect(),
        });
    }
    for BestInterests { decision, maker, consulted, reasons, envelope: _ } in
        &assessment.best_interests
    {
        let mut rows = Vec::new();
        rows.extend(page.fact_note(
            "capacity.decision",
            Some(decision),
            "assessment.best_interests.decision",
        ));
        rows.extend(
            maker
                .as_ref()
                .and_then(|party| page.who(party))
                .map(|name| page.fact("best_interests.maker", name)),
        );
        rows.extend(
            page.names(consulted).map(|names| page.fact("best_interests.consulted", words(&names))),
        );
        rows.extend(page.fact_note(
            "best_interests.reasons",
            reasons.as_ref(),
            "assessment.best_interests.reasons",
        ));
        blocks.push(Block::Part {
            heading: page.say("best_interests.heading"),
            blocks: facts(rows).into_iter().collect(),
        });
    }
    blocks
}

/// Other plans, and who leads.
pub(super) struct Others<'a> {
    pub(super) linked: &'a Recorded<Vec<LinkedPlan>>,
    pub(super) checked: Option<bool>,
    pub(super) lead_organisation: Option<&'a Texts>,
    pub(super) lead_professional: Option<&'a PartyRef>,
}

pub(super) fn others(page: &Page<'_>, others: &Others<'_>) -> Option<Section> {
    let mut items = Vec::new();
    // What is a part of this document is told there.
    let elsewhere = |plan: &&LinkedPlan| !is_here(page, plan);
    for plan in others.linked.given().into_iter().flatten().filter(elsewhere) {
        let LinkedPlan {
            kind,
            plan_ref: _,
            owner_org,
            subject_ref,
            combined,
            consent_refs,
            envelope: _,
        } = plan;
        let kind = page.wording.name_of("linked", kind);
        let owner =
            owner_org.as_ref().and_then(|org| page.label(org)).map(|org| crate::merge::plain(&org));
        let whose = subject_ref.as_ref().and_then(|party| page.name(party)).or(owner);
        let mut line = match whose {
            Some(whose) => page.fill("others.plan_of", &[("kind", &kind), ("whose", &whose)]),
            None => words(&kind),
        };
        if *combined == Some(true) {
            line.extend(words(". "));
            line.extend(page.say("others.combined"));
            if let Some(names) = page.names(consent_refs) {
                line.extend(words(" "));
                line.extend(page.fill("others.agreed", &[("names", &names)]));
            }
        }
        items.push(line);
    }
    let mut rows = Vec::new();
    let alone = page.disclosure.parts.is_empty() && page.within.is_none();
    let lead = others.lead_organisation.filter(|_| alone).and_then(|org| page.label(org));
    rows.extend(lead.map(|org| page.fact("others.lead_organisation", org)));
    let lead = others.lead_professional.filter(|_| alone).and_then(|party| page.who(party));
    rows.extend(lead.map(|name| page.fact("others.lead_professional", name)));
    if items.is_empty() && rows.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if others.checked == Some(true) {
        blocks.push(paragraph(page.say("others.checked")));
    }
    if !items.is_empty() {
        blocks.push(Block::List { items });
    }
    blocks.extend(facts(rows));
    section_of("other-plans", page.say("others.heading"), blocks)
}

pub(super) fn agreement(
    page: &Page<'_>,
    agreement: &Recorded<Agreement>,
    sign_off: &Recorded<SignOff>,
) -> Option<Section> {
    page.ask_at_the_end(agreement, "agreement.none", "agreement.not_recorded");
    let mut said = Vec::new();
    let mut rows = Vec::new();
    if let Some(Agreement {
        subject_agrees,
        subject_happy,
        representative_ref,
        signed_on,
        steps_taken_to_agree,
        not_signed_reason,
    }) = agreement.given()
    {
        said.extend(subject_agrees.map(|answer| words(&page.wording.name_of("agrees", &answer))));
        said.extend(
            subject_happy.map(|happy| {
                page.say(if happy { "agreement.happy" } else { "agreement.not_happy" })
            }),
        );
        if let Some(name) = representative_ref.as_ref().and_then(|party| page.name(party)) {
            said.push(page.fill("agreement.representative", &[("name", &name)]));
        }
        said.extend(
            signed_on.map(|date| {
                page.fill("agreement.signed_on", &[("date", &page.wording.date(date))])
            }),
        );
        rows.extend(page.fact_note(
            "agreement.steps",
            steps_taken_to_agree.as_ref(),
            "agreement.steps_taken_to_agree",
        ));
        rows.extend(page.fact_note(
            "agreement.not_signed_reason",
            not_signed_reason.as_ref(),
            "agreement.not_signed_reason",
        ));
    }
    if let Some(SignOff { officer_ref, role, signed_on, approved_budget, conditions }) =
        sign_off.given()
    {
        let name = officer_ref.as_ref().and_then(|party| page.name(party));
        let role = role.as_ref().and_then(|role| page.note_line(role, "sign_off.role"));
        // "Ms Priya Lindqvist (Team Manager) signed it": one line for name, job and day.
        let (name, role) = match (name, role) {
            (Some(name), Some(role)) => {
                (Some(format!("{name} ({})", crate::merge::plain(&role))), None)
            }
            other => other,
        };
        let date = signed_on.map(|date| page.wording.date(date));
        said.extend(match (&name, &date) {
            (Some(name), Some(date)) => {
                Some(page.fill("sign_off.by_on", &[("name", name), ("date", date)]))
            }
            (Some(name), None) => Some(page.fill("sign_off.by", &[("name", name)])),
            (None, Some(date)) => Some(page.fill("sign_off.on", &[("date", date)])),
            (None, None) => None,
        });
        rows.extend(role.map(|role| page.fact("sign_off.role", role)));
        // The same sum stands under "Money".
        let total = page.disclosure.content.personal_budget.given().and_then(|b| b.cost_to_la);
        rows.extend(
            approved_budget
                .filter(|sum| Some(*sum) != total)
                .map(|sum| page.fact("sign_off.approved_budget", words(&page.wording.money(sum)))),
        );
        rows.extend(page.fact_note(
            "sign_off.conditions",
            conditions.as_ref(),
            "sign_off.conditions",
        ));
    }
    let mut blocks: Vec<Block> = page.sentences(said).into_iter().collect();
    blocks.extend(facts(rows));
    let signed = agreement.given().is_some_and(|agreement| {
        agreement.signed_on.is_some()
            || agreement.representative_ref.is_some()
            || agreement.not_signed_reason.is_some()
    });
    if !signed && page.is_to_sign() {
        let lines = ["agreement.your_signature", "agreement.date_signed"]
            .map(|key| SignatureLine { label: page.say(key), value: None })
            .into();
        blocks.push(Block::Signature { lines });
    }
    section_of("agreement", page.say("agreement.heading"), blocks)
}

pub(super) fn disagreements(page: &Page<'_>, all: &Recorded<Vec<Disagreement>>) -> Option<Section> {
    // "None" is worth saying; nothing recorded leaves no trace here.
    if *all == Recorded::None {
        page.ask_at_the_end(all, "disagreements.none", "disagreements.none");
    }
    let mut blocks = Vec::new();
    for disagreement in all.given().into_iter().flatten() {
        let Disagreement { item, party_ref, concerns, council_response, raised_on, outcome } =
            disagreement;
        let at = format!("disagreements[{}]", item.id);
        let mut inside = page.item(item, "disagreements");
        let mut rows = Vec::new();
        rows.extend(
            page.name(party_ref).map(|name| page.fact("disagreements.whose", words(&name))),
        );
        rows.extend(
            raised_on
                .map(|date| page.fact("disagreements.raised_on", words(&page.wording.date(date)))),
        );
        rows.extend(page.fact_recorded("disagreements.council", council_response, |note| {
            page.note_line(note, &format!("{at}.council_response"))
        }));
        rows.extend(page.fact_note(
            "disagreements.outcome",
            outcome.as_ref(),
            &format!("{at}.outcome"),
        ));
        inside.extend(facts(rows));
        let concerns = page.wording.name_of("concerns", concerns);
        blocks.push(Block::Card {
            heading: words(&concerns),
            label: None,
            tone: "plain".into(),
            blocks: inside,
        });
    }
    section_of("disagreements", page.say("disagreements.heading"), blocks)
}

/// Complaints, support and the right to ask for a review. What the record leaves out, the council's
/// own phrase says: everybody may complain.
pub(in crate::merge) fn help(page: &Page<'_>, help: &Recorded<Help>) -> Option<Section> {
    let empty = Help::default();
    let Help {
        complaint_process,
        complaint_contact,
        support_sources,
        ombudsman,
        review_request_right,
        helpline,
        opening_hours,
        interpreter_offer,
    } = match help {
        Recorded::Given(help) => help,
        _ => &empty,
    };
    let mut blocks = page.note(complaint_process.as_ref(), "help.complaint_process");
    if blocks.is_empty() {
        let phone =
            page.disclosure.council.phone.as_deref().map(|phone| phone.replace(' ', "\u{a0}"));
        blocks.push(paragraph(match phone {
            Some(phone) => page.fill("help.complain_phone", &[("phone", &phone)]),
            None => page.say("help.complain"),
        }));
    }
    let mut rows = Vec::new();
    rows.extend(page.fact_note(
        "help.complaint_contact",
        complaint_contact.as_ref(),
        "help.complaint_contact",
    ));
    rows.extend(page.fact_note("help.ombudsman", ombudsman.as_ref(), "help.ombudsman"));
    rows.extend(page.fact_note(
        "help.review_request",
        review_request_right.as_ref(),
        "help.review_request_right",
    ));
    rows.extend(helpline.as_ref().map(|phone| page.fact("help.helpline", unbroken(phone))));
    rows.extend(page.fact_note("help.opening_hours", opening_hours.as_ref(), "help.opening_hours"));
    rows.extend(page.fact_note(
        "help.interpreter",
        interpreter_offer.as_ref(),
        "help.interpreter_offer",
    ));
    let sources: Vec<Fact> = support_sources
        .iter()
        .filter_map(|source| {
            let label = page.note_line(&source.name, "help.support_sources.name")?;
            let mut value = page.note_lines(source.what.as_ref(), "help.support_sources.what");
            let phone = source.phone.as_ref().map(|phone| unbroken(phone));
            let url = source.url.as_ref().map(|url| words(url));
            value.push(with_commas(phone.into_iter().chain(url).collect()));
            Some(Fact { label, value: run_on(value).into_iter().collect() })
        })
        .collect();
    // One or two are told with the rest; more have a heading.
    let few = sources.len() < 3;
    if few {
        rows.extend(sources.iter().cloned());
    }
    blocks.extend(facts(rows));
    if !few {
        let blocks_of = vec![Block::Facts { rows: sources }];
        blocks.push(Block::Part { heading: page.say("help.sources"), blocks: blocks_of });
    }
    section_of("help", page.say("help.heading"), blocks)
}

/// The answers that are no section of their own.
pub(super) fn asked(page: &Page<'_>) -> Option<Section> {
    let items = page.asked();
    let blocks = if page.compact() || items.len() == 1 {
        page.sentences(items).into_iter().collect()
    } else if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List { items }]
    };
    section_of("asked", page.say("asked.heading"), blocks)
}

/// Everybody at work for the plan, with a way to reach them.
pub(super) fn contacts(page: &Page<'_>) -> Option<Section> {
    let quiet_roles = [Role::PersonOfConcern];
    // The worker's number is on page one, and a small plan says it once.
    let told = if page.compact() { worker(page) } else { None };
    let mut rows: Vec<Fact> = council_reach(page).into_iter().collect();
    let people = page
        .disclosure
        .people
        .iter()
        .filter(|person| !person.phones.is_empty() || !person.emails.is_empty())
        .filter(|person| !person.roles.iter().any(|role| quiet_roles.contains(role)))
        .filter(|person| told.as_ref().is_none_or(|told| told.as_str() != person.id.as_str()))
        .map(|person| {
            let mut value: Vec<Words> = page.part(person).into_iter().collect();
            value.extend(person.phones.iter().map(|phone| unbroken(phone)));
            value.extend(person.emails.iter().map(|email| words(email)));
            Fact { label: words(&person.name.formal()), value: vec![with_commas(value)] }
        });
    rows.extend(people);
    section_of("contacts", page.say("contacts.heading"), facts(rows).into_iter().collect())
}

/// How to reach the council, where page one has no room for it.
fn council_reach(page: &Page<'_>) -> Option<Fact> {
    if !page.council_with_contacts() {
        return None;
    }
    let (address, contact) = crate::merge::opening::reach(page);
    let mut value: Vec<Words> = Vec::new();
    if !address.is_empty() {
        value.push(with_commas(address));
    }
    value.extend(contact.into_iter().map(|pair| {
        let mut line = pair.label;
        line.extend(words(" "));
        line.extend(pair.value);
        line
    }));
    let value = vec![with_commas(value)];
    let label = page.label(&page.disclosure.council.name)?;
    value.iter().any(|line| !line.is_empty()).then_some(Fact { label, value })
}

/// Who else has a copy: in the subject's own copy alone.
pub(super) fn copies(page: &Page<'_>) -> Option<Section> {
    let blocks = match page.names(&page.disclosure.who_has_copies) {
        None => vec![paragraph(page.say("copies.nobody"))],
        Some(names) => vec![paragraph(page.fill("copies.also", &[("names", &names)]))],
    };
    section_of("copies", page.say("copies.heading"), blocks)
}
