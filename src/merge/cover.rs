//! The letter on top of an envelope: who sends it, why the reader has it, what is in it, whom to ring
//! and how to have it another way. Names and kinds of documents, and nothing of any plan.

use super::copy::why;
use super::data::{
    Addressee, Block, Day, Fact, Head, InWindow, MergeData, Opening, Run, Sender, Words,
};
use super::easy_read::picture_row;
use super::look;
use super::opening::unbroken;
use super::page::{called, paragraph, run_on, with_commas, words};
use super::{direction, page_label, plain};
use crate::config::Window;
use crate::disclose::{Cover, Enclosed, Insert, Pack, Person};
use crate::finding::Finding;
use crate::plan::{Document, LanguageTag, PictureUse, PostalAddress, Regime, Role, Texts};
use crate::template::{Format, Pictures};
use crate::wording::Wording;

/// The data of one cover. `geometry` is the envelope's, in whose window the address stands; without,
/// it stands in the letter.
///
/// # Errors
/// DAT-07 when a fixed row's picture is not in the index.
pub fn cover(
    cover: &Cover,
    wording: &Wording,
    pictures: &Pictures,
    running: Option<&str>,
    geometry: Option<&Window>,
) -> Result<(MergeData, Vec<Finding>), Vec<Finding>> {
    let letter = Letter { cover, wording, pictures, geometry };
    let easy = cover.edition.format == Format::EasyRead;
    let blocks = if easy { letter.rows()? } else { letter.blocks() };
    let opening = Opening {
        council: letter.sender(),
        heading: words(&letter.heading()),
        subject: Vec::new(),
        blocks,
        notice: if easy { Vec::new() } else { vec![paragraph(letter.formats())] },
        addressee: Some(letter.addressee()),
    };
    let document = letter.head(running);
    Ok((MergeData { document, opening, sections: Vec::new() }, Vec::new()))
}

/// One cover with its wording.
struct Letter<'a> {
    cover: &'a Cover,
    wording: &'a Wording,
    pictures: &'a Pictures,
    geometry: Option<&'a Window>,
}

