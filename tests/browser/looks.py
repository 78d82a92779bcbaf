#!/usr/bin/env python3
"""The explorer in a browser: load time, use by keyboard, layout, and confirmation.

usage: looks.py [--binary target/debug/essbasic] [--axe FILE] [--screenshots FOLDER]
(needs chromium, chromedriver and selenium; --axe checks accessibility)

Starts its own sandbox on a free port. Exit code 0 if all checks passed.
"""
import json
import tempfile

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import stage
from stage import CANCEL, wait

MAX_BYTES, MAX_MILLISECONDS = 150_000, 300
CODE = "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR"


def main():
    args = stage.arguments(__doc__)
    with stage.sandbox(args) as endpoint, stage.browser() as driver:
        measure_loading(driver, endpoint)
        use_keyboard(driver, endpoint)
        start_contract(driver, endpoint)
        use_palette(driver, endpoint)
        choose_code(driver, endpoint)
        place_fields(driver, endpoint)
        check_views(driver, endpoint, args)
        confirm(driver, endpoint, args)
        stage.no_errors(driver)


def measure_loading(driver, endpoint):
    """Measures the first page and all that it loads."""
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
        assert measured[2], "the page loads from another origin"
        assert measured[1] < MAX_BYTES, f"{measured[1]} bytes"
    assert min(times) < MAX_MILLISECONDS, f"interactive after {times} ms"
    print(f"first page: {measured[1]} bytes, interactive after {min(times):.0f} ms")


def use_keyboard(driver, endpoint):
    """Finds an action by its Chinese title, fills in the form, and sends it, mostly by keyboard."""
    driver.get(f"{endpoint}/")
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    search = driver.switch_to.active_element
    assert search.get_attribute("name") == "q"
    search.send_keys("取消一码多签")
    wait(driver, lambda it: CANCEL in it.find_element(By.CSS_SELECTOR, ".actions > li").text)
    search.send_keys(Keys.ARROW_DOWN)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(driver, lambda it: it.current_url.endswith(CANCEL))

    code = driver.find_element(By.NAME, "QrCodeId")
    code.send_keys("too short")
    error = driver.find_element(By.CSS_SELECTOR, "[data-error='QrCodeId']")
    wait(driver, lambda _: error.text == "QrCodeId must have exactly 32 characters, not 9")
    code.send_keys(Keys.ENTER)
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .not_sent"))
    code.clear()
    code.send_keys(CODE)
    assert error.text == ""

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
    upload_file(driver, endpoint)
    print("found, filled in and sent by keyboard")


def choose_code(driver, endpoint):
    """Chooses a format of the code by mouse and by keyboard; the choice outlives the page."""
    driver.get(f"{endpoint}/actions/{CANCEL}?QrCodeId={CODE}")
    shown = lambda it: [tab.find_element(By.CSS_SELECTOR, "pre").get_attribute("id")
                        for tab in it.find_elements(By.CSS_SELECTOR, ".tab") if tab.is_displayed()]
    open_code(driver)
    driver.find_element(By.CSS_SELECTOR, "label[for=sample-tab-python]").click()
    wait(driver, lambda it: shown(it) == ["sample-python"], "Python is not shown, or not alone")
    code = driver.find_element(By.ID, "sample-python").text
    assert CODE in code and f"{CANCEL}Request" in code, code
    driver.find_element(By.ID, "sample-tab-python").send_keys(Keys.ARROW_RIGHT)
    wait(driver, lambda it: len(shown(it)) == 1 and shown(it) != ["sample-python"], "the arrow key did nothing")
    chosen = shown(driver)
    driver.refresh()
    open_code(driver)
    assert shown(driver) == chosen, f"{shown(driver)} instead of {chosen}"
    copy = driver.find_element(By.CSS_SELECTOR, f"[data-of='{chosen[0]}']")
    assert copy.is_displayed(), "there is no button to copy"
    driver.execute_script("document.cookie = 'essbasic-sample=; path=/; max-age=0'")
    print("formats of the code are chosen by mouse and keyboard, and kept")


def open_code(driver):
    driver.find_element(By.CSS_SELECTOR, "#fields [value=code]").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .tabs"))


