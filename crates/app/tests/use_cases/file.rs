// SPDX-License-Identifier: EUPL-1.2
//! Uploaded evidence: what is taken, who gets it and when, and what stays when something fails.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result as Stored,
};
use serde_json::json;
use wegmarke_app::{App, AppError};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_domain::file::File;
use wegmarke_domain::rules::permission::Role;
use wegmarke_store::fault::Fault;
use wegmarke_vault::Vault;

use super::cycle::{
    DAY, PRACTICE, REPORT, address, holds, hours, publisher, reason, refused, says, who, with_round,
};
use super::fixture::Home;

const SECRET: &str = "Nur das Haus kennt diese Datei";

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{words}\n%%EOF").into_bytes()
}

fn report(files: &[&File]) -> Says {
    let title = json!({"de": "Beleg"});
    let evidence: Vec<_> = files
        .iter()
        .map(|file| json!({"title": title, "file": file}))
        .collect();
    says(
        "report",
        json!({"delivery": "substantial", "narrative": {"de": "x"}, "evidence": evidence}),
    )
}

/// What everybody gets: the bytes, or why not.
async fn public(app: &App, file: &File) -> Result<Option<Vec<u8>>, &'static str> {
    assert_eq!(
        app.is_public_file(&file.sha256),
        !matches!(app.find_public_file(&file.sha256).await, Ok(None))
    );
    match app.find_public_file(&file.sha256).await {
        Ok(found) => Ok(found.map(|found| found.bytes)),
        Err(error) => Err(error.code()),
    }
}

/// The files in the folder of evidence.
fn objects(home: &Home) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(home.folder().join("evidence")) else {
        return Vec::new();
    };
    folder.map(|file| file.unwrap().path()).collect()
}

fn codes(result: Result<File, AppError>) -> Vec<&'static str> {
    match result {
        Err(AppError::Invalid(problems)) => problems.iter().map(|one| one.code).collect(),
        Err(other) => vec![other.code()],
        Ok(_) => Vec::new(),
    }
}

#[tokio::test]
async fn a_file_is_sealed_until_its_statement_is_revealed_and_then_for_everybody() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let file = app
        .attach(&bmas, "C:\\Ordner\\Bericht\u{202e}.pdf", pdf(SECRET))
        .await
        .unwrap();
    assert_eq!(&*file.name, "Bericht.pdf");
    assert_eq!(&*file.media_type, "application/pdf");
    let says = report(&[&file]);
    app.save_draft(&bmas, &address(REPORT), says.clone(), 0)
        .await
        .unwrap();
    assert_eq!(public(&app, &file).await, Ok(None), "drafted");
    app.release(&bmas, &address(REPORT), &says, false)
        .await
        .unwrap();
    assert_eq!(public(&app, &file).await, Ok(None), "sealed");

    // Its own organisation gets it before; nobody else, whatever their role.
    let own = app.find_own_file(&bmas, &file.sha256).await.unwrap();
    assert_eq!(own.unwrap().bytes, pdf(SECRET));
    let other = app.find_own_file(&publisher("kok"), &file.sha256).await;
    assert!(other.unwrap().is_none());
    let roles = [Role::Coordinator, Role::Administrator];
    let same_house = app.find_own_file(&who("bmas", &roles), &file.sha256).await;
    assert_eq!(refused(same_house), "forbidden");

    // Database, journal and the folder of files hold neither its words, nor its name, nor its hash.
    let mut dump = Vec::new();
    for path in std::fs::read_dir(home.folder())
        .unwrap()
        .map(|one| one.unwrap().path())
    {
        if path.is_file() {
            dump.extend(std::fs::read(path).unwrap());
        }
    }
    assert_eq!(objects(&home).len(), 1);
    for path in objects(&home) {
        dump.extend(path.to_str().unwrap().as_bytes());
        dump.extend(std::fs::read(path).unwrap());
    }
    for words in [SECRET, "%PDF", "Bericht.pdf", &file.sha256] {
        assert!(!holds(&dump, words), "{words}");
    }
    assert!(
        !dump
            .windows(32)
            .any(|part| hex::encode(part) == *file.sha256)
    );

    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    app.purge().await.unwrap();
    assert_eq!(public(&app, &file).await, Ok(Some(pdf(SECRET))), "revealed");
    let again = home.open().await;
    assert_eq!(
        public(&again, &file).await,
        Ok(Some(pdf(SECRET))),
        "restarted"
    );

    // Taken back, it is not handed out any more; its bytes stay with its organisation.
    app.withdraw(&bmas, &address(REPORT), &reason("Irrtum"))
        .await
        .unwrap();
    assert_eq!(public(&app, &file).await, Ok(None), "taken back");
    hours(&home, 30 * DAY);
    app.purge().await.unwrap();
    assert!(
        app.find_own_file(&bmas, &file.sha256)
            .await
            .unwrap()
            .is_some()
    );
    home.verify().await.unwrap();
}

