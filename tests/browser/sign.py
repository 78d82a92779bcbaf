#!/usr/bin/env python3
"""A signing page in a real browser: opened on a telephone, filled in, signed, and the contract is signed.

usage: sign.py [--binary target/debug/essbasic]     (needs chromium, chromedriver and selenium)

Starts a sandbox of its own on a free port. Exit 0 when the contract was signed by the page alone.
"""
import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

AGENT = {
    "AppId": "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi",
    "ProxyOrganizationOpenId": "org_dianziqian",
    "ProxyOperator": {"OpenId": "n9527"},
}
ID, KEY = "AKIDbrowserbrowserbrowser", "BrowserSecretKeyBrowserSecretKey"


def browser(folder):
    options = webdriver.ChromeOptions()
    for flag in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder}",
    ):
        options.add_argument(flag)
    telephone = {"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2.0}}
    options.add_experimental_option("mobileEmulation", telephone)
    options.binary_location = "/usr/bin/chromium"
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", default="target/debug/essbasic")
    arguments.add_argument("--screenshots", help="a folder for pictures of each page")
    arguments = arguments.parse_args()
    sandbox = subprocess.Popen(
        [arguments.binary, "sandbox", "--listen", "127.0.0.1:0", "--secret-id", ID, "--secret-key", KEY],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        endpoint = sandbox.stdout.readline().split()[-1]
        play(arguments, endpoint)
    finally:
        sandbox.kill()


def play(arguments, endpoint):
    environment = {
        "PATH": os.environ["PATH"], "HOME": "/nonexistent", "ESSBASIC_ENDPOINT": endpoint,
        "TENCENTCLOUD_SECRET_ID": ID, "TENCENTCLOUD_SECRET_KEY": KEY,
    }

    def call(action, **members):
        request = json.dumps({"Agent": AGENT, **members})
        done = subprocess.run(
            [arguments.binary, "call", action, "--json", request, "--output", "json"],
            env=environment, capture_output=True, text=True, timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    pdf = base64.b64encode(b"%PDF-1.4 not one that can be read").decode()
    files = call("UploadFiles", BusinessType="DOCUMENT", FileInfos=[{"FileBody": pdf, "FileName": "lease.pdf"}])
    signer = {
        "ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001",
        "SignComponents": [{"ComponentType": "SIGN_SIGNATURE"}],
    }
    flow = call("ChannelCreateFlowByFiles", FlowName="租赁合同", FileIds=files["FileIds"], FlowApprovers=[signer])
    links = call("CreateSignUrls", FlowIds=[flow["FlowId"]])
    link = links["SignUrlInfos"][0]["SignUrl"]

    with tempfile.TemporaryDirectory() as folder:
        chromium = browser(folder)
        try:
            chromium.get(link)
            picture(chromium, arguments, "1-opened")
            assert "租赁合同" in chromium.page_source, chromium.page_source
            wide = chromium.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 390, f"the page is {wide} wide on a telephone"
            contract = chromium.find_element(By.PARTIAL_LINK_TEXT, "read").get_attribute("href")
            with urllib.request.urlopen(contract, timeout=20) as pdf:
                assert pdf.read(5) == b"%PDF-", "the contract cannot be read"
            chromium.find_element(By.CSS_SELECTOR, "button[value=sign]").click()
            WebDriverWait(chromium, 20).until(lambda it: "ACCEPT" in it.page_source)
            picture(chromium, arguments, "2-signed")
            severe = [line for line in chromium.get_log("browser") if line["level"] == "SEVERE"]
            assert not severe, severe
        finally:
            chromium.quit()

    seen = call("DescribeFlowDetailInfo", FlowIds=[flow["FlowId"]])["FlowInfo"][0]
    assert seen["FlowStatus"] == "ALL", seen["FlowStatus"]
    print("opened, signed, and the contract is signed")


def picture(chromium, arguments, name):
    if arguments.screenshots:
        chromium.save_screenshot(os.path.join(arguments.screenshots, f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