def place_fields(driver, endpoint):
    """Moves a field by mouse and by keyboard; its numbers and the JSON to take along follow."""
    driver.get(f"{endpoint}/placing")
    x, y = (driver.find_element(By.NAME, f"{name}.0") for name in "xy")
    before = float(x.get_attribute("value")), float(y.get_attribute("value"))
    drag_field(driver, 100, -50)
    moved = float(x.get_attribute("value")), float(y.get_attribute("value"))
    assert moved[0] > before[0] + 50 and moved[1] < before[1] - 25, (before, moved)
    wait(driver, lambda it: f'"ComponentPosX": {moved[0]:g}' in it.find_element(By.ID, "output").text)
    driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT, Keys.SHIFT, Keys.ARROW_DOWN)
    assert float(x.get_attribute("value")) == round(moved[0] + 1, 2), x.get_attribute("value")
    assert float(y.get_attribute("value")) == round(moved[1] + 10, 2), y.get_attribute("value")
    wait(driver, lambda it: f'"ComponentPosX": {moved[0] + 1:g}' in it.find_element(By.ID, "output").text)
    drag_field(driver, -400, 0)
    assert float(x.get_attribute("value")) == 0, "a field stays on its page"
    wait(driver, lambda it: '"ComponentPosX": 0,' in it.find_element(By.ID, "output").text)
    driver.find_element(By.CSS_SELECTOR, "#output button").click()
    wait(driver, lambda it: "/actions/ChannelCreateFlowByFiles" in it.current_url)
    place = "FlowApprovers.0.SignComponents.0.ComponentPosX"
    wait(driver, lambda it: it.find_element(By.NAME, place).get_attribute("value") == "0")
    print("a field was placed by mouse and keyboard")


def drag_field(driver, right, down):
    rect = driver.find_element(By.CSS_SELECTOR, "g.field rect")
    driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", rect)
    # The pointer stays in the window.
    center = driver.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return Math.floor(box.x + box.width / 2)", rect)
    ActionChains(driver).drag_and_drop_by_offset(rect, max(right, 1 - center), down).perform()


def upload_file(driver, endpoint):
    """Uploads a file of several megabytes, which the page does not store; lists grow and shrink."""
    driver.get(f"{endpoint}/actions/UploadFiles")
    purpose = driver.find_element(By.NAME, "BusinessType")
    purpose.find_element(By.CSS_SELECTOR, "option[value=DOCUMENT]").click()
    infos = driver.find_element(By.CSS_SELECTOR, "[data-list=FileInfos]")
    unfold(driver, infos)
    assert len(infos.find_elements(By.CSS_SELECTOR, ".item[data-offered]")) == 1
    infos.find_element(By.CSS_SELECTOR, ":scope > button[name=add]").click()
    wait(driver, lambda _: len(infos.find_elements(By.CSS_SELECTOR, ".item")) == 2)
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
    assert name.get_attribute("value").endswith(".pdf"), "the name of the file is not filled in"
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .outcome"))
    assert driver.find_elements(By.CSS_SELECTOR, "#result .done"), driver.find_element(By.ID, "result").text
    stored = driver.execute_script("return localStorage.getItem('essbasic:UploadFiles')")
    assert "FileBody" not in stored and "DOCUMENT" in stored, stored
    related = driver.find_elements(By.CSS_SELECTOR, "#result .related a[href*='FileIds.0=']")
    assert related, "no related action takes the file ID"


def start_contract(driver, endpoint):
    """Drops a file into a form, which uploads it; picks a date; an empty item is named."""
    driver.get(f"{endpoint}/actions/ChannelCreateFlowByFiles")
    files = driver.find_element(By.CSS_SELECTOR, "[data-list=FileIds]")
    with tempfile.NamedTemporaryFile(prefix="lease-", suffix=".pdf") as file:
        file.write(b"%PDF-1.4 " + bytes(1 << 10))
        file.flush()
        files.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(file.name)
        id_of = lambda: driver.find_element(By.NAME, "FileIds.0").get_attribute("value")
        wait(driver, lambda _: len(id_of()) == 32, "the ID is not filled in")
    assert driver.find_element(By.NAME, "FlowName").get_attribute("value").startswith("lease-")
    deadline = driver.find_element(By.NAME, "Deadline")
    unfold(driver, deadline)
    driver.execute_script("""
        const picker = arguments[0].nextElementSibling;
        picker.value = "2030-01-02T03:04";
        picker.dispatchEvent(new Event("input", { bubbles: true }));
        arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
    """, deadline)
    assert deadline.get_attribute("value").startswith("18935"), deadline.get_attribute("value")
    components = driver.find_element(By.CSS_SELECTOR, "[data-list=Components]")
    unfold(driver, components.find_element(By.CSS_SELECTOR, "button"))
    components.find_element(By.CSS_SELECTOR, ":scope > button[name=add]").click()
    wait(driver, lambda _: components.find_elements(By.CSS_SELECTOR, ".item"))
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result [data-empty-item='Components.0']"))
    assert driver.find_elements(By.CSS_SELECTOR, "[data-item='Components.0'].wrong")
    print("a dropped file fills in its ID, a date its number; empty items are named")