#[tokio::test]
async fn an_erased_statement_takes_its_file_along_unless_another_one_names_it() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let (bmas, kok) = (publisher("bmas"), publisher("kok"));
    let file = app.attach(&bmas, "a.pdf", pdf(SECRET)).await.unwrap();
    let theirs = app.attach(&kok, "b.pdf", pdf(SECRET)).await.unwrap();
    assert_eq!(file.sha256, theirs.sha256);
    assert_eq!(objects(&home).len(), 2, "nobody can tell that both have it");
    let said = app
        .release(&bmas, &address(REPORT), &report(&[&file]), false)
        .await
        .unwrap();
    let practice = json!({
        "delivery": "limited", "observed": {"de": "x"}, "land": "de-be", "reach": "isolated",
        "evidence": [{"title": {"de": "Beleg"}, "file": theirs}],
    });
    let also = app
        .release(&kok, &address(PRACTICE), &says("practice", practice), false)
        .await
        .unwrap();
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    app.erase_body(said.seq, ErasureReason::PersonalData)
        .await
        .unwrap();
    assert_eq!(public(&app, &file).await, Ok(Some(pdf(SECRET))));
    app.purge().await.unwrap();
    assert_eq!(
        objects(&home).len(),
        1,
        "the bytes of the erased one are gone"
    );
    app.erase_body(also.seq, ErasureReason::PersonalData)
        .await
        .unwrap();
    assert_eq!(public(&app, &file).await, Ok(None));
    app.purge().await.unwrap();
    assert_eq!(objects(&home).len(), 0);
}

#[tokio::test]
async fn only_files_that_fit_and_are_ones_own_are_taken() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let limit = 10 << 20;
    let mut largest = pdf("");
    largest.resize(limit, b' ');
    let mut larger = largest.clone();
    larger.push(b' ');
    for (name, bytes, code) in [
        ("a.pdf", b"<!DOCTYPE html><script>".to_vec(), "file_type"),
        ("a.png", svg.to_vec(), "file_type"),
        ("a.svg", svg.to_vec(), "file_type"),
        ("a.html", pdf(""), "file_type"),
        ("a.docx", b"PK\x03\x04".to_vec(), "file_type"),
        ("a\u{202e}fdp.exe", pdf(""), "file_type"),
        ("../../etc/passwd", pdf(""), "file_type"),
        ("", pdf(""), "file_type"),
        ("a.pdf", Vec::new(), "file_empty"),
        ("a.pdf", larger, "file_too_large"),
    ] {
        let result = app.attach(&bmas, name, bytes).await;
        assert_eq!(codes(result), [code], "{name:?}");
    }
    assert_eq!(objects(&home).len(), 0, "nothing of it is kept");
    let name = format!("{}.pdf", "ä".repeat(300));
    let file = app.attach(&bmas, &name, largest).await.unwrap();
    assert_eq!((file.size, file.name.chars().count()), (10 << 20, 100));

    for roles in [&[Role::Coordinator][..], &[Role::Administrator], &[]] {
        let refused_to = app.attach(&who("bmas", roles), "a.pdf", pdf("x")).await;
        assert_eq!(codes(refused_to), ["forbidden"], "{roles:?}");
    }

    // A statement names only files of its own organisation, as they are.
    let theirs = app
        .attach(&publisher("kok"), "a.pdf", pdf("y"))
        .await
        .unwrap();
    let forged = File {
        size: 7,
        ..file.clone()
    };
    let unknown = File {
        sha256: "ab".repeat(32).into(),
        ..file.clone()
    };
    let named = report(&[&file, &theirs, &forged, &unknown]);
    let result = app.release(&bmas, &address(REPORT), &named, false).await;
    let Err(AppError::Invalid(problems)) = result else {
        panic!("it went through")
    };
    let told: Vec<_> = problems.iter().map(|one| (&*one.field, one.code)).collect();
    assert_eq!(
        told,
        [
            ("evidence.1.file", "file_unknown"),
            ("evidence.2.file", "file_unknown"),
            ("evidence.3.file", "file_unknown")
        ]
    );
}

