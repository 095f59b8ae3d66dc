// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke demo`: the embedded German example, made if it is not there, and served.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use rust_embed::Embed;
use wegmarke_app::App;
use wegmarke_app::import::{Import, ImportReport};
use wegmarke_store::key;

use crate::story::StagedClock;
use crate::{Whereabouts, init, open, profile, serve, story};

/// The German package: facts in own words.
#[derive(Embed)]
#[folder = "../../example/germany"]
struct Example;

/// Standards of the referral mechanism and what exists of it: facts in own words, with their sources.
#[derive(Embed)]
#[folder = "../../example/mechanism"]
struct Mechanism;

/// The made-up part of it: answers, agreements, focal points, shelter places.
#[derive(Embed)]
#[folder = "../../example/invented/mechanism"]
struct InventedMechanism;

/// What is answered in an inquiry of it that is sealed: the inquiry has to be there before.
#[derive(Embed)]
#[folder = "../../example/invented/sealed"]
struct InventedSealed;

/// Who imports the example: nobody who is named in it.
const EDITORS: &str = "Redaktion des Wegmarke-Beispiels";

#[derive(Debug, Args)]
#[group(id = "demo")]
pub(crate) struct Options {
    #[command(flatten)]
    serve: serve::Options,
    /// Leave out what is made up: the two rounds, and everything that is said in them.
    #[arg(long)]
    real_only: bool,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
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
        let today = app.clock().now().to_zoned(app.clock().zone());
        let report = if options.real_only {
            let report = import(&app).await?;
            import_mechanism::<Mechanism>(&app, false).await?;
            report
        } else {
            // Entries get the time of the clock they were made by. The story is told by one that stands
            // in the past, so this process lets go of the register and opens it again with that.
            app.close().await;
            let clock = Arc::new(StagedClock::at_the_beginning(&today));
            let staged = open::app_with(place, Arc::clone(&clock) as _).await?;
            let report = import(&staged).await?;
            story::tell(&staged, &clock, &today).await?;
            import_mechanism::<Mechanism>(&staged, false).await?;
            import_mechanism::<InventedMechanism>(&staged, true).await?;
            import_mechanism::<InventedSealed>(&staged, true).await?;
            println!("{}", locale.t("cli-demo-invented"));
            println!("{}", locale.t("cli-demo-accounts"));
            for made in story::make_accounts(&staged).await? {
                let roles: Vec<String> = made
                    .roles
                    .iter()
                    .map(|role| locale.word("role", role.as_str()))
                    .collect();
                // Columns for eyes and scripts alike: address, password, secret, roles.
                println!(
                    "  {}  {}  {}  {}",
                    made.mail,
                    made.password,
                    made.secret,
                    roles.join(", ")
                );
            }
            staged.close().await;
            report
        };
        let args = [
            ("n", report.entries.into()),
            ("findings", report.findings.len().into()),
        ];
        println!("{}", locale.t_with("cli-import-written", &args));
    }
    let app = open::app(place).await?;
    let ways = story::list_ways(&app).await?;
    serve::serve(place, app, &options.serve, ways).await
}

/// Imports the embedded package.
async fn import(app: &App) -> anyhow::Result<ImportReport> {
    let folder = unpack::<Example>()?;
    Ok(app.import(importing(&folder, "germany")?).await?)
}

/// Imports an embedded package about the referral mechanism.
async fn import_mechanism<E: Embed>(app: &App, invented: bool) -> anyhow::Result<()> {
    let folder = unpack::<E>()?;
    let import = importing(&folder, "mechanism")?;
    match invented {
        true => app.import_example(import).await?,
        false => app.import(import).await?,
    };
    Ok(())
}

/// Writes embedded files into a folder of their own.
fn unpack<E: Embed>() -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for name in E::iter() {
        if let Some(file) = E::get(&name) {
            std::fs::write(folder.path().join(&*name), file.data)?;
        }
    }
    Ok(folder)
}

fn importing(folder: &tempfile::TempDir, name: &str) -> anyhow::Result<Import> {
    Ok(Import {
        path: folder.path().to_owned(),
        profile: profile::load(name)?,
        by: EDITORS.to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run: false,
        signing: None,
    })
}