def use_palette(driver, endpoint):
    """Moves from any page to an action by a few letters."""
    driver.get(f"{endpoint}/signature")
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.CONTROL, "k")
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "dialog.palette[open]"))
    driver.switch_to.active_element.send_keys("cancle qr")
    wait(driver, lambda it: CANCEL in it.find_element(By.CSS_SELECTOR, ".palette").text)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(driver, lambda it: it.current_url.endswith(CANCEL))
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "dialog.palette[open]"))
    print("the palette leads from every page to an action")


def unfold(driver, element):
    driver.execute_script("""
        for (let it = arguments[0].closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
    """, element)


def retype(driver, element, text):
    driver.execute_script("""
        arguments[0].value = arguments[1];
        arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
    """, element, text)


def check_views(driver, endpoint, args):
    """Checks each page in both languages, light and dark, wide and narrow."""
    driver.get(endpoint)
    driver.find_element(By.CSS_SELECTOR, ".site form button").click()
    wait(driver, lambda it: it.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh")
    for view in stage.views(driver, endpoint):
        for name, show in PAGES.items():
            show(driver, endpoint)
            stage.check(driver, f"{name}-{view}", args)
    print(f"{len(PAGES) * 8} views checked")


def confirm(driver, endpoint, args):
    """Sends a call on a real environment, which requires token and confirmation; the sandbox plays it."""
    with stage.command(args, "explorer", environment=stage.as_client(endpoint)) as address:
        own = address.split("/?")[0]
        driver.get(own)
        assert "Find an action" not in driver.page_source
        driver.get(address)
        wait(driver, lambda it: it.find_elements(By.NAME, "q"))
        assert "token" not in driver.current_url
        organization = "Agent.AppId=yDwhxUUckp3gl8j5UuFX33LSNozpRsbi&Agent.ProxyOrganizationOpenId=org_dianziqian"
        driver.get(f"{own}/actions/ChannelCreateRole?{organization}&Agent.ProxyOperator.OpenId=n9527&Name=confirmed")
        driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
        wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .confirmation, #result .not_sent"))
        stage.check(driver, "confirmation-zh-dark-1280", args)
        driver.find_element(By.CSS_SELECTOR, "#confirm button").click()
        wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done, #result .refused"))
        print("a real environment requires confirmation")
        upload_confirmed(driver, own)


def upload_confirmed(driver, own):
    """Drops a file into a form of a real environment: once confirmed, the upload fills in its ID."""
    driver.get(f"{own}/actions/ChannelCreateFlowByFiles")
    name = lambda: driver.find_element(By.NAME, "FlowName").get_attribute("value")
    file_id = lambda: driver.find_element(By.NAME, "FileIds.0").get_attribute("value")
    for field, value in stage.AGENT.items():
        for path, text in ([(f"Agent.{field}.OpenId", value["OpenId"])] if isinstance(value, dict)
                           else [(f"Agent.{field}", value)]):
            control = wait(driver, lambda it: it.find_element(By.NAME, path))
            unfold(driver, control)
            retype(driver, control, text)
    with tempfile.NamedTemporaryFile(prefix="lease-", suffix=".pdf") as file:
        file.write(b"%PDF-1.4 " + bytes(1 << 10))
        file.flush()
        for button in ("a", "button"):
            zone = driver.find_element(By.CSS_SELECTOR, "[data-list=FileIds] input[type=file]")
            driver.execute_script("arguments[0].value = ''", zone)
            zone.send_keys(file.name)
            wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, f"#confirm {button}"))
            assert not file_id(), "the ID is filled in before the upload is confirmed"
            driver.find_element(By.CSS_SELECTOR, f"#confirm {button}").click()
            wait(driver, lambda it: not it.find_elements(By.ID, "confirm"))
    wait(driver, lambda _: len(file_id()) == 32, lambda: driver.find_element(By.ID, "result").text)
    assert name().startswith("lease-"), name()
    print("an upload to a real environment is cancelled, and confirmed fills in its ID")


