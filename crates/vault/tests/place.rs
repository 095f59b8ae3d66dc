// SPDX-License-Identifier: EUPL-1.2
//! One suite for every kind of place. A bucket of an S3-compatible store is tried by
//! `e2e/bucket.test.mjs`.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use object_store::memory::InMemory;
use wegmarke_vault::Vault;

async fn looks_right(vault: &Vault) {
    assert_eq!(
        vault.find("a1").await.unwrap(),
        None,
        "nothing is there yet"
    );
    vault.delete("a1").await.unwrap();
    vault.put("a1", b"one".to_vec()).await.unwrap();
    vault.put("a2", b"two".to_vec()).await.unwrap();
    assert_eq!(vault.find("a1").await.unwrap().unwrap(), &b"one"[..]);
    vault.put("a1", vec![7; 11 << 20]).await.unwrap();
    assert_eq!(vault.find("a1").await.unwrap().unwrap(), &vec![7; 11 << 20]);
    assert_eq!(vault.list().await.unwrap(), ["a1", "a2"]);
    assert!(vault.has("a1").await.unwrap() && !vault.has("a3").await.unwrap());
    vault.delete("a1").await.unwrap();
    vault.delete("a1").await.unwrap();
    assert_eq!(vault.find("a1").await.unwrap(), None);
    assert_eq!(vault.find("a2").await.unwrap().unwrap(), &b"two"[..]);
    vault.delete("a2").await.unwrap();
    for name in [
        "",
        "../a",
        "a/b",
        "a.b",
        "a b",
        "ä",
        "a\\b",
        "%2e%2e",
        &"a".repeat(129),
    ] {
        let code = vault.put(name, Vec::new()).await.unwrap_err().code();
        assert_eq!(code, "evidence_name", "{name}");
        assert!(vault.find(name).await.is_err(), "{name}");
        assert!(vault.delete(name).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_folder() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("evidence");
    let vault = Vault::folder(&folder);
    assert_eq!(vault.find("a").await.unwrap(), None);
    assert!(!folder.exists(), "it is made when it is needed");
    looks_right(&vault).await;
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "for its owner alone");
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        0,
        "nothing is left"
    );
}

#[tokio::test]
async fn a_store_in_memory() {
    looks_right(&Vault::of(Arc::new(InMemory::new()))).await;
}

#[tokio::test]
async fn nowhere_everything_is_refused() {
    let vault = Vault::nowhere();
    assert_eq!(vault.find("a").await.unwrap_err().code(), "evidence_store");
    assert!(vault.put("a", Vec::new()).await.is_err());
    // A file where the folder should be.
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("evidence"), "x").unwrap();
    let vault = Vault::folder(home.path().join("evidence"));
    assert_eq!(
        vault.put("a", Vec::new()).await.unwrap_err().code(),
        "evidence_store"
    );
}

#[test]
fn an_address_is_one_of_a_bucket_and_tells_no_secret() {
    for address in [
        "",
        "x",
        "/evidence",
        "file:///etc",
        "https://example.org/bucket",
        "s3://",
        "s3://user:secret@bucket/a",
        "s3://bucket/a?key=secret",
    ] {
        let error = Vault::open(address).unwrap_err();
        assert_eq!(error.code(), "evidence_store_address", "{address}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    let vault = Vault::open("s3://bucket/folder").unwrap();
    assert_eq!(format!("{vault:?}"), "Vault(…)");
}