#[tokio::test]
async fn an_organisation_has_so_much_room_and_no_more() {
    let home = Home::embedded();
    let app = with_round(&home).await.with_room(5000);
    let bmas = publisher("bmas");
    let mut bytes = pdf("");
    bytes.resize(1000, b' ');
    for at in 0..5_u8 {
        *bytes.last_mut().unwrap() = b'a' + at;
        app.attach(&bmas, "a.pdf", bytes.clone()).await.unwrap();
    }
    assert_eq!(
        codes(app.attach(&bmas, "a.pdf", pdf("x")).await),
        ["files_full"]
    );
    app.attach(&publisher("kok"), "a.pdf", pdf("x"))
        .await
        .unwrap();
    app.attach(&bmas, "again.pdf", bytes).await.unwrap();
    // What nothing names makes room after a week. The count of what was said that day goes, too.
    hours(&home, 8 * DAY);
    assert_eq!(app.purge().await.unwrap(), 6 + 1);
    app.attach(&bmas, "a.pdf", pdf("x")).await.unwrap();
}

#[tokio::test]
async fn only_what_nothing_names_is_purged() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let attach = async |words: &str| app.attach(&bmas, "a.pdf", pdf(words)).await.unwrap();
    let (drafted, sealed, replaced) = (
        attach("drafted").await,
        attach("sealed").await,
        attach("replaced").await,
    );
    let orphan = attach("orphan").await;
    for file in [&replaced, &sealed] {
        app.release(&bmas, &address(REPORT), &report(&[file]), false)
            .await
            .unwrap();
    }
    app.save_draft(&bmas, &address(REPORT), report(&[&drafted]), 0)
        .await
        .unwrap();
    hours(&home, 6 * DAY);
    app.purge().await.unwrap();
    assert_eq!(objects(&home).len(), 4);
    hours(&home, 2 * DAY);
    app.purge().await.unwrap();
    let there = async |file: &File| app.find_file(&bmas, &file.sha256).await.unwrap().is_some();
    assert!(!there(&orphan).await);
    for (what, file) in [
        ("drafted", &drafted),
        ("sealed", &sealed),
        ("replaced", &replaced),
    ] {
        assert!(there(file).await, "{what}");
        let own = app.find_own_file(&bmas, &file.sha256).await.unwrap();
        assert!(own.is_some(), "{what}");
    }
    assert_eq!(objects(&home).len(), 3);
    // Named after long, it counts as new.
    app.save_draft(&bmas, &address(REPORT), report(&[]), 1)
        .await
        .unwrap();
    app.save_draft(&bmas, &address(REPORT), report(&[&drafted]), 2)
        .await
        .unwrap();
    app.save_draft(&bmas, &address(REPORT), report(&[]), 3)
        .await
        .unwrap();
    app.purge().await.unwrap();
    assert!(there(&drafted).await);
}

/// A store that fails on purpose: the next `fail` writes, in the way that `lies` says.
struct Failing {
    inner: InMemory,
    fail: AtomicU32,
    /// Whether what it reports as failed was done.
    lies: bool,
}

impl fmt::Debug for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Failing")
    }
}

impl fmt::Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Failing")
    }
}

