// SPDX-License-Identifier: EUPL-1.2
// What a page can do more with a script: leave at once, keep its way out of the history, count a deadline.
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

  /** The last day of a period, or nothing. Days are counted in UTC, so that no clock change moves them. */
  const end = (day, unit, number) => {
    const from = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(from.getTime())) return undefined;
    const [year, month, date] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
    let to = new Date(from);
    if (unit === "days") to.setUTCDate(date + number);
    else if (unit === "months") {
      const last = new Date(Date.UTC(2000, 0, 1));
      last.setUTCFullYear(year, month + number + 1, 0);
      to = new Date(last);
      to.setUTCDate(Math.min(date, last.getUTCDate()));
    } else to.setUTCFullYear(year + number, 11, 31);
    return to.getUTCFullYear() > 9999 ? undefined : to;
  };

  for (const one of document.querySelectorAll("[data-unit]")) {
    const ends = one.querySelector("[data-ends]");
    // The day before the month, as the page writes it elsewhere.
    const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const show = (day) =>
      new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
    one.querySelector("[data-day]").addEventListener("input", (event) => {
      const day = end(event.target.value, one.dataset.unit, Number(one.dataset.number));
      ends.textContent = day ? show(day) : ends.dataset.none;
      ends.value = ends.textContent;
      ends.dataset.day = day ? day.toISOString().slice(0, 10) : "";
    });
  }
})();
