//! What each copy may have, worked out slowly and simply from the rules as they are written in the
//! design (`domain` d.2 and d.3), on the record's JSON. It shares no code with the decision.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Every pack by name.
pub const PACKS: &[&str] = &[
    "full",
    "requested_full",
    "care_copy",
    "summary",
    "provider_extract",
    "finance",
    "dp_extract",
    "public_summary",
    "sign_off_summary",
    "file_copy",
];

/// Which sections each pack has.
const SECTIONS: &[(&str, &str)] = &[
    (
        "care_copy",
        "about_me needs outcomes supports information_advice contingency named_coordinator responsible review_plan help",
    ),
    ("summary", "needs outcomes supports contingency named_coordinator review_plan help"),
    (
        "provider_extract",
        "about_me assessment needs outcomes supports informal_care risks contingency named_coordinator responsible monitoring_arrangements roles_and_responsibilities lead_organisation lead_professional review_plan help",
    ),
    (
        "finance",
        "supports personal_budget direct_payments charges independent_personal_budget nhs_funding named_coordinator review_plan help",
    ),
    ("dp_extract", "needs supports direct_payments named_coordinator review_plan help"),
    (
        "public_summary",
        "about_me needs outcomes carer_wishes supports personal_budget charges information_advice risks contingency monitoring_arrangements roles_and_responsibilities resources standard_text",
    ),
    ("sign_off_summary", "needs outcomes supports personal_budget"),
];

/// Which classes of information each pack has beside what is normal.
const CLASSES: &[(&str, &str)] = &[
    ("full", "health finance"),
    ("requested_full", "health finance"),
    ("care_copy", ""),
    ("summary", ""),
    ("provider_extract", "health"),
    ("finance", "finance"),
    ("dp_extract", "finance"),
    ("public_summary", "finance"),
    ("sign_off_summary", "finance"),
];

/// Fields that hang on an item and that a narrower pack leaves out of its own accord: they may be
/// missing where the item is there. Of the parties of a record, by pack; `*` for every pack.
const NARROWED: &[(&str, &[&str])] = &[
    ("*", &["personal_budget", "linked_plans", "withhold_text_variant"]),
    (
        "provider_extract",
        &[
            "needs",
            "outcomes",
            "options_considered",
            "how_in_practice",
            "flexibility_note",
            "willing_until",
            "carer_plan_ref",
            "information_considered",
        ],
    ),
    ("dp_extract", &["needs", "supports"]),
    (
        "finance",
        &["how_in_practice", "options_considered", "flexibility_note", "actions_by_others", "what"],
    ),
    (
        "public_summary",
        &["who_provides", "amount", "phone", "url", "media_links", "supported_to_write_by"],
    ),
    ("sign_off_summary", &["who_provides", "amount"]),
    (
        "summary",
        &[
            "eligibility_extent",
            "wellbeing_impact",
            "met_by_other",
            "not_eligible_action",
            "fluctuation_plan",
            "how_support_helps",
            "progress_measure",
            "stage_goals",
            "options_considered",
            "flexibility_note",
            "how_in_practice",
            "actions_by_others",
            "early_warning",
            "coping",
            "medicines_equipment",
        ],
    ),
];

/// Whether a JSON object is a piece that is judged on its own: a text with its envelope, or one of
/// the structs that has an envelope without words of its own.
pub fn is_piece(map: &Map<String, Value>) -> bool {
    let words = map.get("text").is_some_and(|text| !is_note(text));
    let has = |fields: &[&str]| fields.iter().any(|field| map.contains_key(*field));
    words
        || has(&["decision"])
            && has(&["outcome", "maker", "consulted", "reasons"])
            && !has(&["reviewed_on", "focus"])
        || has(&["cost_to_la", "adult_pays", "is_indicative", "cost_if_la_met", "care_part"])
        || has(&["payee_ref", "account_type", "first_payment_on"])
        || has(&["contribution", "nil_reason", "told_separately", "deferred"])
        || has(&["chc", "fnc", "s117", "joint"])
        || has(&["enquiry_ref", "enquiry_open", "concluded_on"])
        || has(&["consent_refs", "owner_org"])
        || has(&["carer_ref"])
        || has(&["reviewed_on", "focus"])
}

fn is_note(value: &Value) -> bool {
    value.as_object().is_some_and(|map| map.contains_key("text"))
}

/// One copy, as the rules speak of it.
pub struct Copy<'a> {
    pub record: &'a Value,
    /// The recipient's party id.
    pub recipient: &'a str,
    pub pack: &'a str,
    pub date: &'a str,
}

/// What a copy may have.
#[derive(Default)]
pub struct Verdict {
    /// Texts that must be there.
    pub must: BTreeSet<String>,
    /// Texts that may be there, the former among them.
    pub may: BTreeSet<String>,
}

