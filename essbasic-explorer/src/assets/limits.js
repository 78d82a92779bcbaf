// Limits are looked at as one types; the server has the last word, in the same words.
"use strict";

/** What is wrong with a control's value; nothing while it is empty and may be. */
function wrongWith(control, isLeaving) {
  const { kind, least, most, limit } = control.dataset;
  const value = control.value;
  if (value === "") {
    return isLeaving && "required" in control.dataset ? "is required" : "";
  }
  if (control.dataset.held) return "";
  if (/int64/.test(kind)) {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) return `must be ${kind}`;
    const number = BigInt(value.trim().replace(/^\+/, ""));
    const isOutside = (least && number < BigInt(least)) || (most && number > BigInt(most));
    return isOutside ? `must be ${limit}` : "";
  }
  if (kind === "float") return Number.isNaN(Number(value)) ? "must be float" : "";
  if (kind !== "string" || !limit || control.matches("select")) return "";
  const count = [...value].length;
  const isOutside = (least && count < Number(least)) || (most && count > Number(most));
  return isOutside ? `must have ${limit}, not ${count}` : "";
}

/** Where a member's mistakes are told; those of an item are told with its list. */
function placeOf(path) {
  const place = document.querySelector(`[data-wrong="${CSS.escape(path)}"]`);
  const up = path.replace(/\.[^.]*$/, "");
  return place ?? (up === path ? null : placeOf(up));
}

/** Tells, or takes back, what is wrong with a control. */
function tell(control, message) {
  control.toggleAttribute("aria-invalid", false);
  if (message) control.setAttribute("aria-invalid", "true");
  const place = placeOf(control.name);
  if (!place) return;
  const name = control.name.slice(place.dataset.wrong.lastIndexOf(".") + 1);
  place.textContent = message ? `${name} ${message}` : "";
}

/** Looks at how many items a list has. */
function tellItems(list) {
  const { least, most, limit } = list.dataset;
  const count = list.querySelectorAll(":scope > .items > .item").length;
  const isOutside = limit && count > 0 && (count < Number(least) || count > Number(most));
  const place = list.querySelector(":scope > [data-wrong]");
  if (place) place.textContent = isOutside ? `must have ${limit}, not ${count}` : "";
}
