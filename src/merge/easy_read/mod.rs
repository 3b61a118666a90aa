//! Easy read: the rows that people wrote, under plain headings, with fixed rows for dates, money and
//! whom to ring, and a list of hard words at the end. Nothing is made simpler by the program: an
//! item without rows says "ask about this" and is reported (FMT-04). Which texts that concerns, and
//! what a reader must not be left without, is in `plan`, where the check before sign-off asks too.

mod hard_words;
mod rows;
#[cfg(test)]
mod tests;

use super::data::{Block, Fact, Section, Words};
use super::opening::worker;
use super::page::{Page, section as section_of, words};
use super::plan;
use crate::finding::Finding;
use crate::plan::{
    Document, EasyReadRows, Item, Note, PartyRef, Recorded, Support, Visit, Weekday, easy_read_gaps,
};

pub(super) use hard_words::hard_words;
pub(super) use rows::picture_row;

/// What one section found: its rows, and whether something had none.
struct Topic<'p, 'a> {
    page: &'p Page<'a>,
    blocks: Vec<Block>,
    asked: bool,
}

impl<'p, 'a> Topic<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        Self { page, blocks: Vec::new(), asked: false }
    }

    /// The rows of a text; without any, the reader is told to ask.
    fn text(&mut self, rows: &EasyReadRows, has_text: bool, field: &str) {
        match self.page.rows(rows) {
            Some(rows) => self.blocks.extend(rows.iter().map(|row| self.page.picture_row(row))),
            None if has_text => {
                self.asked = true;
                // One missing item is reported and the copy goes; see `sections` for what stops it.
                let finding = Finding::new(
                    "FMT-04",
                    format!("`{field}` has no easy-read rows in `{}`", self.page.language()),
                );
                self.page.found(finding.at(field).help("have the easy-read rows written"));
            }
            None => {}
        }
    }

    fn item(&mut self, item: &Item, field: &str) {
        self.text(&item.easy_read, !item.text.is_empty(), &format!("{field}[{}]", item.id));
    }

    fn note(&mut self, note: Option<&Note>, field: &str) {
        if let Some(note) = note {
            self.text(&note.easy_read, !note.text.is_empty(), field);
        }
    }

    /// A note beside another text: shown where it has rows, and not asked about otherwise, because
    /// easy read is a shortened version and the whole plan goes with it.
    fn detail(&mut self, note: Option<&Note>) {
        if let Some(rows) = note.and_then(|note| self.page.rows(&note.easy_read)) {
            self.blocks.extend(rows.iter().map(|row| self.page.picture_row(row)));
        }
    }

    fn fixed(&mut self, key: &str, values: &[(&str, &str)]) {
        self.blocks.push(self.page.fixed_row(key, values));
    }

    fn section(mut self, id: &str, heading: &str) -> Option<Section> {
        if self.asked {
            let row = match worker(self.page).and_then(|party| self.page.disclosure.person(&party))
            {
                Some(person) => self.page.fixed_row("easy.ask", &[("name", &person.name.plain())]),
                None => self.page.fixed_row("easy.ask_us", &[]),
            };
            self.blocks.push(row);
        }
        section_of(id, self.page.say(heading), self.blocks)
    }
}

pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    let content = &page.disclosure.content;
    // A letter begins with what it was sent to say; a plan says at its end when it was last looked at.
    let (reviewed_first, reviewed_last) = match page.disclosure.document {
        Document::Plan => (None, reviewed(page)),
        _ => (reviewed(page), None),
    };
    let sections = [
        decided(page),
        what_helps(page),
        closed(page),
        reviewed_first,
        // Found at once, as in print, where the plan at a glance has it.
        contingency(page),
        about(page),
        outcomes(page),
        needs(page),
        supports(page),
        week(page),
        money(page),
        risks(page),
        advice(page),
        reviewed_last,
        review(page),
        help(page),
    ]
    .into_iter()
    .flatten()
    .collect();
    let has_phone = |party: &PartyRef| {
        page.disclosure.person(party).is_some_and(|person| !person.phones.is_empty())
    };
    for gap in easy_read_gaps(content, page.language(), &has_phone) {
        page.found(
            Finding::new("FMT-04", gap.words(page.language()))
                .at(gap.field())
                .help(
                    "have the easy-read rows written; the ordinary print is not sent in its place",
                )
                .holding(),
        );
    }
    sections
}

