//! Easy read: the rows that people wrote, under plain headings, with fixed rows for dates, money and
//! whom to ring, and a list of hard words at the end. Nothing is made simpler by the program: an
//! item without rows says "ask about this" and is reported (FMT-04).

use std::collections::BTreeMap;

use super::bind::bind;
use super::data::{Block, Fact, Run, Section, Words};
use super::opening::worker;
use super::page::{Page, section as section_of, words};
use super::plan;
use crate::finding::{Finding, Severity, Stops};
use crate::plan::{EasyReadRow, Item, LanguageTag, Note, Recorded, Support, Visit, Weekday};

/// Easy-read rows by language, as items and notes have them.
type Rows = BTreeMap<LanguageTag, Vec<EasyReadRow>>;

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
    fn text(&mut self, rows: &Rows, has_text: bool, field: &str) {
        match self.page.rows(rows) {
            Some(rows) => self.blocks.extend(rows.iter().map(|row| self.page.picture_row(row))),
            None if has_text => {
                self.asked = true;
                let mut finding = Finding::new(
                    "FMT-04",
                    format!("`{field}` has no easy-read rows in `{}`", self.page.language()),
                );
                // One missing item is reported and the copy goes; see `sections` for what stops it.
                finding.severity = Severity::Warn;
                finding.stops = Stops::Nothing;
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
    let mut sections: Vec<Section> = [
        about(page),
        outcomes(page),
        needs(page),
        supports(page),
        week(page),
        money(page),
        risks(page),
        contingency(page),
        advice(page),
        reviewed(page),
        decided(page),
        closed(page),
        review(page),
        help(page),
    ]
    .into_iter()
    .flatten()
    .collect();
    let written = sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter(|block| matches!(block, Block::PictureRow { .. }))
        .count();
    let supports_missing = match content.supports.given() {
        Some(supports) if !supports.is_empty() => {
            supports.iter().all(|support| page.rows(&support.item.easy_read).is_none())
        }
        _ => false,
    };
    if written == 0 || supports_missing || !anything_written(page) {
        page.found(
            Finding::new(
                "FMT-04",
                format!("easy read is asked for, and nobody wrote it in `{}`", page.language()),
            )
            .at("easy_read")
            .help("have the easy-read rows written; the ordinary print is not sent in its place"),
        );
    }
    let list = mark_hard_words(page, &mut sections);
    sections.extend(list);
    sections
}

/// Whether anybody wrote easy read for this record at all.
fn anything_written(page: &Page<'_>) -> bool {
    let json = serde_json::to_value(&page.disclosure.content).unwrap_or_default();
    has_rows(&json, page.language().as_str())
}

fn has_rows(value: &serde_json::Value, language: &str) -> bool {
    match value {
        serde_json::Value::Object(map) => {
            let own = map.get("easy_read").and_then(|rows| rows.get(language));
            own.and_then(|rows| rows.as_array()).is_some_and(|rows| !rows.is_empty())
                || map.values().any(|inside| has_rows(inside, language))
        }
        serde_json::Value::Array(items) => items.iter().any(|item| has_rows(item, language)),
        _ => false,
    }
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
    let what = page.wording.name_of("support_kind", &support.kind);
    let own =
        visit.what.as_ref().and_then(|note| page.note_line(note, "supports.amount.timetable.what"));
    let what = own.map_or(what, |own| super::plain(&own));
    match visit.start {
        Some(start) => page.fill(
            "easy.week_line",
            &[("time", &page.wording.time_in_words(start)), ("what", &what)],
        ),
        None => words(&what),
    }
}

fn money(page: &Page<'_>) -> Option<Section> {
    let content = &page.disclosure.content;
    let mut topic = Topic::new(page);
    if let Some(budget) = content.personal_budget.given() {
        if let Some(cost) = budget.cost_to_la {
            topic.fixed("easy.budget_cost", &[("amount", &page.wording.money(cost))]);
        }
        if let Some(pays) = budget.la_pays {
            topic.fixed("easy.budget_council", &[("amount", &page.wording.money(pays))]);
        }
        topic.detail(budget.how_used.as_ref());
        topic.detail(budget.admin_support_given.as_ref());
    }
    for payment in content.direct_payments.given().into_iter().flatten() {
        if let Some(amount) = payment.amount {
            topic.fixed("easy.direct_payment", &[("amount", &page.wording.money(amount))]);
        }
        topic.detail(payment.conditions.as_ref());
    }
    match &content.charges {
        Recorded::Given(charges) => {
            let zero = charges.contribution.is_some_and(|sum| sum.pence == 0);
            match charges.contribution {
                Some(sum) if !zero => {
                    topic.fixed("easy.you_pay", &[("amount", &page.wording.money(sum))]);
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
        for party in &contingency.contacts {
            let person = page.disclosure.person(party);
            if let Some((person, phone)) =
                person.and_then(|person| Some((person, person.phones.first()?)))
            {
                let phone = phone.replace(' ', "\u{a0}");
                topic.fixed("easy.ring", &[("name", &person.name.plain()), ("phone", &phone)]);
            }
        }
    }
    topic.section("contingency", "easy.heading.contingency")
}

fn advice(page: &Page<'_>) -> Option<Section> {
    let mut topic = Topic::new(page);
    for advice in page.disclosure.content.information_advice.given().into_iter().flatten() {
        topic.item(&advice.item, "information_advice");
        if let Some(phone) = &advice.phone {
            topic.fixed("easy.phone_number", &[("phone", &phone.replace(' ', "\u{a0}"))]);
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
    topic.note(letter.advice_meet_reduce.given(), "decision_letter.advice_meet_reduce");
    topic.note(letter.advice_prevent_delay.given(), "decision_letter.advice_prevent_delay");
    letter.other_help.iter().for_each(|item| topic.item(item, "decision_letter.other_help"));
    topic.note(letter.how_to_challenge.given(), "decision_letter.how_to_challenge");
    topic.section("decided", "easy.heading.decided")
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
    if let Some(help) = page.disclosure.content.help.given() {
        topic.detail(help.complaint_process.as_ref());
        topic.detail(help.complaint_contact.as_ref());
        for source in &help.support_sources {
            topic.detail(Some(&source.name));
            topic.detail(source.what.as_ref());
        }
    }
    if let Some(phone) = &page.disclosure.council.phone {
        topic.fixed("easy.phone_number", &[("phone", &phone.replace(' ', "\u{a0}"))]);
    }
    topic.section("help", "easy.heading.help")
}

/// Makes the first use of each hard word bold, and lists the words with their meanings.
fn mark_hard_words(page: &Page<'_>, sections: &mut [Section]) -> Option<Section> {
    let mut rows = Vec::new();
    for (word, meaning) in page.wording.family("glossary") {
        let sentences =
            sections.iter_mut().flat_map(|section| &mut section.blocks).filter_map(|block| {
                match block {
                    Block::PictureRow { words, .. } => Some(words),
                    _ => None,
                }
            });
        let mut marked = false;
        for sentence in sentences.flatten() {
            if mark(sentence, word) {
                marked = true;
                break;
            }
        }
        if marked {
            rows.push(Fact { label: words(word), value: vec![words(meaning)] });
        }
    }
    let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Facts { rows }] };
    section_of("hard-words", page.say("easy.heading.hard_words"), blocks)
}

/// Splits the run that holds the word, so that the word stands alone in bold.
fn mark(sentence: &mut Words, word: &str) -> bool {
    for index in 0..sentence.len() {
        let run = &sentence[index];
        if run.strong {
            continue;
        }
        let Some(at) = find_word(&run.text, word) else { continue };
        let run = run.clone();
        let piece = |text: &str, strong: bool| Run { text: text.into(), strong, ..run.clone() };
        let end = at + word.len();
        let pieces = [
            piece(&run.text[..at], false),
            piece(&run.text[at..end], true),
            piece(&run.text[end..], false),
        ];
        sentence.splice(index..=index, pieces.into_iter().filter(|piece| !piece.text.is_empty()));
        return true;
    }
    false
}

/// Where a whole word starts, whatever its capitals.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let word = bind(&word.to_lowercase());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    lower.match_indices(&word).map(|(at, _)| at).find(|at| {
        !letter(lower[..*at].chars().next_back())
            && !letter(lower[at + word.len()..].chars().next())
    })
}
