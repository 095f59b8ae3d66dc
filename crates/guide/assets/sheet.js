// SPDX-License-Identifier: EUPL-1.2
// The referral sheet: what is typed stays in the page until it is printed, or made into a file that only one
// desk can read. Nothing is sent and nothing is kept.
"use strict";

(() => {
  const fields = [...document.querySelectorAll("[data-field]")];
  const says = document.querySelector("[data-says][role=status]");
  const receipt = document.querySelector("[data-receipt]");
  const tell = (text) => {
    says.textContent = text;
  };

  /** A field that is three: the day stands at what holds them. */
  const isDate = (one) => "date" in one.dataset;
  const parts = (one) => (isDate(one) ? [...one.querySelectorAll("[data-part]")] : [one]);

  /** What is filled in: name, label, words. Boxes of one name are one line. */
  const read = () => {
    const found = new Map();
    for (const one of fields) {
      const isBox = one.type === "checkbox" || one.type === "radio";
      const typed = () => (isDate(one) ? one.dataset.day : one.value.trim());
      const value = isBox ? one.checked && one.value : typed();
      if (!value) continue;
      const known = found.get(one.dataset.field) ?? { name: one.dataset.field, label: one.dataset.label, values: [], words: [] };
      known.values.push(value);
      if (isBox) known.words.push(one.dataset.says);
      else known.words.push(isDate(one) ? one.dataset.words : value);
      found.set(one.dataset.field, known);
    }
    return [...found.values()];
  };

  // The copy for the person says what was filled in, in the same words.
  const copy = () => {
    const lines = read().flatMap(({ label, words }) => {
      const [name, value] = [document.createElement("dt"), document.createElement("dd")];
      name.textContent = label;
      value.textContent = words.join(", ");
      return [name, value];
    });
    receipt.replaceChildren(...lines);
  };
  for (const one of fields) one.addEventListener(isDate(one) ? "day" : "input", copy);

  document.querySelector("[data-clear]").addEventListener("click", () => {
    for (const one of fields) {
      if (one.type === "checkbox" || one.type === "radio") one.checked = false;
      else for (const part of parts(one)) part.value = "";
      if (isDate(one)) one.dispatchEvent(new Event("focusout"));
    }
    copy();
    tell("");
  });

  const key = document.querySelector("[data-key]");
  document.querySelector("[data-desk]").addEventListener("change", (event) => {
    if (event.target.value) key.value = event.target.value;
  });

  document.querySelector("[data-encrypt]").addEventListener("click", async () => {
    const filled = read();
    const has = (name, value) => filled.some((one) => one.name === name && (!value || one.values.includes(value)));
    if (!has("path")) return tell(says.dataset.path);
    if (!has("consent", "agrees")) return tell(says.dataset.agreed);
    const wrong = fields.find((one) => isDate(one) && one.dataset.state);
    if (wrong) return tell(wrong.querySelector("[data-error]").dataset[wrong.dataset.state]);
    const encrypter = new window.age.Encrypter();
    try {
      encrypter.addRecipient(key.value.trim());
    } catch {
      return tell(says.dataset.wrong);
    }
    const sheet = {
      kind: "wegmarke/referral-sheet/v1",
      lang: document.documentElement.lang,
      lines: filled.map(({ name, values, words }) => ({ name, values, words })),
    };
    const file = await encrypter.encrypt(JSON.stringify(sheet));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
    link.download = "sheet.age";
    link.click();
    URL.revokeObjectURL(link.href);
    tell(says.dataset.done);
  });
})();
