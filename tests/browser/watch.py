#!/usr/bin/env python3
"""The inspector and the data pages in a browser, with calls of the vendor's SDK.

usage: watch.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE]
(needs chromium, chromedriver, selenium and tencentcloud-sdk-python-essbasic)

Starts its own sandbox on a free port. Exit code 0 if a call appears within a second, the list pauses,
resumes and filters, and the accessibility checker, if available, finds nothing serious.
"""
import json
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select
from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.essbasic.v20210526 import essbasic_client, models

import stage
from stage import AGENT, TEMPLATE

OTHER_KEY = "AnotherSecretKeyAnotherSecretKey"


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        watch(driver, endpoint)
        code, flow = sign_code(driver, endpoint)
        check_pages(driver, endpoint, args, code, flow)
        stage.no_errors(driver)


def call(endpoint, action, key=stage.KEY, **fields):
    """Sends a call with the vendor's SDK."""
    http = HttpProfile(protocol="http", endpoint=endpoint.removeprefix("http://"))
    client = essbasic_client.EssbasicClient(
        credential.Credential(stage.ID, key), "", ClientProfile(httpProfile=http))
    request = getattr(models, f"{action}Request")()
    request.from_json_string(json.dumps({"Agent": AGENT, **fields}))
    try:
        return json.loads(getattr(client, action)(request).to_json_string())
    except TencentCloudSDKException as error:
        return error


def rows(driver):
    return driver.execute_script(
        "return [...document.querySelectorAll('#calls tbody tr')].map(it => it.innerText)")


def until(driver, condition, message):
    """Waits until a condition is true, and returns the seconds that it took."""
    began = time.monotonic()
    stage.wait(driver, lambda _: condition(), message)
    return time.monotonic() - began


def watch(driver, endpoint):
    driver.get(f"{endpoint}/calls")
    state = driver.find_element(By.ID, "connection")
    until(driver, lambda: state.text == "Live", "the page is not live")
    assert rows(driver) == []
    assert "Templates" in call(endpoint, "DescribeTemplates")
    took = until(driver, lambda: len(rows(driver)) == 1, "the call is not shown")
    print(f"shown {took * 1000:.0f} ms after the response")
    assert took < 1, took
    assert "DescribeTemplates" in rows(driver)[0] and "valid" in rows(driver)[0], rows(driver)

    # The list goes on after the page was left and shown again.
    driver.get(f"{endpoint}/actions")
    driver.back()
    call(endpoint, "DescribeTemplates", key=OTHER_KEY)
    until(driver, lambda: len(rows(driver)) == 2, "the rejected call is not shown")
    assert "AuthFailure.SignatureFailure" in rows(driver)[0], rows(driver)[0]

    state = driver.find_element(By.ID, "connection")
    pause = driver.find_element(By.ID, "pause")
    pause.click()
    for _ in range(2):
        call(endpoint, "ChannelDescribeEmployees", Limit=20)
    time.sleep(0.7)
    assert len(rows(driver)) == 2, "the paused list has changed"
    pause.click()
    until(driver, lambda: len(rows(driver)) == 4, "the calls made during the pause are not shown")

    Select(driver.find_element(By.NAME, "outcome")).select_by_value("rejected")
    driver.find_element(By.CSS_SELECTOR, ".filter button").click()
    until(driver, lambda: len(rows(driver)) == 1, "the list is not filtered")
    call(endpoint, "DescribeTemplates")
    call(endpoint, "DescribeTemplates", key=OTHER_KEY)
    until(driver, lambda: len(rows(driver)) == 2, "the rejected call is not shown")
    assert all("rejected" in row for row in rows(driver)), rows(driver)


def sign_code(driver, endpoint):
    """Creates a code with the SDK; shows, scans and signs it on the pages."""
    created = call(endpoint, "ChannelCreateMultiFlowSignQRCode", TemplateId=TEMPLATE, FlowName="<b>租赁</b>")
    code = created["QrCode"]["QrCodeId"]
    driver.get(f"{endpoint}/data/qr_codes/{code}")
    natural = "return document.querySelector('img.code').naturalWidth"
    assert driver.execute_script(natural) > 100, "the QR code is not shown"
    for name, value in (("name", "测试甲"), ("mobile", "13000000001")):
        driver.find_element(By.NAME, name).send_keys(value)
    driver.find_element(By.CSS_SELECTOR, "button[value=scan]").click()
    status = lambda: driver.find_element(By.CSS_SELECTOR, "[role=status]").text
    until(driver, lambda: "started" in status(), "no contract was started")
    driver.find_element(By.CSS_SELECTOR, "button[value=sign]").click()
    until(driver, lambda: status() == "Done.", "the contract was not signed")
    assert '"ALL"' in driver.page_source or ">ALL<" in driver.page_source
    return code, driver.current_url.split("?")[0].removeprefix(endpoint)


def check_pages(driver, endpoint, args, code, flow):
    pages = {
        "inspector": "/calls", "call": "/calls/1", "call-rejected": "/calls/2", "state": "/data",
        "code": f"/data/qr_codes/{code}", "employees": "/data/employees", "outbox": "/data/outbox",
        "flow": flow,
    }
    for view in stage.views(driver, endpoint):
        for name, address in pages.items():
            driver.get(endpoint + address)
            stage.check(driver, f"{name}-{view}", args)
    print(f"{len(pages) * 8} views checked")


if __name__ == "__main__":
    main()