impl Failing {
    fn new(lies: bool) -> Arc<Self> {
        Arc::new(Self {
            inner: InMemory::new(),
            fail: AtomicU32::new(0),
            lies,
        })
    }

    fn fails(&self) -> bool {
        let take = |left: u32| left.checked_sub(1);
        self.fail
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
            .is_ok()
    }

    async fn count(&self) -> usize {
        use futures_util::StreamExt as _;
        self.inner.list(None).count().await
    }
}

fn broken() -> Error {
    Error::Generic {
        store: "failing",
        source: "broken on purpose".into(),
    }
}

#[async_trait::async_trait]
impl ObjectStore for Failing {
    async fn put_opts(&self, at: &Path, bytes: PutPayload, how: PutOptions) -> Stored<PutResult> {
        if !self.fails() {
            return self.inner.put_opts(at, bytes, how).await;
        }
        if self.lies {
            self.inner.put_opts(at, bytes, how).await?;
        }
        Err(broken())
    }

    async fn put_multipart_opts(
        &self,
        at: &Path,
        how: PutMultipartOptions,
    ) -> Stored<Box<dyn MultipartUpload>> {
        self.inner.put_multipart_opts(at, how).await
    }

    async fn get_opts(&self, at: &Path, how: GetOptions) -> Stored<GetResult> {
        if self.fails() {
            return Err(broken());
        }
        self.inner.get_opts(at, how).await
    }

    fn delete_stream(
        &self,
        at: BoxStream<'static, Stored<Path>>,
    ) -> BoxStream<'static, Stored<Path>> {
        use futures_util::StreamExt as _;
        if self.fails() {
            return futures_util::stream::once(async { Err(broken()) }).boxed();
        }
        self.inner.delete_stream(at)
    }

    fn list(&self, under: Option<&Path>) -> BoxStream<'static, Stored<ObjectMeta>> {
        self.inner.list(under)
    }

    async fn list_with_delimiter(&self, under: Option<&Path>) -> Stored<ListResult> {
        self.inner.list_with_delimiter(under).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, how: CopyOptions) -> Stored<()> {
        self.inner.copy_opts(from, to, how).await
    }
}

#[tokio::test]
async fn one_file_that_is_not_read_is_told_from_a_place_that_is_away() {
    let store = Failing::new(false);
    let mut home = Home::embedded();
    home.vault = Some(Vault::of(Arc::clone(&store) as Arc<dyn ObjectStore>));
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let file = app.attach(&bmas, "a.pdf", pdf(SECRET)).await.unwrap();
    app.release(&bmas, &address(REPORT), &report(&[&file]), false)
        .await
        .unwrap();
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    for (fails, code) in [(1, "damaged_file"), (2, "evidence_store")] {
        store.fail.store(fails, Ordering::SeqCst);
        let refused = app.find_public_file(&file.sha256).await.unwrap_err();
        assert_eq!(refused.code(), code);
    }
    store.fail.store(1, Ordering::SeqCst);
    let looked = app.check().await.unwrap();
    let wrong: Vec<_> = looked.iter().flat_map(|looked| &looked.wrong).collect();
    let [one] = wrong[..] else {
        panic!("{wrong:?}")
    };
    assert_eq!((one.code, &*one.id), ("bytes-unfetched", &*file.sha256));
    store.fail.store(2, Ordering::SeqCst);
    assert_eq!(app.check().await.unwrap_err().code(), "evidence_store");
    assert_eq!(public(&app, &file).await, Ok(Some(pdf(SECRET))));
}

