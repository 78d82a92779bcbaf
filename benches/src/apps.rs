//! Applications that make one call, written where they can be built: with reqwest alone, with one
//! domain of essbasic, and with all of it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{Failure, Spent, cargo, cpu_of_children, target, workspace};

/// What an application is made with.
#[derive(Clone, Copy, Debug)]
pub struct App {
    /// What it is called.
    pub name: &'static str,
    source: &'static str,
    /// Its dependencies: those that the workspace says how to have, by their names, and others.
    shared: &'static [&'static str],
    own: &'static str,
}

/// All of them, the bare one first.
pub const APPS: [App; 3] = [
    App {
        name: "bare",
        source: include_str!("../apps/bare.rs"),
        shared: &["reqwest", "rustls", "serde", "serde_json"],
        own: "",
    },
    App {
        name: "one-domain",
        source: include_str!("../apps/typed.rs"),
        shared: &[],
        own: r#"essbasic = { path = "PATH", default-features = false, features = ["reqwest", "signing"] }"#,
    },
    App {
        name: "all-domains",
        source: include_str!("../apps/typed.rs"),
        shared: &[],
        own: r#"essbasic = { path = "PATH" }"#,
    },
];

const TOKIO: &str = r#"tokio = { version = "1.54", features = ["macros", "rt"] }"#;

impl App {
    /// Writes it, with the very versions that the workspace is locked to.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self) -> Result<(), Failure> {
        let (folder, root) = (self.folder()?, workspace());
        let shared = fs::read_to_string(root.join("Cargo.toml"))?;
        let shared = shared.lines().filter(|line| {
            let name = line.split_once(" = ").map_or("", |(name, _)| name);
            self.shared.contains(&name)
        });
        let own = self.own.replace("PATH", &root.join("essbasic").to_string_lossy());
        let dependencies = shared.chain([own.as_str(), TOKIO]).collect::<Vec<_>>().join("\n");
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

    /// Builds it from nothing, for debugging.
    ///
    /// # Errors
    ///
    /// When it does not compile.
    pub fn build_cold(&self) -> Result<Spent, Failure> {
        let built = self.folder()?.join("target/debug");
        if built.exists() {
            fs::remove_dir_all(built)?;
        }
        self.build(&["build"])
    }

    /// Builds it again, with something changed.
    ///
    /// # Errors
    ///
    /// When it does not compile.
    pub fn build_changed(&self, revision: usize) -> Result<Spent, Failure> {
        let changed = self.source.replace("u32 = 0;", &format!("u32 = {revision};"));
        fs::write(self.folder()?.join("src/main.rs"), changed)?;
        self.build(&["build"])
    }

    /// How many bytes its program has: optimized, without symbols.
    ///
    /// # Errors
    ///
    /// When it does not compile.
    pub fn size(&self) -> Result<u64, Failure> {
        self.build(&["build", "--release"])?;
        Ok(fs::metadata(self.folder()?.join("target/release").join(self.name))?.len())
    }

    /// How many packages are built for it.
    ///
    /// # Errors
    ///
    /// When Cargo does not tell.
    pub fn dependencies(&self) -> Result<usize, Failure> {
        let mut tree = self.cargo(&["tree"])?;
        tree.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
        let tree = String::from_utf8(tree.output()?.stdout)?;
        let mut packages: Vec<_> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        packages.sort_unstable();
        packages.dedup();
        // One of them is the application.
        Ok(packages.len().saturating_sub(1))
    }

    fn build(&self, arguments: &[&str]) -> Result<Spent, Failure> {
        let (cpu, wall) = (cpu_of_children()?, Instant::now());
        let built = self.cargo(arguments)?.args(["--quiet", "--jobs", "1"]).status()?;
        if !built.success() {
            return Err(format!("the application {} does not compile", self.name).into());
        }
        let cpu = cpu_of_children()?.saturating_sub(cpu);
        Ok(Spent { cpu: cpu.as_secs_f64() * 1e6, wall: wall.elapsed().as_secs_f64() * 1e6 })
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Command, Failure> {
        let folder = self.folder()?;
        let mut command = cargo();
        command.args(arguments).arg("--offline").stdin(Stdio::null()).current_dir(&folder);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        Ok(command)
    }

    fn folder(&self) -> Result<PathBuf, Failure> {
        Ok(target()?.join("build-cost").join(self.name))
    }
}
