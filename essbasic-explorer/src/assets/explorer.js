// What every page does beyond showing itself: it says that scripts run, and lets texts be copied.
"use strict";

document.documentElement.classList.add("scripted");

/** So many texts of a page get a button; a page of thousands stays quick. */
const COPIED = 400;

/** Puts a button that copies beside each text that is marked for it. */
function letCopy(place) {
  if (!navigator.clipboard) return;
  const chinese = document.documentElement.lang === "zh";
  for (const text of [...place.querySelectorAll("[data-copy]")].slice(0, COPIED)) {
    if (text.nextElementSibling?.matches("button.copy")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.title = chinese ? "复制" : "Copy";
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1200);
    });
    text.after(button);
  }
}

letCopy(document);
