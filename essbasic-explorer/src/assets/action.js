// Page of an action: keeps form and JSON in sync, adds and removes items, sends the request.
"use strict";

const fields = document.getElementById("fields");
const values = document.getElementById("values");
const json = document.getElementById("json");
const text = document.getElementById("json-text");
const result = document.getElementById("result");
const action = fields.dataset.action;
const storageKey = `essbasic:${action}`;

const fetchPart = (address, options = {}) =>
  fetch(address, { ...options, headers: { Accept: "text/html-fragment", "X-Essbasic-Token": accessToken } });

/** Replaces a part of the page with HTML of our server. */
function replace(target, html) {
  target.innerHTML = html;
  enhance(target);
}

function enhance(target) {
  addFileInputs(target);
  addUploads(target);
  addTimePickers(target);
  addCopyButtons(target);
  for (const select of target.querySelectorAll("select[data-open]")) addFreeInput(select);
}

/** Adds an option for other values: sets of values are open. */
function addFreeInput(select) {
  const other = new Option(messages["other-value"], "\u0000");
  select.append(other);
  select.addEventListener("change", () => {
    if (select.value !== "\u0000") return;
    const input = document.createElement("input");
    for (const { name, value } of select.attributes) input.setAttribute(name, value);
    input.removeAttribute("data-open");
    select.replaceWith(input);
    input.focus();
  });
}

// Synchronization of form and JSON.

const isHidden = (control) => "secret" in control.dataset || "file" in control.dataset;
let writing, typing, reading;

function writeText() {
  text.value = jsonText(fieldsOf(fields));
  document.getElementById("json-error").textContent = "";
}

/** Shows JSON as the form. If that is impossible, shows why and keeps both. */
async function readText(from) {
  reading?.abort();
  reading = new AbortController();
  // Placeholders of long files are kept.
  const body = new URLSearchParams({ json: from });
  try {
    const answer = await fetchPart(`/actions/${action}/form`, { method: "POST", body, signal: reading.signal });
    const html = await answer.text();
    if (answer.ok) replace(values, html);
    const error = document.getElementById("json-error");
    error.innerHTML = answer.ok ? "" : html;
    return answer.ok;
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    return false;
  }
}

fields.addEventListener("input", (event) => {
  cancelAnimationFrame(writing);
  writing = requestAnimationFrame(writeText);
  event.target.closest(".item.wrong")?.classList.remove("wrong");
  if (event.target.name) showError(event.target, errorOf(event.target, false));
});
fields.addEventListener("focusout", (event) => {
  if (event.target.name && event.target.dataset.kind) showError(event.target, errorOf(event.target, true));
});
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => readText(text.value), 250);
});

// Switch between form and JSON.

function show(mode) {
  fields.hidden = mode === "json";
  json.hidden = mode !== "json";
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }
}
document.querySelector(".modes").hidden = false;
for (const button of document.querySelectorAll("[data-mode]")) {
  button.addEventListener("click", () => show(button.dataset.mode));
}

// Lists.

async function addItem(list) {
  const items = list.querySelector(":scope > .items");
  const numbers = [...items.children].map((item) => Number(item.dataset.item.split(".").at(-1)));
  const path = `${list.dataset.list}.${Math.max(-1, ...numbers) + 1}`;
  const answer = await fetchPart(`/actions/${action}/item?${new URLSearchParams({ path })}`);
  if (!answer.ok) return;
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  enhance(made.content);
  const item = made.content.firstElementChild;
  items.append(item);
  item.querySelector("input, select, textarea")?.focus();
  showItemError(list);
}

function removeItem(item) {
  const list = item.closest("[data-list]");
  item.remove();
  showItemError(list);
  writeText();
  list.querySelector(":scope > button")?.focus();
}

// Buttons.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.request")) return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "add") return void addItem(button.closest("[data-list]"));
  if (button?.name === "remove") return void removeItem(button.closest("[data-item]"));
  if (button?.name === "example") return void fill(button.value);
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
  void send(form, button, address);
});

