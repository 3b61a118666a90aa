//! The people and organisations of a record: the person, somebody close, the council's workers, who
//! provides support.

use std::collections::BTreeMap;

use super::bank::{BANK, Pair, ProviderKind, Relation};
use super::dice::Dice;
use super::identity::{self, Identity};
use super::scene::Scene;
use crate::plan::{
    Access, AuthorityKind, Contact, ContactChannel, Id, LanguageTag, LegalAuthority, Name, Party,
    PartyRef, Role, Texts,
};

/// The party ids that every record has.
pub const SUBJECT: &str = "p-subject";
/// Somebody close: a relative, a friend, the partner.
pub const RELATIVE: &str = "p-relative";
/// Whom a carer cares for, where that is not the partner.
pub const CARED_FOR: &str = "p-cared-for";
/// The named coordinator.
pub const WORKER: &str = "p-worker";
/// Who signs for the council.
pub const OFFICER: &str = "p-officer";
/// The independent advocate.
pub const ADVOCATE: &str = "p-advocate";

/// The parties of a record, with what the plan needs to know of them.
pub struct Cast {
    /// All of them, the subject first.
    pub parties: Vec<Party>,
    /// Whom the subject cares for: the partner or somebody else.
    pub cared_for: Option<&'static str>,
    /// The relative is an unpaid carer.
    pub has_carer: bool,
    /// An advocate helps.
    pub has_advocate: bool,
    providers: BTreeMap<String, (PartyRef, String)>,
}

/// A reference to a party.
pub fn party(id: &str) -> PartyRef {
    PartyRef(id.to_owned())
}

impl Cast {
    /// Finds everybody, and tells the words their names.
    pub fn gather(scene: &mut Scene) -> Self {
        let mut cast = Self {
            parties: vec![subject(scene)],
            cared_for: None,
            has_carer: false,
            has_advocate: scene.dice.chance(8),
            providers: BTreeMap::new(),
        };
        cast.add_close_people(scene);
        cast.add_workers(scene);
        cast
    }

    fn add_close_people(&mut self, scene: &mut Scene) {
        let people = &BANK.people;
        let carer = scene.regime.is_carer();
        let relation = if scene.partner.is_some() {
            &people.spouses["partner"]
        } else {
            pick_relation(&mut scene.dice, &people.relatives, scene.subject.age())
        };
        scene.words.set_pair("relative", &relation.your);
        // Whom people look forward to seeing is family that lives elsewhere.
        let family = if relation.friend || scene.partner.is_some() {
            pick_family(&mut scene.dice, scene.subject.age())
        } else {
            relation
        };
        scene.words.set_pair("my_relative", &family.my);
        self.has_carer = !carer && (scene.partner.is_some() || scene.dice.chance(60));
        let mut relative = close_party(scene, RELATIVE, relation);
        if self.has_carer {
            relative.roles.insert(0, Role::Carer);
            relative.main_carer = Some(true);
        }
        if carer && scene.partner.is_some() {
            relative.roles.insert(0, Role::CaredFor);
            self.cared_for = Some(RELATIVE);
            set_cared_for(scene, relation);
        }
        if !relation.friend {
            relative.next_of_kin = Some(true);
        }
        if scene.scale == crate::plan::Scale::Complex && !carer && scene.dice.chance(20) {
            relative.roles.push(Role::LegalRepresentative);
            relative.legal_authority.push(LegalAuthority {
                kind: AuthorityKind::LpaProperty,
                scope: None,
                evidence_seen: true,
                seen_on: Some(super::scene::later(scene.plan_date, -30)),
                valid_to: None,
            });
        }
        self.parties.push(relative);
        if carer && self.cared_for.is_none() {
            let relation = pick_relation(&mut scene.dice, &people.cared_for, scene.subject.age());
            set_cared_for(scene, relation);
            let mut adult = close_party(scene, CARED_FOR, relation);
            adult.roles.insert(0, Role::CaredFor);
            self.parties.push(adult);
            self.cared_for = Some(CARED_FOR);
        }
    }

