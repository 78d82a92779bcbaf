//! Generated applications that make one call: with reqwest alone, with one domain of essbasic, and
//! with all domains. The last also has a test: without a mock, with a mock, or on the sandbox.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{BoxError, Cost, cargo, cpu_of_children, target, workspace};

/// Template of an application.
#[derive(Clone, Copy, Debug)]
pub struct App {
    /// Name of the package.
    pub name: &'static str,
    source: &'static str,
    /// Dependencies that are copied from the workspace's manifest.
    workspace_dependencies: &'static [&'static str],
    /// Dependencies of this repository, as lines of the manifest.
    dependency: &'static str,
    /// Arguments of Cargo.
    build: &'static [&'static str],
}

/// All applications, starting with the one without essbasic.
pub const APPS: [App; 3] = [
    App {
        name: "bare",
        source: include_str!("../apps/bare.rs"),
        workspace_dependencies: &["reqwest", "rustls", "serde", "serde_json"],
        dependency: "",
        build: &["build"],
    },
    App {
        name: "one-domain",
        source: include_str!("../apps/typed.rs"),
        workspace_dependencies: &[],
        dependency: r#"essbasic = { path = "PATH", default-features = false, features = ["reqwest", "signing"] }"#,
        build: &["build"],
    },
    App {
        name: "all-domains",
        source: include_str!("../apps/typed.rs"),
        workspace_dependencies: &[],
        dependency: r#"essbasic = { path = "PATH" }"#,
        build: &["build"],
    },
];

/// Applications with a test, starting with the one that uses neither a mock nor the sandbox.
pub const TESTS: [App; 3] = [
    App {
        name: "test",
        source: include_str!("../apps/test.rs"),
        workspace_dependencies: &[],
        dependency: r#"essbasic = { path = "PATH" }"#,
        build: TEST,
    },
    App {
        name: "test-testing",
        source: include_str!("../apps/test_testing.rs"),
        workspace_dependencies: &[],
        dependency: r#"essbasic = { path = "PATH", features = ["testing"] }"#,
        build: TEST,
    },
    App {
        name: "test-sandbox",
        source: include_str!("../apps/test_sandbox.rs"),
        workspace_dependencies: &[],
        dependency: "essbasic = { path = \"PATH\" }\nessbasic-sandbox = { path = \"PATH-sandbox\" }",
        build: TEST,
    },
];

/// Compiles a test, without running it.
const TEST: &[&str] = &["test", "--no-run"];

const TOKIO: &str = r#"tokio = { version = "1.54", features = ["macros", "rt"] }"#;

impl App {
    /// Writes the application's source, manifest and lock file, with the versions of the workspace.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be written.
    pub fn write(&self) -> Result<(), BoxError> {
        let (folder, root) = (self.folder()?, workspace());
        let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
        let copied = manifest.lines().filter(|line| {
            let name = line.split_once(" = ").map_or("", |(name, _)| name);
            self.workspace_dependencies.contains(&name)
        });
        let dependency = self.dependency.replace("PATH", &root.join("essbasic").to_string_lossy());
        let dependencies =
            copied.chain([dependency.as_str(), TOKIO]).collect::<Vec<_>>().join("\n");
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}\n\n[profile.release]\nstrip = true\n\n[workspace]\n",
            self.name
        );
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/main.rs"), self.source)?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(())
    }

    /// Builds the application in debug mode from an empty target directory.
    ///
    /// # Errors
    ///
    /// Returns an error if the build fails.
    pub fn build_cold(&self) -> Result<Cost, BoxError> {
        let output = self.folder()?.join("target/debug");
        if output.exists() {
            fs::remove_dir_all(output)?;
        }
        self.build(self.build)
    }

    /// Builds the application again after a change of its source.
    ///
    /// # Errors
    ///
    /// Returns an error if the build fails.
    pub fn build_changed(&self, revision: usize) -> Result<Cost, BoxError> {
        let changed = self.source.replace("u32 = 0;", &format!("u32 = {revision};"));
        fs::write(self.folder()?.join("src/main.rs"), changed)?;
        self.build(self.build)
    }

    /// Builds the application in release mode and returns the size of the stripped binary in bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the build fails.
    pub fn size(&self) -> Result<u64, BoxError> {
        self.build(&["build", "--release"])?;
        Ok(fs::metadata(self.folder()?.join("target/release").join(self.name))?.len())
    }

    /// Returns the number of packages built for the application, without itself.
    ///
    /// # Errors
    ///
    /// Returns an error if Cargo fails.
    pub fn dependencies(&self) -> Result<usize, BoxError> {
        let mut tree = self.cargo(&["tree"])?;
        tree.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
        let tree = String::from_utf8(tree.output()?.stdout)?;
        let mut packages: Vec<_> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        packages.sort_unstable();
        packages.dedup();
        Ok(packages.len().saturating_sub(1))
    }

    fn build(&self, arguments: &[&str]) -> Result<Cost, BoxError> {
        let (cpu, wall) = (cpu_of_children()?, Instant::now());
        let status = self.cargo(arguments)?.args(["--quiet", "--jobs", "1"]).status()?;
        if !status.success() {
            return Err(format!("could not build the application `{}`", self.name).into());
        }
        let cpu = cpu_of_children()?.saturating_sub(cpu);
        Ok(Cost { cpu: cpu.as_secs_f64() * 1e6, wall: wall.elapsed().as_secs_f64() * 1e6 })
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Command, BoxError> {
        let folder = self.folder()?;
        let mut command = cargo();
        command.args(arguments).arg("--offline").stdin(Stdio::null()).current_dir(&folder);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        Ok(command)
    }

    fn folder(&self) -> Result<PathBuf, BoxError> {
        Ok(target()?.join("build-cost").join(self.name))
    }
}
