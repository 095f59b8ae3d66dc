// SPDX-License-Identifier: EUPL-1.2
// A hard seal as a person makes it: the browser makes the file and sends the hash alone; without a script the
// hash is typed in. When the round is due the words are handed in with the file, and with no other one.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { target } from "./root.mjs";
import { codeAhead, openRow, openSite, signIn } from "./site.mjs";
import { tokenOf } from "./token.mjs";

const mail = "freigabe@kok.example";
const secret = "Davon weiß bis dahin nur das Haus";
const of = (measure) => `practice/nap-az/runde-2/kok/1/measure/nap-az/${measure}`;
const typed = of("beratungsnetzwerk-faire-mobilitaet");
const scripted = of("beratungsprogramm-faire-integration");

let site;
let folder;
let token;
/** Seconds by which the server's clock is ahead of ours. */
let ahead;

before(async () => {
  site = await openSite();
  token = await tokenOf(site, mail);
  // The next code is another one.
  site.accounts[mail].step = Math.floor(Date.now() / 30_000);
  folder = await mkdtemp(path.join(tmpdir(), "wegmarke-kept-"));
});

after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function looksRight(page, name) {
  for (const { width, colorScheme, rules } of views) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await listViolations(page, rules), [], `${name} ${width} ${colorScheme}`);
    assert.deepEqual(await page.evaluate(listTooWide), [], `${name} ${width}`);
  }
}

async function signInLater(page, lang) {
  const account = site.accounts[mail];
  await page.goto(`/${lang}/sign-in`);
  await page.fill("#mail", mail);
  await page.fill("#password", account.password);
  await page.click("button[value=sign-in]");
  await page.fill("#code", codeAhead(account, ahead));
  await page.click("button[value=code]");
  await page.waitForURL(`**/${lang}/work`);
}

const seen = async (about) => (await (await site.get(`/api/contribution?about=${about}`)).json()).seen;

test("the browser makes the file, and no word leaves it", async () => {
  const page = await site.page();
  const sent = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await signIn(site, page, mail, "de");
  await page.goto(`/de/work/say/${scripted}`);
  await page.locator(".wm-rules summary").click();
  await page.click(`a[href="/de/work/keep/${scripted}"]`);
  await page.waitForSelector("[data-keep] button");
  assert.equal(await page.locator("[data-without]").isVisible(), false);
  await looksRight(page, "commit");
  // What must be there is asked for before there is a file.
  await page.click("[data-keep] button");
  assert.match(await page.textContent("[data-says]"), /Hier fehlt etwas/);
  await page.fill("#observed", `${secret}.\u00ad\u202e`);
  await page.selectOption("#delivery", "limited");
  await page.selectOption("#land", "de-be");
  await page.selectOption("#reach", "isolated");
  await openRow(page, "evidence.0.title");
  await page.fill("[name='evidence.0.title']", "Gutachten");
  await page.fill("[name='evidence.0.url']", "https://kok.example/gutachten");
  await page.fill("[name='evidence.0.dated_on']", "2026-01-31");
  const coming = page.waitForEvent("download");
  await page.click("[data-keep] button");
  const made = await coming;
  await made.saveAs(path.join(folder, "scripted.json"));
  const hash = await page.inputValue("#hash");
  assert.match(hash, /^[0-9a-f]{64}$/);
  const kept = JSON.parse(await readFile(path.join(folder, "scripted.json"), "utf8"));
  assert.equal(kept.about, scripted);
  assert.equal(kept.body.says.practice.observed.de, `${secret}.`);
  assert.deepEqual(kept.body.says.practice.evidence, [
    { dated_on: "2026-01-31", title: { de: "Gutachten" }, url: "https://kok.example/gutachten" },
  ]);
  await looksRight(page, "made");
  await page.click("button[value=commit]");
  await page.waitForURL("**/de/work?said=*");
  assert.ok(!sent.some((one) => decodeURIComponent(one).includes("Haus")), "no request carries a word");
  assert.equal(await seen(scripted), "sealed");
  await page.goto(`/de/${scripted}`);
  assert.match(await page.textContent("main"), /nur Fingerabdruck hinterlegt/);
  await page.context().close();
});

