// Copy buttons of code blocks: `data-of` is the ID of the text, `data-copied` the confirmation. Tabs of
// formats: `data-cookie` is the cookie that stores the choice.
"use strict";
// Buttons are shown only if the clipboard is available.
if (navigator.clipboard) document.documentElement.classList.add("copies");
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-of]");
  const source = button && document.getElementById(button.dataset.of);
  if (!source || button.dataset.confirming) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    return;
  }
  const before = [...button.childNodes];
  button.dataset.confirming = "yes";
  button.setAttribute("aria-live", "polite");
  button.replaceChildren(button.dataset.copied);
  setTimeout(() => {
    button.replaceChildren(...before);
    delete button.dataset.confirming;
  }, 1500);
});
document.addEventListener("change", ({ target }) => {
  const { cookie } = target.dataset ?? {};
  if (cookie) document.cookie = `${cookie}=${target.value}; path=/; max-age=31536000; samesite=strict`;
});
