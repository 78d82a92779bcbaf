#!/usr/bin/env python3
"""The signature page in a browser: signing steps, and the diagnosis of a rejected request.

usage: signature.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE]
(needs chromium, chromedriver and selenium; --axe checks accessibility)

Starts its own sandbox on a free port. Exit code 0 if the page named the causes, in both languages, on
wide and narrow screens, light and dark.
"""
from selenium.webdriver.common.by import By

import stage
from stage import wait

REJECTED = """POST / HTTP/1.1
Host: essbasic.tencentcloudapi.com
Content-Type: application/json; charset=utf-8
X-TC-Action: DescribeTemplates
X-TC-Version: 2021-05-26
X-TC-Timestamp: 1751313600
Authorization: TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2025-07-01/essbasic/tc3_request, \
SignedHeaders=content-type;host;x-tc-action, Signature=8ba7688c8cc5916e2ea436e0ecb41103e53088bcf4dccd9252ae178505ecf989

{"Limit":2}"""
CANONICAL = """POST
/

content-type:application/json
host:essbasic.tencentcloudapi.com
x-tc-action:describetemplates

content-type;host;x-tc-action
0000000000000000000000000000000000000000000000000000000000000000"""
EXPECTED = {
    "en": ["Content-Type: canonical request, line 4", "Local date: string to sign, line 3"],
    "zh": ["Content-Type：规范请求串第 4 行", "本地日期：待签名字符串第 3 行"],
}


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        for view in stage.views(driver, endpoint):
            driver.get(f"{endpoint}/signature")
            check_steps(driver, view, args)
            check_diagnosis(driver, view, args)
        stage.no_errors(driver)
    print("checked the steps and the diagnosis")


def check_steps(driver, view, args):
    steps = driver.find_elements(By.CSS_SELECTOR, ".step h3")
    assert len(steps) == 8, [step.text for step in steps]
    buttons = driver.find_elements(By.CSS_SELECTOR, "button[data-of]")
    assert buttons and all(button.is_displayed() for button in buttons), "a copy button is hidden"
    stage.check(driver, f"signature-steps-{view}", args)


def check_diagnosis(driver, view, args):
    fill(driver, "request", REJECTED)
    driver.execute_script("document.querySelectorAll('.check details').forEach(it => { it.open = true; })")
    fill(driver, "canonical_request", CANONICAL)
    # A click by coordinates does not take the emulated screen size into account.
    button = driver.find_element(By.CSS_SELECTOR, "form.diagnosis-form button")
    driver.execute_script("arguments[0].click()", button)
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".finding"))
    found = [it.text for it in driver.find_elements(By.CSS_SELECTOR, ".finding h3")]
    expected = EXPECTED[view.split("-")[0]]
    assert all(any(text.startswith(it) for text in found) for it in expected), found
    assert REJECTED in driver.find_element(By.ID, "request").get_attribute("value").replace("\r\n", "\n")
    stage.check(driver, f"signature-diagnosis-{view}", args)


def fill(driver, name, text):
    field = driver.find_element(By.ID, name)
    driver.execute_script("arguments[0].value = arguments[1]", field, text)


if __name__ == "__main__":
    main()
