// Buttons that copy a text: each names it in `data-of`, and says in `data-copied` that it is done.
"use strict";
// Without a script, or where a page may not copy, there are no buttons.
if (navigator.clipboard) document.documentElement.classList.add("copies");
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-of]");
  const source = button && document.getElementById(button.dataset.of);
  if (!source || button.dataset.said) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    return;
  }
  const before = [...button.childNodes];
  button.dataset.said = "yes";
  button.setAttribute("aria-live", "polite");
  button.replaceChildren(button.dataset.copied);
  setTimeout(() => {
    button.replaceChildren(...before);
    delete button.dataset.said;
  }, 1500);
});
