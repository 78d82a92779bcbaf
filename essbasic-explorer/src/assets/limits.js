// Checks constraints while typing. The server checks again, with the same messages.
"use strict";

/** Returns the error of a control, or an empty string. */
function errorOf(control, isLeaving) {
  const { kind, min, max, violation } = control.dataset;
  const value = control.value;
  if (value === "") {
    return isLeaving && "required" in control.dataset ? messages.required : "";
  }
  if (control.dataset.held) return "";
  if (/int64/.test(kind)) {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) return messages[kind];
    const number = BigInt(value.trim().replace(/^\+/, ""));
    const isOutside = (min && number < BigInt(min)) || (max && number > BigInt(max));
    return isOutside ? violation : "";
  }
  if (kind === "float") return Number.isNaN(Number(value)) ? messages.float : "";
  if (kind !== "string" || !violation || control.matches("select")) return "";
  const count = [...value].length;
  const isOutside = (min && count < Number(min)) || (max && count > Number(max));
  return isOutside ? violation.replace("{count}", count) : "";
}

/** Returns the element for errors of a field; items share that of their list. */
function errorElement(path) {
  const element = document.querySelector(`[data-error="${CSS.escape(path)}"]`);
  const up = path.replace(/\.[^.]*$/, "");
  return element ?? (up === path ? null : errorElement(up));
}

/** Shows or clears the error of a control. */
function showError(control, message) {
  control.toggleAttribute("aria-invalid", false);
  if (message) control.setAttribute("aria-invalid", "true");
  const element = errorElement(control.name);
  if (!element) return;
  const name = control.name.slice(element.dataset.error.lastIndexOf(".") + 1);
  element.textContent = message ? `${name} ${message}` : "";
}

/** Checks the number of items of a list. */
function showItemError(list) {
  const { min, max, violation } = list.dataset;
  const count = list.querySelectorAll(":scope > .items > .item").length;
  const isOutside = violation && count > 0 && (count < Number(min) || count > Number(max));
  const element = list.querySelector(":scope > [data-error]");
  if (element) element.textContent = isOutside ? violation.replace("{count}", count) : "";
}
