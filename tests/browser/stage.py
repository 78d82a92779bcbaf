"""Setup of the browser tests: sandbox, Chromium, and checks of layout and accessibility."""
import argparse
import base64
import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

# Credential and agent of a new sandbox.
ID, KEY = "AKIDsandboxsandboxsandboxsandbox", "sandboxsandboxsandboxsandbox"
AGENT = {
    "AppId": "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi",
    "ProxyOrganizationOpenId": "org_dianziqian",
    "ProxyOperator": {"OpenId": "n9527"},
}
TEMPLATE = "yDSandboxTemplatePersonOnly00001"
CANCEL = "ChannelCancelMultiFlowSignQRCode"
CREATE = "ChannelCreateMultiFlowSignQRCode"

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--accept-lang=en", "--force-prefers-reduced-motion",
)


def arguments(description, *more):
    """Parses the options of a test; `more` are further options with their help."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    parser.add_argument("--screenshots", metavar="FOLDER", help="folder for screenshots")
    parser.add_argument("--axe", metavar="FILE", help="axe.min.js of axe-core, to check accessibility")
    for option, help_text in more:
        parser.add_argument(option, metavar="FILE", help=help_text)
    args = parser.parse_args()
    if args.axe:
        with open(args.axe, encoding="utf-8") as script:
            args.axe = script.read()
    if args.screenshots:
        os.makedirs(args.screenshots, exist_ok=True)
    return args


@contextlib.contextmanager
def command(args, *words, environment=None):
    """Starts a server of the command, and yields the address that it prints."""
    server = subprocess.Popen(
        [args.binary, *words], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        yield server.stdout.readline().split()[-1]
    finally:
        server.kill()
        server.wait()


def sandbox(args):
    """Starts a sandbox on a free port."""
    return command(args, "sandbox", "--listen", "127.0.0.1:0")


def as_client(endpoint):
    """Returns the environment variables of a program that calls the sandbox."""
    return {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "ESSBASIC_ENDPOINT": endpoint,
        "TENCENTCLOUD_SECRET_ID": ID, "TENCENTCLOUD_SECRET_KEY": KEY,
    }


@contextlib.contextmanager
def browser(phone=None):
    """Starts a headless Chromium, optionally with the screen of a phone."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        if phone:
            options.add_experimental_option("mobileEmulation", {"deviceMetrics": phone})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.binary_location = "/usr/bin/chromium"
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            yield driver
        finally:
            driver.quit()


def wait(driver, condition, message="", seconds=10):
    """Waits until a condition is true, and returns its value. The page may be replaced meanwhile."""
    return WebDriverWait(driver, seconds, 0.02, (WebDriverException,)).until(condition, message)


def views(driver, endpoint):
    """Shows pages in both languages, light and dark, narrow and wide; yields the name of each view."""
    driver.get(endpoint)
    for language, scheme, width in itertools.product(("en", "zh"), ("light", "dark"), (360, 1280)):
        view(driver, language, scheme, width)
        yield f"{language}-{scheme}-{width}"


def view(driver, language, scheme, width):
    """Sets language, color scheme and width of the pages that follow."""
    driver.add_cookie({"name": "essbasic-language", "value": language})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}],
    })
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600,
    })


def check(driver, name, args):
    """Takes a screenshot, and checks that the page does not scroll sideways and is accessible."""
    screenshot(driver, name, args)
    width, available = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert width <= available, f"{name} is {width} wide, and the window {available}"
    if not args.axe:
        return
    driver.execute_script(args.axe)
    violations = driver.execute_async_script("""
        const done = arguments[arguments.length - 1];
        axe.run({ resultTypes: ["violations"] }).then((it) => done(it.violations.map((found) =>
            [found.impact, found.id, found.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])));
    """)
    serious = [it for it in violations if it[0] in ("serious", "critical")]
    assert not serious, f"{name}: {json.dumps(serious, indent=1)}"
    for it in violations:
        print(f"{name}: {it}", file=sys.stderr)


def screenshot(driver, name, args):
    """Takes a screenshot of the whole page, 5,000 pixels at most."""
    if not args.screenshots:
        return
    width, height, top = driver.execute_script(
        "return [innerWidth, Math.min(document.documentElement.scrollHeight, 5000), scrollY]")
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {
        "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}, "captureBeyondViewport": True,
    })
    with open(os.path.join(args.screenshots, f"{name}.png"), "wb") as file:
        file.write(base64.b64decode(shot["data"]))
    driver.execute_script("scrollTo(0, arguments[0])", top)


def no_errors(driver):
    """Checks that the browser logged no error, except responses with an error status."""
    logged = driver.get_log("browser")
    errors = [it["message"] for it in logged if it["level"] == "SEVERE" and it["source"] != "network"]
    assert not errors, errors
