// SPDX-License-Identifier: EUPL-1.2
// Days that are typed in three fields, in the order and the words of the page, and deadlines counted from them.
// Nothing is sent and nothing is kept.
"use strict";

(() => {
  /** Digits of any script as those of ours: a phone in Arabic types ٢٧. Nine in a row follow each zero. */
  const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
  const plain = (text) =>
    text.replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0);
      const zero = zeros.find((zero) => code >= zero && code <= zero + 9);
      return zero === undefined ? digit : String(code - zero);
    });

  /** A day of the calendar, or nothing. Counted in UTC, so that no clock change moves it. */
  const at = (year, month, day) => {
    const found = new Date(Date.UTC(2000, 0, 1));
    found.setUTCFullYear(year, month - 1, day);
    return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found : undefined;
  };

  // The day before the month, as the page writes it elsewhere, in the calendar of its fields.
  const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const show = (day) =>
    new Intl.DateTimeFormat(lang, { calendar: "gregory", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);

  /** The day that stands in the fields, as YYYY-MM-DD; or what is wrong with it, and in which of them. */
  const read = (fields) => {
    const texts = Object.fromEntries(fields.map((one) => [one.dataset.part, plain(one.value.trim())]));
    const of = (isWrong) => fields.filter((one) => isWrong(texts[one.dataset.part], one.dataset.part));
    const [empty, strange] = [of((text) => text === ""), of((text) => /[^0-9]/.test(text))];
    if (empty.length === fields.length) return { day: "" };
    if (strange.length > 0) return { day: "", error: "digits", fields: strange };
    if (empty.length > 0) return { day: "", error: "missing", fields: empty };
    if (!/^[1-9]\d{3}$/.test(texts.year)) return { day: "", error: "year", fields: of((_, part) => part === "year") };
    const day = at(Number(texts.year), Number(texts.month), Number(texts.day));
    if (!day) return { day: "", error: "wrong", fields: of((_, part) => part !== "year") };
    return { day: day.toISOString().slice(0, 10) };
  };

  for (const date of document.querySelectorAll("[data-date]")) {
    const fields = [...date.querySelectorAll("[data-part]")];
    const error = date.querySelector("[data-error]");
    const look = (isDone) => {
      const found = read(fields);
      // Who is still typing is not told that something is missing.
      const wrong = isDone ? (found.fields ?? []) : [];
      for (const one of fields) {
        if (wrong.includes(one)) one.setAttribute("aria-invalid", "true");
        else one.removeAttribute("aria-invalid");
      }
      const told = isDone && found.error ? error.dataset[found.error] : "";
      if (error.textContent !== told) error.textContent = told;
      date.dataset.day = found.day;
      date.dataset.words = found.day && show(new Date(`${found.day}T00:00:00Z`));
      date.dataset.state = found.error ?? "";
      date.dispatchEvent(new Event("day"));
    };
    date.addEventListener("input", (event) => {
      // A whole day that is pasted into one field goes into all of them.
      const parts = plain(event.target.value).trim().split(/\s*[./\s-]\s*/);
      if (parts.length === fields.length && parts.every((part) => /^\d+$/.test(part))) {
        fields.forEach((one, at) => (one.value = parts[at]));
      }
      look(fields.every((one) => one.value.trim()) && fields.some((one) => one.dataset.part === "year" && one.value.trim().length >= 4));
    });
    date.addEventListener("focusout", (event) => {
      if (!date.contains(event.relatedTarget)) look(true);
    });
  }

  /** The last day of a period, or nothing. */
  const end = (text, unit, number) => {
    const from = new Date(`${text}T00:00:00Z`);
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
    const date = one.querySelector("[data-date]");
    date.addEventListener("day", () => {
      const day = date.dataset.day && end(date.dataset.day, one.dataset.unit, Number(one.dataset.number));
      const none = date.dataset.day ? ends.dataset.none : "–";
      const told = day ? show(day) : none;
      if (ends.textContent !== told) ends.textContent = told;
      ends.dataset.day = day ? day.toISOString().slice(0, 10) : "";
    });
  }
})();