    fn add_workers(&mut self, scene: &mut Scene) {
        let council = if scene.regime.is_england() {
            &BANK.people.english_council
        } else {
            &BANK.people.welsh_council
        };
        let team = localised(scene, council.team.as_ref());
        let phone = council.phone.clone().unwrap_or_default();
        scene.words.set("phone", phone.clone(), phone);
        let roles = vec![
            Role::NamedCoordinator,
            Role::Assessor,
            Role::CouncilWorker,
            Role::ResponsibleImplementing,
            Role::ResponsibleMonitoring,
            Role::ResponsibleReviewing,
        ];
        let mut worker = staff(scene, WORKER, "worker", roles);
        worker.team.clone_from(&team);
        worker.organisation = localised(scene, Some(&council.name));
        let name = worker.name.plain();
        scene.words.set("worker", name.clone(), name);
        let mut officer =
            staff(scene, OFFICER, "officer", vec![Role::SigningOfficer, Role::CouncilWorker]);
        officer.team = team;
        self.parties.extend([worker, officer]);
        if self.has_advocate {
            let mut advocate = staff(scene, ADVOCATE, "advocate", vec![Role::IndependentAdvocate]);
            advocate.organisation = Some(Texts::Main("Voice advocacy".into()));
            self.parties.push(advocate);
        }
        if scene.dice.chance(50) {
            let doctor =
                staff(scene, "p-doctor", "doctor", vec![Role::Gp, Role::HealthProfessional]);
            self.parties.push(doctor);
        }
    }

    /// The provider of a kind of support, the same one for the whole record: its party and name.
    pub fn provider(&mut self, dice: &mut Dice, by: &str) -> (PartyRef, String) {
        let kind: &ProviderKind = &BANK.people.providers[by];
        let key = by.trim_end_matches("_double").to_owned();
        if let Some(known) = self.providers.get(&key) {
            return known.clone();
        }
        let name = dice.pick(&kind.names).clone();
        if let Some(known) = self.providers.values().find(|(_, known)| *known == name) {
            let known = known.clone();
            self.providers.insert(key, known.clone());
            return known;
        }
        let id = format!("p-{}", key.replace('_', "-"));
        let role = match by {
            "charity" | "carers_centre" => Role::VoluntaryOrganisation,
            "carer_payment" => Role::DpSupportOrganisation,
            "nhs" => Role::HealthProfessional,
            _ => Role::Provider,
        };
        self.parties.push(Party {
            party_id: Id(id.clone()),
            roles: vec![role],
            name: Name { full: Some(name.clone()), ..Name::default() },
            contact: vec![by_phone(identity::phone(dice))],
            ..Party::default()
        });
        let provider = (PartyRef(id), name);
        self.providers.insert(key, provider.clone());
        provider
    }

    /// The name of who sends care workers, where anybody does.
    pub fn care_provider(&self) -> Option<&str> {
        ["agency", "pa", "day_centre", "sitting"]
            .iter()
            .find_map(|by| self.providers.get(*by))
            .map(|(_, name)| name.as_str())
    }

    /// The record has something of the equipment store.
    pub fn has_equipment(&self) -> bool {
        self.providers.contains_key("loan")
    }
}

fn set_cared_for(scene: &mut Scene, relation: &Relation) {
    scene.words.set_pair("cared_for", &relation.your);
    scene.words.set_pair("my_cared_for", &relation.my);
}

fn pick_relation<'a>(
    dice: &mut Dice,
    from: &'a BTreeMap<String, Relation>,
    age: u8,
) -> &'a Relation {
    let fitting: Vec<_> = from
        .values()
        .filter(|relation| (!relation.younger || age >= 45) && (!relation.older || age <= 68))
        .collect();
    dice.some(fitting, 1)[0]
}

fn pick_family(dice: &mut Dice, age: u8) -> &'static Relation {
    loop {
        let relation = pick_relation(dice, &BANK.people.relatives, age);
        if !relation.friend {
            return relation;
        }
    }
}

