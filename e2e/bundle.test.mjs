// SPDX-License-Identifier: EUPL-1.2
// A signed bundle of counts, brought in the browser and by the API: its signature is asked about, what is not told
// stays so, and the page of the indicator shows what it is of.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { listTooWide, listViolations } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";
import { tokenOf } from "./token.mjs";

const mail = "freigabe@kok.example";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");

let site;
let token;
let indicator;

before(async () => {
  site = await openSite();
  const { items } = await (await site.get("/api/indicators?limit=200")).json();
  indicator = items.map((one) => one.indicator.record).find((one) => !(one.levels ?? []).length && one.id.startsWith("nap-az/")).id;
  token = await tokenOf(site, "freigabe@bmf.example");
});

after(() => site?.close());

/** As `wegmarke-wegweiser counts` and `sign` make it, for one outcome that is called as the indicator is. */
function bundle(quarter) {
  const outcome = indicator.split("/")[1];
  const body = [
    "quarter,land,group,outcome,state,count",
    `${quarter},de-be,women,${outcome},number,17`,
    `${quarter},de-be,men,${outcome},suppressed,`,
    `${quarter},de-nw,women,${outcome},number,0`,
    "",
  ].join("\n");
  const signed = Buffer.concat([Buffer.from("wegmarke/wegweiser/counts/v2\n"), Buffer.from(body)]);
  return `${body}signature,${key},${sign(null, signed, privateKey).toString("hex")}\n`;
}

const profile = (by) => `name = "counts"
title = "Zahlen"
language = "de"
complete = false
${by ? `signed_by = "${by}"` : ""}
[[table]]
file = "*"
[[table.record]]
noun = "value"
constants = { plan = "nap-az" }
columns = { indicator = "outcome", on = "quarter", reading = "value", parts = { column = "parts", split = "\\n" } }
`;

async function post(text, by) {
  const file = { name: "counts.csv", base64: Buffer.from(text).toString("base64") };
  const answer = await fetch(new URL("/api/imports", site.origin), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": `b${Math.random()}` },
    body: JSON.stringify({ file, profile: profile(by), dry_run: false }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** What whoever is on this page sees fits and has no violation. Its own script is off, and axe needs one. */
async function look(page, { width, colorScheme }) {
  const storageState = await page.context().storageState();
  const other = await site.page({ storageState, colorScheme, viewport: { width, height: 800 } });
  await other.goto(page.url());
  assert.deepEqual(await other.evaluate(listTooWide), []);
  assert.deepEqual(await listViolations(other), []);
  await other.context().close();
}

test("the browser asks whose signature it is, refuses another, and shows what came of it", async () => {
  const page = await site.page({ javaScriptEnabled: false });
  await signIn(site, page, mail);
  const folder = path.join(site.data, "brought");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "counts.csv");
  const text = bundle("2026-Q2");
  await writeFile(file, text);
  await page.goto("/en/work/uploads");
  await page.setInputFiles("#file", file);
  await page.click("form[enctype] button");
  await page.waitForURL("**/columns");
  assert.match(await page.textContent("main"), new RegExp(key));
  assert.equal(await page.inputValue("#noun"), "value");
  await look(page, { width: 320 });
  await page.selectOption("#plan", "nap-az");
  await page.fill("#signed_by", "ab".repeat(32));
  await page.click("button[value=check]");
  assert.match(await page.textContent("main"), /signed by somebody else/);
  if (!page.url().endsWith("/columns")) await page.goto(page.url().replace(/\/check$/, "/columns"));
  await page.fill("#signed_by", key.toUpperCase());
  await page.click("button[value=check]");
  await page.waitForURL("**/check");
  assert.doesNotMatch(await page.textContent("main"), /Signature not checked/);
  await page.click("button[value=write]");
  await page.waitForSelector("[role=status]");
  await page.goto(`/en/indicator/${indicator}`);
  const told = await page.textContent("main");
  for (const words of ["Berlin · Women", "Berlin · Men", "suppressed", "Signature checked", createHash("sha256").update(text).digest("hex")]) {
    assert.ok(told.includes(words), words);
  }
  await look(page, { width: 1280 });
  await look(page, { width: 320, colorScheme: "dark" });
  await page.context().close();
});

test("the API takes it by the same rule", async () => {
  const text = bundle("2026-Q3");
  for (const [sent, by, words] of [
    [text, "cd".repeat(32), /foreign_signature|signed by somebody else/],
    [text.replace(",17\n", ",18\n"), key, /broken_signature|does not hold/],
    [text.slice(0, text.indexOf("signature,")), key, /unsigned|not signed/],
  ]) {
    const refused = await post(sent, by);
    assert.ok(refused.status >= 400, refused.text);
    assert.match(refused.text, words);
  }
  const taken = await post(text);
  assert.equal(taken.status, 200, taken.text);
  assert.match(taken.text, /signature_unchecked/);
  const { items } = await (await site.get("/api/values?limit=200")).json();
  const value = items.map((one) => one.record).find((one) => one.id === `${indicator}/bmf/2026-09-30`);
  assert.equal(value.reading, "suppressed");
  assert.deepEqual(value.parts, [["de-be · women", { number: "17" }], ["de-be · men", "suppressed"], ["de-nw · women", { number: "0" }]]);
  assert.equal(value.bundles[0].checked, "unchecked");
  // What a file says is nobody's to type.
  const typed = await fetch(new URL(`/api/values`, site.origin), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": "typed" },
    body: JSON.stringify({ id: `${indicator}/bmf/2026-12-31`, indicator, organisation: "bmf", on: "2026-12-31", reading: { number: "17" }, bundles: value.bundles }),
  });
  const why = await typed.text();
  assert.ok(typed.status >= 400, why);
  assert.match(why, /bundles/);
});
