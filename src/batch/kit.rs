//! Everything that is loaded once and shared by all: templates, wording, fonts, configuration.

use super::Fatal;
use crate::config::Config;
use crate::finding::Finding;
use crate::render::Renderer;
use crate::template::Templates;
use crate::wording::Wordings;

/// What documents are made with.
pub struct Kit {
    /// Templates, pictures and fonts.
    pub templates: Templates,
    /// The phrases of every language.
    pub wordings: Wordings,
    /// The engine.
    pub renderer: Renderer,
    /// The council's configuration.
    pub config: Config,
}

impl Kit {
    /// Loads and checks it all, with what should be looked at.
    ///
    /// # Errors
    /// When templates, wording or fonts can't be used.
    pub fn load(config: &Config) -> Result<(Self, Vec<Finding>), Fatal> {
        let (templates, findings) =
            Templates::load(config.templates.as_deref(), config.fonts.as_deref())
                .map_err(Fatal::Findings)?;
        if let Some(finding) = missing_logo(&templates, config) {
            return Err(Fatal::Findings(vec![finding]));
        }
        let wordings = Wordings::load(&templates).map_err(Fatal::Findings)?;
        let renderer =
            Renderer::new(&templates).map_err(|finding| Fatal::Findings(vec![finding]))?;
        Ok((Self { templates, wordings, renderer, config: config.clone() }, findings))
    }
}

/// That the logo of the configuration is none of the templates' pictures: every copy would fail.
fn missing_logo(templates: &Templates, config: &Config) -> Option<Finding> {
    let logo = config.council.logo_id.as_ref()?;
    let path = format!("pictures/{logo}.svg");
    templates.file(&path).is_none().then(|| {
        let message = format!("the council's logo has no file `{path}` in the templates");
        Finding::new("TPL-07", message).at("council.logo_id").help("add it, or correct its name")
    })
}