fn about(page: &Page<'_>) -> Option<Section> {
    let about = page.disclosure.content.about_me.as_ref()?;
    let mut topic = Topic::new(page);
    for (key, note) in plan::about_notes(about) {
        topic.note(note, &format!("about_me.{key}"));
    }
    for (key, items) in plan::about_lists(about) {
        items.iter().for_each(|item| topic.item(item, &format!("about_me.{key}")));
    }
    topic.section("about-me", "easy.heading.about_me")
}

fn outcomes(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for outcome in page.disclosure.content.outcomes.given().into_iter().flatten() {
        topic.item(&outcome.item, "outcomes");
        topic.detail(outcome.how_support_helps.as_ref());
    }
    if let Some(wishes) = &page.disclosure.content.carer_wishes {
        for (key, wish) in [
            ("caring", &wishes.caring),
            ("work", &wishes.work),
            ("education_training", &wishes.education_training),
            ("recreation", &wishes.recreation),
        ] {
            topic.note(wish.given(), &format!("carer_wishes.{key}"));
        }
    }
    topic.section("goals", "easy.heading.goals")
}

fn needs(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for need in page.disclosure.content.needs.given().into_iter().flatten() {
        topic.item(&need.item, "needs");
        for note in [
            &need.wellbeing_impact,
            &need.met_by_other,
            &need.not_eligible_action,
            &need.fluctuation_plan,
        ] {
            topic.detail(note.as_ref());
        }
    }
    topic.section("needs", "easy.heading.needs")
}

fn supports(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for support in page.disclosure.content.supports.given().into_iter().flatten() {
        topic.item(&support.item, "supports");
        topic.detail(support.how_in_practice.as_ref());
        topic.detail(support.amount.as_ref().and_then(|amount| amount.times.as_ref()));
    }
    for care in page.disclosure.content.informal_care.given().into_iter().flatten() {
        topic.detail(care.support_given.as_ref());
        topic.detail(care.caring_role.as_ref());
    }
    topic.section("supports", "easy.heading.supports")
}

/// The week in words: a row a day, or for days on which the same happens.
fn week(page: &Page<'_>) -> Option<Section> {
    let supports = page.disclosure.content.supports.given()?;
    let mut alike: Vec<(Vec<Weekday>, Vec<Words>)> = Vec::new();
    for day in Weekday::ALL {
        let mut visits: Vec<_> = supports
            .iter()
            .flat_map(|support| {
                let visits = support.amount.iter().flat_map(|amount| &amount.timetable);
                visits.filter(|visit| visit.days.contains(&day)).map(move |visit| (support, visit))
            })
            .collect();
        visits.sort_by_key(|(_, visit)| (visit.start.is_none(), visit.start));
        let lines: Vec<Words> =
            visits.into_iter().map(|(support, visit)| week_line(page, support, visit)).collect();
        match alike.iter_mut().find(|(_, others)| *others == lines) {
            Some((days, _)) => days.push(day),
            None => alike.push((vec![day], lines)),
        }
    }
    let rows: Vec<Fact> = alike
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(days, value)| Fact { label: words(&plan::days(page, &days)), value })
        .collect();
    let blocks = if rows.is_empty() {
        Vec::new()
    } else {
        vec![page.fixed_row("easy.week", &[]), Block::Facts { rows }]
    };
    section_of("week", page.say("easy.heading.week"), blocks)
}

fn week_line(page: &Page<'_>, support: &Support, visit: &Visit) -> Words {
    let what = in_the_week(page, support, visit);
    match visit.start {
        Some(start) => page
            .fill("easy.week_line", &[("time", &page.wording.plain_time(start)), ("what", &what)]),
        None => words(&what),
    }
}

