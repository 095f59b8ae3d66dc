// SPDX-License-Identifier: EUPL-1.2
// Makes a file of words that their organisation keeps, and fills in the hash of it: the words are sent nowhere.
// Without this script a program makes the file, as the page says. The bytes are those of decision 0026.

"use strict";

{
  const panel = document.querySelector("[data-keep]");
  const form = panel?.querySelector("form");
  const says = panel?.querySelector("[data-says]");
  const lang = document.documentElement.lang.slice(0, 2);
  const text = new TextEncoder();

  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** What a text becomes on record: what nobody sees goes, and letters are composed. */
  const gone =
    /[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
  const pictures = new Map(
    Object.entries({ "\uf02d": "–", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→" }),
  );
  const joined =
    /[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufefe\u2600-\u27bf\u{1f000}-\u{1faff}]/u;
  const tidy = (typed) => {
    const signs = [...typed.replaceAll("\r\n", "\n")];
    const kept = signs.map((sign, at) => {
      if (/[\r\v\f\u0085\u2028\u2029]/u.test(sign)) return "\n";
      if (/[\u001e\u2010\u2011]/u.test(sign)) return "-";
      // Joins or parts letters: kept where a script needs it.
      if (/[\u200c\u200d]/u.test(sign)) return joined.test(signs[at - 1] ?? "") && joined.test(signs[at + 1] ?? "") ? sign : "";
      if (sign !== "\n" && sign !== "\t" && /\p{Cc}/u.test(sign)) return "";
      return pictures.get(sign) ?? sign.replace(gone, "");
    });
    return kept.join("").normalize("NFC");
  };

  /** A number as people write it, in its one form; undefined: none. */
  const number = (typed) => {
    const plain = typed.replace(/[\s€]/gu, "");
    const at = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
    let [whole, part] = at < 0 ? [plain, ""] : [plain.slice(0, at), plain.slice(at + 1)];
    if (at >= 0) {
      const same = whole.includes(plain[at]);
      // The same mark more than once stands between thousands.
      if (part.length === 3 && same) [whole, part] = [plain, ""];
      else if (part.length === 3 && !/[,.]/u.test(whole) && !/^-?0$/u.test(whole)) return undefined;
      else if (part === "" || same) return undefined;
    }
    const groups = whole.split(/[,.]/u);
    if (groups.slice(1).some((group) => group.length !== 3)) return undefined;
    const digits = groups.join("");
    if (!/^-?\d{1,20}$/u.test(digits) || !/^\d{0,8}$/u.test(part)) return undefined;
    const [, sign, rest] = /^(-?)0*(?=\d)(\d+)$/u.exec(digits);
    const end = part.replace(/0+$/u, "");
    const shown = end ? `${rest}.${end}` : rest;
    return shown === "0" ? "0" : sign + shown;
  };

  /** The value of a field; undefined: it is blank. Throws the field, if it does not read. */
  const value = (kind, field) => {
    const typed = tidy(field.value);
    if (typed.trim() === "") return undefined;
    const read = (it) => {
      if (it === undefined) throw field;
      return it;
    };
    switch (kind) {
      case "text":
        return { [lang]: typed };
      case "texts":
        return typed.split(/[,;]/u).flatMap((part) => (part.trim() ? [{ [lang]: part.trim() }] : []));
      case "number":
        return read(number(typed));
      case "count":
        return read(/^\d{1,9}$/u.test(typed.trim()) ? Number(typed.trim()) : undefined);
      case "flag":
        return typed === "yes";
      case "reading":
        return field.tagName === "SELECT" ? { level: field.selectedIndex - 1 } : { number: read(number(typed)) };
      default:
        return typed.trim();
    }
  };

  /** What the form says, as the domain has it. Throws the field that is wrong or missing. */
  const read = ({ kinds, required, longest }) => {
    const whole = {};
    const rows = new Map();
    for (const field of form.elements) {
      const [list, at, part] = field.name?.split(".") ?? [];
      if (!list || field.name === "do" || field.type === "file") continue;
      if (field.value.length > longest) throw field;
      if (field.type === "checkbox") {
        if (field.checked) (whole[list] ??= []).push(field.value);
      } else if (part !== undefined) {
        const kind = kinds[`${list}.${part}`];
        const row = rows.get(`${list}.${at}`) ?? { list, is: {}, blank: true, fields: {} };
        rows.set(`${list}.${at}`, row);
        const is = value(kind === "thing" ? "line" : kind, field);
        row.fields[part] = field;
        if (is === undefined) continue;
        row.is[part] = is;
        row.blank &&= kind === "thing";
      } else if (at !== undefined) {
        const is = value("line", field);
        if (is !== undefined) (whole[list] ??= {})[at] = is;
      } else {
        const is = value(kinds[list], field);
        if (is !== undefined) whole[list] = is;
        else if (required.includes(list)) throw field;
      }
    }
    for (const { list, is, blank, fields } of rows.values()) {
      if (blank) continue;
      for (const [part, field] of Object.entries(fields)) {
        if (is[part] === undefined && required.includes(`${list}.${part}`)) throw field;
      }
      (whole[list] ??= []).push(is);
    }
    return whole;
  };

  /** Canonical JSON (RFC 8785) of what forms hold: texts, whole numbers, lists and objects. */
  const canonical = (it) => {
    if (Array.isArray(it)) return `[${it.map(canonical).join(",")}]`;
    if (it === null || typeof it !== "object") return JSON.stringify(it);
    const keys = Object.keys(it).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(it[key])}`).join(",")}}`;
  };

  const make = async () => {
    const { about, name, shape } = panel.dataset;
    const { noun, ...rules } = JSON.parse(shape);
    const body = { about, says: { [noun]: read(rules) } };
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const parts = [text.encode("wegmarke/body/v1\n"), salt, text.encode(canonical(body))];
    const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
    const file = JSON.stringify({ form: "wegmarke/kept/v1", about, salt: hex(salt), body }, null, 2);
    const link = document.createElement("a");
    link.className = "wm-link";
    link.href = URL.createObjectURL(new Blob([file, "\n"], { type: "application/json" }));
    link.download = name;
    link.textContent = panel.dataset.again;
    says.replaceChildren(`${panel.dataset.made} `, link);
    link.click();
    document.getElementById("hash").value = hex(new Uint8Array(hash));
  };

  if (form && globalThis.crypto?.subtle) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await make();
      } catch (field) {
        if (!(field instanceof HTMLElement)) throw field;
        const label = form.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent ?? "";
        const words = field.value.trim() === "" ? panel.dataset.missing : panel.dataset.wrong;
        says.textContent = `${words} ${label}`;
        field.closest("details")?.setAttribute("open", "");
        field.focus();
      }
    });
    document.querySelector("[data-without]").hidden = true;
    panel.hidden = false;
  }
}
