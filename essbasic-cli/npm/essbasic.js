#!/usr/bin/env node
// Starts the binary of the package for this platform.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const name = `essbasic-cli-${process.platform}-${process.arch}`;
let binary;
try {
  binary = require.resolve(`${name}/bin/essbasic${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(
    `essbasic: the package ${name} is missing. Install without --no-optional, or build from source: ` +
      "cargo install essbasic-cli",
  );
  process.exit(1);
}

const child = spawn(binary, process.argv.slice(2), { stdio: "inherit" });
// A signal to this process alone, as a container sends it, must reach the binary.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`essbasic: cannot start ${binary}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : code);
});
