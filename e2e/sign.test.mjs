// SPDX-License-Identifier: EUPL-1.2
// Somebody signs for their organisation in the browser, with the virtual device of a real one: what is
// released then bears the signature, whoever looks at it. Without a script it goes in unsigned, and says so.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { unzipSync, zipSync } from "fflate";
import { target } from "./root.mjs";
import { openSite, signIn } from "./site.mjs";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const measure = "measure/nap-az/beratungsprogramm-faire-integration";
const words = {
  de: {
    signed: /Von der Organisation unterschrieben/,
    unsigned: /geht dies ohne Unterschrift hinaus/,
    cancelled: /Es wurde nicht unterschrieben/,
    good: /Abgegeben/,
  },
  en: {
    signed: /Signed by the organisation/,
    unsigned: /this goes in unsigned/,
    cancelled: /It was not signed/,
    good: /Submitted|Handed in/,
  },
};

let site;
let axe;
let named;

before(async () => {
  site = await openSite();
  named = site.origin.replace("127.0.0.1", "localhost");
  axe = await readFile(axeSource, "utf8");
});

after(() => site?.close());

/** The newest entry of the log. */
async function newest() {
  const note = await (await site.get("/log/checkpoint")).text();
  const seq = Number(note.split("\n")[1]) - 1;
  return { seq, ...(await (await site.get(`/api/entries/${seq}`)).json()) };
}

