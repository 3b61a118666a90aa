//! Whose record it is: the team that a task goes to.

use crate::config::Config;
use crate::plan::{LanguageTag, Party, Record, Role};

/// The record's own team, in English where that is written: the team of its named coordinator, else
/// of its council as the record has it, else of the configuration's council.
pub fn team<'a>(record: &'a Record, config: &'a Config) -> Option<&'a str> {
    let main = record.main_language();
    let coordinator = record.content.named_coordinator.as_ref();
    let duties = coordinator
        .into_iter()
        .flat_map(|one| [&one.completes, &one.delivers, &one.reviews, &one.revises, &one.prepares]);
    let named = duties.flatten().filter_map(|party| {
        record.parties.iter().find(|one| one.party_id.as_str() == party.as_str())
    });
    let by_role =
        record.parties.iter().filter(|party| party.roles.contains(&Role::NamedCoordinator));
    let of_party = |party: &'a Party| party.team.as_ref();
    let own = named.chain(by_role).find_map(of_party);
    let council = || record.council.as_ref().and_then(|council| council.team.as_ref());
    let texts = own.or_else(council).or(config.council.team.as_ref())?;
    let english = texts.get(&LanguageTag::en(), &main);
    // The language of a text that is found does not matter: a name is a name.
    english.or_else(|| match texts {
        crate::plan::Texts::Main(text) => Some(text.as_str()),
        crate::plan::Texts::ByLanguage(texts) => texts.values().map(String::as_str).next(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(more: &serde_json::Value) -> Record {
        let mut whole = json!({
            "schema_version": 1, "plan_id": "P-1", "document": "plan", "regime": "wales_adult",
            "status": "signed_off", "languages": ["cy", "en"],
            "parties": [
                {"party_id": "a", "is_subject": true, "roles": ["subject"], "name": {"given": "A"}},
                {"party_id": "b", "is_subject": false, "roles": ["named_coordinator"],
                 "name": {"given": "B"}, "team": {"cy": "Tîm y Gogledd", "en": "North team"}},
                {"party_id": "c", "is_subject": false, "roles": ["council_worker"],
                 "name": {"given": "C"}, "team": "Tîm y De"}
            ]
        });
        whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    fn config() -> Config {
        serde_json::from_value(json!({"council": {"team": {"en": "Adult care"}}})).unwrap()
    }

    #[test]
    fn the_nearest_team_is_named() {
        let config = config();
        let named = record(&json!({"named_coordinator": {"completes": "c"}}));
        assert_eq!(team(&named, &config), Some("Tîm y De"));
        let mut by_role = record(&json!({}));
        assert_eq!(team(&by_role, &config), Some("North team"));
        by_role.parties[1].team = None;
        assert_eq!(team(&by_role, &config), Some("Adult care"));
        let own = json!({"council": {"team": {"cy": "Tîm arall"}}});
        let mut of_council = record(&own);
        of_council.parties[1].team = None;
        assert_eq!(team(&of_council, &config), Some("Tîm arall"));
        assert_eq!(team(&by_role, &Config::default()), None);
    }
}