/// What happens then, in words that somebody wrote for easy read where there are any: of the visit,
/// or of the support.
fn in_the_week(page: &Page<'_>, support: &Support, visit: &Visit) -> String {
    let rows = [visit.what.as_ref().map(|note| &note.easy_read), Some(&support.item.easy_read)];
    let written = rows.into_iter().flatten().filter_map(|rows| page.rows(rows)?.first());
    match written.map(|row| row.text.clone()).next() {
        Some(row) => row,
        None => page.wording.name_of("support_kind", &support.kind),
    }
}

fn money(page: &Page<'_>) -> Option<Section> {
    let content = &page.disclosure.content;
    let mut topic = Topic::new(page);
    if let Some(budget) = content.personal_budget.given() {
        if let Some(cost) = budget.cost_to_la {
            topic.fixed("easy.budget_cost", &[("amount", &page.wording.plain_money(cost))]);
        }
        if let Some(pays) = budget.la_pays {
            topic.fixed("easy.budget_council", &[("amount", &page.wording.plain_money(pays))]);
        }
        topic.detail(budget.how_used.as_ref());
        topic.detail(budget.admin_support_given.as_ref());
    }
    for payment in content.direct_payments.given().into_iter().flatten() {
        if let Some(amount) = payment.amount {
            topic.fixed("easy.direct_payment", &[("amount", &page.wording.plain_money(amount))]);
        }
        topic.detail(payment.conditions.as_ref());
    }
    match &content.charges {
        Recorded::Given(charges) => {
            let zero = charges.contribution.is_some_and(|sum| sum.pence == 0);
            match charges.contribution {
                Some(sum) if !zero => {
                    topic.fixed("easy.you_pay", &[("amount", &page.wording.plain_money(sum))]);
                }
                Some(_) if charges.nil_reason.is_some() => topic.fixed("easy.pay_nothing", &[]),
                None if charges.told_separately == Some(true) => {
                    topic.fixed("easy.pay_letter", &[]);
                }
                _ => topic.fixed("easy.pay_pending", &[]),
            }
            topic.detail(charges.explanation.as_ref());
            topic.detail(charges.nil_reason.as_ref());
            topic.detail(charges.collection.as_ref());
        }
        Recorded::None => topic.fixed("easy.pay_nothing", &[]),
        Recorded::NotApplicable | Recorded::NotRecorded => {}
    }
    topic.section("money", "easy.heading.money")
}

fn risks(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for risk in page.disclosure.content.risks.given().into_iter().flatten() {
        topic.item(&risk.item, "risks");
        topic.detail(risk.actions.as_ref());
    }
    topic.note(page.disclosure.content.safeguarding_note.as_ref(), "safeguarding_note");
    topic.section("risks", "easy.heading.risks")
}

fn contingency(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for contingency in page.disclosure.content.contingency.given().into_iter().flatten() {
        topic.detail(Some(&contingency.trigger));
        topic.item(&contingency.item, "contingency");
        let people = contingency.contacts.iter().filter_map(|party| page.disclosure.person(party));
        let reached = people.filter_map(|person| Some((person, person.phones.first()?)));
        for (at, (person, phone)) in reached.enumerate() {
            let values = [("name", &*person.name.plain()), ("phone", &*unbroken(phone))];
            topic.fixed(if at == 0 { "easy.ring" } else { "easy.or_ring" }, &values);
        }
    }
    topic.section("contingency", "easy.heading.contingency")
}

fn advice(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for advice in page.disclosure.content.information_advice.given().into_iter().flatten() {
        topic.item(&advice.item, "information_advice");
        if let Some(phone) = &advice.phone {
            topic.fixed("easy.phone_number", &[("phone", &unbroken(phone))]);
        }
    }
    topic.section("advice", "easy.heading.advice")
}

fn reviewed(page: &Page<'_>) -> Option<Section> {
    let review = page.disclosure.content.review_record.as_ref()?;
    let mut topic = Topic::new(page);
    if let (Some(date), true) = (review.reviewed_on, super::review::decided(review)) {
        topic.fixed("easy.reviewed_on", &[("date", &page.wording.date_with_weekday(date))]);
    }
    topic.note(review.reasons.as_ref(), "review_record.reasons");
    let focus = &review.focus;
    for note in [
        &focus.working,
        &focus.not_working,
        &focus.needs_changed,
        &focus.may_need_change,
        &focus.outcomes_achieved,
        &focus.new_outcomes,
        &focus.improvements,
        &review.progress,
        &review.future_services,
    ] {
        topic.detail(note.as_ref());
    }
    for change in &review.changes {
        topic.detail(change.after.as_ref());
    }
    topic.section("reviewed", "easy.heading.reviewed")
}

