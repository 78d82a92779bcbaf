// Finding while one types: the list is fetched and replaced; the arrows walk it.
"use strict";

const asked = document.getElementById("q");
const found = document.getElementById("found");
let waiting, fetching;

/** Fetches the list for what is typed; whatever was being fetched before is no longer wanted. */
async function find() {
  fetching?.abort();
  fetching = new AbortController();
  const query = new URLSearchParams({ q: asked.value.trim() });
  try {
    const answer = await fetch(`/find?${query}`, { signal: fetching.signal });
    if (!answer.ok) return;
    found.innerHTML = await answer.text();
    history.replaceState(null, "", asked.value.trim() ? `/?${query}` : "/");
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

asked.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 80);
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    asked.select();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...found.querySelectorAll(".actions > li > a")];
  const at = links.indexOf(document.activeElement);
  if (!step || (event.target !== asked && at < 0)) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? asked : links.at(-1)))?.focus();
});

asked.form.addEventListener("submit", (event) => {
  // Enter opens the best of what is found.
  const first = found.querySelector(".actions > li > a");
  if (!first || !asked.value.trim()) return;
  event.preventDefault();
  clearTimeout(waiting);
  find().then(() => found.querySelector(".actions > li > a")?.click());
});
