// SPDX-License-Identifier: EUPL-1.2
// What a page can do more with a script: leave at once, and keep its way out of the history.
// Nothing is sent and nothing is kept; every page works without it.
"use strict";

(() => {
  const exit = document.querySelector("[data-exit]");
  const leave = () => {
    // Emptied first: whoever looks at a screen that loads slowly sees nothing.
    document.documentElement.classList.add("gone");
    document.title = "";
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let shifts = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      if (event.key !== "Shift") shifts = [];
      return;
    }
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 2000);
    if (shifts.length >= 3) leave();
  });

  // A page that the browser kept in memory after its exit must not come back.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("gone")) location.replace(exit.href);
  });

  // Each page takes the place of the one before: however far somebody read, there is one page to leave.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || event.defaultPrevented || !isPlain || link.origin !== location.origin) return;
    if (link.protocol !== location.protocol || link.hasAttribute("download")) return;
    event.preventDefault();
    location.replace(link.href);
  });

  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

  for (const one of document.querySelectorAll("[data-until]")) {
    if (Date.parse(one.dataset.until) < Date.now()) one.textContent = one.dataset.then;
  }
})();
