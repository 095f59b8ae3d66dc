// SPDX-License-Identifier: EUPL-1.2
// A statement that was damaged while it was sealed, handed in again by its organisation: as a person does it,
// without JavaScript, narrow and wide, in German and English.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { root } from "./root.mjs";
import { codeAhead, openSite, startServer } from "./site.mjs";
import { tokenOf } from "./token.mjs";

const mail = "freigabe@kok.example";
const measure = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const about = `practice/nap-az/runde-2/kok/1/${measure}`;
const words = "Nur das Haus kennt diesen Satz.";
const says = {
  practice: { observed: { de: words }, delivery: "limited", land: "de-be", reach: "isolated" },
};

/** What a worn disk does to one sealed body. */
const damage = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    seq = int(sys.argv[2])
    database.execute("UPDATE entry SET body = zeroblob(length(body)) WHERE seq = ? AND state = 1", (seq,))
    assert database.total_changes == 1
`;

let site;
let receipt;
/** Seconds by which the server's clock is ahead of ours. */
let ahead;

before(async () => {
  const server = await startServer();
  const token = await tokenOf(server, mail);
  const said = await fetch(new URL("/api/contributions", server.origin), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ about, says }),
  });
  [receipt] = (await said.json()).receipts;
  const round = await (await fetch(new URL("/api/rounds/nap-az/runde-2", server.origin))).json();
  await server.leave();
  const database = path.join(server.data, "register.sqlite");
  await promisify(execFile)("python3", ["-c", damage, database, String(receipt.seq)]);
  const later = new Date(Date.parse(round.round.record.due_at) + 3_600_000);
  ahead = (later - Date.now()) / 1000;
  const at = later.toISOString().slice(0, 19).replace("T", " ");
  site = await openSite({}, at, server.data);
  Object.assign(site.accounts, server.accounts);
  const state = async () => (await (await site.get("/api/rounds/nap-az/runde-2")).json()).round.state;
  for (let tries = 0; (await state()) === "open" && tries < 100; tries += 1) {
    await new Promise((later) => setTimeout(later, 200));
  }
  assert.equal(await state(), "closing");
});

after(() => site?.close());

async function signIn(page, lang) {
  const account = site.accounts[mail];
  await page.goto(`/${lang}/sign-in`);
  await page.fill("#mail", mail);
  await page.fill("#password", account.password);
  await page.click("button[value=sign-in]");
  await page.fill("#code", codeAhead(account, ahead));
  await page.click("button[value=code]");
  await page.waitForURL(`**/${lang}/work`);
}

/** A picture to look at, where one is asked for. */
async function picture(page, name) {
  if (!process.env.LOOK) return;
  const folder = path.join(root, "e2e/output");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `restore-${name}.png`), fullPage: true });
}

async function looksRight(page, name) {
  for (const { width, colorScheme, rules } of views) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await listViolations(page, rules), [], `${name} ${width} ${colorScheme}`);
    assert.deepEqual(await page.evaluate(listTooWide), [], `${name} ${width}`);
    if (colorScheme === "light") await picture(page, `${name}-${width}`);
  }
}

describe("a damaged statement", () => {
  test("everybody is told, and its organisation is led to where it hands it in", async () => {
    const reader = await site.page();
    for (const [lang, told] of [["de", /war beschädigt|beschädigt/], ["en", /damaged/]]) {
      await reader.goto(`/${lang}/${about}`);
      assert.match(await reader.textContent("main"), told);
      assert.equal(await reader.locator("input[name=salt]").count(), 0);
    }
    await reader.goto(`/de/work/restore/${receipt.seq}`);
    assert.match(reader.url(), /sign-in/, "strangers sign in first");
    await reader.context().close();
  });

  test("the form is whole without JavaScript, wide and narrow, and says what is wrong", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await signIn(page, "de");
    await page.click(`a[href="/de/work/restore/${receipt.seq}"]`);
    const cookies = await page.context().cookies();
    for (const [lang, title, wrong] of [
      ["de", /noch einmal/i, /lässt sich so nicht lesen/],
      ["en", /again/i, /cannot be read/],
    ]) {
      await page.goto(`/${lang}/work/restore/${receipt.seq}`);
      assert.match(await page.textContent("h1"), title);
      assert.equal(await page.locator("script").count(), 0);
      // The same page with all that a browser can do, to be looked at.
      const looked = await site.page();
      await looked.context().addCookies(cookies);
      await looked.goto(`/${lang}/work/restore/${receipt.seq}`);
      await looksRight(looked, `asked-${lang}`);
      await looked.fill("#salt", "zzz");
      await looked.click("button[value=hand-in]");
      assert.match(await looked.textContent("main"), wrong);
      assert.equal(await looked.inputValue("#salt"), "zzz", "what was typed stays");
      assert.equal(await looked.locator("[autofocus]").count(), 1);
      await looksRight(looked, `wrong-${lang}`);
      await looked.context().close();
    }

    // A button that no form of ours has does nothing, and whoever watches the machine is told.
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const made = await fetch(new URL(`/de/work/restore/${receipt.seq}`, site.origin), {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ do: "publish" }),
    });
    assert.equal(made.status, 422);
    assert.match(site.said(), /wegmarke::security: event="made-up-form"/);

    await page.goto(`/de/work/restore/${receipt.seq}`);
    await page.fill("#salt", receipt.salt);
    await page.fill("#observed", "Andere Worte.");
    await page.selectOption("#delivery", "limited");
    await page.selectOption("#land", "de-be");
    await page.selectOption("#reach", "isolated");
    await page.click("button[value=hand-in]");
    assert.match(await page.textContent(".wm-notice--bad"), /Das sind nicht die Worte/);
    assert.equal(await page.inputValue("#observed"), "Andere Worte.");
    assert.equal(await page.inputValue("#delivery"), "limited");
    await page.fill("#observed", words);
    await page.click("button[value=hand-in]");
    await page.waitForURL("**/de/work?said=*");
    await picture(page, "done-de");
    await page.goto(`/de/${about}`);
    assert.ok((await page.textContent("main")).includes(words), "everybody reads it now");
    assert.equal(await page.locator(`a[href="/de/work/restore/${receipt.seq}"]`).count(), 0);
    await page.goto(`/de/work/restore/${receipt.seq}`);
    assert.ok(page.url().endsWith(`/de/${about}`), "there is nothing to hand in any more");
    await page.context().close();
  });
});
