// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke demo`: the embedded German example, made if it is not there, and served.

use std::process::ExitCode;
use std::sync::Arc;

use rust_embed::Embed;
use wegmarke_app::import::Import;
use wegmarke_store::key;

use crate::{Place, init, open, profile, serve};

/// The German package: facts in own words.
#[derive(Embed)]
#[folder = "../../example/germany"]
struct Example;

/// Who imports the example: nobody who is named in it.
const EDITORS: &str = "Redaktion des Wegmarke-Beispiels";

pub(crate) async fn run(place: &Place, options: &serve::Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    if key::read(&place.data, key::LOG)?.is_none() {
        let key = init::make(place, init::ORIGIN)?;
        println!(
            "{}",
            locale.t_with(
                "cli-init-done",
                &[("folder", place.data.display().to_string().into())]
            )
        );
        println!("{}", key.verifier_key());
    }
    let app = open::app(place).await?;
    if app.state().size() == 0 {
        let folder = tempfile::tempdir()?;
        for name in Example::iter() {
            if let Some(file) = Example::get(&name) {
                std::fs::write(folder.path().join(&*name), file.data)?;
            }
        }
        let import = Import {
            path: folder.path().to_owned(),
            profile: profile::load("germany")?,
            by: EDITORS.to_owned(),
            accept: Vec::new(),
            dry_run: false,
        };
        let report = app.import(import).await?;
        let args = [
            ("n", report.entries.into()),
            ("findings", report.findings.len().into()),
        ];
        println!("{}", locale.t_with("cli-import-written", &args));
    }
    serve::serve(Arc::new(app), options).await
}
