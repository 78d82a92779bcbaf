#!/usr/bin/env python3
"""The explorer from end to end in a browser: finds an action, reads about it, sends it, inspects the
calls, and runs a code sample.

usage: explore.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE] [--jsqr FILE]
(needs chromium, chromedriver and selenium, and cargo; --jsqr reads the QR code's image)

Calls the sandbox through the pages only, and in the end through the program that a page generated.
Prints each step and their number. Exit code 0 if none failed.
"""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import stage
from stage import CANCEL, CREATE, TEMPLATE, wait

HERE = pathlib.Path(__file__).resolve().parents[2]
ALREADY_INVALID = "OperationDenied.QrInvalid"


def main():
    args = stage.arguments(__doc__, ("--jsqr", "jsQR.js of jsqr, to read the QR code"))
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        tour = Tour(driver, endpoint, args)
        tour.count_completed()
        tour.open_tabs()
        tour.find_and_read()
        tour.create_code()
        tour.sign_as_two_people()
        tour.cancel_twice()
        tour.check_call_log()
        tour.run_code_sample()
        stage.no_errors(driver)
    print(f"{tour.steps} steps, nothing failed")


class Tour:
    """Steps of one person with two tabs: one for the pages, one for the call log."""

    def __init__(self, driver, endpoint, args):
        self.driver, self.endpoint, self.args = driver, endpoint, args
        self.steps = 0
        self.code = self.call_log = self.page = None
        self.completed = 0

    @contextlib.contextmanager
    def step(self, sentence):
        """Runs a step and checks the page; takes a screenshot if it fails."""
        self.steps += 1
        name = f"explore-{self.steps:02}"
        try:
            yield
        except Exception:
            print(f"{self.steps:2}. FAILED: {sentence}", flush=True)
            stage.screenshot(self.driver, f"{name}-failed", self.args)
            raise
        stage.check(self.driver, name, self.args)
        print(f"{self.steps:2}. {sentence}", flush=True)

    # Single interactions.

    def one(self, selector, within=None):
        return wait(self.driver, lambda it: next(iter(
            (within or it).find_elements(By.CSS_SELECTOR, selector)), None), selector)

    def click(self, selector, within=None):
        self.press(self.one(selector, within))

    def press(self, element):
        """Scrolls an element to the middle, away from sticky edges, and clicks it."""
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def follow(self, text):
        self.press(wait(self.driver, lambda it: it.find_element(By.LINK_TEXT, text), text))

    def type(self, name, text):
        field = self.one(f"[name='{name}']")
        closest = "return arguments[0].closest('details:not([open])')"
        while folded := self.driver.execute_script(closest, field):
            self.press(folded.find_element(By.TAG_NAME, "summary"))
        field.clear()
        field.send_keys(text)

    def send(self):
        """Sends the form, and returns the outcome."""
        before = self.driver.find_elements(By.CSS_SELECTOR, "#result .outcome")
        self.click("#fields .send")
        return wait(self.driver, lambda it: next((outcome for outcome in it.find_elements(
            By.CSS_SELECTOR, "#result:not([aria-busy]) .outcome") if outcome not in before), None))

    def has_status(self, sentence):
        wait(self.driver, lambda _: sentence in self.text("[role=status]"), sentence)

    def text(self, selector="main"):
        return self.one(selector).text

    @contextlib.contextmanager
    def in_call_log(self):
        """Switches to the tab with the call log, and back."""
        self.driver.switch_to.window(self.call_log)
        yield
        self.driver.switch_to.window(self.page)

    def is_logged(self, number, *words):
        """Checks that the newest row shows this call and these words within a second."""
        with self.in_call_log():
            row = wait(self.driver, lambda it: newest(it, number), f"call {number} is not shown", 1)
            assert all(word in row for word in words), row

    def show_calls(self):
        """Shows the calls alone: what people do is in the call log too."""
        Select(self.one("[name=kind]")).select_by_value("call")
        self.click(".filter button")
        wait(self.driver, lambda it: "kind=call" in it.current_url and self.text("#connection") == "Live")

    # The steps.

    def count_completed(self):
        """Counts the completed contracts of a new sandbox."""
        self.driver.get(f"{self.endpoint}/data/flows")
        rows = self.driver.find_elements(By.CSS_SELECTOR, "table.rows tbody tr")
        self.completed = sum("completed" in row.text for row in rows)

    def open_tabs(self):
        with self.step("Opens the home page, and the call log in a second tab"):
            self.driver.get(self.endpoint)
            self.page = self.driver.current_window_handle
            self.driver.switch_to.new_window("tab")
            self.driver.get(self.endpoint)
            self.call_log = self.driver.current_window_handle
            self.follow("Call log")
            self.show_calls()
            self.driver.switch_to.window(self.page)

    def find_and_read(self):
        with self.step("Finds the cancel action by its Chinese title while typing"):
            self.one("[name=q]").send_keys("取消一码多签")
            wait(self.driver, lambda it: CANCEL in it.find_element(By.CSS_SELECTOR, ".actions > li").text)
        with self.step("Reads its title, fields, error codes and effect"):
            self.one("[name=q]").send_keys(Keys.ENTER)
            self.one("#documentation")
            assert "取消一码多扫" in self.text(".title") or "一码多签" in self.text(".title"), self.text(".title")
            assert self.one(".badges .idempotent"), "the effect is not shown"
            for summary in self.driver.find_elements(By.CSS_SELECTOR, "#documentation > details > summary"):
                self.press(summary)
            request = self.text("#request")
            assert all(name in request for name in ("Agent", "QrCodeId")), request
            assert "32" in request, "the limit is not shown"
            codes = self.one("dl.codes").text
            assert ALREADY_INVALID in codes, codes
        with self.step("Follows the link from QrCodeId to the action that returns it"):
            for folded in self.driver.find_elements(By.CSS_SELECTOR, "#documentation .related:not([open]) > summary"):
                self.press(folded)
            self.click(f"#documentation a[href^='/actions/{CREATE}']")
            wait(self.driver, lambda it: f"/actions/{CREATE}" in it.current_url)

    def create_code(self):
        with self.step("Rejects an incomplete form before sending"):
            self.click("#fields .send")
            assert "TemplateId" in self.text("#result .not_sent"), self.text("#result")
        with self.step("Fills in the form, and creates a code"):
            self.type("TemplateId", TEMPLATE)
            self.type("FlowName", "租赁合同 <script>alert(1)</script>")
            self.type("MaxFlowNum", "2")
            outcome = self.send()
            assert "done" in outcome.get_attribute("class"), outcome.text
            result = self.text("#result")
            assert all(name in result for name in ("RequestId", "QrCodeUrl")), result
            self.code = self.one("#result samp[data-id=QrCodeId]").text
            assert len(self.code) == 32, self.code
        with self.step("Sees the call in the call log, with a valid signature"):
            self.is_logged(1, CREATE, "done", "valid")

    def sign_as_two_people(self):
        with self.step("Follows the response to the call, and the call to the code"):
            self.follow("View in call log")
            assert "valid for the request as received" in self.text()
            self.follow(self.code)
            wait(self.driver, lambda it: f"/data/qr_codes/{self.code}" in it.current_url)
        with self.step("Reads the link from the QR code's image"):
            link = self.text("figcaption a")
            assert link == self.read_qr_code() and self.code in link, link
        code_page = self.driver.current_url
        with self.step("Scans the code as one person, which starts a contract"):
            self.type("name", "测试甲")
            self.type("mobile", "13000000001")
            self.click("button[value=scan]")
            self.has_status("Contract started")
            assert not self.driver.find_elements(By.CSS_SELECTOR, "main script"), "a name became markup"
        with self.step("Signs the contract"):
            self.click("button[value=sign]")
            self.has_status("Done.")
        with self.step("Follows the link of the image, scans and signs as another person"):
            self.driver.get(code_page)
            self.click("figcaption a")
            self.type("Name", "测试乙")
            self.type("Mobile", "13000000002")
            self.click("main form button")
            self.click("button[value=sign]")
            wait(self.driver, lambda it: "ACCEPT" in it.page_source or "已完成" in it.page_source)
        with self.step("Sees both contracts completed"):
            self.driver.get(f"{self.endpoint}/data/flows")
            rows = [row.text for row in self.driver.find_elements(By.CSS_SELECTOR, "table.rows tbody tr")]
            completed = sum("completed" in row for row in rows)
            assert completed - self.completed == 2, rows

    def cancel_twice(self):
        with self.step("Creates another code from the stored form values"):
            self.follow("Actions")
            self.one("[name=q]").send_keys(CREATE, Keys.ENTER)
            wait(self.driver, lambda it: self.one("[name=TemplateId]").get_attribute("value") == TEMPLATE)
            self.send()
            self.code = self.one("#result samp[data-id=QrCodeId]").text
            self.is_logged(6, CREATE, "done", "valid")
        with self.step("Follows the response to the cancel action, with the code filled in"):
            self.click("#result .related:has(a[href*='" + CANCEL + "']) > summary")
            self.click(f"#result a[href*='{CANCEL}']")
            wait(self.driver, lambda it: f"/actions/{CANCEL}" in it.current_url)
            assert self.one("[name=QrCodeId]").get_attribute("value") == self.code
        with self.step("Cancels the code"):
            outcome = self.send()
            assert "done" in outcome.get_attribute("class"), outcome.text
            self.is_logged(7, CANCEL, "done", "valid")
        with self.step("Cancels it again, and reads the remedy"):
            outcome = self.send()
            assert "refused" in outcome.get_attribute("class"), outcome.text
            assert ALREADY_INVALID in outcome.text and "What to do:" in outcome.text, outcome.text
            assert len(self.text("#result .advice")) > 30, "the advice is empty"
            self.is_logged(8, CANCEL, "rejected", ALREADY_INVALID, "valid")

    def check_call_log(self):
        with self.step("Sees four calls in the call log, newest first, with valid signatures"), self.in_call_log():
            rows = [row.text for row in self.driver.find_elements(By.CSS_SELECTOR, "#calls tbody tr")]
            assert [action(row) for row in rows] == [CANCEL, CANCEL, CREATE, CREATE], rows
            assert all("valid" in row for row in rows), rows
        with self.step("Filters the rejected call"), self.in_call_log():
            Select(self.one("[name=outcome]")).select_by_value("rejected")
            self.click(".filter button")
            wait(self.driver, lambda it: len(it.find_elements(By.CSS_SELECTOR, "#calls tbody tr")) == 1)
        with self.step("Reads its error code, signature status and request"), self.in_call_log():
            self.click("#calls tbody a")
            text = self.text()
            assert all(word in text for word in (ALREADY_INVALID, self.code, "valid for the request")), text
            self.follow("Call log")
            self.show_calls()

    def run_code_sample(self):
        with self.step("Copies the call as a program, with its Cargo.toml"):
            self.driver.get(f"{self.endpoint}/actions")
            self.one("[name=q]").send_keys(CREATE, Keys.ENTER)
            wait(self.driver, lambda it: self.one("[name=TemplateId]").get_attribute("value") == TEMPLATE)
            self.type("FlowName", "示例合同")
            self.click("#fields [name=panel][value=code]")
            manifest, program = self.sample("sample-rust-cargo"), self.sample("sample-rust")
            assert "essbasic" in manifest and f"{CREATE}::new" in program, program
        with self.step("Compiles the program"):
            built = build(manifest, program)
        with self.step("Runs the program, which creates a code"):
            ran = subprocess.run(
                [built], env=stage.as_client(self.endpoint), capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, ran.stderr
            created = re.search(r'qr_code_id: "(\w{32})"', ran.stdout)
            assert created, ran.stdout
        with self.step("Sees its call in the call log, with a valid signature"):
            self.is_logged(9, CREATE, "done", "valid")
            self.driver.switch_to.window(self.call_log)
            self.click("#calls tbody a")
            text = self.text()
            assert all(word in text for word in (created[1], "示例合同", "valid for the request")), text

    def sample(self, block):
        return self.driver.execute_script("return arguments[0].textContent", self.one(f"#{block}"))

    def read_qr_code(self):
        """Returns the text of the QR code on the page."""
        size = self.driver.execute_script("return document.querySelector('img.code').naturalWidth")
        assert size > 100, "the QR code is not shown"
        if not self.args.jsqr:
            print("NOT RUN: reading the QR code: no --jsqr")
            return self.text("figcaption a")
        self.driver.execute_script(pathlib.Path(self.args.jsqr).read_text(encoding="utf-8"))
        return self.driver.execute_script("""
            const picture = document.querySelector("img.code"), drawing = document.createElement("canvas");
            const [width, height] = [drawing.width, drawing.height] = [2 * picture.width, 2 * picture.height];
            const context = drawing.getContext("2d");
            context.fillStyle = "white";
            context.fillRect(0, 0, width, height);
            context.drawImage(picture, 0, 0, width, height);
            return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data;
        """)


def newest(driver, number):
    """Returns the text of the newest row if it is that of this call."""
    rows = driver.find_elements(By.CSS_SELECTOR, "#calls tbody tr")
    text = rows[0].text if rows else ""
    return text if text.split(" ")[0] == str(number) else None


def action(row):
    return next(word for word in row.split() if word.startswith("Channel"))


def build(manifest, program):
    """Builds a code sample, with a package name and the paths of the crates added."""
    project = HERE / "target" / "sample"
    (project / "src").mkdir(parents=True, exist_ok=True)
    crates = ("essbasic", "essbasic-core", "essbasic-macros")
    head = '[package]\nname = "sample"\nedition = "2024"\n\n[workspace]\n\n'
    patch = "".join(f'{name} = {{ path = "{HERE / name}" }}\n' for name in crates)
    (project / "Cargo.toml").write_text(f"{head}{manifest}\n[patch.crates-io]\n{patch}", encoding="utf-8")
    (project / "src" / "main.rs").write_text(program, encoding="utf-8")
    shutil.copy(HERE / "Cargo.lock", project / "Cargo.lock")
    cargo = ["cargo", "build", "--quiet", "--offline", "--target-dir", str(HERE / "target")]
    built = subprocess.run(cargo, cwd=project, env=os.environ, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return HERE / "target" / "debug" / "sample"


if __name__ == "__main__":
    main()
