//! A council's own look: the two invented councils of the samples, and what is said to a designer who
//! makes a mistake.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use planpress::batch::{Fatal, Kit};
use planpress::config::Config;
use planpress::finding::Finding;
use planpress::source::read_config;
use planpress::template::{PLACES, Palette, Templates};

use crate::pdf::broken_rules;
use crate::stage::{ROOT, Run, SAMPLES, empty_folder, none, run_over};

/// A council of the samples, and what nobody else has.
struct Look {
    folder: &'static str,
    /// Samples that show it.
    samples: &'static [&'static str],
    /// Its accent, in thousandths of red, green and blue as a PDF writes them.
    accent: &'static str,
    /// Its last line, in each language.
    end: [(&'static str, &'static str); 2],
    /// The heading of its section, in each language.
    section: [(&'static str, &'static str); 2],
    /// The packs that have it.
    packs: &'static [&'static str],
}

const LOOKS: &[Look] = &[
    Look {
        folder: "thornmere",
        samples: &["01-desmond-minor-service", "09-kenneth-easy-read", "12-beatrice-review"],
        accent: "#5a1e4b",
        end: [("en", "Nothing is missing."), ("cy", "Nid oes dim ar goll.")],
        section: [("en", "Our promise to you"), ("cy", "Ein haddewid i chi")],
        // It speaks to the person, in their own copies.
        packs: &["full"],
    },
    Look {
        folder: "dyffryn-wern",
        samples: &["22-eluned-cymraeg", "24-rhian-hawdd-ei-ddeall", "08-noor-direct-payment"],
        accent: "#0b4a3f",
        end: [("en", "Thank you for reading it."), ("cy", "Diolch am ei darllen.")],
        section: [("en", "Your language, your choice"), ("cy", "Eich iaith, eich dewis")],
        // Everybody's; those that are the council's own are not among the samples.
        packs: &[
            "full",
            "requested_full",
            "care_copy",
            "summary",
            "provider_extract",
            "public_summary",
        ],
    },
];

impl Look {
    fn path(&self) -> PathBuf {
        Path::new(ROOT).join("samples/councils").join(self.folder)
    }

    fn config(&self) -> Config {
        let path = self.path().join("planpress.yaml");
        let mut config = read_config::<Config>(&path).expect("a sound configuration").value;
        config.templates = config.templates.map(|look| self.path().join(look));
        config
    }

    /// Its copies of its samples.
    fn run(&self) -> Run {
        let inputs = empty_folder(&format!("overlay-{}-in", self.folder));
        for sample in self.samples {
            let name = format!("{sample}.yaml");
            let from = Path::new(ROOT).join("samples").join(&name);
            fs::copy(from, inputs.join(&name)).expect("a sample can be copied");
        }
        let out = format!("overlay-{}", self.folder);
        run_over(&inputs, &self.config(), &out, None).expect("the council's look can be used")
    }
}

