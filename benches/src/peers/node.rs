//! The official common client for Node, from npm.

use std::process::Command;

use super::{run_installer, script_command};
use crate::{BoxError, target};

const PACKAGE: &str = "tencentcloud-sdk-nodejs-common";

pub(super) fn install() -> Result<Command, BoxError> {
    let folder = target()?.join("peers/node");
    let modules = folder.join("node_modules");
    if !modules.join(PACKAGE).exists() {
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(PACKAGE);
        run_installer("npm", &mut install)?;
    }
    let mut command = script_command("node", "call.js");
    command.env("NODE_PATH", modules);
    Ok(command)
}
