// SPDX-License-Identifier: EUPL-1.2
//! Content from a folder, and the site into one.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use wegmarke_guide::Files;
use wegmarke_l10n::Locale;

/// What was written, by name: whoever withdraws a service wants its page gone, too.
const LIST: &str = ".wegweiser";
/// More than this is no content.
const MOST_FILES: usize = 20_000;

/// Every file of a folder; names that begin with a point are left out. Links are refused: they could lead out
/// of the folder, and what lies there would be published.
///
/// # Errors
/// If something cannot be read.
pub fn read(folder: &Path, locale: &Locale) -> Result<Files> {
    let mut files = Files::new();
    if !folder.is_dir() {
        bail!(
            "{}",
            locale.t_with(
                "way-no-folder",
                &[("folder", folder.display().to_string().into())]
            )
        );
    }
    collect(folder, folder, &mut files, locale)?;
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Files, locale: &Locale) -> Result<()> {
    let named = |path: &Path| path.display().to_string();
    for entry in fs::read_dir(folder).with_context(|| named(folder))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            bail!(
                "{}",
                locale.t_with("way-link", &[("file", named(&path).into())])
            );
        }
        if kind.is_dir() {
            collect(root, &path, files, locale)?;
            continue;
        }
        if files.len() == MOST_FILES {
            bail!(
                "{}",
                locale.t_with("way-too-many", &[("n", MOST_FILES.into())])
            );
        }
        let name = path.strip_prefix(root)?.components();
        let name: Vec<String> = name
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        files.insert(
            name.join("/"),
            fs::read(&path).with_context(|| named(&path))?,
        );
    }
    Ok(())
}

/// What became of the files of a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// How many were written because they were new or different.
    pub written: usize,
    /// How many were as they are.
    pub same: usize,
    /// How many are gone.
    pub removed: usize,
}

/// Makes a folder hold these files: writes what differs, removes what an earlier build wrote and this one does
/// not. Each file is whole or not there, whenever this is interrupted.
///
/// # Errors
/// If the folder holds something that no build wrote, or cannot be written.
pub fn write(files: &Files, folder: &Path, locale: &Locale) -> Result<Written> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let list = folder.join(LIST);
    let before = match fs::read_to_string(&list) {
        Ok(text) => text.lines().map(str::to_owned).collect(),
        Err(_) if fs::read_dir(folder)?.next().is_none() => Vec::new(),
        Err(_) => bail!(
            "{}",
            locale.t_with(
                "way-not-ours",
                &[("folder", folder.display().to_string().into())]
            )
        ),
    };
    // The names of both builds, until this one is whole: what is interrupted is tidied by the next.
    let names = |more: &[String]| -> String {
        let mut all: Vec<&str> = files.keys().chain(more).map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        all.iter().map(|name| format!("{name}\n")).collect()
    };
    put(&list, names(&before).as_bytes())?;
    let mut outcome = Written::default();
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            outcome.same += 1;
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        put(&path, bytes)?;
        outcome.written += 1;
    }
    for name in before.iter().filter(|name| !files.contains_key(*name)) {
        // The list is a file that somebody may have changed: only names inside the folder are believed.
        let is_inside = Path::new(name)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        let path = folder.join(name);
        if !is_inside || !path.is_file() {
            continue;
        }
        fs::remove_file(&path).with_context(|| path.display().to_string())?;
        outcome.removed += 1;
        // A folder goes when its last page is gone; one that holds more stays.
        let mut above = path.parent();
        while let Some(empty) =
            above.filter(|above| *above != folder && fs::remove_dir(above).is_ok())
        {
            above = empty.parent();
        }
    }
    put(&list, names(&[]).as_bytes())?;
    Ok(outcome)
}

/// Writes a file whole, or not at all.
///
/// # Errors
/// If it cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("part");
    fs::write(&beside, bytes).with_context(|| beside.display().to_string())?;
    fs::rename(&beside, path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use wegmarke_guide::Files;
    use wegmarke_l10n::{Lang, Locale};

    use super::{Written, read, write};

    fn files(all: &[(&str, &str)]) -> Files {
        all.iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn only_what_changed_is_written_and_what_is_gone_goes() {
        let locale = Locale::of(Lang::En);
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let one = files(&[
            ("a/index.html", "1"),
            ("b/c/index.html", "2"),
            ("d.css", "3"),
        ]);
        let first = write(&one, &site, locale).unwrap();
        assert_eq!((first.written, first.same, first.removed), (3, 0, 0));
        fs::write(site.join("theirs.txt"), "x").unwrap();
        let two = files(&[("a/index.html", "1"), ("d.css", "4")]);
        let second = write(&two, &site, locale).unwrap();
        assert_eq!(
            second,
            Written {
                written: 1,
                same: 1,
                removed: 1
            }
        );
        assert!(!site.join("b").exists());
        assert!(
            site.join("theirs.txt").exists(),
            "what no build wrote stays"
        );
        let third = write(&two, &site, locale).unwrap();
        assert_eq!(
            third,
            Written {
                written: 0,
                same: 2,
                removed: 0
            }
        );

        // A list that was tampered with reaches nothing outside.
        fs::write(folder.path().join("outside"), "x").unwrap();
        fs::write(site.join(".wegweiser"), "../outside\n/etc/hostname\n").unwrap();
        assert_eq!(write(&two, &site, locale).unwrap().removed, 0);
        assert!(folder.path().join("outside").exists());

        let foreign = folder.path().join("foreign");
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("holiday.jpg"), "x").unwrap();
        assert!(write(&two, &foreign, locale).is_err());
        assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);
    }

    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("cards.toml")).unwrap();
        let error = read(folder.path(), Locale::of(Lang::En)).unwrap_err();
        assert!(error.to_string().contains("cards.toml"), "{error}");
    }
}
