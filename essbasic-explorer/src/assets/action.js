// An action's page: form and JSON in step, lists longer and shorter, and what is sent.
"use strict";

const fields = document.getElementById("fields");
const members = document.getElementById("members");
const json = document.getElementById("json");
const text = document.getElementById("text");
const result = document.getElementById("result");
const action = fields.dataset.action;
const chinese = document.documentElement.lang === "zh";
const kept = `essbasic:${action}`;

const fetchPart = (address, options = {}) =>
  fetch(address, { ...options, headers: { Accept: "text/html-fragment" } });

/** A part of the page, as our server wrote it, with what scripts add to it. */
function place(target, html) {
  target.innerHTML = html;
  enhance(target);
}

function enhance(target) {
  letChooseFiles(target);
  letCopy(target);
  for (const select of target.querySelectorAll("select[data-open]")) letWriteFreely(select);
}

/** Sets of values are open: a choice also takes one that is not listed. */
function letWriteFreely(select) {
  const other = new Option(chinese ? "其他值……" : "another value …", "\u0000");
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

// Form and JSON in step.

const isHidden = (control) => "secret" in control.dataset || "file" in control.dataset;
let writing, typing, reading;

function writeText() {
  text.value = jsonText(membersOf(fields));
  document.getElementById("json-wrong").textContent = "";
}

/** Shows a text in JSON as the form; where it cannot be, it says why and leaves both as they are. */
async function readText(from) {
  reading?.abort();
  reading = new AbortController();
  // What stands for a long file stays what it is.
  const body = new URLSearchParams({ json: from });
  try {
    const answer = await fetchPart(`/actions/${action}/form`, { method: "POST", body, signal: reading.signal });
    const html = await answer.text();
    if (answer.ok) place(members, html);
    const wrong = document.getElementById("json-wrong");
    wrong.innerHTML = answer.ok ? "" : html;
    return answer.ok;
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    return false;
  }
}

fields.addEventListener("input", (event) => {
  cancelAnimationFrame(writing);
  writing = requestAnimationFrame(writeText);
  if (event.target.name) tell(event.target, wrongWith(event.target, false));
});
fields.addEventListener("focusout", (event) => {
  if (event.target.name && event.target.dataset.kind) tell(event.target, wrongWith(event.target, true));
});
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => readText(text.value), 250);
});

// The one way to write, or the other.

function show(way) {
  fields.hidden = way === "json";
  json.hidden = way !== "json";
  for (const button of document.querySelectorAll("[data-way]")) {
    button.setAttribute("aria-pressed", String(button.dataset.way === way));
  }
}
document.querySelector(".ways").hidden = false;
for (const button of document.querySelectorAll("[data-way]")) {
  button.addEventListener("click", () => show(button.dataset.way));
}

// Lists.

async function addItem(list) {
  const items = list.querySelector(":scope > .items");
  const numbers = [...items.children].map((item) => Number(item.dataset.item.split(".").at(-1)));
  const at = `${list.dataset.list}.${Math.max(-1, ...numbers) + 1}`;
  const answer = await fetchPart(`/actions/${action}/item?${new URLSearchParams({ at })}`);
  if (!answer.ok) return;
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  enhance(made.content);
  const item = made.content.firstElementChild;
  items.append(item);
  item.querySelector("input, select, textarea")?.focus();
  tellItems(list);
}

function removeItem(item) {
  const list = item.closest("[data-list]");
  item.remove();
  tellItems(list);
  writeText();
  list.querySelector(":scope > button")?.focus();
}

// Sending, and whatever else the buttons do.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.request")) return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "add") return void addItem(button.closest("[data-list]"));
  if (button?.name === "remove") return void removeItem(button.closest("[data-item]"));
  if (button?.name === "sample") return void fill(button.value);
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
  void send(form, button, address);
});

async function fill(extent) {
  const body = new URLSearchParams({ sample: extent });
  const answer = await fetchPart(`/actions/${action}/form`, { method: "POST", body });
  if (!answer.ok) return;
  place(members, await answer.text());
  writeText();
}

let isSending = false;

async function send(form, button, address) {
  // A second press is not a second call.
  if (isSending) return;
  isSending = true;
  const entries = [...new FormData(form)];
  if (button?.name) entries.push([button.name, button.value]);
  result.setAttribute("aria-busy", "true");
  result.textContent = chinese ? "……" : "…";
  try {
    const answer = await fetchPart(address, { method: "POST", body: withFiles(entries) });
    place(result, await answer.text());
  } catch {
    result.textContent = chinese
      ? "本页的服务没有应答：请求是否发出未知。"
      : "This page's own server did not answer, so whether it was sent is not known.";
  }
  result.removeAttribute("aria-busy");
  isSending = false;
  showMistakes();
  remember();
  result.scrollIntoView({ block: "start" });
  result.focus({ preventScroll: true });
}

/** Tells each mistake that the server found beside its member too. */
function showMistakes() {
  for (const wrong of members.querySelectorAll("[data-wrong]")) wrong.textContent = "";
  for (const { dataset } of result.querySelectorAll("[data-path]")) {
    const control = fields.elements.namedItem(dataset.path);
    for (let fold = control?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
    if (control instanceof HTMLElement) tell(control, dataset.message);
  }
}

// What is remembered: the last values but secrets and files, and the ids that were answered.

function remember() {
  try {
    localStorage.setItem(kept, jsonText(membersOf(fields, (control) => !isHidden(control))));
    const ids = JSON.parse(sessionStorage.getItem("essbasic-ids") ?? "{}");
    for (const id of result.querySelectorAll("[data-id]")) ids[id.dataset.id] = id.textContent;
    sessionStorage.setItem("essbasic-ids", JSON.stringify(ids));
  } catch {
    // Where nothing may be kept, nothing is.
  }
}

function carryIds() {
  let ids = {};
  try {
    ids = JSON.parse(sessionStorage.getItem("essbasic-ids") ?? "{}");
  } catch {
    return;
  }
  for (const link of document.querySelectorAll("a[data-feeds]")) {
    const value = ids[link.closest("li:has(> .head)")?.querySelector(".name")?.textContent];
    if (value) link.search = new URLSearchParams({ [link.dataset.feeds]: value });
  }
}

async function recall() {
  let last = null;
  try {
    last = localStorage.getItem(kept);
  } catch {
    return;
  }
  if (!last || location.search || result.childElementCount) return;
  if (!(await readText(last))) return;
  document.getElementById("kept").hidden = false;
  writeText();
}

document.querySelector("[data-afresh]").addEventListener("click", () => localStorage.removeItem(kept));

show("fields");
enhance(members);
carryIds();
if (!result.childElementCount) writeText();
void recall();
