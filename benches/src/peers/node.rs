//! The official common client for Node, from npm.

use std::process::Command;

use super::{fetched, script};
use crate::{Failure, target};

const PACKAGE: &str = "tencentcloud-sdk-nodejs-common";

pub(super) fn fetch() -> Result<Command, Failure> {
    let folder = target()?.join("peers/node");
    let modules = folder.join("node_modules");
    if !modules.join(PACKAGE).exists() {
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(PACKAGE);
        fetched("npm", &mut install)?;
    }
    let mut command = script("node", "call.js");
    command.env("NODE_PATH", modules);
    Ok(command)
}