/// A page's text without the spaces that keep a line together.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Promise: an overlay does what the documentation says: logo, colours, names, phrases, a section of
/// the council's own, in print, in easy read and in both languages; and its copies are as accessible
/// as the built-in ones.
#[test]
fn a_council_has_its_own_look() {
    let mut problems = Vec::new();
    for look in LOOKS {
        let run = look.run();
        let mut formats = BTreeSet::new();
        assert!(run.copies.len() >= 3, "{} has {} copies", look.folder, run.copies.len());
        for copy in &run.copies {
            let mut problem = |what: &str| problems.push(format!("{}: {what}", copy.name));
            let language = copy.entry["language"].as_str().expect("a language");
            formats.insert(copy.entry["format"].as_str().expect("a format").to_owned());
            let said = |all: &[(&str, &'static str)]| {
                all.iter()
                    .find(|(of, _)| *of == language)
                    .map(|(_, said)| *said)
                    .expect("a language")
            };
            let text = plain(&copy.tags.text());
            let headings = copy.tags.headings();
            // A long easy read comes in parts: each says which part has ended, and one has the section.
            let parts = copy.entry["parts"].as_u64();
            if parts.is_none() && !text.contains(said(&look.end)) {
                problem("the council's last line is missing");
            }
            let own = |text: &String| plain(text) == said(&look.section);
            let pack = copy.entry["pack"].as_str().expect("a pack");
            let is_last = copy.entry["part"].as_u64() == parts;
            match (headings.iter().any(|(_, heading)| own(heading)), look.packs.contains(&pack)) {
                (false, true) if is_last => problem("the council's section is missing"),
                (true, false) => problem("the council's section is in somebody else's copy"),
                _ => {}
            }
            if !draws(&copy.tags.pdf, look.accent) {
                problem("the council's colour is nowhere");
            }
            for profile in ["ua1", "2a"] {
                for rule in broken_rules(&copy.pdf, profile) {
                    problem(&rule);
                }
            }
        }
        assert!(formats.len() >= 2, "{} shows only {formats:?}", look.folder);
    }
    none(&problems, "things of a council's look are not as they should be");
}

/// Whether any page draws in a colour.
fn draws(pdf: &lopdf::Document, colour: &str) -> bool {
    let parts: Vec<f64> = [1, 3, 5]
        .map(|at| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0)
        .to_vec();
    let is_it = |operation: &lopdf::content::Operation| {
        let given: Vec<f64> = operation
            .operands
            .iter()
            .filter_map(|one| one.as_float().ok().map(f64::from))
            .collect();
        matches!(operation.operator.as_str(), "rg" | "RG" | "sc" | "SC" | "scn" | "SCN")
            && given.len() == 3
            && given.iter().zip(&parts).all(|(one, other)| (one - other).abs() < 0.003)
    };
    pdf.get_pages().values().any(|page| {
        let content = pdf.get_page_content(*page);
        lopdf::content::Content::decode(&content)
            .is_ok_and(|content| content.operations.iter().any(is_it))
    })
}

/// A logo is on the page of the council that has one, also where the record names the council.
#[test]
fn the_logo_is_the_councils_own() {
    for look in LOOKS {
        let config = look.config();
        let logo = config.council.logo_id.clone().expect("the council has a logo");
        let (kit, findings) = Kit::load(&config).expect("the look can be used");
        assert!(findings.is_empty(), "{findings:?}");
        assert!(kit.templates.file(&format!("pictures/{logo}.svg")).is_some());
        let mut without = config;
        without.council.logo_id = Some("no-such-logo".into());
        let Err(Fatal::Findings(findings)) = Kit::load(&without) else {
            panic!("a logo that is not there is accepted");
        };
        assert_eq!(told(&findings), ["TPL-07"]);
        assert!(findings[0].message.contains("pictures/no-such-logo.svg"), "{findings:?}");
    }
}

fn told(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

/// One mistake in an overlay.
struct Mistake {
    file: &'static str,
    text: &'static str,
    rule: &'static str,
    /// The line of the council's own file.
    line: u32,
    /// What a designer is told, and what to do.
    told: [&'static str; 2],
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        file: "theme/colours.yaml",
        text: "# ours\nwords:\n  accent: \"#5b8def\"\n",
        rule: "TPL-04",
        line: 3,
        told: ["`accent` (#5b8def) has a contrast of", "would do: it has 7."],
    },
    Mistake {
        file: "theme/colours.yaml",
        text: "lines:\n  rule: \"#dddddd\"\n",
        rule: "TPL-04",
        line: 2,
        told: ["frames and rules need 3:1", "would do: it has 3."],
    },
    Mistake {
        file: "theme/colours.yaml",
        text: "papers: {cream: \"#8a8468\"}\n",
        rule: "TPL-04",
        line: 1,
        told: ["`cream` paper (#8a8468) is too dark: even black has only 5.58:1", "lighter"],
    },
    Mistake {
        file: "theme/colours.yaml",
        text: "words:\n  accent: navy\n",
        rule: "TPL-04",
        line: 2,
        told: ["`accent` is no colour", "#003078"],
    },
    Mistake {
        file: "theme/colours.yaml",
        text: "words:\n  acent: \"#003078\"\n",
        rule: "TPL-04",
        line: 2,
        told: ["nothing has the colour `acent`", "did you mean `accent`?"],
    },
    Mistake {
        file: "pictures/index.yaml",
        text: "pictures:\n  bus:\n    alt: {en: A red bus, cy: \"\"}\n",
        rule: "TPL-07",
        line: 3,
        told: ["`bus` says nothing of what it shows in `cy`", "under `alt`"],
    },
    Mistake {
        file: "pictures/index.yaml",
        text: "pictures:\n  bus:\n    file: buss.svg\n",
        rule: "TPL-07",
        line: 3,
        told: ["no file `pictures/buss.svg`", "correct its name"],
    },
    Mistake {
        file: "wording/en.yaml",
        text: "end:\n  lime: That is all.\n",
        rule: "TPL-02",
        line: 2,
        told: ["nothing uses the phrase `end.lime`", "did you mean `end.line`?"],
    },
    Mistake {
        file: "wording/cy.yaml",
        text: "notice:\n  formats: \"Ffoniwch {{name}}.\"\n",
        rule: "TPL-02",
        line: 2,
        told: ["uses `name`, which is not offered there", "{{phone}}"],
    },
    Mistake {
        file: "wording/cy.yaml",
        text: "notice:\n  formats: \"Ffoniwch {{phone}\"\n",
        rule: "TPL-02",
        line: 2,
        told: ["notice.formats", "{{phone}}"],
    },
    Mistake {
        file: "wording/en.yaml",
        text: "end:\n  line: \"never closed\n",
        rule: "TPL-05",
        line: 2,
        told: ["wording/en.yaml", ""],
    },
    Mistake {
        file: "typst.toml",
        text: "[tool.planpress]\nlanguages = [en]\n",
        rule: "TPL-05",
        line: 2,
        told: ["typst.toml", "mend the file"],
    },
    Mistake {
        file: "lists/plain-words.yaml",
        text: "en:\n  - word: [\n",
        rule: "TPL-05",
        line: 3,
        told: ["lists/plain-words.yaml", "mend the file"],
    },
    Mistake {
        file: "sections.yaml",
        text: "sections:\n  - id: promise\n    heading: {en: Our promise}\n    blocks: []\n",
        rule: "TPL-06",
        line: 3,
        told: ["not said in `cy`", "have it translated"],
    },
];

/// Promise: a mistake in a council's own files is told before anything is made: what, in which line of
/// the council's own file, and what to do.
#[test]
fn a_mistake_is_told_at_its_line() {
    let mut problems = Vec::new();
    for Mistake { file, text, rule, line, told } in MISTAKES {
        let folder = empty_folder("overlay-mistake");
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a mistake can be written");
        let config = Config { templates: Some(folder), ..Config::default() };
        let Err(Fatal::Findings(findings)) = Kit::load(&config) else {
            problems.push(format!("{file}: {text:?} is accepted"));
            continue;
        };
        let is_told = |finding: &Finding| {
            let help = finding.help.as_deref().unwrap_or(finding.rule.help);
            let place = finding.place.as_ref();
            finding.rule.id == *rule
                && place.is_some_and(|place| Path::new(&*place.file) == path && place.line == *line)
                && finding.message.contains(told[0])
                && help.contains(told[1])
        };
        if !findings.iter().any(is_told) {
            problems.push(format!("{file}: {text:?} is told as {findings:#?}"));
        }
    }
    none(&problems, "mistakes are not told");
}

/// A file of a name that means nothing, and a part that nothing imports, are told with the name that
/// was probably meant; the rest of the look is used.
#[test]
fn a_file_that_nothing_uses_is_told() {
    let folder = empty_folder("overlay-unused");
    for path in ["theme/colour.yml", "parts/calout.typ", "parts/used.typ", "editions/letter.typ"] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "#import \"/parts/used.typ\": used\n").expect("a file");
    }
    let (_, findings) = Templates::load(Some(&folder), None).expect("a look that can be used");
    let told: Vec<(&str, &str, Option<&str>)> = findings
        .iter()
        .map(|one| (one.rule.id, one.message.as_str(), one.help.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "TPL-01",
                "`theme/colour.yml` replaces nothing and is used by nothing",
                Some("did you mean `theme/colours.yaml`?")
            ),
            (
                "TPL-01",
                "`parts/calout.typ` is imported by no template",
                Some("did you mean `parts/callout.typ`?")
            ),
        ]
    );
}

