#!/usr/bin/env python3
"""The explorer's pages in a real browser: quick to load, used by the keyboard, and fit to be looked at.

usage: looks.py [--binary target/debug/essbasic] [--axe FILE] [--screenshots FOLDER]
(needs chromium, chromedriver and selenium; without axe-core accessibility is not checked)

Starts a sandbox of its own on a free port. Exit 0 when everything was as it should be.
"""
import json
import tempfile

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import stage
from stage import CANCEL, wait

MOST_BYTES, MOST_MILLISECONDS = 150_000, 300
CODE = "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR"


def main():
    told = stage.arguments(__doc__)
    with stage.sandbox(told) as endpoint, stage.browser() as driver:
        loads_quickly(driver, endpoint)
        is_used(driver, endpoint)
        looks(driver, endpoint, told)
        asks(driver, endpoint, told)
        stage.no_complaints(driver)


def loads_quickly(driver, endpoint):
    """The first page, with all that it loads."""
    driver.get(f"{endpoint}/")
    times = []
    for _ in range(3):
        driver.get(f"{endpoint}/")
        wait(driver, lambda it: it.execute_script("return document.readyState") == "complete")
        measured = driver.execute_script("""
            const page = performance.getEntriesByType("navigation")[0];
            const all = [page, ...performance.getEntriesByType("resource")];
            return [page.domContentLoadedEventEnd, all.reduce((sum, it) => sum + it.transferSize, 0),
                    all.every((it) => it.name.startsWith(location.origin))];
        """)
        times.append(measured[0])
        assert measured[2], "something is loaded from elsewhere"
        assert measured[1] < MOST_BYTES, f"{measured[1]} bytes"
    assert min(times) < MOST_MILLISECONDS, f"interactive after {times} ms"
    print(f"the first page: {measured[1]} bytes, interactive after {min(times):.0f} ms")


def is_used(driver, endpoint):
    """Found by its Chinese title, read, filled in, sent; all by the keyboard, as far as that goes."""
    driver.get(f"{endpoint}/")
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    asked = driver.switch_to.active_element
    assert asked.get_attribute("name") == "q"
    asked.send_keys("取消一码多签")
    wait(driver, lambda it: len(it.find_elements(By.CSS_SELECTOR, ".actions > li")) == 1)
    asked.send_keys(Keys.ARROW_DOWN)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(driver, lambda it: it.current_url.endswith(CANCEL))

    code = driver.find_element(By.NAME, "QrCodeId")
    code.send_keys("too short")
    wrong = driver.find_element(By.CSS_SELECTOR, "[data-error='QrCodeId']")
    wait(driver, lambda _: wrong.text == "QrCodeId must have exactly 32 characters, not 9")
    code.send_keys(Keys.ENTER)
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .not_sent"))
    code.clear()
    code.send_keys(CODE)
    assert wrong.text == ""

    driver.find_element(By.CSS_SELECTOR, "[data-mode=json]").click()
    text = driver.find_element(By.ID, "json-text")
    request = json.loads(text.get_attribute("value"))
    assert request["QrCodeId"] == CODE and request["Agent"]["ProxyOperator"]["OpenId"] == "n9527"
    request["Agent"]["ProxyOrganizationOpenId"] = "org_other"
    retype(driver, text, json.dumps(request))
    organization = "Agent.ProxyOrganizationOpenId"
    wait(driver, lambda it: it.find_element(By.NAME, organization).get_attribute("value") == "org_other")
    retype(driver, text, '{"QrCodeId": }')
    wait(driver, lambda it: "line 1" in it.find_element(By.ID, "json-error").text)
    assert driver.find_element(By.NAME, "QrCodeId").get_attribute("value") == CODE
    request["Agent"]["ProxyOrganizationOpenId"] = "org_dianziqian"
    retype(driver, text, json.dumps(request))
    wait(driver, lambda it: it.find_element(By.NAME, organization).get_attribute("value") == "org_dianziqian")
    driver.find_element(By.CSS_SELECTOR, "#json .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done"))
    driver.find_element(By.CSS_SELECTOR, "#json .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .refused"))
    assert "OperationDenied.QrInvalid" in driver.find_element(By.ID, "result").text

    driver.get(f"{endpoint}/actions/{CANCEL}")
    wait(driver, lambda it: it.find_element(By.NAME, "QrCodeId").get_attribute("value") == CODE)
    uploads(driver, endpoint)
    print("found, read, filled in, sent and remembered by the page alone")


