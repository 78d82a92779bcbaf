// Date pickers beside fields that hold Unix seconds.
"use strict";

/** Adds a date picker in local time to each field that is a time. */
function addTimePickers(target) {
  for (const control of target.querySelectorAll("input[data-time]")) {
    if (control.nextElementSibling?.matches("input[type=datetime-local]")) continue;
    const picker = document.createElement("input");
    picker.type = "datetime-local";
    picker.title = messages["local-time"];
    picker.setAttribute("aria-label", `${control.name}, ${picker.title}`);
    picker.value = localTime(control.value);
    picker.addEventListener("input", () => {
      const milliseconds = new Date(picker.value).getTime();
      control.value = Number.isNaN(milliseconds) ? "" : String(Math.floor(milliseconds / 1000));
      control.dispatchEvent(new Event("input", { bubbles: true }));
    });
    control.addEventListener("input", () => {
      if (document.activeElement !== picker) picker.value = localTime(control.value);
    });
    control.after(picker);
  }
}

/** Last second of the year 9999, in UTC. */
const lastTime = 253_402_300_799;

/** Returns Unix seconds as the value of a date picker; nothing for other texts. */
function localTime(text) {
  if (!/^\s*\d{1,12}\s*$/.test(text)) return "";
  const milliseconds = Number(text) * 1000;
  // Moving the local time itself would cross changes of daylight saving time.
  const local = milliseconds - new Date(milliseconds).getTimezoneOffset() * 60_000;
  return local >= 0 && local <= lastTime * 1000 ? new Date(local).toISOString().slice(0, 16) : "";
}
