#!/usr/bin/env python3
"""The guides of the home page in a browser: counts the interactions that each needs.

usage: guides.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE]
(needs chromium, chromedriver and selenium)

Starts its own sandbox on a free port. An interaction is a click, or the input of one field. Exit code 0 if
the QR code is created, signed and cancelled, a further cancellation is rejected, and its code is shown in at
most 7 interactions from the home page, and a contract comes from a file to its signed PDF in at most 12.
"""
import urllib.request

from selenium.webdriver.common.by import By

import stage
from stage import CANCEL, wait

MAX_QR_CODE, MAX_CONTRACT = 7, 12


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        sign_code(driver, endpoint, args)
        sign_file(driver, endpoint, args)
        check_pages(driver, endpoint, args)
        stage.no_errors(driver)


class Visitor:
    """A person who begins on the home page; counts what they do."""

    def __init__(self, driver, endpoint):
        self.driver, self.interactions = driver, 0
        driver.get(f"{endpoint}/")

    def click(self, selector):
        element = wait(self.driver, lambda it: it.find_element(By.CSS_SELECTOR, selector), selector)
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
        before = self.driver.find_element(By.TAG_NAME, "html")
        opens_tab = element.get_attribute("target") == "_blank"
        element.click()
        self.interactions += 1
        if not opens_tab:
            wait(self.driver, lambda it: it.find_element(By.TAG_NAME, "html") != before, f"{selector}: no new page")

    def do_step(self):
        """Presses the button of the current step, and waits until the step is done."""
        done = self.steps_done()
        self.click(".steps > .current button")
        wait(self.driver, lambda _: self.steps_done() == done + 1,
             lambda: self.driver.find_element(By.TAG_NAME, "main").text)

    def steps_done(self):
        return len(self.driver.find_elements(By.CSS_SELECTOR, ".steps > .done"))


def sign_code(driver, endpoint, args):
    visitor = Visitor(driver, endpoint)
    stage.check(driver, "guides-home", args)
    visitor.click(".guides a[href$='/qr-code']")
    visitor.do_step()
    picture = driver.find_element(By.CSS_SELECTOR, "img.code")
    wait(driver, lambda _: driver.execute_script("return arguments[0].naturalWidth", picture) > 100, "no picture")
    stage.check(driver, "guides-qr-code", args)
    for _ in range(4):
        visitor.do_step()
    assert driver.find_elements(By.CSS_SELECTOR, ".outcome.done"), "the guide is not complete"
    assert "OperationDenied.QrInvalid" in driver.find_element(By.CSS_SELECTOR, ".steps").text
    contract = driver.find_element(By.CSS_SELECTOR, ".steps a[href*='/contracts/']").get_attribute("href")
    visitor.click(".steps a[href$='/code']")
    assert CANCEL in driver.find_element(By.ID, "sample-rust").text, "no code"
    print(f"QR code, from the home page to the rejection and its code: {visitor.interactions} interactions")
    assert visitor.interactions <= MAX_QR_CODE, visitor.interactions
    driver.get(contract)
    assert "ALL" in driver.page_source, "the contract is not signed"


def sign_file(driver, endpoint, args):
    visitor = Visitor(driver, endpoint)
    visitor.click(".guides a[href$='/contract']")
    for _ in range(5):
        visitor.do_step()
    stage.check(driver, "guides-contract", args)
    link = driver.find_element(By.CSS_SELECTOR, "a.pdf").get_attribute("href")
    visitor.click("a.pdf")
    for other in driver.window_handles[1:]:
        driver.switch_to.window(other)
        driver.close()
    driver.switch_to.window(driver.window_handles[0])
    with urllib.request.urlopen(link, timeout=20) as pdf:
        assert pdf.read(5) == b"%PDF-", "it is no PDF"
    print(f"contract, from the home page to the signed PDF: {visitor.interactions} interactions")
    assert visitor.interactions <= MAX_CONTRACT, visitor.interactions


def unfinished(driver, endpoint):
    """Begins both guides again; returns the pages of an active QR code and of a contract to be signed."""
    visitor = Visitor(driver, endpoint)
    visitor.click(".guides a[href$='/qr-code']")
    visitor.do_step()
    code = driver.find_element(By.CSS_SELECTOR, ".steps a[href^='/qr-codes/']").get_attribute("href")
    visitor = Visitor(driver, endpoint)
    visitor.click(".guides a[href$='/contract']")
    for _ in range(3):
        visitor.do_step()
    link = driver.find_element(By.CSS_SELECTOR, ".steps .done a[href*='/links/']").get_attribute("href")
    return code.removeprefix(endpoint), link.removeprefix(endpoint)


def check_pages(driver, endpoint, args):
    code, link = unfinished(driver, endpoint)
    pages = {
        "scan": code, "sign": link, "no-link": "/links/unknown",
        "home": "/", "guide-qr-code": "/guides/qr-code?since=0", "guide-contract": "/guides/contract?since=0",
        "guide-callbacks": "/guides/callbacks?since=0", "timeline": "/calls", "copy-as": "/calls/1/code",
    }
    for view in stage.views(driver, endpoint):
        for name, address in pages.items():
            driver.get(endpoint + address)
            stage.check(driver, f"{name}-{view}", args)
    print(f"{len(pages) * 8} views checked")


if __name__ == "__main__":
    main()