fn subject(scene: &mut Scene) -> Party {
    let dice = &mut scene.dice;
    let who = &scene.subject;
    let mut contact = vec![by_phone(who.phone.clone())];
    if dice.chance(30) {
        contact.push(Contact {
            channel: ContactChannel::Email,
            value: format!("person{}@mail.example", scene.number),
            safe_times: None,
            may_leave_message: None,
            safe: None,
        });
    }
    let pronouns = who.pronouns.map(|(en, cy)| Pair { en: en.into(), cy: cy.into() });
    Party {
        party_id: Id(SUBJECT.into()),
        is_subject: true,
        roles: vec![Role::Subject],
        name: who.name.clone(),
        pronouns: pronouns.map(|pair| scene.words.texts(&pair)),
        date_of_birth: Some(who.born),
        nhs_number: Some(who.nhs_number.clone()),
        case_number: Some(format!("C{:06}", dice.between(100_000, 999_999))),
        addresses: vec![who.address.clone()],
        contact,
        access: Some(scene.access.clone()),
        ..Party::default()
    }
}

/// Somebody close: the partner with the details of their own record, or somebody new.
fn close_party(scene: &mut Scene, id: &str, relation: &Relation) -> Party {
    let dice = &mut scene.dice;
    let as_partner = id == RELATIVE;
    let (name, address, phone, together) = match &scene.partner {
        Some(partner) if as_partner => {
            let Identity { name, address, phone, .. } = &partner.identity;
            (name.clone(), address.clone(), phone.clone(), true)
        }
        _ => {
            let family = if relation.friend || dice.chance(40) {
                dice.pick(&BANK.people.families).clone()
            } else {
                scene.subject.name.family.clone().unwrap_or_default()
            };
            let town = scene.subject.address.lines.last().cloned().unwrap_or_default();
            let name = identity::name(dice, relation.sex, &family);
            let together = !as_partner && dice.chance(60);
            let address = if together {
                scene.subject.address.clone()
            } else {
                identity::address(dice, &BANK.people.streets, &town)
            };
            (name, address, identity::phone(dice), together)
        }
    };
    let partner = scene.partner.is_some() && as_partner;
    let mut roles = vec![match (partner, relation.friend) {
        (true, _) => Role::SpousePartner,
        (false, true) => Role::Friend,
        (false, false) => Role::Family,
    }];
    if together {
        roles.push(Role::HouseholdMember);
    }
    let wales = !scene.regime.is_england();
    Party {
        party_id: Id(id.to_owned()),
        roles,
        name,
        addresses: vec![address],
        contact: vec![by_phone(phone)],
        relationship_to_subject: Some(scene.words.texts(&relation.bare)),
        lives_with_subject: Some(together),
        access: wales
            .then(|| Access { written_language: Some(LanguageTag::en()), ..Access::default() }),
        ..Party::default()
    }
}

fn staff(scene: &mut Scene, id: &str, job: &str, roles: Vec<Role>) -> Party {
    let dice = &mut scene.dice;
    let sex = if dice.chance(65) { super::bank::Sex::Woman } else { super::bank::Sex::Man };
    let family = dice.pick(&BANK.people.families).clone();
    let mut name = identity::name(dice, sex, &family);
    name.title = (job == "doctor").then(|| "Dr".to_owned());
    let job = dice.pick(&BANK.people.jobs[job]);
    Party {
        party_id: Id(id.to_owned()),
        roles,
        name,
        contact: vec![by_phone(identity::phone(dice))],
        job_title: Some(scene.words.texts(job)),
        ..Party::default()
    }
}

fn by_phone(number: String) -> Contact {
    let channel =
        if number.starts_with("07") { ContactChannel::Mobile } else { ContactChannel::Phone };
    Contact { channel, value: number, safe_times: None, may_leave_message: None, safe: None }
}

/// A text of the bank's councils in the record's languages.
pub fn localised(scene: &Scene, texts: Option<&Texts>) -> Option<Texts> {
    let (en, cy) = (LanguageTag::en(), LanguageTag::cy());
    let texts = texts?;
    let pair = Pair { en: texts.get(&en, &en)?.to_owned(), cy: texts.get(&cy, &en)?.to_owned() };
    Some(scene.words.texts(&pair))
}