/** Adds to the form what it does not have, from an example. */
async function fill(example) {
  const body = withFiles([...new FormData(fields), ["example", example]]);
  const answer = await fetchPart(`/actions/${action}/form`, { method: "POST", body });
  if (!answer.ok) return;
  replace(values, await answer.text());
  writeText();
}

let isSending = false;

async function send(form, button, address) {
  // A second click does not send a second call.
  if (isSending) return;
  isSending = true;
  const entries = [...new FormData(form)];
  if (button?.name) entries.push([button.name, button.value]);
  result.setAttribute("aria-busy", "true");
  result.textContent = messages.sending;
  try {
    const answer = await fetchPart(address, { method: "POST", body: withFiles(entries) });
    replace(result, await answer.text());
  } catch {
    result.textContent = messages["page-server-unreachable"];
  }
  result.removeAttribute("aria-busy");
  isSending = false;
  if (form.id === "confirm") await finishUpload();
  showViolations();
  save();
  showResult();
}

/** Scrolls to the result if it is out of sight, and moves the focus to it. */
function showResult() {
  document.querySelector(".side").scrollTop = 0;
  const { top } = result.getBoundingClientRect();
  if (top < 0 || top > innerHeight - 160) result.scrollIntoView({ block: "start" });
  result.focus({ preventScroll: true });
}

/** Shows each violation next to its field too. */
function showViolations() {
  for (const error of values.querySelectorAll("[data-error]")) error.textContent = "";
  for (const { dataset } of result.querySelectorAll("[data-path]")) {
    const control = fields.elements.namedItem(dataset.path);
    for (let fold = control?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
    if (control instanceof HTMLElement) showError(control, dataset.message);
  }
  for (const { dataset } of result.querySelectorAll("[data-empty-item]")) {
    const item = values.querySelector(`[data-item="${CSS.escape(dataset.emptyItem)}"]`);
    item?.classList.add("wrong");
    for (let fold = item?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
  }
}

// Saves the last values, without secrets and files, and the IDs of responses.

function save() {
  try {
    localStorage.setItem(storageKey, jsonText(fieldsOf(fields, (control) => !isHidden(control))));
    const ids = JSON.parse(sessionStorage.getItem("essbasic-ids") ?? "{}");
    for (const id of result.querySelectorAll("[data-id]")) ids[id.dataset.id] = id.textContent;
    sessionStorage.setItem("essbasic-ids", JSON.stringify(ids));
  } catch {
    // Storage may be disabled.
  }
}

function carryIds() {
  let ids = {};
  try {
    ids = JSON.parse(sessionStorage.getItem("essbasic-ids") ?? "{}");
  } catch {
    return;
  }
  for (const link of document.querySelectorAll("a[data-related]")) {
    const value = ids[link.closest("li:has(> .head)")?.querySelector(".name")?.textContent];
    if (value) link.search = new URLSearchParams({ [link.dataset.related]: value });
  }
}

async function restore() {
  let last = null;
  try {
    last = localStorage.getItem(storageKey);
  } catch {
    return;
  }
  if (!last || location.search || result.childElementCount) return;
  if (!(await readText(last))) return;
  document.getElementById("restored").hidden = false;
  writeText();
}

document.querySelector("[data-start-over]").addEventListener("click", () => localStorage.removeItem(storageKey));

/** Fills in the agent of a real environment, which pages do not contain. */
async function fillAgent() {
  const body = new URLSearchParams(location.search);
  body.set("example", "agent");
  const answer = await fetchPart(`/actions/${action}/form`, { method: "POST", body });
  replace(answer.ok ? values : result, await answer.text());
  if (answer.ok) writeText();
}

async function start() {
  const isTooLong = values.querySelector("[data-too-long]") !== null;
  show(isTooLong ? "json" : "fields");
  enhance(values);
  carryIds();
  if (isTooLong || result.childElementCount) return;
  writeText();
  if ("private" in fields.dataset) await fillAgent();
  await restore();
}

void start();
