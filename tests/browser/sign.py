#!/usr/bin/env python3
"""The signing page on the screen of a phone: opens, reads and signs a contract.

usage: sign.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE]
(needs chromium, chromedriver and selenium)

Starts its own sandbox on a free port. Exit code 0 if the page signed the contract.
"""
import base64
import json
import subprocess
import urllib.request

from selenium.webdriver.common.by import By

import stage
from stage import AGENT, wait

PHONE = {"width": 390, "height": 844, "pixelRatio": 2.0}


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser(PHONE) as driver:
        sign_contract(driver, endpoint, args)
        stage.no_errors(driver)
    print("opened and signed the contract")


def sign_contract(driver, endpoint, args):
    def call(action, **fields):
        request = json.dumps({"Agent": AGENT, **fields})
        done = subprocess.run(
            [args.binary, "call", action, "--json", request, "--output", "json"],
            env=stage.as_client(endpoint), capture_output=True, text=True, timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    pdf = base64.b64encode(b"%PDF-1.4 not a readable document").decode()
    files = call("UploadFiles", BusinessType="DOCUMENT", FileInfos=[{"FileBody": pdf, "FileName": "lease.pdf"}])
    signer = {
        "ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001",
        "SignComponents": [{"ComponentType": "SIGN_SIGNATURE"}],
    }
    flow = call("ChannelCreateFlowByFiles", FlowName="租赁合同", FileIds=files["FileIds"], FlowApprovers=[signer])
    links = call("CreateSignUrls", FlowIds=[flow["FlowId"]])
    link = links["SignUrlInfos"][0]["SignUrl"]

    driver.get(link)
    stage.check(driver, "sign-1-opened", args)
    assert "租赁合同" in driver.page_source, driver.page_source
    contract = driver.find_element(By.PARTIAL_LINK_TEXT, "Read").get_attribute("href")
    with urllib.request.urlopen(contract, timeout=20) as pdf:
        assert pdf.read(5) == b"%PDF-", "the contract cannot be opened"
    driver.find_element(By.CSS_SELECTOR, "button[value=sign]").click()
    wait(driver, lambda it: "ACCEPT" in it.page_source)
    stage.check(driver, "sign-2-signed", args)
    detail = call("DescribeFlowDetailInfo", FlowIds=[flow["FlowId"]])["FlowInfo"][0]
    assert detail["FlowStatus"] == "ALL", detail["FlowStatus"]


if __name__ == "__main__":
    main()
