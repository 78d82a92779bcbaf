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
    told = stage.arguments(__doc__)
    with stage.sandbox(told) as endpoint, stage.browser() as driver:
        watch(driver, endpoint)
        code, flow = act(driver, endpoint)
        look(driver, endpoint, told, code, flow)
        stage.no_complaints(driver)


def call(endpoint, action, key=stage.KEY, **members):
    """Sends a call with the vendor's SDK."""
    http = HttpProfile(protocol="http", endpoint=endpoint.removeprefix("http://"))
    client = essbasic_client.EssbasicClient(
        credential.Credential(stage.ID, key), "", ClientProfile(httpProfile=http))
    request = getattr(models, f"{action}Request")()
    request.from_json_string(json.dumps({"Agent": AGENT, **members}))
    try:
        return json.loads(getattr(client, action)(request).to_json_string())
    except TencentCloudSDKException as error:
        return error


def rows(driver):
    return driver.execute_script(
        "return [...document.querySelectorAll('#calls tbody tr')].map(it => it.innerText)")


def until(driver, holds, what):
    began = time.monotonic()
    stage.wait(driver, lambda _: holds(), what)
    return time.monotonic() - began


def watch(driver, endpoint):
    driver.get(f"{endpoint}/calls")
    state = driver.find_element(By.ID, "connection")
    until(driver, lambda: state.text == "Live", "the page is not live")
    assert rows(driver) == []
    assert "Templates" in call(endpoint, "DescribeTemplates")
    took = until(driver, lambda: len(rows(driver)) == 1, "the call is not seen")
    print(f"seen {took * 1000:.0f} ms after it was answered")
    assert took < 1, took
    assert "DescribeTemplates" in rows(driver)[0] and "valid" in rows(driver)[0], rows(driver)

    call(endpoint, "DescribeTemplates", key=OTHER_KEY)
    until(driver, lambda: len(rows(driver)) == 2, "the refused call is not seen")
    assert "AuthFailure.SignatureFailure" in rows(driver)[0], rows(driver)[0]

    pause = driver.find_element(By.ID, "pause")
    pause.click()
    for _ in range(2):
        call(endpoint, "ChannelDescribeEmployees", Limit=20)
    time.sleep(0.7)
    assert len(rows(driver)) == 2, "a paused list stands still"
    pause.click()
    until(driver, lambda: len(rows(driver)) == 4, "what came meanwhile is not seen")

    Select(driver.find_element(By.NAME, "outcome")).select_by_value("rejected")
    driver.find_element(By.CSS_SELECTOR, ".filter button").click()
    until(driver, lambda: len(rows(driver)) == 1, "the list is not filtered")
    call(endpoint, "DescribeTemplates")
    call(endpoint, "DescribeTemplates", key=OTHER_KEY)
    until(driver, lambda: len(rows(driver)) == 2, "the refused call is not seen")
    assert all("refused" in row for row in rows(driver)), rows(driver)


def act(driver, endpoint):
    """A code is made by the SDK, its picture looked at, scanned, and signed, by the pages alone."""
    made = call(endpoint, "ChannelCreateMultiFlowSignQRCode", TemplateId=TEMPLATE, FlowName="<b>租赁</b>")
    code = made["QrCode"]["QrCodeId"]
    driver.get(f"{endpoint}/data/qr_codes/{code}")
    natural = "return document.querySelector('img.code').naturalWidth"
    assert driver.execute_script(natural) > 100, "the picture is not shown"
    for name, value in (("name", "测试甲"), ("mobile", "13000000001")):
        driver.find_element(By.NAME, name).send_keys(value)
    driver.find_element(By.CSS_SELECTOR, "button[value=scan]").click()
    said = lambda: driver.find_element(By.CSS_SELECTOR, "[role=status]").text
    until(driver, lambda: "started" in said(), "no contract was started")
    assert "测试甲" not in driver.find_element(By.TAG_NAME, "main").text, "a name is shown"
    driver.find_element(By.CSS_SELECTOR, "button[value=sign]").click()
    until(driver, lambda: said() == "Done.", "the contract was not signed")
    assert '"ALL"' in driver.page_source or ">ALL<" in driver.page_source
    return code, driver.current_url.split("?")[0].removeprefix(endpoint)


def look(driver, endpoint, told, code, flow):
    pages = {
        "inspector": "/calls", "call": "/calls/1", "call-refused": "/calls/2", "state": "/data",
        "code": f"/data/qr_codes/{code}", "employees": "/data/employees", "outbox": "/data/outbox",
        "flow": flow,
    }
    for view in stage.views(driver, endpoint):
        for name, address in pages.items():
            driver.get(endpoint + address)
            stage.check(driver, f"{name}-{view}", told)
    print(f"{len(pages) * 8} views: nothing sticks out")


if __name__ == "__main__":
    main()