test("without a script the program makes the file, and its hash is typed in", async () => {
  const words = {
    do: "say",
    about: typed,
    says: { practice: { observed: { de: `${secret} auch hier.` }, delivery: "limited", land: "de-be", reach: "isolated" } },
  };
  await writeFile(path.join(folder, "words.json"), JSON.stringify(words));
  const program = process.env.WEGMARKE_BIN ?? path.join(target, "debug", "wegmarke");
  const kept = path.join(folder, "typed.json");
  // Nothing of a register is there, and nothing is needed.
  const made = await promisify(execFile)(
    program,
    ["say", "--hash-only", "--keep", kept, "words.json"],
    { cwd: folder },
  );
  const { about, hash } = JSON.parse(made.stdout);
  assert.equal(about, typed);
  // The same by nobody's code of ours.
  const file = JSON.parse(await readFile(kept, "utf8"));
  const sorted = (it) =>
    it && typeof it === "object" && !Array.isArray(it)
      ? Object.fromEntries(Object.keys(it).sort().map((key) => [key, sorted(it[key])]))
      : it;
  const digest = createHash("sha256")
    .update("wegmarke/body/v1\n")
    .update(Buffer.from(file.salt, "hex"))
    .update(JSON.stringify(sorted(file.body)));
  assert.equal(digest.digest("hex"), hash);

  const page = await site.page({ javaScriptEnabled: false });
  await signIn(site, page, mail, "en");
  await page.goto(`/en/work/keep/${typed}`);
  assert.ok(await page.locator("[data-without]").isVisible());
  assert.equal(await page.locator("[data-keep]").isVisible(), false);
  for (const wrong of ["", "zz", "ab"]) {
    await page.fill("#hash", wrong);
    await page.click("button[value=commit]");
    assert.equal(await page.locator("#hash[aria-invalid]").count(), 1, wrong);
  }
  await page.fill("#hash", hash.match(/.{4}/g).join(" "));
  await page.click("button[value=commit]");
  await page.waitForURL("**/en/work?said=*");
  await page.goto(`/en/${typed}`);
  assert.match(await page.textContent("main"), /only the fingerprint is here/);
  await page.context().close();
});

test("it is handed in when the round is due, with its file and no other", async () => {
  // Too early: the words are refused, whoever sends them.
  const kept = async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8"));
  const reveal = async (file, more = {}) =>
    fetch(new URL("/api/contributions/reveal", site.origin), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ file, ...more }),
    });
  const early = await reveal(await kept("typed.json"));
  assert.match(await early.text(), /too_early/);

  const round = await (await site.get("/api/rounds/nap-az/runde-2")).json();
  const later = new Date(Date.parse(round.round.record.due_at) + 3_600_000);
  ahead = (later - Date.now()) / 1000;
  const { accounts } = site;
  const left = await site.leave();
  const at = later.toISOString().slice(0, 19).replace("T", " ");
  site = await openSite({}, at, left);
  Object.assign(site.accounts, accounts);
  const state = async () => (await (await site.get("/api/rounds/nap-az/runde-2")).json()).round.state;
  for (let tries = 0; (await state()) === "open" && tries < 100; tries += 1) {
    await new Promise((wait) => setTimeout(wait, 200));
  }
  assert.equal(await seen(typed), "unrevealed");
  const reader = await site.page();
  for (const [lang, words] of [["de", /nicht aufgedeckt/], ["en", /not revealed/]]) {
    for (const where of [typed, "round/nap-az/runde-2", typed.slice(typed.indexOf("measure/"))]) {
      await reader.goto(`/${lang}/${where}`);
      assert.match(await reader.textContent("main"), words, where);
      await looksRight(reader, where);
    }
  }
  await reader.context().close();

  const page = await site.page({ javaScriptEnabled: false });
  await signInLater(page, "de");
  const here = `/de/work/keep/${typed}`;
  await page.click(`a[href="${here}"]`);
  const changed = JSON.stringify(await kept("typed.json")).replace("auch hier", "nicht hier");
  await writeFile(path.join(folder, "changed.json"), changed);
  await writeFile(path.join(folder, "broken.json"), "{");
  for (const [file, words] of [
    ["broken.json", /lässt sich so nicht lesen/],
    ["scripted.json", /Das sind nicht die Worte/],
    ["changed.json", /Das sind nicht die Worte/],
  ]) {
    await page.setInputFiles("#kept", path.join(folder, file));
    await page.click("button[value=reveal]");
    assert.match(await page.textContent("main"), words, file);
  }
  await page.click("button[value=reveal]");
  assert.match(await page.textContent("main"), /Diese Angabe fehlt/);
  await page.setInputFiles("#kept", path.join(folder, "typed.json"));
  await page.click("button[value=reveal]");
  await page.waitForURL("**/de/work?said=*");
  assert.equal(await seen(typed), "public");
  await page.goto(`/de/${typed}`);
  assert.ok((await page.textContent("main")).includes(`${secret} auch hier.`));
  await page.goto(here);
  assert.match(await page.textContent("main"), /schon aufgedeckt/);

  // What the script made is taken as what the program made, over the API.
  assert.match(await (await reveal(await kept("typed.json"))).text(), /"[^"]*revealed"/);
  const done = await reveal(await kept("scripted.json"));
  assert.equal(done.status, 200, await done.clone().text());
  assert.equal(await seen(scripted), "public");
  await page.goto(`/de/${scripted}`);
  assert.match(await page.textContent("main"), /Gutachten/);
  await page.context().close();
});