fn decided(page: &Page<'_>) -> Option<Section> {
    let letter = page.disclosure.content.decision_letter.as_ref()?;
    let mut topic = Topic::new(page);
    topic.note(letter.reasons.given(), "decision_letter.reasons");
    topic.section("decided", "easy.heading.decided")
}

/// What helps without the council's support: said with the decision, so that nobody is left with a no.
fn what_helps(page: &Page<'_>) -> Option<Section> {
    let letter = page.disclosure.content.decision_letter.as_ref()?;
    let mut topic = Topic::new(page);
    topic.note(letter.advice_meet_reduce.given(), "decision_letter.advice_meet_reduce");
    topic.note(letter.advice_prevent_delay.given(), "decision_letter.advice_prevent_delay");
    letter.other_help.iter().for_each(|item| topic.item(item, "decision_letter.other_help"));
    topic.section("advice", "easy.heading.advice")
}

fn closed(page: &Page<'_>) -> Option<Section> {
    let statement = page.disclosure.content.closure_statement.as_ref()?;
    let mut topic = Topic::new(page);
    topic.note(statement.reasons.given(), "closure_statement.reasons");
    topic.note(statement.outcomes_evaluation.given(), "closure_statement.outcomes_evaluation");
    topic.note(
        statement.needs_met_otherwise_confirmation.given(),
        "closure_statement.needs_met_otherwise_confirmation",
    );
    statement.also.iter().for_each(|item| topic.item(item, "closure_statement.also"));
    topic.section("closed", "easy.heading.closed")
}

fn review(page: &Page<'_>) -> Option<Section> {
    let review = page.disclosure.content.review_plan.given()?;
    let mut topic = Topic::new(page);
    if let Some(date) = review.next_review_on {
        topic.fixed("easy.review", &[("date", &page.wording.date_with_weekday(date))]);
    }
    topic.fixed("easy.review_sooner", &[]);
    topic.section("review", "easy.heading.review")
}

fn help(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    topic.fixed("easy.not_happy", &[]);
    if let Some(letter) = &page.disclosure.content.decision_letter {
        topic.note(letter.how_to_challenge.given(), "decision_letter.how_to_challenge");
    }
    topic.fixed("easy.complain", &[]);
    if let Some(help) = page.disclosure.content.help.given() {
        topic.detail(help.complaint_process.as_ref());
        topic.detail(help.complaint_contact.as_ref());
        for source in &help.support_sources {
            topic.detail(Some(&source.name));
            topic.detail(source.what.as_ref());
        }
    }
    topic.section("help", "easy.heading.help")
}

/// The last page: whom to ask, and every way to reach them.
pub(super) fn contact(page: &Page<'_>) -> Option<Section> {
    let council = &page.disclosure.council;
    let mut topic = Topic::new(page);
    let person = worker(page).and_then(|party| page.disclosure.person(&party));
    if let Some((person, phone)) = person.and_then(|who| Some((who, who.phones.first()?))) {
        topic.fixed("easy.worker", &[("name", &person.name.plain()), ("phone", &unbroken(phone))]);
    }
    let name = page.label(&council.name).unwrap_or_else(|| page.say("council.unnamed"));
    if let Some(phone) = &council.phone {
        let values = [("name", &*super::plain(&name)), ("phone", &*unbroken(phone))];
        topic.fixed("easy.ring", &values);
    }
    if let Some(phone) = &council.textphone {
        topic.fixed("easy.textphone", &[("phone", &unbroken(phone))]);
    }
    if let Some(email) = &council.email {
        topic.fixed("easy.email", &[("email", email)]);
    }
    let help = page.disclosure.content.help.given();
    topic.detail(help.and_then(|help| help.opening_hours.as_ref()));
    topic.section("contact", "easy.heading.contact")
}

fn unbroken(phone: &str) -> String {
    phone.trim().replace(' ', "\u{a0}")
}