/// Where the walk stands.
#[derive(Clone)]
struct Place<'p> {
    section: &'p str,
    /// Names of fields on the way, the section's first.
    fields: Vec<&'p str>,
    /// What encloses it may be shown.
    open: bool,
    /// It may be left out all the same.
    narrowed: bool,
    class: &'p str,
    /// A carer whose own words stand here.
    carer: Option<&'p str>,
    in_piece: bool,
}

impl Copy<'_> {
    fn subject(&self) -> &str {
        let subject = self.parties().find(|party| party["is_subject"] == true);
        subject.and_then(|party| party["party_id"].as_str()).expect("a subject")
    }

    fn parties(&self) -> impl Iterator<Item = &Value> {
        self.record["parties"].as_array().into_iter().flatten()
    }

    fn own(&self) -> bool {
        self.recipient == self.subject()
    }

    fn file(&self) -> bool {
        self.pack == "file_copy"
    }

    fn public(&self) -> bool {
        matches!(self.pack, "public_summary" | "sign_off_summary")
    }

    fn roles(&self, party: &str) -> BTreeSet<&str> {
        let party = self.parties().find(|one| one["party_id"] == party);
        let roles = party.and_then(|party| party["roles"].as_array()).into_iter().flatten();
        roles.filter_map(Value::as_str).collect()
    }

    fn is_danger(&self, party: &str) -> bool {
        self.roles(party).contains("person_of_concern")
    }

    fn has_section(&self, section: &str) -> bool {
        match self.pack {
            "file_copy" => true,
            "full" => section != "information_sharing_protocol_ref",
            "requested_full" => !matches!(
                section,
                "information_sharing_protocol_ref"
                    | "safeguarding_conclusion"
                    | "safeguarding_note"
            ),
            pack => SECTIONS.iter().any(|(name, sections)| {
                *name == pack && sections.split(' ').any(|one| one == section)
            }),
        }
    }

    fn has_class(&self, class: &str) -> bool {
        class == "normal"
            || self.pack == "full" && self.own() && matches!(class, "third_party" | "safeguarding")
            || CLASSES.iter().any(|(name, classes)| {
                *name == self.pack && classes.split(' ').any(|one| one == class)
            })
    }

    /// The decision means this copy.
    fn means(&self, audience: &str) -> bool {
        match audience {
            "all_but_file" => !self.file(),
            "subject" => self.own() && !self.public() && !self.file(),
            _ if audience == self.pack => true,
            _ => {
                !self.file()
                    && (audience == self.recipient || self.roles(self.recipient).contains(audience))
            }
        }
    }

    fn consented(&self, party: &str) -> bool {
        let consents = self.record["consents"].as_array().into_iter().flatten();
        consents.into_iter().any(|consent| {
            consent["giver"] == party
                && (consent["about"].is_null() || consent["about"] == party)
                && consent["recipient"] == self.recipient
                && consent["capacity_ok"] != false
                && consent["withdrawn_on"].as_str().is_none_or(|day| self.date < day)
                && consent["expires_on"].as_str().is_none_or(|day| self.date <= day)
        })
    }

    /// d.3: may this copy have the piece? The nine steps, one after the other.
    fn shows(&self, map: &Map<String, Value>, place: &Place<'_>) -> bool {
        let said = map.get("sensitivity").and_then(Value::as_str).unwrap_or("normal");
        let class = if said == "normal" { place.class } else { said };
        if class == "never_print" {
            return false;
        }
        if self.file() {
            return true;
        }
        if self.is_danger(self.recipient) {
            return false;
        }
        let decisions = |kind: &str| {
            map.get("share").and_then(|share| share[kind].as_array()).into_iter().flatten()
        };
        let meant =
            |decision: &&Value| decision["audience"].as_str().is_some_and(|one| self.means(one));
        if decisions("deny").any(|deny| meant(&deny)) {
            return false;
        }
        let allowed = !self.public()
            && decisions("allow").filter(meant).any(|allow| {
                allow["decided_by"].as_str().is_some_and(|who| !who.is_empty())
                    && allow["decided_on"].as_str().is_some_and(|day| day <= self.date)
                    && allow["expires_on"].as_str().is_none_or(|day| self.date <= day)
            });
        let source = map.get("source_party").and_then(Value::as_str).or(place.carer);
        let gift = source == Some(self.recipient);
        let mut about: BTreeSet<&str> = place.carer.into_iter().collect();
        let informal_care = map.contains_key("carer_ref");
        if !informal_care {
            let named = map.get("about").and_then(Value::as_array).into_iter().flatten();
            about.extend(named.filter_map(Value::as_str));
        }
        if let Some(holder) = map.get("party_ref").and_then(Value::as_str) {
            about.insert(holder);
        }
        let whose_view = map.get("party_ref").and_then(Value::as_str);
        let whose_view = whose_view.filter(|holder| *holder != self.subject());
        let gift = if map.get("source_party").is_some_and(Value::is_string) || whose_view.is_none()
        {
            gift
        } else {
            whose_view == Some(self.recipient)
        };
        about.remove(self.subject());
        let foreign = if self.public() {
            !about.is_empty()
        } else {
            !gift && about.iter().any(|party| *party != self.recipient && !self.consented(party))
        };
        if foreign && !allowed {
            return false;
        }
        if allowed {
            return true;
        }
        let back =
            class == "confidential" && gift && matches!(self.pack, "full" | "requested_full");
        if !back && (!self.has_class(class) || class == "third_party" && !gift) {
            return false;
        }
        if self.public() {
            let ticked = map.get("share").is_some_and(|share| share["public_summary"] == true);
            return ticked && self.has_section(place.section);
        }
        self.has_section(place.section)
    }

    /// Everything that the copy may have: texts of the content, and ids of parties that it speaks of.
    pub fn content(&self) -> Verdict {
        let mut verdict = Verdict::default();
        for (section, value) in self.record.as_object().expect("a record") {
            if !planpress::disclose::is_section(section) {
                continue;
            }
            let class = match section.as_str() {
                "personal_budget"
                | "direct_payments"
                | "charges"
                | "independent_personal_budget"
                | "nhs_funding" => "finance",
                "safeguarding_conclusion" | "safeguarding_note" => "safeguarding",
                _ => "normal",
            };
            let place = Place {
                section,
                fields: vec![section],
                open: true,
                narrowed: !self.has_section(section),
                class,
                carer: None,
                in_piece: false,
            };
            self.walk(value, &place, &mut verdict);
        }
        verdict
    }

    fn walk<'p>(&self, value: &'p Value, place: &Place<'p>, verdict: &mut Verdict) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, place, verdict)),
            Value::Object(map) => self.object(map, place, verdict),
            Value::String(text) => {
                let bare = place.in_piece || self.has_section(place.section) && !self.public();
                let danger = self.is_danger(self.recipient) && !self.file();
                if !place.open || !bare || danger {
                    return;
                }
                verdict.may.insert(text.clone());
                let narrowed = NARROWED.iter().any(|(pack, fields)| {
                    (*pack == "*" || *pack == self.pack)
                        && fields.iter().any(|field| place.fields.contains(field))
                });
                if !place.narrowed && (!narrowed || self.file()) {
                    verdict.must.insert(text.clone());
                }
            }
            _ => {}
        }
    }

    fn object<'p>(&self, map: &'p Map<String, Value>, place: &Place<'p>, verdict: &mut Verdict) {
        let mut place = place.clone();
        let field = place.fields.last().copied().unwrap_or_default();
        if self.is_judged(map, &place) {
            let mut judged = place.clone();
            match (place.section, field) {
                ("assessment", "capacity" | "best_interests") => judged.class = "health",
                ("review_record", "abuse_neglect_risk") => judged.class = "safeguarding",
                ("review_record", "budget_appropriate_and_managed") => judged.class = "finance",
                ("linked_plans", _) => {
                    let whose = map.get("subject_ref").and_then(Value::as_str);
                    judged.carer = whose.filter(|whose| self.is_private_plan(map, whose));
                    judged.class = match map["kind"].as_str() {
                        Some("safeguarding") => "safeguarding",
                        Some("cpa" | "ctp" | "health") => "health",
                        _ => "normal",
                    };
                }
                _ => {}
            }
            place.open &= self.shows(map, &judged);
            place.in_piece = true;
        }
        // What is nothing without one of its texts goes with it.
        const GATES: &[(&str, &str)] = &[
            ("capacity", "decision"),
            ("best_interests", "decision"),
            ("carer_support", "what"),
            ("other_public_money", "text"),
            ("contingency", "trigger"),
            ("support_sources", "name"),
            ("stage_goals", "text"),
        ];
        let carer = map.get("carer_ref").and_then(Value::as_str);
        for (_, gate) in GATES.iter().filter(|(of, gate)| *of == field && map.contains_key(*gate)) {
            let inside = map[*gate].as_object().expect("a gate is a text");
            let mut place = place.clone();
            place.fields.push(gate);
            place.open = place.open && self.shows(inside, &place);
            if !place.open {
                return;
            }
        }
        for (name, inside) in map {
            if matches!(
                name.as_str(),
                "share" | "about" | "source_party" | "recorded_by" | "recorded_on"
            ) && self.is_judged(map, &place)
                && !self.file()
            {
                continue;
            }
            let mut within = place.clone();
            within.fields.push(name);
            if within.section == "informal_care"
                && matches!(
                    name.as_str(),
                    "carer_views"
                        | "carer_needs"
                        | "carer_wishes_extent"
                        | "impact"
                        | "carer_support"
                )
            {
                within.carer = carer.filter(|carer| *carer != self.subject());
            }
            self.walk(inside, &within, verdict);
        }
    }

    /// Whether an object is judged on its own where it stands. A row of easy read is not.
    fn is_judged(&self, map: &Map<String, Value>, place: &Place<'_>) -> bool {
        const WHOLE: &str = "personal_budget direct_payments charges independent_personal_budget \
            nhs_funding safeguarding_conclusion review_record informal_care linked_plans";
        let whole =
            place.fields.len() == 1 && WHOLE.split_whitespace().any(|one| one == place.section);
        whole || is_piece(map) && !place.fields.contains(&"easy_read")
    }

    /// A plan of somebody else, which is that person's own matter: a child's always; anybody's in
    /// copies of others, unless both agreed to one plan.
    fn is_private_plan(&self, link: &Map<String, Value>, whose: &str) -> bool {
        let childs = matches!(link["kind"].as_str(), Some("ehc" | "idp" | "young_carer"));
        let agreed = link.get("combined") == Some(&Value::Bool(true))
            && link
                .get("consent_refs")
                .and_then(Value::as_array)
                .is_some_and(|refs| refs.iter().any(|one| one == whose));
        whose != self.subject() && (childs || !(self.own() || agreed))
    }

    /// What the copy may have of each party's own: name, numbers, address.
    pub fn identities(&self, content: &Verdict) -> BTreeSet<String> {
        let mut may = BTreeSet::new();
        let emergency = self.emergency_contacts();
        let copies = ["copy_requests", "recipients"]
            .into_iter()
            .flat_map(|list| self.record[list].as_array().into_iter().flatten());
        let has_copy: BTreeSet<&str> =
            copies.filter_map(|request| request["party"].as_str()).collect();
        let whole_own = self.own() && self.pack == "full";
        for party in self.parties() {
            let id = party["party_id"].as_str().expect("an id");
            if self.is_danger(id) {
                continue;
            }
            let subject = id == self.subject();
            let at_work = self.is_at_work(party);
            let named = subject
                || id == self.recipient
                || self.file()
                || !self.public() && content.may.contains(id)
                || whole_own && (at_work || has_copy.contains(id));
            if !named {
                continue;
            }
            for field in ["name", "relationship_to_subject", "organisation", "job_title"] {
                collect(&party[field], &mut may);
            }
            let rings = at_work
                || emergency.contains(id)
                    && (whole_own || self.file() || self.pack == "provider_extract");
            for contact in party["contact"].as_array().into_iter().flatten() {
                let shown = match contact["channel"].as_str() {
                    Some("phone" | "mobile") => rings,
                    Some("email") => at_work,
                    _ => false,
                };
                if shown {
                    collect(&contact["value"], &mut may);
                }
            }
            if subject && (whole_own || self.file()) {
                for address in party["addresses"].as_array().into_iter().flatten() {
                    let home = address["kind"].is_null()
                        || matches!(address["kind"].as_str(), Some("home" | "placement"));
                    if home && address["may_print"] != false {
                        collect(&address["lines"], &mut may);
                        collect(&address["postcode"], &mut may);
                    }
                }
            }
        }
        may
    }

    fn emergency_contacts(&self) -> BTreeSet<&str> {
        let all = self.record["contingency"].as_array().into_iter().flatten();
        let ids = all.flat_map(|one| one["contacts"].as_array().into_iter().flatten());
        ids.filter_map(Value::as_str).collect()
    }

    /// In the plan by their work, and not by their life.
    fn is_at_work(&self, party: &Value) -> bool {
        const CLOSE: &str = "subject carer cared_for spouse_partner household_member family friend \
            person_subject_wants_involved appropriate_person chosen_representative";
        const WORK: &str = "independent_advocate named_coordinator lead_professional \
            responsible_implementing responsible_monitoring responsible_reviewing signing_officer \
            assessor council_worker delegated_organisation_staff support_planner broker provider \
            voluntary_organisation dp_support_organisation isf_holder health_professional gp \
            finance_officer";
        let roles = self.roles(party["party_id"].as_str().expect("an id"));
        let any = |list: &str| list.split_whitespace().any(|role| roles.contains(role));
        let employed = !party["organisation"].is_null() || !party["job_title"].is_null();
        party["is_subject"] != true && (any(WORK) || !any(CLOSE) && employed)
    }
}

fn collect(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(map) => map.values().for_each(|inside| collect(inside, into)),
        _ => {}
    }
}