/** Nothing wrong for axe, also on a narrow screen. */
async function looksRight(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(found, [], page.url());
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${page.url()} is ${wide} px wide`);
  await page.setViewportSize({ width: 1280, height: 720 });
}

async function fill(page, said) {
  await page.fill("#observed", said);
  await page.selectOption("#delivery", "limited");
  await page.selectOption("#land", "de-be");
  await page.selectOption("#reach", "isolated");
}

let devices = 0;

/** Somebody who is signed in, with a device that their organisation registered. */
async function signer(lang, mail) {
  const page = await site.page({ baseURL: named });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await signIn(site, page, mail, lang);
  await page.goto(`/${lang}/work/account`);
  devices += 1;
  const label = `Siegel ${devices}`;
  await page.fill("#passkey-label", label);
  await page.click("form[data-passkey] button");
  // An account without recovery codes gets some.
  const codes = page.waitForSelector(".wm-plain-list code");
  const added = page.waitForURL("**/work/account?done=added");
  await Promise.any([codes, added]);
  for (const one of [codes, added]) one.catch(() => {});
  await page.goto(`/${lang}/work/account`);
  const row = page.locator("tr", { hasText: label });
  await row.locator("summary").first().click();
  await row.locator("button[value=sign-with]").click();
  await page.waitForURL("**/work/account?done=signs");
  await looksRight(page);
  const registered = await newest();
  assert.equal(registered.line.kind, "key.registered");
  const { fingerprint } = registered.body.registration;
  return { page, devtools, authenticatorId, registered, fingerprint };
}

/** What was written behind an entry; all of it signed with a key. */
async function signedSince(seq, fingerprint) {
  const last = (await newest()).seq;
  const all = [];
  for (let at = seq + 1; at <= last; at++) {
    const entry = await (await site.get(`/api/entries/${at}`)).json();
    assert.equal(entry.line.vouched, "signed", `${at} ${entry.line.kind}`);
    assert.equal(entry.line.signed_with, fingerprint);
    all.push({ seq: at, ...entry });
  }
  return all;
}

for (const [lang, by, round] of [
  ["de", "kok", "runde-2"],
  ["en", "kok", "runde-2"],
]) {
  test(`a passkey is registered once and signs what is released, ${lang}`, async () => {
    const { page, devtools, authenticatorId, registered, fingerprint } = await signer(lang, `freigabe@${by}.example`);

    const form = `/${lang}/work/say/practice/nap-az/${round}/${by}/1/${measure}`;
    await page.goto(form);
    assert.ok(await page.locator("[data-signs]").isVisible());
    assert.equal(await page.locator("[data-unsigned]").isVisible(), false);
    await looksRight(page);
    await fill(page, `Es kommt etwas an, ${lang}.`);
    // Whoever says no to the device has sent nothing.
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await page.click("button[value=release]");
    const older = page.locator("#older");
    await Promise.race([
      older.waitFor(),
      page.waitForSelector("[data-says]:not([hidden])"),
    ]);
    if (await older.count()) {
      await older.selectOption("leave-out");
      await page.click("button[value=release]");
      await page.waitForSelector("[data-says]:not([hidden])");
    }
    assert.match(await page.textContent("[data-says]"), words[lang].cancelled);
    assert.equal((await newest()).seq, registered.seq);
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.click("button[value=release]");
    await page.waitForSelector(".wm-notice--good");
    const signed = await newest();
    assert.equal(signed.seq, registered.seq + 1);
    assert.equal(signed.line.vouched, "signed");
    assert.equal(signed.line.signed_with, fingerprint);
    await page.goto(`/${lang}/entry/${signed.seq}`);
    assert.match(await page.textContent("main"), words[lang].signed);
    await looksRight(page);

    // Without a script it goes in unsigned, and that is said before and after.
    const plain = await site.page({ baseURL: named, javaScriptEnabled: false });
    await plain.context().addCookies(await page.context().cookies());
    await plain.goto(form);
    assert.match(await plain.textContent("[data-unsigned]"), words[lang].unsigned);
    await fill(plain, `Es kommt noch etwas an, ${lang}.`);
    await plain.click("button[value=release]");
    if (await plain.locator("#older").count()) {
      await plain.selectOption("#older", "leave-out");
      await plain.click("button[value=release]");
    }
    assert.equal((await newest()).line.vouched, "unsigned");
    await plain.context().close();
    await page.context().close();
  });
}

test("forms, tables, corrections and what editors record are signed, each with one touch", async () => {
  const { page, devtools, authenticatorId, fingerprint } = await signer("de", "freigabe@kok.example");
  const write = async () => {
    await page.waitForURL(/\/check$/);
    assert.ok(await page.locator("[data-signs]").isVisible());
    await page.click("button[value=write]");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
  };
  const state = async (noun, fields) => {
    await page.goto(`/de/work/record/${noun}`);
    for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
    await page.click("button[value=look]");
    await write();
  };

  // A form. Whoever says no to the device has written nothing.
  let { seq } = await newest();
  await page.goto("/de/work/record/recommendation");
  await page.fill("#title", "Ein Telefon bei Nacht");
  await page.click("button[value=look]");
  await page.waitForURL(/\/check$/);
  await looksRight(page);
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.click("button[value=write]");
  await page.waitForSelector("[data-says]:not([hidden])");
  assert.equal((await newest()).seq, seq);
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await write();
  assert.equal((await signedSince(seq, fingerprint)).length, 1);

  // A table of two rows.
  ({ seq } = await newest());
  await page.goto("/de/work/uploads");
  const buffer = Buffer.from("Nr;Titel\nX-1;Mehr Zeit\nX-2;Mehr Raum\n");
  await page.setInputFiles("#file", { name: "forderungen.csv", mimeType: "text/csv", buffer });
  await page.click("form[enctype] button");
  await page.waitForURL(/\/columns$/);
  await page.selectOption("#noun", "recommendation");
  await page.click("button[value=apply]:visible");
  for (const [heading, goes] of [["Nr", "id"], ["Titel", "title.de"]]) {
    const column = page.locator("fieldset:has(.wm-column)", { has: page.locator("legend", { hasText: heading }) });
    await column.locator("select").first().selectOption(`recommendation:${goes}`);
  }
  await page.click("button[value=check]");
  await write();
  const rows = await signedSince(seq, fingerprint);
  assert.equal(rows.filter((one) => one.line.kind === "recommendation.stated").length, 2);

  // A proposed correction of what others have on record.
  ({ seq } = await newest());
  await page.goto(`/de/work/record/measure?id=${measure.replace("measure/", "")}`);
  await page.fill("#title", "Beratung für alle");
  await page.fill("#reason", "So steht es im Plan");
  await page.click("button[value=look]");
  await page.waitForSelector("button[value=propose]");
  await looksRight(page);
  await page.click("button[value=propose]");
  await page.waitForURL(/#corrections$/);
  const [proposed] = await signedSince(seq, fingerprint);
  assert.equal(proposed.line.kind, "correction.proposed");

  // The record of a plan that is kept for others.
  ({ seq } = await newest());
  await page.goto("/de/work/editing");
  await page.fill("#plan", "Lagebild");
  await page.selectOption("#of", "bka");
  await page.fill("#reason", "Das Haus nimmt hier nicht teil");
  await page.click("button[value=begin]");
  await page.waitForURL(/done=yes$/);
  await state("plan", { title: "Lagebild", short: "Lagebild", lead: "bka" });
  await state("measure?plan=lagebild", { title: "Zahlen jedes Jahr" });
  await page.goto("/de/work/editing/lagebild");
  await page.selectOption("#editor", "kok");
  await page.fill("#ending", "Es ist alles festgehalten");
  await page.click("button[value=end]");
  await page.waitForURL(/done=yes$/);
  const kept = (await signedSince(seq, fingerprint)).map((one) => one.line.kind);
  assert.ok(["editing.began", "plan.stated", "measure.stated", "editing.ended"].every((kind) => kept.includes(kind)), kept.join());

  // What others propose is taken up, signed as well.
  const other = await signer("de", "freigabe@bmas.example");
  ({ seq } = await newest());
  await other.page.goto("/de/work/record/recommendation?id=kok-36");
  await other.page.fill("#title", "Bleiberecht für alle Betroffenen");
  await other.page.fill("#reason", "So steht es in der Forderung");
  await other.page.click("button[value=look]");
  await other.page.click("button[value=propose]");
  await other.page.waitForURL(/#corrections$/);
  const [theirs] = await signedSince(seq, other.fingerprint);
  await other.page.context().close();
  ({ seq } = await newest());
  await page.goto(`/de/work/figure/proposal/${theirs.seq}`);
  await looksRight(page);
  await page.click("button[value=confirm]");
  await page.waitForURL(/\/work\/records\?said=/);
  const [taken] = await signedSince(seq, fingerprint);
  assert.equal(taken.line.kind, "correction.accepted");
  await page.context().close();
});

/** The spreadsheet with "yes" under "submit" in the row that holds these words. */
function submitting(sheet, words) {
  const parts = unzipSync(sheet);
  const rows = Buffer.from(parts["content.xml"]).toString("utf8").split("<table:table-row");
  const at = rows.findIndex((row) => row.includes(words));
  assert.ok(at > 0, "the words are in the sheet");
  const cells = rows[at].split("<table:table-cell");
  cells[5] = ` office:value-type="string"><text:p>ja</text:p></table:table-cell>`;
  rows[at] = cells.join("<table:table-cell");
  parts["content.xml"] = Buffer.from(rows.join("<table:table-row"));
  return Buffer.from(zipSync(parts));
}

test("the spreadsheet of a round is signed with one touch, sealed as it is", async () => {
  const { page, fingerprint } = await signer("de", "freigabe@bmas.example");
  const { seq } = await newest();
  const sheet = "/de/work/sheet/report/nap-az/runde-2";
  const answer = await page.request.get(`${sheet}?format=ods`);
  const buffer = submitting(await answer.body(), "Die Arbeitsgruppe tagte zweimal");
  await page.goto(sheet);
  const mimeType = "application/vnd.oasis.opendocument.spreadsheet";
  await page.setInputFiles("#file", { name: "bericht.ods", mimeType, buffer });
  await page.click("form[enctype] button");
  await page.waitForSelector("button[value=take]");
  assert.ok(await page.locator("[data-signs]").isVisible());
  await looksRight(page);
  await page.click("button[value=take]");
  await page.waitForURL(/\/work\/receipts/);
  const [said] = await signedSince(seq, fingerprint);
  assert.equal(said.line.kind, "report.submitted");
  assert.equal(said.body, undefined, "it is sealed until the round is due");
  await page.context().close();
});

test("whoever verifies checks what browsers signed", async () => {
  const program = process.env.WEGMARKE_BIN ?? path.join(target, "debug", "wegmarke");
  const run = promisify(execFile);
  const words = ["verify", "--data", site.data, "--lang", "en"];
  const { stdout } = await run(program, words).catch((error) => error);
  const [, signed] = stdout.match(/Signed by their organisation: (\d+)\./) ?? [];
  // Two of rounds, a form, two rows, two corrections, that one was taken up, and four of an editor.
  assert.ok(Number(signed) >= 12, stdout);
});
