// Search as you type; arrow keys move through the results.
"use strict";

const query = document.getElementById("q");
const results = document.getElementById("results");
let waiting, fetching;

/** Fetches the results, and aborts the previous fetch. */
async function search() {
  fetching?.abort();
  // The home page lists nothing without a query.
  if ("home" in results.dataset && !query.value.trim()) return void results.replaceChildren();
  fetching = new AbortController();
  const parameters = new URLSearchParams({ q: query.value.trim() });
  try {
    const answer = await fetch(`/search?${parameters}`, { signal: fetching.signal });
    if (!answer.ok) return;
    results.innerHTML = await answer.text();
    history.replaceState(null, "", query.value.trim() ? `/actions?${parameters}` : "/actions");
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

query.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 80);
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    query.select();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...results.querySelectorAll(".actions > li > a")].filter((link) => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  if (!step || (event.target !== query && at < 0)) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? query : links.at(-1)))?.focus();
});

query.form.addEventListener("submit", (event) => {
  // Enter opens the best match.
  const first = results.querySelector(".actions > li > a");
  if (!first || !query.value.trim()) return;
  event.preventDefault();
  clearTimeout(waiting);
  search().then(() => results.querySelector(".actions > li > a")?.click());
});
