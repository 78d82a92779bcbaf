#!/usr/bin/env python3
"""The page of every action in a browser: fills the form with its example, and sends it.

usage: every.py [--binary target/debug/essbasic]     (needs chromium, chromedriver and selenium)

Starts a sandbox for each action on a free port. Exit code 0 if all 99 examples are accepted, and no page logged
an error.
"""
import collections

from selenium.webdriver.common.by import By

import stage
from stage import wait

ACTIONS = 99


def main():
    args = stage.arguments(__doc__)
    with stage.browser() as driver:
        with stage.sandbox(args) as endpoint:
            driver.get(endpoint + "/actions")
            links = driver.find_elements(By.CSS_SELECTOR, ".actions > li > a")
            actions = [link.get_attribute("href").removeprefix(endpoint) for link in links]
        assert len(set(actions)) == ACTIONS, len(set(actions))
        outcomes = collections.Counter()
        for action in actions:
            with stage.sandbox(args) as endpoint:
                outcomes[send_example(driver, endpoint + action)] += 1
                stage.no_errors(driver)
    assert outcomes == {"done": ACTIONS}, outcomes
    print(f"{ACTIONS} of {ACTIONS} examples accepted")


def send_example(driver, address):
    """Sends the first example, and returns the outcome."""
    driver.get(address)
    before = driver.find_element(By.CSS_SELECTOR, "#values > *")
    press(driver, "#fields [name=example]")
    wait(driver, lambda it: before != it.find_element(By.CSS_SELECTOR, "#values > *"), f"no example: {address}")
    press(driver, "#fields .send")
    outcome = wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .outcome"), f"no response: {address}")[0]
    assert "Request ID" in outcome.text, f"{address}: {outcome.text}"
    name = outcome.get_attribute("class").split()[-1]
    if name != "done":
        print(f"{address}: {outcome.text}")
    return name


def press(driver, selector):
    button = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
    button.click()


if __name__ == "__main__":
    main()
