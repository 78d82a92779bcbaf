//! A PostgreSQL server of a test, in a temporary folder.

use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::Duration;

use essbasic_fleet::tokio_postgres::{Client, NoTls, connect};
use essbasic_fleet::{Database, FleetError};
use essbasic_test_support::free_port;
use tempfile::TempDir;

/// A server that listens on a loopback port.
pub(crate) struct PostgresServer {
    port: u16,
    folder: TempDir,
    settings: Vec<String>,
    process: Child,
}

impl PostgresServer {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a server with additional settings: `name=value`.
    pub(crate) fn with(settings: &[&str]) -> Self {
        let folder = new_folder();
        let template = template();
        copy(&template.join("data"), &folder.path().join("data"));
        Self::in_folder(folder, settings)
    }

    /// Starts a read-only replica of a server, which must be stopped.
    pub(crate) fn replica_of(primary: &Self) -> Self {
        let folder = new_folder();
        copy(&primary.folder.path().join("data"), &folder.path().join("data"));
        let signal = folder.path().join("data/standby.signal");
        std::fs::write(&signal, "").unwrap();
        own(&signal);
        Self::in_folder(folder, &[])
    }

    fn in_folder(folder: TempDir, settings: &[&str]) -> Self {
        let port = free_port();
        let settings: Vec<_> = settings.iter().map(|it| (*it).to_owned()).collect();
        let process = spawn(port, &settings, &folder);
        let mut server = Self { port, folder, settings, process };
        server.wait_until_ready();
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        url(self.port)
    }

    /// Kills the server, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Stops the server in order.
    pub(crate) fn stop(&mut self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.process.wait().unwrap();
    }

    /// Starts the server again, at the same port.
    pub(crate) fn restart(&mut self) {
        self.process = spawn(self.port, &self.settings, &self.folder);
        self.wait_until_ready();
    }

    pub(crate) async fn client(&self) -> Client {
        let (client, connection) = connect(&self.url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    pub(crate) async fn execute(&self, sql: &str) {
        self.client().await.batch_execute(sql).await.unwrap();
    }

    /// Returns the number that a query counts.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.client().await.query_one(sql, &[]).await.unwrap().get(0)
    }

    pub(crate) async fn database(&self) -> Database {
        connect_to(&self.url()).await.unwrap()
    }

    /// Makes a file of the folder from text.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join("data").join(name);
        std::fs::write(&path, text).unwrap();
        own(&path);
        let _ = Command::new("chmod").arg("600").arg(&path).status();
    }

    fn wait_until_ready(&mut self) {
        for attempt in 0..600 {
            // A server that was killed leaves processes for a moment.
            if self.process.try_wait().unwrap().is_some() {
                assert!(attempt < 300, "the server does not start");
                self.process = spawn(self.port, &self.settings, &self.folder);
            }
            let ready = program("pg_isready")
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status();
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() && ready.unwrap().success() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("the server did not start");
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

pub(crate) async fn connect_to(url: &str) -> Result<Database, FleetError> {
    Database::builder(url).server_timeout(Duration::from_secs(5)).connect().await
}

/// Returns a folder with the data of a new server.
fn template() -> &'static Path {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    let folder = TEMPLATE.get_or_init(|| {
        let folder = new_folder();
        let data = folder.path().join("data");
        let created = program("initdb")
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status();
        assert!(created.unwrap().success(), "initdb failed");
        folder
    });
    folder.path()
}

fn spawn(port: u16, settings: &[String], folder: &TempDir) -> Child {
    let mut command = program("postgres");
    command.arg("-D").arg(folder.path().join("data")).args(["-p", &port.to_string()]);
    for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"]
    {
        command.args(["-c", setting]);
    }
    for setting in settings {
        command.args(["-c", setting]);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Returns a program of PostgreSQL, which refuses to run as root.
fn program(name: &str) -> Command {
    let mut command = Command::new(folder_of_programs().join(name));
    command.current_dir("/");
    if let Some((user, group)) = unprivileged() {
        command.uid(user).gid(group);
    }
    command
}

fn folder_of_programs() -> PathBuf {
    if let Ok(folder) = std::env::var("ESSBASIC_TESTS_POSTGRES") {
        return folder.into();
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let mut folders: Vec<_> = versions.map(|version| version.unwrap().path().join("bin")).collect();
    folders.sort();
    folders.pop().expect("PostgreSQL is installed")
}

/// Returns the user that runs the server, if this is root.
fn unprivileged() -> Option<(u32, u32)> {
    static IDS: OnceLock<Option<(u32, u32)>> = OnceLock::new();
    *IDS.get_or_init(|| {
        let id = |arguments: &[&str]| {
            let output = Command::new("id").args(arguments).output().unwrap().stdout;
            String::from_utf8(output).unwrap().trim().parse::<u32>().unwrap()
        };
        (id(&["-u"]) == 0).then(|| (id(&["-u", "postgres"]), id(&["-g", "postgres"])))
    })
}

fn new_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    own(folder.path());
    folder
}

/// Gives a path to the user that runs the server.
fn own(path: &Path) {
    if let Some((user, group)) = unprivileged() {
        std::os::unix::fs::chown(path, Some(user), Some(group)).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
    let _ = std::fs::remove_file(to.join("postmaster.pid"));
}
