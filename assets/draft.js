// SPDX-License-Identifier: EUPL-1.2
// Saves the draft of a form a moment after typing stops, and says so before a session ends. Without this
// script a button does it, and the end stands at the top of the page.

"use strict";

{
  const form = document.querySelector("form[data-unsaved]");
  const status = document.getElementById("draft-status");
  const pause = 1500;
  const patience = 15_000;

  let timer;
  let saving;
  let changed = false;
  let stopped = false;

  /** What is typed, without files: they are kept with the button. */
  const typed = () => {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams([...fields, ["do", "autosave"]]);
  };

  /** All forms of the page rest on the draft that was kept last. */
  const rest = (revision) => {
    for (const field of document.querySelectorAll("input[name=revision]")) field.value = revision;
  };

  /** Whether the draft was kept, or somebody was faster; else it is tried again. */
  const send = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: typed(),
        redirect: "error",
        signal: AbortSignal.timeout(patience),
      });
      const told = await answer.json();
      status.textContent = told.words;
      // Whoever signs in in another window goes on here.
      if (answer.status === 401) return false;
      if (answer.ok) {
        rest(told.revision);
        warn(told.ends_at);
      }
      else stopped = true;
      return true;
    } catch {
      status.textContent = form.dataset.unsaved;
      return false;
    }
  };

  const save = async () => {
    changed = false;
    saving = send();
    const done = await saving;
    saving = undefined;
    if (!stopped && (changed || !done)) later(done ? pause : patience);
  };

  const later = (after) => {
    clearTimeout(timer);
    timer = setTimeout(save, after);
  };

  const ends = document.getElementById("session-ends");
  const ahead = 5 * 60_000;
  let end;

  /** Says that the session ends soon; whoever types on moves its end. */
  const warn = (at) => {
    clearTimeout(end);
    const left = Date.parse(at) - ahead - Date.now();
    if (ends && status && left > 0) {
      end = setTimeout(() => {
        status.textContent = ends.dataset.soon;
      }, left);
    }
  };
  if (ends) warn(ends.dataset.at);

  if (form && status) {
    form.addEventListener("input", () => {
      changed = true;
      if (!saving && !stopped) later(pause);
    });
    // What is submitted says everything itself, and rests on the draft that was kept last.
    form.addEventListener("submit", async (event) => {
      clearTimeout(timer);
      if (saving) {
        event.preventDefault();
        await saving;
        form.requestSubmit(event.submitter);
      }
      stopped = true;
    });
  }
}