def uploads(driver, endpoint):
    """A file of megabytes is read by the page, sent, and never remembered; lists grow and shrink."""
    driver.get(f"{endpoint}/actions/UploadFiles")
    chosen = driver.find_element(By.NAME, "BusinessType")
    chosen.find_element(By.CSS_SELECTOR, "option[value=DOCUMENT]").click()
    infos = driver.find_element(By.CSS_SELECTOR, "[data-list=FileInfos]")
    unfold(driver, infos)
    for count in (1, 2):
        infos.find_element(By.CSS_SELECTOR, ":scope > button[name=add]").click()
        wait(driver, lambda _: len(infos.find_elements(By.CSS_SELECTOR, ".item")) == count)
    infos.find_elements(By.CSS_SELECTOR, "button[name=remove]")[0].click()
    assert len(infos.find_elements(By.CSS_SELECTOR, ".item")) == 1
    unfold(driver, infos.find_element(By.NAME, "FileInfos.1.FileBody"))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(b"%PDF-1.4 " + bytes(5 << 20))
        file.flush()
        infos.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(file.name)
        body = infos.find_element(By.NAME, "FileInfos.1.FileBody")
        wait(driver, lambda _: body.get_attribute("value").startswith("<"))
    name = infos.find_element(By.NAME, "FileInfos.1.FileName")
    unfold(driver, name)
    name.send_keys("lease.pdf")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .outcome"))
    assert driver.find_elements(By.CSS_SELECTOR, "#result .done"), driver.find_element(By.ID, "result").text
    kept = driver.execute_script("return localStorage.getItem('essbasic:UploadFiles')")
    assert "FileBody" not in kept and "DOCUMENT" in kept, kept
    following = driver.find_elements(By.CSS_SELECTOR, "#result .related a[href*='FileIds.0=']")
    assert following, "the file's id leads nowhere"


def unfold(driver, element):
    driver.execute_script("""
        for (let it = arguments[0].closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
    """, element)


def retype(driver, element, text):
    driver.execute_script("""
        arguments[0].value = arguments[1];
        arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
    """, element, text)


def looks(driver, endpoint, told):
    """Each page in both languages, light and dark, wide and narrow."""
    driver.get(endpoint)
    driver.find_element(By.CSS_SELECTOR, ".site form button").click()
    wait(driver, lambda it: it.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh")
    for view in stage.views(driver, endpoint):
        for name, show in PAGES.items():
            show(driver, endpoint)
            stage.check(driver, f"{name}-{view}", told)
    print(f"{len(PAGES) * 8} views: nothing sticks out")


def asks(driver, endpoint, told):
    """A real environment, played by the sandbox: entered by its token, and asked before anything happens."""
    with stage.command(told, "explorer", environment=stage.as_client(endpoint)) as address:
        own = address.split("/?")[0]
        driver.get(own)
        assert "Find an action" not in driver.page_source
        driver.get(address)
        wait(driver, lambda it: it.find_elements(By.NAME, "q"))
        assert "token" not in driver.current_url
        organization = "Agent.AppId=yDwhxUUckp3gl8j5UuFX33LSNozpRsbi&Agent.ProxyOrganizationOpenId=org_dianziqian"
        driver.get(f"{own}/actions/ChannelCreateRole?{organization}&Agent.ProxyOperator.OpenId=n9527&Name=asked")
        driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
        wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .confirmation, #result .not_sent"))
        stage.check(driver, "asked-zh-dark-1280", told)
        driver.find_element(By.CSS_SELECTOR, "#confirm button").click()
        wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done, #result .refused"))
        print("a real environment asks first")


def find(driver, endpoint):
    driver.get(f"{endpoint}/")


def found(driver, endpoint):
    driver.get(f"{endpoint}/?q=QrInvalid")


def read(driver, endpoint):
    driver.get(f"{endpoint}/actions/ChannelCreateFlowByFiles")
    driver.execute_script("localStorage.clear()")


def cancel(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}")


def answered(driver, endpoint):
    driver.get(f"{endpoint}/actions/DescribeTemplates")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done"))


def refused(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}?QrCodeId={'x' * 32}")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .refused"))


def invalid(driver, endpoint):
    driver.get(f"{endpoint}/actions/ChannelCreateMultiFlowSignQRCode?QrCodeName={'x' * 201}&MaxFlowNum=a")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .not_sent"))


PAGES = {
    "find": find, "found": found, "read": read, "cancel": cancel,
    "answered": answered, "refused": refused, "invalid": invalid,
}


if __name__ == "__main__":
    main()
