//! Credentials of a program: its output, limits and errors.
#![cfg(unix)]

use std::time::Duration;

use essbasic_core::provider::{CredentialProvider, ProcessProvider, ProviderError};

const KEY: &str = "obviously-fake-key";

/// Returns a provider that runs a script.
fn script(text: &str) -> ProcessProvider {
    ProcessProvider::new("sh").args(["-c", text])
}

async fn error(provider: ProcessProvider) -> String {
    let error: ProviderError = provider.fetch().await.unwrap_err();
    assert!(!error.is_absent());
    let shown = format!("{error} {error:?} {provider:?}");
    assert!(!shown.contains(KEY), "{shown}");
    error.to_string()
}

fn print(json: &str) -> ProcessProvider {
    script(&format!("printf '%s' '{json}'"))
}

#[tokio::test]
async fn credential_is_read_from_the_output() {
    let json = format!(
        r#"{{"Version":1,"SecretId":"AKIDfake","SecretKey":"{KEY}","Token":"fake","Expiration":"2096-11-29T12:00:00Z"}}"#
    );
    let credential = print(&json).fetch().await.unwrap();
    assert_eq!(credential.secret_id(), "AKIDfake");
    let expiry = credential.expiry().unwrap();
    let since_epoch = expiry.duration_since(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(since_epoch, Duration::from_secs(4_005_028_800));
    assert!(!format!("{credential:?}").contains(KEY));
}

#[tokio::test]
async fn names_of_the_aws_tools_are_accepted() {
    let json = format!(r#"{{"Version":1,"AccessKeyId":"AKIDfake","SecretAccessKey":"{KEY}"}}"#);
    let credential = print(&json).fetch().await.unwrap();
    assert_eq!((credential.secret_id(), credential.expiry()), ("AKIDfake", None));
}

#[tokio::test]
async fn byte_order_mark_of_the_output_is_skipped() {
    let json = format!(r#"{{"Version":1,"SecretId":"AKIDfake","SecretKey":"{KEY}"}}"#);
    let provider = script(&format!("printf '\\357\\273\\277%s' '{json}'"));
    assert_eq!(provider.fetch().await.unwrap().secret_id(), "AKIDfake");
}

#[tokio::test]
async fn invalid_output_is_an_error_that_does_not_show_it() {
    for json in [
        format!(r#"{{"Version":1,"SecretId":"AKIDfake","SecretKey":7,"Other":"{KEY}"}}"#),
        KEY.to_owned(),
        String::new(),
    ] {
        let problem = error(print(&json)).await;
        assert_eq!(
            problem,
            "the credential process sh printed no JSON with Version, SecretId and SecretKey"
        );
    }
    let version = format!(r#"{{"Version":2,"SecretId":"AKIDfake","SecretKey":"{KEY}"}}"#);
    assert!(error(print(&version)).await.ends_with("printed Version 2; supported is 1"));
    let time =
        format!(r#"{{"Version":1,"SecretId":"i","SecretKey":"{KEY}","Expiration":"{KEY}"}}"#);
    assert!(error(print(&time)).await.contains("RFC 3339"));
    let empty = format!(r#"{{"Version":1,"SecretId":"","SecretKey":"{KEY}"}}"#);
    assert!(error(print(&empty)).await.contains("the secret ID is empty"));
}

#[tokio::test]
async fn program_that_fails_or_does_not_exist_is_an_error() {
    assert_eq!(error(script("exit 3")).await, "the credential process sh failed: exit status: 3");
    let missing = ProcessProvider::new("/no/such/program").arg(KEY);
    assert_eq!(error(missing).await, "could not run the credential process /no/such/program");
}

#[tokio::test]
async fn program_that_does_not_end_is_killed() {
    let folder = std::env::temp_dir().join(format!("essbasic-process-{}", std::process::id()));
    let text = format!("echo $$ > {}; exec sleep 600", folder.display());
    let provider = script(&text).timeout(Duration::from_secs(1));
    assert_eq!(error(provider).await, "the credential process sh did not end within 1 seconds");
    let process = std::fs::read_to_string(&folder).unwrap();
    std::fs::remove_file(&folder).unwrap();
    // The runtime reaps it in the background.
    let mut wait = std::process::Command::new("sh");
    let poll = format!("while kill -0 {} 2>/dev/null; do sleep 0.1; done", process.trim());
    wait.args(["-c", &poll]);
    let killed = tokio::task::spawn_blocking(move || wait.status()).await.unwrap();
    assert!(killed.unwrap().success());
}

#[tokio::test]
async fn output_is_limited() {
    let provider = script("yes obviously-fake-key");
    assert_eq!(error(provider).await, "the credential process sh printed more than 65536 bytes");
    let json = format!(r#"{{"Version":1,"SecretId":"AKIDfake","SecretKey":"{KEY}"}}"#);
    let pad = 65_536 - json.len();
    let largest = script(&format!("printf '%s' '{json}'; head -c {pad} /dev/zero | tr '\\0' ' '"));
    assert!(largest.fetch().await.is_ok());
}
