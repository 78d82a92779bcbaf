#!/usr/bin/env python3
"""A signing page in a real browser: opened on a telephone, filled in, signed, and the contract is signed.

usage: sign.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE]
(needs chromium, chromedriver and selenium)

Starts a sandbox of its own on a free port. Exit 0 when the contract was signed by the page alone.
"""
import base64
import json
import subprocess
import urllib.request

from selenium.webdriver.common.by import By

import stage
from stage import AGENT, wait

TELEPHONE = {"width": 390, "height": 844, "pixelRatio": 2.0}


def main():
    told = stage.arguments(__doc__)
    with stage.sandbox(told) as endpoint, stage.browser(TELEPHONE) as driver:
        play(driver, endpoint, told)
        stage.no_complaints(driver)
    print("opened, signed, and the contract is signed")


def play(driver, endpoint, told):
    def call(action, **members):
        request = json.dumps({"Agent": AGENT, **members})
        done = subprocess.run(
            [told.binary, "call", action, "--json", request, "--output", "json"],
            env=stage.as_client(endpoint), capture_output=True, text=True, timeout=60,
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

    driver.get(link)
    stage.check(driver, "sign-1-opened", told)
    assert "租赁合同" in driver.page_source, driver.page_source
    contract = driver.find_element(By.PARTIAL_LINK_TEXT, "read").get_attribute("href")
    with urllib.request.urlopen(contract, timeout=20) as pdf:
        assert pdf.read(5) == b"%PDF-", "the contract cannot be read"
    driver.find_element(By.CSS_SELECTOR, "button[value=sign]").click()
    wait(driver, lambda it: "ACCEPT" in it.page_source)
    stage.check(driver, "sign-2-signed", told)
    seen = call("DescribeFlowDetailInfo", FlowIds=[flow["FlowId"]])["FlowInfo"][0]
    assert seen["FlowStatus"] == "ALL", seen["FlowStatus"]


if __name__ == "__main__":
    main()
