#!/usr/bin/env python3
"""Every action's page in a real browser: its form is filled with a sample, sent, and answered.

usage: every.py [--binary target/debug/essbasic]     (needs chromium, chromedriver and selenium)

Starts a sandbox of its own on a free port. Exit 0 when each of the actions was answered, with a
request id, and no page complained.
"""
import collections

from selenium.webdriver.common.by import By

import stage
from stage import wait

ACTIONS = 99


def main():
    told = stage.arguments(__doc__)
    with stage.sandbox(told) as endpoint, stage.browser() as driver:
        driver.get(endpoint)
        links = driver.find_elements(By.CSS_SELECTOR, ".actions > li > a")
        actions = [link.get_attribute("href") for link in links]
        assert len(set(actions)) == ACTIONS, len(set(actions))
        outcomes = collections.Counter(answered(driver, action) for action in actions)
        stage.no_complaints(driver)
    print(f"{len(actions)} actions filled in and sent:", ", ".join(f"{n} {it}" for it, n in outcomes.items()))


def answered(driver, address):
    """Sends a sample; gives what became of it."""
    driver.get(address)
    before = driver.find_element(By.CSS_SELECTOR, "#values > *")
    press(driver, "#fields [name=example]")
    wait(driver, lambda it: before != it.find_element(By.CSS_SELECTOR, "#values > *"), f"no sample: {address}")
    press(driver, "#fields .send")
    outcome = wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .outcome"), f"no answer: {address}")[0]
    assert "Request ID" in outcome.text, f"{address}: {outcome.text}"
    return outcome.get_attribute("class").split()[-1]


def press(driver, selector):
    button = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
    button.click()


if __name__ == "__main__":
    main()