impl Letter<'_> {
    fn say(&self, key: &str) -> Words {
        words(&self.wording.say(key))
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> Words {
        words(&self.wording.fill(key, values))
    }

    /// A name of a council, a team or a job, in another language rather than not at all.
    fn label(&self, texts: &Texts) -> Option<Words> {
        let Cover { main_language, edition, .. } = self.cover;
        let own = texts.get(&edition.language, main_language).map(|text| (&edition.language, text));
        let (language, text) = own.or_else(|| texts.any(main_language))?;
        let lang = (*language != edition.language).then(|| language.to_string());
        Some(words(text.trim()).into_iter().map(|run| Run { lang: lang.clone(), ..run }).collect())
    }

    fn head(&self, running: Option<&str>) -> Head {
        let Cover { edition, reference, date, recipient, .. } = self.cover;
        let date = date.unwrap_or_default();
        let kind = self.wording.say("document.cover");
        let title = [("kind", &*kind), ("reference", reference)];
        Head {
            layout: edition.layout.to_string(),
            format: edition.format.to_string(),
            compact: edition.format != Format::EasyRead,
            size_pt: edition.size_pt,
            language: edition.language.to_string(),
            region: "GB".into(),
            direction: direction(&edition.language).into(),
            title: self.wording.fill("document.title", &title),
            date: Day { year: date.year(), month: date.month(), day: date.day() },
            paper: "white".into(),
            contrast: look::contrast(&self.cover.look).into(),
            font: look::font(&self.cover.look).into(),
            spacing: look::spacing(&self.cover.look).into(),
            running: running.map(|key| self.say(key)),
            recipient: words(&recipient.name.formal()),
            page_label: page_label(self.wording, "page.label", ""),
            contents_heading: self.say("contents.heading"),
            contents_after: 0,
            // The last line of a letter says for itself that it is the last.
            end: Vec::new(),
        }
    }

    fn sender(&self) -> Sender {
        let council = &self.cover.council;
        Sender {
            name: self.label(&council.name).unwrap_or_else(|| self.say("council.unnamed")),
            team: council.team.as_ref().and_then(|team| self.label(team)),
            // They stand where the reader needs them: whom to ask, and where to send this back to.
            address: Vec::new(),
            contact: Vec::new(),
            logo: council.logo_id.as_ref().map(|logo| format!("/pictures/{logo}.svg")),
        }
    }

    /// To whom: the name and the address as they stand on an envelope.
    fn addressee(&self) -> Addressee {
        let Cover { recipient, address, date, reference, .. } = self.cover;
        let name = recipient.name.formal();
        // A postcode, and the name of a place, is never parted.
        let lines: Vec<Words> = match address {
            Some(address) => address.lines().map(unbroken).collect(),
            None => vec![words(&name)],
        };
        let window = self.in_window();
        let repeated = window.map(|_| self.repeated()).unwrap_or_default();
        let day = date.map(|date| words(&self.wording.date(date)));
        let mut number = self.say("glance.reference");
        number.extend(words("\u{a0}"));
        number.extend(unbroken(reference));
        let greeting = match greeted(recipient) {
            Some(name) => self.fill("cover.greeting", &[("name", &name)]),
            None => self.say("cover.greeting_colleagues"),
        };
        let dated = with_commas(day.into_iter().chain([number]).collect());
        Addressee { lines, window, repeated, dated, greeting }
    }

    /// Where the address stands in the envelope's window. What nobody posts is handed over by name.
    fn in_window(&self) -> Option<InWindow> {
        self.cover.address.as_ref()?;
        let geometry = self.geometry?;
        Some(InWindow { shown: geometry.window?, address: geometry.address })
    }

    /// "Your address: 12 Tanner's Rise, Brackenholt, ZZ1 2AB": what is in the window, at the size of
    /// the letter, so that its reader can tell us if it is wrong.
    fn repeated(&self) -> Words {
        let name = self.cover.recipient.name.formal().to_lowercase();
        let lines = self.cover.address.iter().flat_map(PostalAddress::lines);
        // The greeting has the name, where it calls somebody by it.
        let greeted = greeted(&self.cover.recipient).is_some();
        let lines = lines.filter(|line| !greeted || line.to_lowercase() != name).map(unbroken_end);
        let mut repeated = self.say("cover.your_address");
        repeated.iter_mut().for_each(|run| run.strong = true);
        repeated.extend(words(" "));
        repeated.extend(with_commas(lines.collect()));
        repeated
    }

    /// What the letter is about: by kind, never by what is in it.
    fn heading(&self) -> String {
        match self.cover.enclosed.first() {
            Some(first) => self.what(first),
            None => self.wording.say("document.cover"),
        }
    }

    /// A document as its reader knows it: "Your plan", "A part of Harold's plan".
    fn what(&self, enclosed: &Enclosed) -> String {
        let name = called(&self.cover.subject.name);
        if enclosed.pack.is_opt_in() {
            let key = if self.cover.is_own() { "cover.own.summary" } else { "cover.other.summary" };
            return self.wording.fill(key, &[("name", &name)]);
        }
        let kind = match enclosed.document {
            Document::Plan if self.cover.is_own() && self.is_carers() => "carer_plan",
            Document::Plan if enclosed.pack.is_whole() || self.cover.is_own() => "plan",
            Document::Plan if enclosed.pack == Pack::Summary => "plan_summary",
            Document::Plan => "plan_part",
            Document::Review => "review",
            Document::Confirmation => "confirmation",
            Document::Closure => "closure",
            Document::DecisionLetter => "decision_letter",
            Document::IndependentBudget => "independent_budget",
        };
        let whose = if self.cover.is_own() { "own" } else { "other" };
        self.wording.fill(&format!("cover.{whose}.{kind}"), &[("name", &name)])
    }

    /// A document with its form and language: "Your plan: large print, in Welsh".
    fn entry(&self, enclosed: &Enclosed) -> String {
        let form = self.wording.name_of("cover.form", &enclosed.format);
        let mut forms = vec![form];
        let language = format!("cover.language.{}", enclosed.language);
        if self.wording.has(&language) {
            forms.push(self.wording.say(&language));
        }
        if enclosed.parts > 1 {
            let parts = enclosed.parts.to_string();
            let own = format!("cover.parts.{parts}");
            forms.push(if self.wording.has(&own) {
                self.wording.say(&own)
            } else {
                self.wording.fill("cover.parts.many", &[("parts", &parts)])
            });
        }
        format!("{}: {}", self.what(enclosed), forms.join(", "))
    }

    /// A carer's plan is a support plan: s.25(1) of the Care Act, and the Welsh Act, name the two apart.
    fn is_carers(&self) -> bool {
        matches!(self.cover.regime, Regime::EnglandCarer | Regime::WalesCarer)
    }

    /// A paper that is put in: "A leaflet, 4 pages".
    fn insert(&self, insert: &Insert) -> String {
        let what = self.wording.say(&format!("cover.insert.{}", insert.kind.as_str()));
        let pages = match insert.pages {
            1 => self.wording.say("cover.insert.page"),
            pages => self.wording.fill("cover.insert.pages", &[("count", &pages.to_string())]),
        };
        format!("{what}, {pages}")
    }

    /// Every document once: two copies that differ in nothing here are told as one. What is put in
    /// beside them comes last.
    fn entries(&self) -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        for enclosed in &self.cover.enclosed {
            let entry = self.entry(enclosed);
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        entries.extend(self.cover.inserts.iter().map(|insert| self.insert(insert)));
        entries
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![paragraph(self.lead())];
        blocks.push(paragraph(self.say("cover.enclosed")));
        blocks
            .push(Block::List { items: self.entries().iter().map(|entry| words(entry)).collect() });
        if let Some(fact) = self.who_to_ring() {
            let mut line = fact.label;
            line.iter_mut().for_each(|run| run.strong = true);
            line.extend(words(" "));
            line.extend(fact.value.into_iter().flatten());
            blocks.push(paragraph(line));
        }
        blocks.extend(self.welsh_is_welcome().map(paragraph));
        blocks.push(paragraph(self.not_for_you()));
        blocks
    }

    /// Why they get it.
    fn lead(&self) -> Words {
        let Cover { subject, recipient, basis, enclosed, .. } = self.cover;
        if self.cover.is_own() {
            let plan = enclosed.iter().all(|one| one.document == Document::Plan);
            return self.say(match (plan, self.is_carers()) {
                (true, false) => "cover.lead_plan",
                (true, true) => "cover.lead_carer_plan",
                (false, _) => "cover.lead",
            });
        }
        let about = self.fill("cover.lead_other", &[("name", &subject.name.formal())]);
        let pack = enclosed.first().map_or(Pack::CareCopy, |first| first.pack);
        let why = why(self.wording, (*basis, pack), recipient, &called(&subject.name));
        run_on(vec![about, words(&why)]).unwrap_or_default()
    }

    fn who_to_ring(&self) -> Option<Fact> {
        let Cover { contact, council, .. } = self.cover;
        let council_phone = council.phone.as_deref().map(unbroken);
        let value = match contact {
            Some(person) => {
                let job = person.job_title.as_ref().and_then(|job| self.label(job));
                let phone = person.phones.first().map(|phone| unbroken(phone)).or(council_phone);
                let name = words(&person.name.formal());
                with_commas(std::iter::once(name).chain(job).chain(phone).collect())
            }
            None => council_phone?,
        };
        Some(Fact { label: self.say("cover.ring"), value: vec![value] })
    }

    fn formats(&self) -> Words {
        match self.cover.council.phone.as_deref() {
            Some(phone) => {
                let phone = phone.replace(' ', "\u{a0}");
                self.fill("notice.formats", &[("phone", &phone)])
            }
            None => self.say("notice.formats_no_phone"),
        }
    }

    /// Said in both languages to who may write in either (Welsh Language Standards; WAL-08).
    fn welsh_is_welcome(&self) -> Option<Words> {
        let Cover { main_language, edition, enclosed, .. } = self.cover;
        let welsh = LanguageTag::cy();
        let has_welsh = *main_language == welsh
            || edition.language == welsh
            || enclosed.iter().any(|one| one.language == welsh);
        has_welsh.then(|| {
            let other = if edition.language == welsh { LanguageTag::en() } else { welsh };
            let mut both = self.say("cover.welsh_is_welcome");
            both.extend(words(" "));
            let in_other = self.say("cover.welsh_is_welcome_in_other_language");
            both.extend(
                in_other.into_iter().map(|run| Run { lang: Some(other.to_string()), ..run }),
            );
            both
        })
    }

    /// Kindly: who opens it by mistake has done nothing wrong.
    fn not_for_you(&self) -> Words {
        let council = &self.cover.council;
        let mut lines = vec![self.say("cover.not_for_you")];
        if !council.return_address.is_empty() {
            let address = council.return_address.join(", ");
            lines.push(self.fill("cover.send_back", &[("address", &address)]));
        }
        if let Some(phone) = council.phone.as_deref() {
            let phone = phone.replace(' ', "\u{a0}");
            lines.push(self.fill("cover.or_ring", &[("phone", &phone)]));
        }
        lines.push(self.say("cover.thank_you"));
        run_on(lines).unwrap_or_default()
    }

    /// The same in easy read: a row for each thing.
    fn rows(&self) -> Result<Vec<Block>, Vec<Finding>> {
        let Cover { subject, recipient, basis, council, contact, enclosed, .. } = self.cover;
        let name = called(&subject.name);
        let mut rows = Vec::new();
        if let Some(council) = self.label(&council.name) {
            rows.push(self.fixed("easy.from", &[("council", &plain(&council))])?);
        }
        if self.cover.is_own() {
            rows.push(self.fixed("easy.cover.own", &[])?);
        } else {
            rows.push(self.fixed("easy.cover.other", &[("name", &name)])?);
            let pack = enclosed.first().map_or(Pack::CareCopy, |first| first.pack);
            let why = why(self.wording, (*basis, pack), recipient, &name);
            rows.push(self.row(&why, "share")?);
        }
        for entry in self.entries() {
            rows.push(self.row(&format!("{entry}."), "plan")?);
        }
        rows.push(self.fixed("easy.help_to_read", &[])?);
        let council_phone = council.phone.as_deref();
        let worker = contact.as_ref().and_then(|person| {
            let phone = person.phones.first().map(String::as_str).or(council_phone)?;
            Some((person.name.plain(), phone))
        });
        let ring = |phone: &str| phone.replace(' ', "\u{a0}");
        if let Some((name, phone)) = worker {
            rows.push(self.fixed("easy.worker", &[("name", &name), ("phone", &ring(phone))])?);
        } else if let Some(phone) = council_phone {
            rows.push(self.fixed("easy.phone", &[("phone", &ring(phone))])?);
        }
        if let Some(phone) = council_phone {
            rows.push(self.fixed("easy.cover.formats", &[("phone", &ring(phone))])?);
        }
        if let Some(welsh) = self.welsh_is_welcome() {
            rows.push(Block::PictureRow {
                picture: self.picture("languages")?,
                alt: None,
                words: vec![welsh],
                photo: None,
            });
        }
        rows.push(match council_phone {
            Some(phone) => self.fixed("easy.cover.not_for_you_ring", &[("phone", &ring(phone))])?,
            None => self.fixed("easy.cover.not_for_you", &[])?,
        });
        Ok(rows)
    }

    fn fixed(&self, key: &str, values: &[(&str, &str)]) -> Result<Block, Vec<Finding>> {
        let text = self.wording.fill(&format!("{key}.text"), values);
        self.row(&text, &self.wording.say(&format!("{key}.picture")))
    }

    fn row(&self, text: &str, picture: &str) -> Result<Block, Vec<Finding>> {
        Ok(picture_row(text, self.picture(picture)?, None))
    }

    /// Pictures here only repeat the words: they are silent, and left out for who asked for none.
    fn picture(&self, id: &str) -> Result<Option<String>, Vec<Finding>> {
        if self.cover.pictures == PictureUse::None {
            return Ok(None);
        }
        match self.pictures.get(id) {
            Some(picture) => Ok(Some(format!("/pictures/{}", picture.file))),
            None => Err(vec![
                Finding::new(
                    "DAT-07",
                    "a row of the cover names a picture that the index doesn't have",
                )
                .holding(),
            ]),
        }
    }
}

/// A line of an address inside a sentence: a short one, such as a postcode, is never parted.
fn unbroken_end(line: &str) -> Words {
    if line.chars().count() <= 10 { unbroken(line) } else { words(line) }
}

/// How a letter greets: "Mr Okafor-Hale"; by the whole name where the title is not known. Nobody is
/// called by the name of an organisation: there it greets whoever opens it.
fn greeted(recipient: &Person) -> Option<String> {
    let Person { name, roles, .. } = recipient;
    let has_parts = [&name.title, &name.given, &name.family].into_iter().any(Option::is_some);
    if name.full.is_some() && !has_parts && roles.iter().any(|role| is_of_organisations(*role)) {
        return None;
    }
    Some(match (&name.full, &name.title, &name.family) {
        (None, Some(title), Some(family)) => format!("{} {}", title.trim(), family.trim()),
        _ => name.formal(),
    })
}

/// What an organisation is to a plan, and only seldom a single person.
fn is_of_organisations(role: Role) -> bool {
    matches!(
        role,
        Role::Provider
            | Role::VoluntaryOrganisation
            | Role::DpSupportOrganisation
            | Role::IsfHolder
            | Role::Gp
    )
}