#[tokio::test]
async fn when_the_place_for_files_fails_nothing_is_left_half_done() {
    for lies in [false, true] {
        // 1: putting fails; 2: so does cleaning up after it.
        for fails in [1, 2] {
            let store = Failing::new(lies);
            let mut home = Home::embedded();
            home.vault = Some(Vault::of(Arc::clone(&store) as Arc<dyn ObjectStore>));
            let app = with_round(&home).await;
            let bmas = publisher("bmas");
            store.fail.store(fails, Ordering::SeqCst);
            let result = app.attach(&bmas, "a.pdf", pdf("x")).await;
            assert_eq!(codes(result), ["evidence_store"]);
            let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(pdf("x")));
            assert!(app.find_file(&bmas, &hash).await.unwrap().is_none());
            app.purge().await.unwrap();
            assert_eq!(store.count().await, 0, "lies {lies}, fails {fails}");
            // Again, and it works.
            app.attach(&bmas, "a.pdf", pdf("x")).await.unwrap();
            assert_eq!(store.count().await, 1);
            // A store that does not answer is not a file that is gone: nothing is thrown away.
            store.fail.store(2, Ordering::SeqCst);
            let result = app.attach(&bmas, "a.pdf", pdf("x")).await;
            assert_eq!(codes(result), ["evidence_store"]);
            store.fail.store(0, Ordering::SeqCst);
            let own = app.find_own_file(&bmas, &hash).await.unwrap().unwrap();
            assert_eq!(own.bytes, pdf("x"));
            // Deleting that fails is ended by the next purge.
            hours(&home, 8 * DAY);
            store.fail.store(1, Ordering::SeqCst);
            assert_eq!(refused(app.purge().await), "evidence_store");
            assert!(app.find_file(&bmas, &hash).await.unwrap().is_none());
            assert_eq!(app.purge().await.unwrap(), 1);
            assert_eq!(store.count().await, 0);
        }
    }
}

#[tokio::test]
async fn when_the_database_fails_nothing_is_left_half_done() {
    // The first write says that the bytes are coming, the second that they are here.
    for before in [0, 1] {
        for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
            let home = Home::embedded();
            let app = with_round(&home).await;
            let bmas = publisher("bmas");
            for _ in 0..before {
                home.faults.plan(Fault::None);
            }
            home.faults.plan(fault);
            let result = app.attach(&bmas, "a.pdf", pdf("x")).await;
            assert_eq!(codes(result), ["outcome_unknown"], "{before} {fault:?}");
            hours(&home, 8 * DAY);
            app.purge().await.unwrap();
            assert_eq!(objects(&home).len(), 0, "{before} {fault:?}");
            app.attach(&bmas, "a.pdf", pdf("x")).await.unwrap();
            assert_eq!(objects(&home).len(), 1);
            home.verify().await.unwrap();
        }
    }
}

#[tokio::test]
async fn many_at_once_upload_the_same_file_and_it_is_there_once() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let other = Arc::new(home.open().await);
    let uploads = (0..12).map(|at| {
        let app = if at % 2 == 0 { &app } else { &other };
        let app = Arc::clone(app);
        tokio::spawn(async move { app.attach(&publisher("bmas"), "a.pdf", pdf("x")).await })
    });
    let uploads: Vec<_> = uploads.collect();
    for upload in uploads {
        upload.await.unwrap().unwrap();
    }
    assert_eq!(objects(&home).len(), 1);
}

#[tokio::test]
async fn damaged_bytes_are_never_handed_out() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let bmas = publisher("bmas");
    let file = app.attach(&bmas, "a.pdf", pdf(SECRET)).await.unwrap();
    app.release(&bmas, &address(REPORT), &report(&[&file]), false)
        .await
        .unwrap();
    hours(&home, 30 * DAY);
    app.advance_rounds().await.unwrap();
    let path = objects(&home).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    for at in [0, 23, 24, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        std::fs::write(&path, flipped).unwrap();
        assert_eq!(public(&app, &file).await, Err("damaged_file"), "{at}");
    }
    // Another file of ours in its place is noticed, too.
    app.attach(&bmas, "b.pdf", pdf("other")).await.unwrap();
    let other = objects(&home).into_iter().find(|one| *one != path).unwrap();
    std::fs::copy(other, &path).unwrap();
    assert_eq!(public(&app, &file).await, Err("damaged_file"));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(public(&app, &file).await, Err("damaged_file"));
    // Uploaded again, it is whole again.
    app.attach(&bmas, "a.pdf", pdf(SECRET)).await.unwrap();
    assert_eq!(public(&app, &file).await, Ok(Some(pdf(SECRET))));
}
