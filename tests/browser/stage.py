"""What the stories in a browser stand on: a sandbox, a Chromium, and an eye for how a page looks."""
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

# What a sandbox knows unless told another.
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


def arguments(story, *more):
    """What a story is told; `more` are options of its own, each with what is said of it."""
    parser = argparse.ArgumentParser(description=story, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    parser.add_argument("--screenshots", metavar="FOLDER", help="where pictures of the pages are put")
    parser.add_argument("--axe", metavar="FILE", help="axe.min.js of axe-core, which checks accessibility")
    for option, said in more:
        parser.add_argument(option, metavar="FILE", help=said)
    told = parser.parse_args()
    if told.axe:
        with open(told.axe, encoding="utf-8") as script:
            told.axe = script.read()
    if told.screenshots:
        os.makedirs(told.screenshots, exist_ok=True)
    return told


@contextlib.contextmanager
def command(told, *words, environment=None):
    """One of the command's servers, and the address that it says."""
    server = subprocess.Popen(
        [told.binary, *words], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        yield server.stdout.readline().split()[-1]
    finally:
        server.kill()
        server.wait()


def sandbox(told):
    """A sandbox on a free port."""
    return command(told, "sandbox", "--listen", "127.0.0.1:0")


def as_client(endpoint):
    """The environment of a program that calls the sandbox, and nothing else."""
    return {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "ESSBASIC_ENDPOINT": endpoint,
        "TENCENTCLOUD_SECRET_ID": ID, "TENCENTCLOUD_SECRET_KEY": KEY,
    }


@contextlib.contextmanager
def browser(telephone=None):
    """A Chromium without a head, or one that takes itself for a telephone."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        if telephone:
            options.add_experimental_option("mobileEmulation", {"deviceMetrics": telephone})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.binary_location = "/usr/bin/chromium"
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            yield driver
        finally:
            driver.quit()


def wait(driver, holds, what="", seconds=10):
    """Waits until something holds, and gives what it gave. A page may well be replaced meanwhile."""
    waiting = WebDriverWait(driver, seconds, 0.02, (WebDriverException,))
    return waiting.until(holds, what)


def views(driver, endpoint):
    """Both languages, light and dark, narrow and wide, one after the other: the name of each."""
    driver.get(endpoint)
    for language, scheme, width in itertools.product(("en", "zh"), ("light", "dark"), (360, 1280)):
        view(driver, language, scheme, width)
        yield f"{language}-{scheme}-{width}"


def view(driver, language, scheme, width):
    """From here on, pages are seen like this."""
    driver.add_cookie({"name": "essbasic-language", "value": language})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}],
    })
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600,
    })


def check(driver, name, told):
    """What holds of every page: nothing sticks out, and axe finds nothing serious. It is pictured."""
    picture(driver, name, told)
    wide, room = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= room, f"{name} is {wide} wide where there is {room}"
    if not told.axe:
        return
    driver.execute_script(told.axe)
    violations = driver.execute_async_script("""
        const done = arguments[arguments.length - 1];
        axe.run({ resultTypes: ["violations"] }).then((it) => done(it.violations.map((found) =>
            [found.impact, found.id, found.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])));
    """)
    serious = [it for it in violations if it[0] in ("serious", "critical")]
    assert not serious, f"{name}: {json.dumps(serious, indent=1)}"
    for it in violations:
        print(f"{name}: {it}", file=sys.stderr)


def picture(driver, name, told):
    """The page from its top to its end, as far as anybody would look."""
    if not told.screenshots:
        return
    width, height, top = driver.execute_script(
        "return [innerWidth, Math.min(document.documentElement.scrollHeight, 5000), scrollY]")
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {
        "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}, "captureBeyondViewport": True,
    })
    with open(os.path.join(told.screenshots, f"{name}.png"), "wb") as file:
        file.write(base64.b64decode(shot["data"]))
    driver.execute_script("scrollTo(0, arguments[0])", top)


def complaints(driver):
    """What the browser says went wrong. Each answer that is no success is logged too; what we
    refuse is one, and no mistake of a page."""
    logged = driver.get_log("browser")
    return [it["message"] for it in logged if it["level"] == "SEVERE" and it["source"] != "network"]


def no_complaints(driver):
    found = complaints(driver)
    assert not found, found
