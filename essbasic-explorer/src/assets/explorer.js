// Script of every page: marks that scripts run, and adds copy buttons.
"use strict";

document.documentElement.classList.add("scripted");

/** Texts of scripts, in the language of the page. */
const messages = JSON.parse(document.querySelector("meta[name=messages]").content);

/** Token of the printed address, which calls to a real environment require. The address has it in its
    fragment once; storage belongs to this port alone, unlike cookies. */
let accessToken = new URLSearchParams(location.hash.slice(1)).get("key") ?? "";
if (accessToken) history.replaceState(null, "", location.pathname + location.search);
try {
  if (accessToken) localStorage.setItem("essbasic-token", accessToken);
  accessToken = localStorage.getItem("essbasic-token") ?? "";
} catch {
  // Storage may be disabled: only this page has the token.
}

/** Maximum number of copy buttons, to keep large pages fast. */
const MAX_BUTTONS = 400;

/** Adds a copy button to each text marked with `data-copy`. */
function addCopyButtons(target) {
  if (!navigator.clipboard) return;
  for (const text of [...target.querySelectorAll("[data-copy]")].slice(0, MAX_BUTTONS)) {
    if (text.nextElementSibling?.matches("button.copy")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.title = messages.copy;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1200);
    });
    text.after(button);
  }
}

addCopyButtons(document);

// The language switch returns to this very page.
document.querySelector("form[action='/language']")?.addEventListener("submit", (event) => {
  event.target.elements.back.value = location.pathname + location.search;
});

// A palette to find actions from every page.

const paletteButton = document.querySelector("[data-palette]");
let palette;

function openPalette() {
  if (!palette) palette = makePalette();
  if (!palette.open) palette.showModal();
  palette.querySelector("input").select();
}

function makePalette() {
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", messages["find-action"]);
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = messages["find-action"];
  input.setAttribute("aria-label", messages["find-action"]);
  const found = document.createElement("div");
  dialog.append(input, found);
  document.body.append(dialog);
  let waiting, fetching;
  const search = async () => {
    fetching?.abort();
    fetching = new AbortController();
    if (!input.value.trim()) return found.replaceChildren();
    try {
      const answer = await fetch(`/search?${new URLSearchParams({ q: input.value.trim() })}`, { signal: fetching.signal });
      if (answer.ok) found.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 80);
  });
  dialog.addEventListener("keydown", async (event) => {
    const links = [...found.querySelectorAll(".actions > li > a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      (links[links.indexOf(document.activeElement) + step] ?? input).focus();
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      clearTimeout(waiting);
      await search();
      found.querySelector(".actions > li > a")?.click();
    }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}

if (paletteButton) {
  paletteButton.hidden = false;
  paletteButton.addEventListener("click", openPalette);
  document.addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isTyping = event.target.matches("input, textarea, select");
    const hasOwnSearch = document.getElementById("q") !== null;
    const isSlash = event.key === "/" && !isTyping && !hasOwnSearch && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    openPalette();
  });
}
