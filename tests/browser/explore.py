#!/usr/bin/env python3
"""The explorer's own story, told through its pages alone: an action is found, read, tried, watched
and taken along.

usage: explore.py [--binary target/debug/essbasic] [--screenshots FOLDER] [--axe FILE] [--jsqr FILE]
(needs chromium, chromedriver and selenium, and cargo; with npm's jsqr, the code's picture is read)

Nothing here calls the sandbox but what a person would: clicks, typing, and in the end the program
that the page wrote. Prints each step, and last how many there were. Exit 0 when none failed.
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
REFUSED = "OperationDenied.QrInvalid"


def main():
    told = stage.arguments(__doc__, ("--jsqr", "jsQR.js of jsqr, which reads codes"))
    with stage.sandbox(told) as endpoint, stage.browser() as driver:
        story = Story(driver, endpoint, told)
        story.opens()
        story.finds_and_reads()
        story.makes_a_code()
        story.two_people_sign()
        story.cancels_twice()
        story.saw_it_all()
        story.takes_it_along()
        stage.no_complaints(driver)
    print(f"{story.steps} steps, nothing failed")


class Story:
    """The person, with what they see: a tab for the pages, and one in which the inspector stays open."""

    def __init__(self, driver, endpoint, told):
        self.driver, self.endpoint, self.told = driver, endpoint, told
        self.steps = 0
        self.code = self.inspector = self.page = None

    @contextlib.contextmanager
    def step(self, sentence):
        """Something that is done and looked at. Where it fails, the page is pictured."""
        self.steps += 1
        name = f"explore-{self.steps:02}"
        try:
            yield
        except Exception:
            print(f"{self.steps:2}. NOT SO: {sentence}", flush=True)
            stage.picture(self.driver, f"{name}-failed", self.told)
            raise
        stage.check(self.driver, name, self.told)
        print(f"{self.steps:2}. {sentence}", flush=True)

    # What a person does.

    def one(self, selector, within=None):
        return wait(self.driver, lambda it: next(iter(
            (within or it).find_elements(By.CSS_SELECTOR, selector)), None), selector)

    def click(self, selector, within=None):
        self.press(self.one(selector, within))

    def press(self, element):
        """A click, at the middle of the window, where nothing that sticks to an edge covers it."""
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def follow(self, text):
        self.press(wait(self.driver, lambda it: it.find_element(By.LINK_TEXT, text), text))

    def type(self, name, text):
        field = self.one(f"[name='{name}']")
        fold = "return arguments[0].closest('details:not([open])')"
        while folded := self.driver.execute_script(fold, field):
            self.press(folded.find_element(By.TAG_NAME, "summary"))
        field.clear()
        field.send_keys(text)

    def send(self):
        """Sends the form; gives what the page says came of it."""
        before = self.driver.find_elements(By.CSS_SELECTOR, "#result .outcome")
        self.click("#fields .send")
        return wait(self.driver, lambda it: next((outcome for outcome in it.find_elements(
            By.CSS_SELECTOR, "#result:not([aria-busy]) .outcome") if outcome not in before), None))

    def is_told(self, sentence):
        wait(self.driver, lambda _: sentence in self.text("[role=status]"), sentence)

    def text(self, selector="main"):
        return self.one(selector).text

    @contextlib.contextmanager
    def in_the_inspector(self):
        """A look at the other tab, where the list of calls has been open since the start."""
        self.driver.switch_to.window(self.inspector)
        yield
        self.driver.switch_to.window(self.page)

    def comes_in(self, number, *words):
        """The newest row of the list becomes that of this call, and says these words; within a second."""
        with self.in_the_inspector():
            row = wait(self.driver, lambda it: newest(it, number), f"call {number} is not seen", 1)
            assert all(word in row for word in words), row

    # What the story is.

    def opens(self):
        with self.step("The sandbox's address shows what there is, and the inspector stands open in another tab"):
            self.driver.get(self.endpoint)
            self.page = self.driver.current_window_handle
            self.driver.switch_to.new_window("tab")
            self.driver.get(self.endpoint)
            self.inspector = self.driver.current_window_handle
            self.follow("Call log")
            wait(self.driver, lambda it: self.text("#connection") == "Live")
            self.driver.switch_to.window(self.page)

    def finds_and_reads(self):
        with self.step("The cancel action is found by its Chinese title, as it is typed"):
            self.one("[name=q]").send_keys("取消一码多签")
            wait(self.driver, lambda it: len(it.find_elements(By.CSS_SELECTOR, ".actions > li")) == 1)
            assert CANCEL in self.text(".actions"), self.text(".actions")
        with self.step("Its page says its title, its members, its codes and whether it may be repeated"):
            self.one("[name=q]").send_keys(Keys.ENTER)
            self.one("#documentation")
            assert "取消一码多扫" in self.text(".title") or "一码多签" in self.text(".title"), self.text(".title")
            assert self.one(".badges .idempotent"), "the effect is not shown"
            request = self.text("#request + *")
            assert all(name in request for name in ("Agent", "QrCodeId")), request
            assert "32" in request, "the limit is not said"
            codes = self.one("dl.codes").text
            assert REFUSED in codes, codes
        with self.step("Where its QrCodeId comes from is a link to the action that makes the code"):
            for folded in self.driver.find_elements(By.CSS_SELECTOR, "#documentation .related:not([open]) > summary"):
                self.press(folded)
            self.click(f"#documentation a[href^='/actions/{CREATE}']")
            wait(self.driver, lambda it: f"/actions/{CREATE}" in it.current_url)

    def makes_a_code(self):
        with self.step("Its form says what is missing before anything is sent"):
            self.click("#fields .send")
            assert "TemplateId" in self.text("#result .not_sent"), self.text("#result")
        with self.step("Filled in, it is sent, and a code is made"):
            self.type("TemplateId", TEMPLATE)
            self.type("FlowName", "租赁合同 <script>alert(1)</script>")
            self.type("MaxFlowNum", "2")
            outcome = self.send()
            assert "done" in outcome.get_attribute("class"), outcome.text
            answer = self.text("#result")
            assert all(name in answer for name in ("RequestId", "QrCodeUrl")), answer
            self.code = self.one("#result samp[data-id=QrCodeId]").text
            assert len(self.code) == 32, self.code
        with self.step("The inspector has it in its list at once, with its signature verified"):
            self.comes_in(1, CREATE, "done", "valid")

    def two_people_sign(self):
        with self.step("From the answer one comes to the call, and from its answer to the code"):
            self.follow("View in call log")
            assert "valid for the request as received" in self.text()
            self.follow(self.code)
            wait(self.driver, lambda it: f"/data/qr_codes/{self.code}" in it.current_url)
        with self.step("The code's picture is there, and a telephone reads the link below it"):
            link = self.text("figcaption a")
            assert link == self.read_picture() and self.code in link, link
        at = self.driver.current_url
        with self.step("One person scans it by the form of the code's page; their contract has begun"):
            self.type("name", "测试甲")
            self.type("mobile", "13000000001")
            self.click("button[value=scan]")
            self.is_told("Contract started")
            assert "测试甲" not in self.text(), "a name is shown unasked"
            assert not self.driver.find_elements(By.CSS_SELECTOR, "main script"), "a name became markup"
        with self.step("They sign it there"):
            self.click("button[value=sign]")
            self.is_told("Done.")
        with self.step("Another follows the link that the picture holds, scans and signs as on a telephone"):
            self.driver.get(at)
            self.click("figcaption a")
            self.type("Name", "测试乙")
            self.type("Mobile", "13000000002")
            self.click("form button")
            self.click("button[value=sign]")
            wait(self.driver, lambda it: "ACCEPT" in it.page_source or "已完成" in it.page_source)
        with self.step("Two contracts have come of the code, and both are signed"):
            self.driver.get(self.endpoint)
            self.follow("Sandbox data")
            self.click("main a[href='/data/flows']")
            rows = [row.text for row in self.driver.find_elements(By.CSS_SELECTOR, "table.rows tbody tr")]
            assert len(rows) == 2 and all("completed" in row for row in rows), rows

    def cancels_twice(self):
        with self.step("Back at the form, the values of last time are there, and make another code"):
            self.follow("Actions")
            self.one("[name=q]").send_keys(CREATE, Keys.ENTER)
            wait(self.driver, lambda it: self.one("[name=TemplateId]").get_attribute("value") == TEMPLATE)
            self.send()
            self.code = self.one("#result samp[data-id=QrCodeId]").text
            self.comes_in(2, CREATE, "done", "valid")
        with self.step("The answer leads on to the cancel action, with the code filled in"):
            self.click("#result .related:has(a[href*='" + CANCEL + "']) > summary")
            self.click(f"#result a[href*='{CANCEL}']")
            wait(self.driver, lambda it: f"/actions/{CANCEL}" in it.current_url)
            assert self.one("[name=QrCodeId]").get_attribute("value") == self.code
        with self.step("It is sent, and the code is cancelled"):
            outcome = self.send()
            assert "done" in outcome.get_attribute("class"), outcome.text
            self.comes_in(3, CANCEL, "done", "valid")
        with self.step("Sent again it is refused, and what to do is said"):
            outcome = self.send()
            assert "refused" in outcome.get_attribute("class"), outcome.text
            assert REFUSED in outcome.text and "What to do:" in outcome.text, outcome.text
            assert len(self.text("#result .advice")) > 30, "the advice is empty"
            self.comes_in(4, CANCEL, "rejected", REFUSED, "valid")

    def saw_it_all(self):
        with self.step("The inspector lists the four calls, newest first, each verified"), self.in_the_inspector():
            rows = [row.text for row in self.driver.find_elements(By.CSS_SELECTOR, "#calls tbody tr")]
            assert [action(row) for row in rows] == [CANCEL, CANCEL, CREATE, CREATE], rows
            assert all("valid" in row for row in rows), rows
        with self.step("It can be asked for what was refused"), self.in_the_inspector():
            Select(self.one("[name=outcome]")).select_by_value("rejected")
            self.click(".filter button")
            wait(self.driver, lambda it: len(it.find_elements(By.CSS_SELECTOR, "#calls tbody tr")) == 1)
        with self.step("That call's page says the code, the signature's verdict, and what was sent"), self.in_the_inspector():
            self.click("#calls tbody a")
            told = self.text()
            assert all(word in told for word in (REFUSED, self.code, "valid for the request")), told
            self.follow("Call log")
            wait(self.driver, lambda it: self.text("#connection") == "Live")

    def takes_it_along(self):
        with self.step("The action's page gives the call as a program, with its Cargo.toml"):
            self.driver.get(self.endpoint)
            self.one("[name=q]").send_keys(CREATE, Keys.ENTER)
            wait(self.driver, lambda it: self.one("[name=TemplateId]").get_attribute("value") == TEMPLATE)
            self.type("FlowName", "带走的合同")
            self.click("#fields [name=panel][value=code]")
            manifest, program = self.taken("sample-cargo"), self.taken("sample-rust")
            assert "essbasic" in manifest and f"{CREATE}::new" in program, program
        with self.step("It compiles as it is"):
            built = build(manifest, program)
        with self.step("It runs against this sandbox, and makes a code"):
            ran = subprocess.run(
                [built], env=stage.as_client(self.endpoint), capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, ran.stderr
            made = re.search(r'qr_code_id: "(\w{32})"', ran.stdout)
            assert made, ran.stdout
        with self.step("The inspector has seen that call too, with its signature verified"):
            self.comes_in(5, CREATE, "done", "valid")
            self.driver.switch_to.window(self.inspector)
            self.click("#calls tbody a")
            told = self.text()
            assert made[1] in told and "带走的合同" in told and "valid for the request" in told, told

    def taken(self, block):
        return self.driver.execute_script("return arguments[0].textContent", self.one(f"#{block}"))

    def read_picture(self):
        """What a telephone would read from the code on the page."""
        size = self.driver.execute_script("return document.querySelector('img.code').naturalWidth")
        assert size > 100, "the picture is not shown"
        if not self.told.jsqr:
            print("NOT RUN: to read the code's picture: no --jsqr")
            return self.text("figcaption a")
        self.driver.execute_script(pathlib.Path(self.told.jsqr).read_text(encoding="utf-8"))
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
    """The newest row's text, once it is that of this call."""
    rows = driver.find_elements(By.CSS_SELECTOR, "#calls tbody tr")
    text = rows[0].text if rows else ""
    return text if text.split(" ")[0] == str(number) else None


def action(row):
    return next(word for word in row.split() if word.startswith("Channel"))


def build(manifest, program):
    """A project of what was taken along: nothing is added but its name, and where the crates lie."""
    project = HERE / "target" / "taken"
    (project / "src").mkdir(parents=True, exist_ok=True)
    crates = ("essbasic", "essbasic-core", "essbasic-macros")
    head = '[package]\nname = "taken"\nedition = "2024"\n\n[workspace]\n\n'
    patch = "".join(f'{name} = {{ path = "{HERE / name}" }}\n' for name in crates)
    (project / "Cargo.toml").write_text(f"{head}{manifest}\n[patch.crates-io]\n{patch}", encoding="utf-8")
    (project / "src" / "main.rs").write_text(program, encoding="utf-8")
    shutil.copy(HERE / "Cargo.lock", project / "Cargo.lock")
    cargo = ["cargo", "build", "--quiet", "--offline", "--target-dir", str(project / "target")]
    built = subprocess.run(cargo, cwd=project, env=os.environ, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return project / "target" / "debug" / "taken"


if __name__ == "__main__":
    main()
