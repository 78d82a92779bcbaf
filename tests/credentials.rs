//! Where credentials come from, and what is said when they do not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use essbasic::provider::{
    AssumeRoleProvider, CredentialFuture, CredentialProvider, CvmRoleProvider, FileProvider,
    ProviderChain, ProviderError, WebIdentityProvider,
};
use essbasic::{Client, Credential, ErrorKind, Unlimited, tc_action};
use tokio::sync::Barrier;

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, answer, json, ok, refusal};

/// Looks at something.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read)]
struct DescribeThing {}

/// A file of the test's own.
struct File(PathBuf);

impl File {
    fn holding(text: &str, mode: u32) -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "essbasic-credentials-{}-{}",
            std::process::id(),
            MADE.fetch_add(1, Ordering::SeqCst)
        );
        let path = std::env::temp_dir().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        Self(path)
    }

    fn read(&self) -> Result<Credential, ProviderError> {
        FileProvider::at(&self.0).read()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const FILE: &str = "
# what the vendor's tools write
[default]
secret_id = AKIDfromTheFile
secret_key = KeyFromTheFile

[contracts]
secret_id=AKIDofContracts
secret_key=KeyOfContracts
token=TokenOfContracts
";

#[test]
fn a_profile_of_the_vendors_file_is_read() {
    let file = File::holding(FILE, 0o600);
    assert_eq!(file.read().unwrap().secret_id(), "AKIDfromTheFile");
    let contracts = FileProvider::at(&file.0).profile("contracts").read().unwrap();
    assert_eq!(contracts.secret_id(), "AKIDofContracts");
    assert!(format!("{contracts:?}").contains("token: Some(***)"));
    let windows = File::holding(&FILE.replace('\n', "\r\n"), 0o600);
    assert_eq!(windows.read().unwrap().secret_id(), "AKIDfromTheFile");
}

#[test]
fn a_file_that_cannot_be_used_is_named_and_its_key_is_not() {
    for (what, text, mode, said) in [
        ("open to the world", FILE, 0o644, "open to everybody on this machine: chmod 600"),
        ("writable by the world", FILE, 0o602, "open to everybody"),
        ("no profile", "[other]\nsecret_id = x\n", 0o600, "no profile `default`"),
        ("no key", "[default]\nsecret_id = x\n", 0o600, "no `secret_key`"),
        ("an empty key", "[default]\nsecret_id = x\nsecret_key =\n", 0o600, "no `secret_key`"),
        ("not INI", "[default\nsecret_key = K3yOfNobody", 0o600, "is not one"),
        ("not text", "\u{0}\u{1}", 0o600, "no profile"),
        (
            "a key with a space in it",
            "[default]\nsecret_id = x\nsecret_key = K3y OfNobody",
            0o600,
            "the secret key has characters that no credential has",
        ),
    ] {
        let file = File::holding(text, mode);
        let error = file.read().unwrap_err();
        assert!(error.to_string().contains(said), "{what}: {error}");
        assert!(error.to_string().contains(file.0.to_str().unwrap()), "{what}: {error}");
        assert!(!format!("{error}{error:?}").contains("K3y"), "{what}: {error:?}");
        assert!(!error.is_absent(), "{what}");
    }
    let nowhere = FileProvider::at("/nowhere/credentials").read().unwrap_err();
    assert!(!nowhere.is_absent() && nowhere.to_string().contains("/nowhere/credentials"));
    let directory = FileProvider::at(std::env::temp_dir()).read().unwrap_err();
    assert!(directory.to_string().contains("cannot be read"), "{directory}");
    let latin = File::holding("", 0o600);
    fs::write(&latin.0, b"[default]\nsecret_id = \xff\n").unwrap();
    assert!(latin.read().unwrap_err().to_string().contains("cannot be read"));
}

/// What a virtual machine's metadata say.
fn metadata(code: &str, lasting: i64) -> Answer {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let end = i64::try_from(now).unwrap() + lasting;
    json(
        200,
        &format!(
            r#"{{"TmpSecretId":"AKIDofTheMachine","TmpSecretKey":"KeyOfTheMachine","Token":"TokenOfTheMachine","ExpiredTime":{end},"Expiration":"","Code":"{code}"}}"#
        ),
    )
}

fn text(status: u16, body: &str) -> Answer {
    answer(status, "Content-Type: text/plain", body.as_bytes())
}

async fn role(answers: impl IntoIterator<Item = Answer>) -> Result<Credential, ProviderError> {
    let server = Server::answering(answers).await;
    CvmRoleProvider::new().unwrap().endpoint(server.endpoint()).fetch().await
}

#[tokio::test]
async fn the_role_of_a_virtual_machine_is_asked_for_by_its_name() {
    let server = Server::answering([text(200, "contracts\n"), metadata("Success", 3600)]).await;
    let role = CvmRoleProvider::new().unwrap().endpoint(server.endpoint());
    let credential = role.fetch().await.unwrap();
    assert_eq!(credential.secret_id(), "AKIDofTheMachine");
    let left = credential.expiry().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!(left.as_secs().abs_diff(3600) < 5, "{left:?}");
    let asked: Vec<_> =
        server.requests().iter().map(|it| it.head.lines().next().unwrap().to_owned()).collect();
    assert_eq!(
        asked,
        [
            "GET /latest/meta-data/cam/security-credentials/ HTTP/1.1",
            "GET /latest/meta-data/cam/security-credentials/contracts HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_machine_without_a_role_is_told_from_one_whose_metadata_fail() {
    let absent = role([text(404, "")]).await.unwrap_err();
    assert!(absent.is_absent(), "{absent}");
    for (answers, said) in [
        (vec![text(500, "")], "HTTP status 500"),
        (vec![text(200, "a/../b")], "names no role"),
        (vec![text(200, "contracts"), text(200, "<html>")], "that can be read"),
        (vec![text(200, "contracts"), metadata("Failed", 60)], "no credential for the role"),
        (vec![text(200, "contracts"), text(403, "")], "HTTP status 403"),
    ] {
        let error = role(answers).await.unwrap_err();
        assert!(!error.is_absent() && error.to_string().contains(said), "{error}");
    }
}

/// An answer of STS.
fn taken_on(secret_id: &str) -> Answer {
    ok(&format!(
        r#"{{"Credentials":{{"Token":"TokenOfTheRole","TmpSecretId":"{secret_id}","TmpSecretKey":"KeyOfTheRole"}},"ExpiredTime":1,"Expiration":""}}"#
    ))
}

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/contracts";

#[tokio::test]
async fn a_role_is_taken_on_at_sts_and_its_set_signs() {
    let sts = Server::answering([taken_on("AKIDofTheRole")]).await;
    let role = AssumeRoleProvider::with_client(sts.client(), ROLE)
        .session_name("nightly")
        .external_id("x-1");
    let service = Server::answering([ok("{}")]).await;
    let client = service.builder().credential(role).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    DescribeThing::new().send(&client).await.unwrap();

    let asked = sts.requests();
    assert_eq!(asked.len(), 1, "one credential for both calls");
    assert_eq!(asked[0].header("x-tc-action"), Some("AssumeRole"));
    assert_eq!(asked[0].header("x-tc-version"), Some("2018-08-13"));
    assert!(asked[0].is_signed_by(&Credential::new(SECRET_ID, SECRET_KEY)));
    let authorization = asked[0].header("authorization").unwrap();
    assert!(authorization.contains("/sts/tc3_request"), "{authorization}");
    let body: serde_json::Value = serde_json::from_slice(&asked[0].body).unwrap();
    assert_eq!(body["RoleArn"], ROLE);
    assert_eq!(
        (&body["RoleSessionName"], &body["DurationSeconds"]),
        (&"nightly".into(), &7200.into())
    );

    let called = service.requests();
    assert_eq!(called[0].header("x-tc-token"), Some("TokenOfTheRole"));
    assert!(called[0].is_signed_by(&Credential::new("AKIDofTheRole", "KeyOfTheRole")));
}

#[tokio::test]
async fn the_identity_of_a_pod_is_exchanged_without_a_signature() {
    let sts = Server::answering([taken_on("AKIDofThePod")]).await;
    let token = File::holding("the.pods.token\n", 0o600);
    let pod = WebIdentityProvider::with_client(sts.client()).identity("provider-1", ROLE, &token.0);
    assert_eq!(pod.fetch().await.unwrap().secret_id(), "AKIDofThePod");
    let asked = sts.requests();
    assert_eq!(asked[0].header("authorization"), Some("SKIP"));
    assert_eq!(asked[0].header("x-tc-token"), None);
    assert_eq!(asked[0].header("x-tc-action"), Some("AssumeRoleWithWebIdentity"));
    let body: serde_json::Value = serde_json::from_slice(&asked[0].body).unwrap();
    assert_eq!(
        (&body["ProviderId"], &body["WebIdentityToken"]),
        (&"provider-1".into(), &"the.pods.token".into())
    );
}

#[tokio::test]
async fn what_sts_refuses_is_told_with_its_code_and_nothing_is_sent() {
    let sts = Server::answering([refusal("AuthFailure.UnauthorizedOperation", "no")]).await;
    let service = Server::answering([ok("{}")]).await;
    let role = AssumeRoleProvider::with_client(sts.client(), ROLE);
    let client = service.builder().credential(role).build().unwrap();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.to_string().contains("AuthFailure.UnauthorizedOperation"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(service.requests().len(), 0);
}

/// Gives what it is told to.
#[derive(Debug)]
struct Scripted(fn() -> Result<Credential, ProviderError>);

impl CredentialProvider for Scripted {
    fn account(&self) -> Option<&str> {
        Some("scripted")
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready((self.0)()))
    }
}

#[tokio::test]
async fn a_chain_goes_on_from_what_is_absent_and_stops_at_what_fails() {
    let absent = || Scripted(|| Err(ProviderError::absent("no file")));
    let failing = || Scripted(|| Err(ProviderError::failed("a broken file")));
    let giving = || Credential::new("AKIDgiven", "key");
    let found = ProviderChain::new()
        .or_else(absent())
        .or_else(giving())
        .or_else(failing())
        .fetch()
        .await
        .unwrap();
    assert_eq!(found.secret_id(), "AKIDgiven");
    let error = ProviderChain::new()
        .or_else(absent())
        .or_else(failing())
        .or_else(giving())
        .fetch()
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "a broken file");
    let none = ProviderChain::new().or_else(absent()).or_else(absent()).fetch().await.unwrap_err();
    assert!(none.is_absent());
    assert_eq!(none.to_string(), "no credential to be found: no file; no file");
}

#[tokio::test]
async fn what_a_provider_gives_is_judged_as_any_credential_is() {
    let server = Server::answering([ok("{}")]).await;
    for (given, said) in [
        (Scripted(|| Ok(Credential::new("", "k"))), "the secret id is empty"),
        (Scripted(|| Ok(Credential::new("id", "k\n"))), "the secret key has white space"),
        (
            Scripted(|| Ok(Credential::new("id", "k").expires(SystemTime::UNIX_EPOCH))),
            "has expired already",
        ),
    ] {
        let client = server.builder().credential(given).build().unwrap();
        let error = DescribeThing::new().send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

/// Counts how often it is asked, and takes its time.
#[derive(Debug)]
struct Slow {
    asked: Arc<AtomicUsize>,
    lasting: Duration,
    failing_from: usize,
}

impl CredentialProvider for Slow {
    fn account(&self) -> Option<&str> {
        Some("slow")
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let at = self.asked.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            if at >= self.failing_from {
                return Err(ProviderError::failed("the vault is locked"));
            }
            let credential = Credential::new("AKIDslow", "key").token("token");
            Ok(credential.expires(SystemTime::now() + self.lasting))
        })
    }
}

async fn slow(lasting: Duration, failing_from: usize) -> (Server, Client, Arc<AtomicUsize>) {
    let (server, asked) = (Server::answering([ok("{}")]).await, Arc::new(AtomicUsize::new(0)));
    let provider = Slow { asked: Arc::clone(&asked), lasting, failing_from };
    let client = server.builder().credential(provider).rate_limiter(Unlimited).build().unwrap();
    (server, client, asked)
}

/// So many calls at once: how many of them succeeded.
async fn at_once(client: &Client, calls: usize) -> usize {
    let barrier = Arc::new(Barrier::new(calls));
    let tasks: Vec<_> = (0..calls)
        .map(|_| {
            let (client, barrier) = (client.clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                barrier.wait().await;
                DescribeThing::new().send(&client).await.is_ok()
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += usize::from(task.await.unwrap());
    }
    done
}

#[tokio::test]
async fn calls_that_need_a_credential_at_once_fetch_one() {
    let (_server, client, asked) = slow(Duration::from_secs(3600), usize::MAX).await;
    assert_eq!(at_once(&client, 50).await, 50);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn calls_that_waited_for_a_failure_share_it_and_the_next_asks_anew() {
    let (_server, client, asked) = slow(Duration::from_secs(3600), 0).await;
    assert_eq!(at_once(&client, 50).await, 0);
    assert!(asked.load(Ordering::SeqCst) <= 2, "{asked:?} fetches for fifty calls");
    let before = asked.load(Ordering::SeqCst);
    assert_eq!(at_once(&client, 1).await, 0);
    assert_eq!(asked.load(Ordering::SeqCst), before + 1);
}

#[tokio::test]
async fn a_refresh_that_fails_leaves_the_last_credential_in_use_while_it_is_good() {
    let lasting = Duration::from_millis(1500);
    let (server, client, asked) = slow(lasting, 1).await;
    assert_eq!(at_once(&client, 1).await, 1);
    // Past nine tenths of its life, when every client would have another.
    tokio::time::sleep(lasting.mul_f64(0.91)).await;
    assert_eq!(at_once(&client, 5).await, 5);
    assert_eq!(asked.load(Ordering::SeqCst), 2, "asked once more, and then left alone");
    tokio::time::sleep(lasting.mul_f64(0.2)).await;
    let sent = server.requests().len();
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential, "what has expired is not sent");
    assert_eq!(server.requests().len(), sent);
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_fetches_leaves_the_others_to_it() {
    let (_server, client, asked) = slow(Duration::from_secs(3600), usize::MAX).await;
    let call = async { DescribeThing::new().send(&client).await };
    assert!(tokio::time::timeout(Duration::from_millis(10), call).await.is_err());
    assert_eq!(at_once(&client, 10).await, 10);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_token_that_the_service_gave_up_early_is_replaced_once() {
    let refused = refusal("AuthFailure.TokenFailure", "");
    let server = Server::answering([refused.clone(), ok("{}")]).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let provider = Slow {
        asked: Arc::clone(&asked),
        lasting: Duration::from_secs(3600),
        failing_from: usize::MAX,
    };
    let client = server.builder().credential(provider).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    let fixed = Server::answering([refused]).await;
    let error = DescribeThing::new().send(&fixed.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "AuthFailure.TokenFailure");
    assert_eq!(fixed.requests().len(), 1, "there is no other to be had");
}
