"""Code samples as programs: written by `essbasic call --code`, and run with the vendor's SDKs."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Credential and objects of a new sandbox.
ID, KEY = "AKIDsandboxsandboxsandboxsandbox", "sandboxsandboxsandboxsandbox"
APPLICATION = "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi"
ORGANIZATION, OPERATOR = "org_dianziqian", "n9527"
TEMPLATE = "yDSandboxTemplateNotForQr0000001"
QR_TEMPLATE = "yDSandboxTemplatePersonOnly00001"

TOOLS = Path(__file__).resolve().parents[2] / "target" / "tools"
NODE_MODULES = Path(os.environ.get("NODE_PATH") or TOOLS / "node_modules")

# Command and file of a program in each format that runs with what may be installed here.
PROGRAMS = {
    "python": (sys.executable, "sample.py"),
    "node": ("node", "sample.cjs"),
    "curl": ("sh", "sample.sh"),
}


def missing(name):
    """Says what a format needs to run, or None."""
    if not shutil.which(PROGRAMS[name][0]):
        return f"{PROGRAMS[name][0]} is not installed"
    if name == "node" and not (NODE_MODULES / "tencentcloud-sdk-nodejs").is_dir():
        return "npm package tencentcloud-sdk-nodejs is missing"
    if name == "curl" and not (shutil.which("curl") and shutil.which("openssl")):
        return "curl or openssl is not installed"
    return None


def start_sandbox(binary):
    """Starts a sandbox; returns its process and its address."""
    server = subprocess.Popen(
        [binary, "sandbox", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )
    return server, server.stdout.readline().split()[-1]


def environment(**variables):
    """Returns the environment of a program: credentials of a sandbox, and no settings of this user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TENCENTCLOUD")}
    return kept | {
        "TENCENTCLOUD_SECRET_ID": ID, "TENCENTCLOUD_SECRET_KEY": KEY,
        "NODE_PATH": str(NODE_MODULES), "PYTHONIOENCODING": "utf-8",
    } | variables


def write(binary, name, endpoint, action, fields):
    """Returns the program of a call, with the secrets of the request."""
    command = [
        binary, "call", action, "--json", "-", "--unchecked", "--code", name, "--with-secrets",
        "--endpoint", endpoint,
    ]
    written = subprocess.run(
        command, input=json.dumps(fields), capture_output=True, text=True, encoding="utf-8",
        env=environment(), check=False,
    )
    assert written.returncode == 0, (command, written.stderr)
    return written.stdout


def run(name, program, folder):
    """Runs a program in a folder of its own; returns what it printed."""
    command, file = PROGRAMS[name]
    path = Path(folder) / file
    path.write_text(program, encoding="utf-8")
    return subprocess.run(
        [command, str(path)], capture_output=True, text=True, encoding="utf-8", env=environment(),
        cwd=folder, check=False, timeout=60,
    )


def agent(organization=ORGANIZATION, operator=OPERATOR):
    """Returns an agent of the sandbox's application."""
    return {
        "AppId": APPLICATION, "ProxyOrganizationOpenId": organization,
        "ProxyOperator": {"OpenId": operator},
    }
