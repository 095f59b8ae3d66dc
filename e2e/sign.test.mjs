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

for (const [lang, by, round] of [
  ["de", "kok", "runde-2"],
  ["en", "kok", "runde-2"],
]) {
  test(`a passkey is registered once and signs what is released, ${lang}`, async () => {
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
    await signIn(site, page, `freigabe@${by}.example`, lang);
    await page.goto(`/${lang}/work/account`);
    await page.fill("#passkey-label", `Siegel ${lang}`);
    await page.click("form[data-passkey] button");
    // An account without recovery codes gets some.
    const codes = page.waitForSelector(".wm-plain-list code");
    const added = page.waitForURL("**/work/account?done=added");
    await Promise.any([codes, added]);
    for (const one of [codes, added]) one.catch(() => {});
    await page.goto(`/${lang}/work/account`);
    const row = page.locator("tr", { hasText: `Siegel ${lang}` });
    await row.locator("summary").first().click();
    await row.locator("button[value=sign-with]").click();
    await page.waitForURL("**/work/account?done=signs");
    await looksRight(page);
    const registered = await newest();
    assert.equal(registered.line.kind, "key.registered");
    const { fingerprint } = registered.body.registration;

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

test("whoever verifies checks what browsers signed", async () => {
  const program = process.env.WEGMARKE_BIN ?? path.join(target, "debug", "wegmarke");
  const run = promisify(execFile);
  const words = ["verify", "--data", site.data, "--lang", "en"];
  const { stdout } = await run(program, words).catch((error) => error);
  assert.match(stdout, /Signed by their organisation: 2\./);
});
