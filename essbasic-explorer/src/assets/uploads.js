// Uploads a file, and fills in its ID and its name.
"use strict";

/** Adds a place for files to each field that takes the ID of an uploaded one. */
function addUploads(target) {
  for (const place of target.querySelectorAll("[data-upload]")) {
    if (place.previousElementSibling?.matches(".drop")) continue;
    if (place.matches("fieldset")) {
      if (place.querySelector(":scope > .drop")) continue;
      place.querySelector(":scope > .items").before(dropZone(place));
    } else if (!place.closest("fieldset[data-upload]")) {
      place.before(dropZone(place));
    }
  }
}

function dropZone(place) {
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const zone = fileZone(messages["upload-file"], (file) => void upload(file, place, status));
  zone.append(status);
  return zone;
}

/** Returns a label that takes a file, chosen or dropped. */
function fileZone(text, take) {
  const zone = document.createElement("label");
  zone.className = "drop";
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => { if (input.files[0]) take(input.files[0]); });
  zone.append(input, text);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
  return zone;
}

const base64Of = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
  reader.addEventListener("error", () => reject(reader.error));
  reader.readAsDataURL(file);
});

async function upload(file, place, status) {
  status.textContent = ` ${messages.uploading}`;
  const agent = fieldsOf(fields).get("Agent");
  let content;
  try {
    content = await base64Of(file);
  } catch {
    // The file was changed or removed after it was chosen.
    status.textContent = ` ${messages["upload-failed"]}`;
    return;
  }
  const request = [
    `"BusinessType": ${JSON.stringify(place.dataset.upload)}`,
    `"FileInfos": [{"FileName": ${JSON.stringify(file.name)}, "FileBody": "${content}"}]`,
  ];
  if (agent) request.unshift(`"Agent": ${jsonText(agent)}`);
  const body = new URLSearchParams({ json: `{${request.join(", ")}}` });
  let html = messages["page-server-unreachable"];
  try {
    const answer = await fetchPart("/actions/UploadFiles", { method: "POST", body });
    html = await answer.text();
  } catch {
    // The result says so.
  }
  const response = document.createElement("template");
  response.innerHTML = html;
  const id = response.content.querySelector("[data-id^=FileId]")?.textContent;
  if (!id) {
    replace(result, html);
    // A real environment asks for confirmation first: the result of the confirmed call has the ID.
    const isAsked = result.querySelector("#confirm") !== null;
    status.textContent = isAsked ? "" : ` ${messages["upload-failed"]}`;
    waitingUpload = isAsked ? { file, place, status } : null;
    return showResult();
  }
  await uploaded(file, place, status, id);
}

/** Upload that waits for confirmation. */
let waitingUpload = null;

/** Continues an upload whose confirmed call has ended. */
async function finishUpload() {
  if (!waitingUpload || result.querySelector("#confirm")) return;
  const { file, place, status } = waitingUpload;
  waitingUpload = null;
  const id = result.querySelector("[data-id^=FileId]")?.textContent;
  if (id) await uploaded(file, place, status, id);
  else status.textContent = ` ${messages["upload-failed"]}`;
}

// Cancelling an upload keeps the form that asked for it.
result.addEventListener("click", (event) => {
  if (!waitingUpload || !event.target.closest("#confirm a")) return;
  event.preventDefault();
  waitingUpload = null;
  result.replaceChildren();
});

/** Fills in the ID of an uploaded file, and its name. */
async function uploaded(file, place, status, id) {
  await fillIn(place, id);
  const name = fields.elements.namedItem("FlowName");
  if (name instanceof HTMLElement && !name.value) setValue(name, file.name.replace(/\.[^.]*$/, ""));
  status.textContent = ` ${messages.uploaded} ${file.name}`;
}

/** Sets a field, or the first empty item of a list. */
async function fillIn(place, id) {
  if (!place.matches("fieldset")) return setValue(place, id);
  const empty = () => [...place.querySelectorAll(":scope > .items input")].find((input) => input.name && !input.value);
  if (!empty()) await addItem(place);
  const control = empty();
  if (control) setValue(control, id);
}

function setValue(control, value) {
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
