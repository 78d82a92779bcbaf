// File inputs for fields that hold a file in base64. Long files are kept out of the field and the
// JSON, which show a placeholder.
"use strict";

/** Long files in base64, by placeholder. */
const longFiles = new Map();

/** Maximum length of a file in a field, in base64. */
const MAX_INLINE = 50_000;

/** Adds a file input to each field that holds a file. */
function addFileInputs(target) {
  for (const control of target.querySelectorAll("textarea[data-file]")) {
    if (control.previousElementSibling?.matches(".drop")) continue;
    const zone = fileZone(messages["drop-file"], (file) => read(file, control));
    zone.firstElementChild.setAttribute("aria-label", `${messages["choose-file"]} ${control.name}`);
    control.addEventListener("input", () => { delete control.dataset.held; });
    control.before(zone);
  }
}

function read(file, control) {
  const name = fields.elements.namedItem(control.name.replace(/FileBody$/, "FileName"));
  if (name instanceof HTMLElement && name !== control && !name.value) setValue(name, file.name);
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const text = reader.result.slice(reader.result.indexOf(",") + 1);
    const placeholder = placeholderOf(file, text);
    const isLong = text.length > MAX_INLINE;
    control.value = isLong ? placeholder : text;
    if (isLong) longFiles.set(placeholder, text);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    if (isLong) control.dataset.held = placeholder;
  });
  reader.readAsDataURL(file);
}

/** Returns the placeholder of a file. Files of the same name and size can differ. */
function placeholderOf({ name, size }, text) {
  let placeholder = `<${name}, ${size} B>`;
  for (let number = 2; (longFiles.get(placeholder) ?? text) !== text; number += 1) {
    placeholder = `<${name}, ${size} B, ${number}>`;
  }
  return placeholder;
}

/** Returns the entries of a form, with placeholders replaced by files. */
function withFiles(entries) {
  const full = new URLSearchParams();
  for (const [name, value] of entries) {
    let text = longFiles.get(value) ?? value;
    if (name === "json") {
      for (const [placeholder, file] of longFiles) text = text.replaceAll(JSON.stringify(placeholder), () => `"${file}"`);
    }
    full.append(name, text);
  }
  return full;
}