/// The places for a council's own sections are those that documents have.
#[test]
fn sections_stand_after_sections_that_there_are() {
    let own = ["part", "left-out", "hard-words"];
    let mut problems = BTreeSet::new();
    for steps in &SAMPLES.rebuilt {
        for section in &steps.data.sections {
            let id = section.id.as_str();
            if !PLACES.contains(&id) && !own.contains(&id) {
                problems.insert(format!("`{id}` is no place"));
            }
        }
    }
    let code: String = walkdir::WalkDir::new(Path::new(ROOT).join("src/merge"))
        .into_iter()
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    for place in PLACES.iter().filter(|place| !code.contains(&format!("\"{place}\""))) {
        problems.insert(format!("`{place}` is made nowhere"));
    }
    none(&problems.into_iter().collect::<Vec<_>>(), "places are wrong");
}

/// What is built in passes its own judgement, and the template reads the same colours.
#[test]
fn the_built_in_colours_are_the_templates_colours() {
    let kit = &SAMPLES.kit;
    let text = kit.templates.text("theme/colours.yaml").expect("the colours");
    let palette: Palette = serde_yaml::from_str(text).expect("a palette");
    assert!(palette.words.len() >= 6 && palette.lines.contains_key("rule"));
    let tokens = kit.templates.text("theme/tokens.typ").expect("the tokens");
    assert!(tokens.contains("yaml(\"/theme/colours.yaml\")"));
}
