// Fields of a form as JSON. Numbers keep the digits that were typed.
"use strict";

/** Returns a typed text as JSON. A text that is not a value of its kind stays a string, for validation. */
function scalarText(kind, text) {
  // An empty control is omitted; this is an empty string.
  if (text === '""') return text;
  const trimmed = text.trim();
  if (/int64/.test(kind) && /^-?(0|[1-9]\d*)$/.test(trimmed)) return trimmed;
  if (kind === "float" && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(trimmed)) return trimmed;
  if (kind === "bool" && /^(true|false)$/.test(trimmed)) return trimmed;
  return JSON.stringify(text);
}

/** Returns the filled controls of a form as a tree of maps; keys of lists are numbers. */
function fieldsOf(form, isWanted = () => true) {
  const root = new Map();
  for (const control of form.elements) {
    if (!/^[A-Z]/.test(control.name) || control.value === "" || !isWanted(control)) continue;
    const steps = control.name.split(".");
    const last = steps.pop();
    let place = root;
    for (const step of steps) {
      if (!(place.get(step) instanceof Map)) place.set(step, new Map());
      place = place.get(step);
    }
    place.set(last, scalarText(control.dataset.kind ?? "string", control.value));
  }
  // Required structs and added items are included even if they are empty.
  for (const { dataset } of form.querySelectorAll("[data-object][data-required], [data-item][data-struct]:not([data-offered])")) {
    const steps = (dataset.object ?? dataset.item).split(".");
    const last = steps.pop();
    const list = dataset.item && steps.pop();
    let around = steps.reduce((place, step) => place?.get(step), root);
    if (!around) continue;
    if (list && !around.has(list)) around.set(list, new Map());
    around = list ? around.get(list) : around;
    if (!around.has(last)) around.set(last, new Map());
  }
  return root;
}

/** Formats a tree, one field per line. */
function jsonText(tree, indent = "") {
  const isList = tree.size > 0 && [...tree.keys()].every((key) => /^\d+$/.test(key));
  const [open, close] = isList ? "[]" : "{}";
  const inner = `${indent}  `;
  const entries = isList ? [...tree].sort(([one], [other]) => one - other) : [...tree];
  const lines = entries.map(([key, value]) => {
    const text = value instanceof Map ? jsonText(value, inner) : value;
    return inner + (isList ? text : `${JSON.stringify(key)}: ${text}`);
  });
  return lines.length ? `${open}\n${lines.join(",\n")}\n${indent}${close}` : open + close;
}
