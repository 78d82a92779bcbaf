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
