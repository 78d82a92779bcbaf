// Live updates of the list of calls: the server sends rendered rows.
"use strict";
{
  const table = document.querySelector("#calls");
  const pause = document.querySelector("#pause");
  const state = document.querySelector("#connection");
  const maxRows = Number(table.dataset.maxRows);
  let last = table.dataset.last;
  let source = null;

  const show = (event) => {
    last = event.lastEventId;
    const fragment = document.createElement("template");
    fragment.innerHTML = event.data; // HTML of our server, escaped there
    const body = table.tBodies[0];
    body.prepend(fragment.content);
    while (body.rows.length > maxRows) body.rows[body.rows.length - 1].remove();
    document.querySelector(".empty").hidden = true;
  };

  const connect = () => {
    source = new EventSource(`${table.dataset.live}&after=${last}`);
    source.addEventListener("calls", show);
    source.addEventListener("cleared", () => table.tBodies[0].replaceChildren());
    source.addEventListener("open", () => { state.textContent = state.dataset.live; });
    source.addEventListener("error", () => { state.textContent = state.dataset.lost; });
  };

  // Arrow keys move through the rows; Enter follows the link of a row.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("input, select, textarea")) return;
    const links = [...table.querySelectorAll("tbody td:first-child a")];
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? links[0] : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  pause.hidden = false;
  pause.addEventListener("click", () => {
    const paused = source !== null;
    if (paused) {
      source.close();
      source = null;
      state.textContent = state.dataset.paused;
    } else {
      connect();
    }
    pause.textContent = paused ? pause.dataset.resume : pause.dataset.pause;
  });
  connect();
  // Back and forward may show this very page again, without loading it.
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted && source !== null) connect();
  });
}
