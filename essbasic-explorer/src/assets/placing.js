// Moves the fields of a document by dragging and by arrow keys. The server draws: each change posts the form.
"use strict";

const placing = document.getElementById("placing");
const drawing = document.getElementById("drawing");

/** Time without a change after which the form is posted. */
const PAUSE = 250;

let timer = 0;
let latest = 0;

const input = (name, index) => placing.elements[`${name}.${index}`];
const round = (length) => Math.round(length * 100) / 100;

/** Moves a field to a position, within its page. */
function moveTo(field, x, y) {
  const page = field.ownerSVGElement.viewBox.baseVal;
  const rect = field.querySelector("rect");
  const text = field.querySelector("text");
  x = round(Math.min(Math.max(x, 0), Math.max(page.width - rect.width.baseVal.value, 0)));
  y = round(Math.min(Math.max(y, 0), Math.max(page.height - rect.height.baseVal.value, 0)));
  rect.setAttribute("x", x);
  rect.setAttribute("y", y);
  text.setAttribute("x", x + 3);
  text.setAttribute("y", y + 11);
  input("x", field.dataset.field).value = x;
  input("y", field.dataset.field).value = y;
}

const position = (field) => {
  const rect = field.querySelector("rect");
  return [rect.x.baseVal.value, rect.y.baseVal.value];
};

/** Takes drawing and output from the server once nothing has changed for a while. */
function changed() {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
}

async function refresh() {
  const number = ++latest;
  let page;
  try {
    const response = await fetch(placing.action, {
      method: "POST", headers: { Accept: "text/html" }, body: new URLSearchParams(new FormData(placing)),
    });
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return;
  }
  const output = page.getElementById("output");
  if (number !== latest || !output) return;
  const focused = document.activeElement?.closest?.("g.field")?.dataset.field;
  document.getElementById("output").replaceWith(output);
  drawing.replaceChildren(...page.getElementById("drawing").childNodes);
  for (const mark of page.querySelectorAll(".placed legend")) {
    const index = mark.closest("fieldset").dataset.field;
    placing.querySelector(`fieldset[data-field="${index}"] legend`)?.replaceWith(mark);
  }
  addCopyButtons(output);
  prepare();
  if (focused !== undefined) drawing.querySelector(`g.field[data-field="${focused}"]`)?.focus();
}

/** Makes the fields reachable by keyboard. */
function prepare() {
  for (const field of drawing.querySelectorAll("g.field")) {
    field.setAttribute("tabindex", "0");
    field.setAttribute("role", "button");
    field.setAttribute("aria-label", `${field.textContent} ${position(field).join(", ")}`);
  }
}

drawing.addEventListener("pointerdown", (event) => {
  const field = event.target.closest("g.field");
  if (!field || event.button !== 0) return;
  event.preventDefault();
  field.focus();
  const svg = field.ownerSVGElement;
  const scale = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  const [x, y] = position(field);
  const move = (to) =>
    moveTo(field, x + (to.clientX - event.clientX) * scale, y + (to.clientY - event.clientY) * scale);
  const end = () => {
    field.classList.remove("moving");
    removeEventListener("pointermove", move);
    changed();
  };
  clearTimeout(timer);
  latest += 1;
  field.classList.add("moving");
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, { once: true });
  addEventListener("pointercancel", end, { once: true });
});

drawing.addEventListener("keydown", (event) => {
  const field = event.target.closest("g.field");
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!field || !steps) return;
  event.preventDefault();
  const length = event.shiftKey ? 10 : 1;
  const [x, y] = position(field);
  moveTo(field, x + steps[0] * length, y + steps[1] * length);
  changed();
});

placing.addEventListener("input", (event) => {
  if (event.target.closest(".placed")) changed();
});

prepare();
