// SPDX-License-Identifier: EUPL-1.2
// Every form of those who are signed in, filled with what nobody sensible would type: by people who
// have an account and mean harm.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { openSite, signIn } from "./site.mjs";

const people = [
  "freigabe@bmas.example",
  "koordinierung@bmas.example",
  "freigabe@berichterstattungsstelle.example",
  "freigabe@kok.example",
];
const mark = "einhorn";
const texts = {
  markup: `${mark}"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}`,
  "other direction": `\u202e${mark}\u202d\u2066\u200b\u200f\ufeff\u0301\u0301\u0301`,
  formula: `=HYPERLINK("http://x.example","${mark}")`,
  control: `${mark}\u0000\u0001\u001b[31m\r\n\r\nSet-Cookie: x=1\u0085\u2028`,
  path: `../../../../etc/passwd%00${mark}/..%2f`,
  "1 MiB": mark.repeat(150_000),
};
/** Fields that no form has, as if one could act for somebody else. */
const forged = { by: "bmf", organisation: "bmf", account: "bmf", actor: "bmf", roles: "administrator" };
/** Buttons that end the test, or a person's way in, and not what is typed. */
const ends = /^(sign-out|everywhere|end-session|remove-account|reset-|password|new-codes)/;
const raw = /<script>alert|<img src=x|<svg onload/;

let site;
let sessions;
let began;

before(async () => {
  site = await openSite();
  sessions = {};
  for (const mail of people) {
    const page = await site.page();
    await signIn(site, page, mail);
    sessions[mail] = await page.context().cookies();
    await page.context().close();
  }
  began = await entries();
});

after(() => site?.close());

/** How many entries the log has: the second line of its checkpoint. */
const entries = async () => Number((await (await site.get("/log/checkpoint")).text()).split("\n")[1]);

