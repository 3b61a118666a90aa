//! What a configuration may say about rules, and what it may not.

use super::checks;
use crate::config::{Config, Print, Window};
use crate::finding::{Finding, rule, rules};

/// All that a configuration says and can't (CFG-01), each at its key. A program that finds something
/// here must not go on: who wrote the setting relies on it.
pub fn refuse(config: &Config) -> Vec<Finding> {
    let severities = config.policy.severity.keys().filter_map(|id| refused(id));
    severities.chain(geometry(&config.print)).collect()
}

/// Envelopes whose window could not be kept free, or has no geometry at all.
fn geometry(print: &Print) -> Vec<Finding> {
    let windows = print.windows.iter();
    let mut found: Vec<Finding> = windows
        .flat_map(|(name, window)| window.faults(&format!("print.windows.{name}")))
        .collect();
    for (number, envelope) in print.envelopes.iter().enumerate() {
        if print.geometry(&envelope.window).is_none() {
            let names = Window::BUILT_IN.join(", ");
            found.push(
                Finding::new("CFG-02", format!("there is no window `{}`", envelope.window))
                    .at(format!("print.envelopes[{number}].window"))
                    .help(format!("describe it under `print.windows`, or name one of {names}")),
            );
        }
    }
    found
}

/// Why the severity of the rule with this id can't be set.
fn refused(id: &str) -> Option<Finding> {
    let finding = |message: String, help: String| {
        Finding::new("CFG-01", message).at(format!("policy.severity.{id}")).help(help)
    };
    let Some(rule) = rule(id) else {
        let help = nearest(id).map_or_else(
            || "`planpress check --rules` lists the rules".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        return Some(finding(format!("there is no rule `{id}`"), help));
    };
    if rule.is_fixed() {
        let message = format!("the severity of {id} can't be changed");
        let help = format!(
            "this rule protects people from {}; it keeps its severity. Remove the setting",
            rule.title
        );
        return Some(finding(message, help));
    }
    if !checks().any(|check| check.rule == id) {
        let message = format!("the severity of {id} can't be changed");
        let help = format!(
            "this rule says that something could not be read or made ({}), which no setting \
             changes. Remove the setting",
            rule.title
        );
        return Some(finding(message, help));
    }
    None
}

/// The rule that was probably meant by an id that no rule has.
pub fn nearest(id: &str) -> Option<&'static str> {
    // Longer than any id: no slip of the pen, and costly to compare.
    if id.len() > 20 {
        return None;
    }
    let wanted = plain(id);
    let distance = |rule: &str| strsim::damerau_levenshtein(&wanted, &plain(rule));
    let nearest = rules().map(|rule| (distance(rule.id), rule.id)).min_by_key(|(far, _)| *far);
    nearest.filter(|(far, _)| *far <= 2).map(|(_, id)| id)
}

/// Whether two ways of writing an id mean the same rule.
pub fn is_same(id: &str, other: &str) -> bool {
    plain(id) == plain(other)
}

/// Letters and digits alone: `eng7` is `ENG-07`.
fn plain(id: &str) -> String {
    let letters = id.chars().filter(char::is_ascii_alphabetic);
    let number: String = id.chars().filter(char::is_ascii_digit).collect();
    let letters: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    format!("{letters}{number:0>2}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfiguredSeverity;

    fn refused_with(id: &str) -> Vec<Finding> {
        let mut config = Config::default();
        config.policy.severity.insert(id.into(), ConfiguredSeverity::Info);
        refuse(&config)
    }

    #[test]
    fn a_rule_that_judges_a_record_may_be_changed() {
        assert_eq!(refused_with("ENG-01"), []);
        assert_eq!(refuse(&Config::default()), []);
    }

    #[test]
    fn an_envelope_needs_a_window_that_can_be() {
        let mut config = Config::default();
        config.print.envelopes[1].window = "c6".into();
        let mut low = Window::built_in("c5").unwrap();
        low.address.y_mm = 290.0;
        config.print.windows.insert("own".into(), low.clone());
        let fields: Vec<String> = refuse(&config).into_iter().map(|one| one.field).collect();
        let own = "print.windows.own.address";
        assert_eq!(fields, [own, own, "print.envelopes[1].window"]);
        config.print.windows = [("c6".into(), Window::built_in("c5").unwrap())].into();
        assert_eq!(refuse(&config), []);
    }

    #[test]
    fn a_fixed_rule_keeps_its_severity_and_says_why() {
        let found = refused_with("SHR-12");
        assert_eq!((found.len(), found[0].rule.id), (1, "CFG-01"));
        assert_eq!(found[0].field, "policy.severity.SHR-12");
        let help = found[0].help.as_deref().unwrap();
        assert!(help.starts_with("this rule protects people from the person has died"), "{help}");
    }

    #[test]
    fn a_rule_of_reading_or_making_is_no_matter_of_policy() {
        for id in ["REC-01", "TPL-02", "RUN-01"] {
            assert_eq!(refused_with(id).len(), 1, "{id}");
        }
    }

    #[test]
    fn an_unknown_rule_is_refused_with_the_nearest() {
        let found = refused_with("ENG-77");
        assert!(found[0].message.contains("there is no rule `ENG-77`"), "{found:?}");
        assert_eq!(nearest("eng7"), Some("ENG-07"));
        assert_eq!(nearest("ENG07"), Some("ENG-07"));
        assert_eq!(nearest("completeness"), None);
        assert_eq!(nearest(&"E".repeat(100_000)), None);
    }
}
