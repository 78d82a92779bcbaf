#!/usr/bin/env python3
"""The page of every action in a browser: fills the form with a sample, and sends it.

usage: every.py [--binary target/debug/essbasic]     (needs chromium, chromedriver and selenium)

Starts its own sandbox on a free port. Exit code 0 if each action got a response with a request ID, and
no page logged an error.
"""
import collections

from selenium.webdriver.common.by import By

import stage
from stage import wait

ACTIONS = 99


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        driver.get(endpoint)
        links = driver.find_elements(By.CSS_SELECTOR, ".actions > li > a")
        actions = [link.get_attribute("href") for link in links]
        assert len(set(actions)) == ACTIONS, len(set(actions))
        outcomes = collections.Counter(send_sample(driver, action) for action in actions)
        stage.no_errors(driver)
    print(f"{len(actions)} actions sent:", ", ".join(f"{n} {it}" for it, n in outcomes.items()))


def send_sample(driver, address):
    """Sends a sample, and returns the outcome."""
    driver.get(address)
    before = driver.find_element(By.CSS_SELECTOR, "#values > *")
    press(driver, "#fields [name=example]")
    wait(driver, lambda it: before != it.find_element(By.CSS_SELECTOR, "#values > *"), f"no sample: {address}")
    press(driver, "#fields .send")
    outcome = wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .outcome"), f"no response: {address}")[0]
    assert "Request ID" in outcome.text, f"{address}: {outcome.text}"
    return outcome.get_attribute("class").split()[-1]


def press(driver, selector):
    button = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
    button.click()


if __name__ == "__main__":
    main()
