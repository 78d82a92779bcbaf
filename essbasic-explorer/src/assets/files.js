// Files for members that hold one: read here, and sent in base64. A long one is held apart, so that
// neither a field nor the JSON becomes slow; what stands there instead names it.
"use strict";

/** The bytes that are held apart, in base64, by what stands for them. */
const held = new Map();

/** Longer texts are held apart. */
const LONG = 50_000;

/** Puts a way to choose a file beside each member that holds one. */
function letChooseFiles(place) {
  const chinese = document.documentElement.lang === "zh";
  for (const control of place.querySelectorAll("textarea[data-file]")) {
    if (control.previousElementSibling?.matches("input[type=file]")) continue;
    const input = document.createElement("input");
    input.type = "file";
    input.setAttribute("aria-label", `${chinese ? "选择文件：" : "File for "}${control.name}`);
    input.addEventListener("change", () => read(input.files[0], control));
    control.addEventListener("input", () => { delete control.dataset.held; });
    control.before(input);
  }
}

function read(file, control) {
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const text = reader.result.slice(reader.result.indexOf(",") + 1);
    const stands = `<${file.name}, ${file.size} B>`;
    const isLong = text.length > LONG;
    control.value = isLong ? stands : text;
    if (isLong) held.set(stands, text);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    if (isLong) control.dataset.held = stands;
  });
  reader.readAsDataURL(file);
}

/** A form's entries with the files in them. */
function withFiles(entries) {
  const full = new URLSearchParams();
  for (const [name, value] of entries) {
    let text = held.get(value) ?? value;
    if (name === "json") {
      for (const [stands, file] of held) text = text.replaceAll(JSON.stringify(stands), () => `"${file}"`);
    }
    full.append(name, text);
  }
  return full;
}
