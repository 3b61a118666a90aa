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
            Templates::load(config.templates.as_deref(), config.fonts.as_deref())?;
        let wordings = Wordings::load(&templates).map_err(Fatal::Findings)?;
        let renderer =
            Renderer::new(&templates).map_err(|finding| Fatal::Findings(vec![finding]))?;
        Ok((Self { templates, wordings, renderer, config: config.clone() }, findings))
    }
}