def find(driver, endpoint):
    driver.get(f"{endpoint}/")


def listed(driver, endpoint):
    driver.get(f"{endpoint}/actions")


def found(driver, endpoint):
    driver.get(f"{endpoint}/?q=QrInvalid")


def read(driver, endpoint):
    driver.get(f"{endpoint}/actions/ChannelCreateFlowByFiles")
    driver.execute_script("localStorage.clear()")


def cancel(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}")


def documentation(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}")
    for part in driver.find_elements(By.CSS_SELECTOR, "#documentation > details"):
        driver.execute_script("arguments[0].open = true", part)


def palette(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}")
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.CONTROL, "k")
    driver.switch_to.active_element.send_keys("seal")
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".palette .actions a"))


def succeeded(driver, endpoint):
    driver.get(f"{endpoint}/actions/DescribeTemplates")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done"))


def rejected(driver, endpoint):
    driver.get(f"{endpoint}/actions/{CANCEL}?QrCodeId={'x' * 32}")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .refused"))


def invalid(driver, endpoint):
    driver.get(f"{endpoint}/actions/ChannelCreateMultiFlowSignQRCode?QrCodeName={'x' * 201}&MaxFlowNum=a")
    driver.find_element(By.CSS_SELECTOR, "#fields .send").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .not_sent"))


def callbacks(driver, endpoint):
    driver.get(f"{endpoint}/callbacks/trigger?event=FlowStatusChange")
    driver.find_element(By.CSS_SELECTOR, ".diagnosis-form button").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".flash"))
    driver.get(f"{endpoint}/callbacks")


def event(driver, endpoint):
    callbacks(driver, endpoint)
    driver.find_element(By.CSS_SELECTOR, "tbody a").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".values"))


def trigger(driver, endpoint):
    driver.get(f"{endpoint}/callbacks/trigger?event=FlowStatusChange")


def opened(driver, endpoint):
    driver.get(f"{endpoint}/callbacks/open")
    driver.find_element(By.NAME, "capture").send_keys('{"MsgType":"ReceiveFlow","MsgData":{"FlowId":"f"}}')
    driver.find_element(By.CSS_SELECTOR, ".diagnosis-form button").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".diagnosis"))


def contracts(driver, endpoint):
    driver.get(f"{endpoint}/contracts")


def contract(driver, endpoint):
    contracts(driver, endpoint)
    driver.find_element(By.CSS_SELECTOR, ".rows a").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".timeline"))


def organization(driver, endpoint):
    driver.get(f"{endpoint}/organizations")
    driver.find_element(By.CSS_SELECTOR, ".rows a").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "dl.facts"))


def template(driver, endpoint):
    driver.get(f"{endpoint}/templates")
    driver.find_element(By.CSS_SELECTOR, ".rows a").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".sheet"))


def placing(driver, endpoint):
    driver.get(f"{endpoint}/placing?template=yDSandboxTemplateWithFields00001")


def settings(driver, endpoint):
    """Shows the settings with an active fault and the banner."""
    driver.get(f"{endpoint}/settings")
    driver.find_element(By.CSS_SELECTOR, "#faults [name=code]").send_keys("OperationDenied")
    driver.find_element(By.CSS_SELECTOR, "#faults [name=action]").send_keys("DescribeUsage")
    driver.find_element(By.CSS_SELECTOR, "#faults [value=inject-fault]").click()
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, ".banner"))


PAGES = {
    "find": find, "listed": listed, "found": found, "read": read, "cancel": cancel,
    "documentation": documentation, "palette": palette,
    "succeeded": succeeded, "rejected": rejected, "invalid": invalid,
    "callbacks": callbacks, "event": event, "trigger": trigger, "opened": opened,
    "contracts": contracts, "contract": contract, "organization": organization, "template": template,
    "placing": placing, "settings": settings,
}


if __name__ == "__main__":
    main()