/** All forms that somebody finds on the pages of their work, one of each shape. */
async function formsOf(mail) {
  const page = await site.page();
  await page.context().addCookies(sessions[mail]);
  const open = ["/de/work", "/de/work/account", "/de/work/organisation", "/de/work/board/nap-az"];
  const seen = new Set();
  const forms = new Map();
  while (open.length > 0) {
    const address = open.shift();
    const shape = address.replace(/[?#].*/, "").split("/").slice(0, 5).join("/");
    if (seen.has(address) || [...seen].filter((one) => one.startsWith(shape)).length > 1) continue;
    seen.add(address);
    await page.goto(address);
    const found = await page.evaluate(() => ({
      links: [...document.querySelectorAll("main a[href^='/de/work']")].map((a) => a.getAttribute("href")),
      forms: [...document.querySelectorAll("main form[method=post]")].map((form) => ({
        action: form.getAttribute("action"),
        multipart: form.enctype.startsWith("multipart"),
        buttons: [...form.querySelectorAll("button[name=do]")].map((button) => button.value),
        fields: [...form.elements]
          .filter((field) => field.name && field.type !== "submit")
          .map((field) => ({
            name: field.name,
            type: field.type,
            value: field.value,
            options: [...(field.options ?? [])].map((option) => option.value).filter(Boolean),
          })),
      })),
    }));
    open.push(...found.links.filter((link) => !/format=|\.ics/.test(link)));
    // What leads nowhere is a script's alone: the words that an organisation keeps are sent to nobody.
    for (const form of found.forms.filter((form) => form.action)) {
      const key = `${form.action.split("/").slice(0, 5).join("/")} ${form.buttons}`;
      if (!forms.has(key)) forms.set(key, form);
    }
  }
  await page.context().close();
  return [...forms.values()];
}

function filled(form, button, text) {
  const pairs = [["do", button]];
  for (const { name, type, value, options } of form.fields) {
    if (["hidden", "file"].includes(type)) {
      if (type === "hidden") pairs.push([name, value]);
    } else if (options.length > 0) {
      pairs.push([name, options[0]]);
    } else if (["checkbox", "radio"].includes(type)) {
      pairs.push([name, value]);
    } else {
      pairs.push([name, type === "date" ? value || "2026-12-01" : text]);
    }
  }
  return pairs.concat(Object.entries(forged));
}

async function send(mail, form, pairs) {
  let body = new URLSearchParams(pairs);
  if (form.multipart) {
    body = new FormData();
    pairs.forEach(([name, value]) => body.append(name, value));
  }
  const cookie = sessions[mail].map((one) => `${one.name}=${one.value}`).join("; ");
  return fetch(new URL(form.action, site.origin), {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: site.origin },
    body,
  });
}

/** Sends a whole body before it listens, as slow old programs do; the status that it then hears. */
const heard = (address, type, body, cookie) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.origin);
    const socket = connect({ host: hostname, port, allowHalfOpen: true });
    let answer = "";
    socket.pause();
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      answer += bytes.toString("latin1");
      const status = answer.match(/^HTTP\/1\.1 (\d+)/);
      if (status) socket.destroy(), resolve(Number(status[1]));
    });
    socket.on("end", () => reject(new Error("closed without an answer")));
    socket.write(
      `POST ${address} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${site.origin}\r\n` +
        `Cookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body, () => socket.resume());
  });

describe("who sends far too much", () => {
  const report = "/de/work/say/report/nap-az/runde-2/bmas/1/measure/nap-az/beratungsprogramm-faire-integration";
  const parts = Array.from(
    { length: 60 },
    (_, at) => `--x\r\nContent-Disposition: form-data; name="evidence.${at}.title"\r\n\r\n${"a".repeat(1 << 20)}\r\n`,
  );
  const multipart = Buffer.from(parts.join("") + "--x--\r\n");
  const plain = Buffer.alloc(30 << 20, "a");
  for (const [address, type, body, who, wanted] of [
    [report, "multipart/form-data; boundary=x", multipart, "freigabe@bmas.example", 413],
    [report, "multipart/form-data; boundary=x", multipart, null, 401],
    ["/de/sign-in", "application/x-www-form-urlencoded", plain, null, 413],
    ["/api/contributions", "application/json", plain, null, 401],
    ["/de", "text/plain", plain, null, 405],
  ]) {
    test(`hears ${wanted} of ${address}${who ? "" : " without an account"}`, async () => {
      const cookie = who ? sessions[who].map((one) => `${one.name}=${one.value}`).join("; ") : "";
      for (let times = 0; times < 5; times += 1) {
        assert.equal(await heard(address, type, body, cookie), wanted);
      }
    });
  }
});

describe("hostile people with an account", () => {
  for (const mail of people) {
    test(`whatever ${mail} types, nothing breaks and nothing runs`, async () => {
      const forms = await formsOf(mail);
      assert.ok(forms.length > 2, `${forms.length} forms`);
      for (const form of forms) {
        for (const button of form.buttons.filter((one) => !ends.test(one))) {
          for (const [kind, text] of Object.entries(texts)) {
            const answer = await send(mail, form, filled(form, button, text));
            const told = await answer.text();
            const where = `${form.action} ${button} ${kind}: ${answer.status}`;
            assert.ok([200, 303, 403, 404, 409, 413, 422].includes(answer.status), where);
            assert.equal(answer.headers.get("x-content-type-options"), "nosniff", where);
            assert.ok(!raw.test(told), where);
            assert.ok(answer.status === 303 || /<h1/.test(told), `${where}: a page`);
            assert.ok(!(answer.headers.get("set-cookie") ?? "").includes("x=1"), where);
          }
        }
      }
    });
  }

  test("what became public is text, everywhere", async () => {
    const total = await entries();
    assert.ok(total > began, "something was taken");
    const pages = ["/de/history", "/en/history", "/de/feed.atom", "/api/entries?limit=50", "/de/plan/nap-az"];
    for (let seq = began; seq < total; seq += 1) {
      pages.push(`/de/entry/${seq}`, `/api/entries/${seq}`);
    }
    let shown = 0;
    for (const address of pages) {
      const answer = await site.get(address);
      const text = await answer.text();
      if (answer.headers.get("content-type").includes("json")) continue;
      assert.ok(answer.status < 400, `${address}: ${answer.status}`);
      assert.ok(!raw.test(text), address);
      shown += Number(text.includes(mark));
    }
    assert.ok(shown > 0, "it is shown");
  });

  test("nobody spoke for another organisation, and the log holds", async () => {
    const total = await entries();
    const own = new Set(["bmas", "berichterstattungsstelle", "kok"]);
    for (let seq = began; seq < total; seq += 1) {
      const entry = await (await site.get(`/api/entries/${seq}`)).json();
      assert.ok(own.has(entry.line.by), `${seq}: ${entry.line.by}`);
    }
    const check = promisify(execFile)(site.program, ["verify", "--data", site.data]);
    const verified = await check.catch((error) => error);
    // 5: it holds, and withholds for ever what was replaced before the due date.
    assert.ok([0, 5].includes(verified.code ?? 0), `${verified.stdout}${verified.stderr}`);
    assert.match(verified.stdout, /\d/);
  });
});
