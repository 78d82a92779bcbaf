// Keeps the list of calls up to date: rows come from the server as they are to be shown.
"use strict";
{
  const table = document.querySelector("#calls");
  const pause = document.querySelector("#pause");
  const state = document.querySelector("#connection");
  const most = Number(table.dataset.most);
  let last = table.dataset.last;
  let source = null;

  const show = (event) => {
    last = event.lastEventId;
    const fragment = document.createElement("template");
    fragment.innerHTML = event.data; // written by the server of this page, which escapes
    const body = table.tBodies[0];
    body.prepend(fragment.content);
    while (body.rows.length > most) body.rows[body.rows.length - 1].remove();
    document.querySelector(".none").hidden = true;
  };

  const connect = () => {
    source = new EventSource(`${table.dataset.live}&after=${last}`);
    source.addEventListener("calls", show);
    source.addEventListener("cleared", () => table.tBodies[0].replaceChildren());
    source.addEventListener("open", () => { state.textContent = state.dataset.live; });
    source.addEventListener("error", () => { state.textContent = state.dataset.lost; });
  };

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
  addEventListener("pagehide", () => source?.close());
}
