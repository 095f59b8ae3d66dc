// SPDX-License-Identifier: EUPL-1.2
// Uploaded evidence with a real browser, without JavaScript: taken, refused, kept while other fields
// have problems, sealed, removed; and as somebody who means harm.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { openRow, openSite, signIn } from "./site.mjs";

const measure = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const about = (round, by) => `nap-az/${round}/${by}/1/${measure}`;
const pdf = Buffer.from("%PDF-1.7\nEin Wort, das niemand kennt\n%%EOF");
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

let site;

before(async () => {
  site = await openSite();
});

after(() => site?.close());

const file = (name, mimeType, buffer) => ({ name, mimeType, buffer });
/** Marks that keep a name written from right to left in its place. */
const isolates = /[\u2068\u2069]/g;
const textOf = async (page, where) => (await page.textContent(where)).replace(isolates, "");
const cookiesOf = async (page) =>
  (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");

describe("uploaded evidence", () => {
  test("a file is kept while other fields have problems, sealed, and only its own organisation gets it", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await signIn(site, page, "freigabe@kok.example");
    await page.goto(`/de/work/say/practice/${about("runde-2", "kok")}`);
    await page.selectOption("#land", "");
    await page.click("button[value=more]");
    assert.equal(await page.inputValue("#land"), "", "what was chosen stays for more fields");
    await openRow(page, "evidence.0.title");
    await page.fill("#evidence\\.0\\.title", "Jahresbericht");
    await page.setInputFiles("#evidence\\.0\\.file", file("../Bericht\u202e 2026.pdf", "application/pdf", pdf));
    await page.setInputFiles("#evidence\\.1\\.file", file("bild.png", "image/png", Buffer.from("<svg onload=alert(1)>")));
    await page.click("button[value=release]");
    const told = await textOf(page, ".wm-notice--bad");
    assert.match(told, /Beleg 2, Datei: Diese Datei wird nicht angenommen/);
    assert.match(told, /Diese Angabe fehlt/, "all problems at once");
    const wrong = page.locator("#evidence\\.1\\.file[aria-invalid=true]");
    assert.ok(await wrong.isVisible(), "a row with a problem is open");
    assert.equal(await page.locator("[autofocus]").count(), 1);
    assert.match(site.said(), /wegmarke::security: event="disguised-file" organisation="kok"/);
    assert.ok((await textOf(page, "main")).includes(`Bericht 2026.pdf (PDF, ${pdf.length} Bytes)`));
    assert.equal(await page.inputValue("[name='evidence.0.held']"), hash(pdf));

    await page.fill("#observed", "Es kommt etwas an.");
    await page.selectOption("#delivery", "limited");
    await page.selectOption("#land", "de-be");
    await page.selectOption("#reach", "isolated");
    await page.click("button[value=release]");
    await page.selectOption("#older", "leave-out");
    await page.click("button[value=release]");
    assert.match(await page.textContent(".wm-notice--good"), /Abgegeben/);

    // Sealed and never uploaded look the same.
    const strip = (text) => text.replace(/[0-9a-f]{64}/g, "");
    const sealed = await site.get(`/evidence/${hash(pdf)}`);
    const never = await site.get(`/evidence/${"0".repeat(64)}`);
    assert.deepEqual([sealed.status, never.status], [404, 404]);
    assert.equal(strip(await sealed.text()), strip(await never.text()));
    assert.equal(sealed.headers.get("cache-control"), "no-store");

    const own = await site.get(`/evidence/${hash(pdf)}`, { cookie: await cookiesOf(page) });
    assert.equal(own.status, 200);
    assert.equal(Buffer.from(await own.arrayBuffer()).compare(pdf), 0);
    assert.equal(own.headers.get("cache-control"), "private, no-store");
    const other = await site.page({ javaScriptEnabled: false });
    await signIn(site, other, "koordinierung@bmas.example");
    const theirs = await site.get(`/evidence/${hash(pdf)}`, { cookie: await cookiesOf(other) });
    assert.equal(theirs.status, 404);
    await other.context().close();

    // It is there again when the form is opened, and can be taken out.
    await page.goto(`/de/work/say/practice/${about("runde-2", "kok")}`);
    assert.equal(await page.inputValue("[name='evidence.0.held']"), hash(pdf));
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const looked = await site.page({ viewport: { width: 320, height: 700 } });
    await looked.context().addCookies(await page.context().cookies());
    await looked.goto(`/de/work/say/practice/${about("runde-2", "kok")}`);
    await looked.evaluate(axe);
    const found = await looked.evaluate(async () => (await globalThis.axe.run(document)).violations.map((one) => one.id));
    assert.deepEqual(found, []);
    assert.ok((await looked.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await looked.context().close();
    await page.check("[name='evidence.0.remove']");
    await page.fill("#evidence\\.0\\.url", "https://example.org/bericht");
    await page.click("button[value=save]");
    assert.match(await page.textContent("main"), /Der Entwurf ist gespeichert/);
    assert.equal(await page.locator("[name='evidence.0.held']").count(), 0);
    await page.context().close();
  });

  test("what is public is downloaded by everybody, as a file and in a sandbox", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await signIn(site, page, "freigabe@bmas.example", "en");
    await page.goto(`/en/work/say/report/${about("runde-1", "bmas")}`);
    await page.click("button[value=more]");
    await openRow(page, "evidence.2.title");
    await page.fill("#evidence\\.2\\.title", "Annual report");
    await page.setInputFiles("#evidence\\.2\\.file", file("Größe \"1\".pdf", "application/pdf", pdf));
    await page.fill("#reason", "The annual report was missing.");
    await page.click("button[value=correct]");
    assert.match(await page.textContent("main"), /Submitted/);
    await page.context().close();

    const reader = await site.page({ acceptDownloads: true });
    await reader.goto(`/en/report/${about("runde-1", "bmas")}`);
    const link = reader.locator(`a[href='/evidence/${hash(pdf)}']`);
    const words = (await link.textContent()).replace(isolates, "");
    assert.equal(words, `Download: Größe 1.pdf (PDF, ${pdf.length} bytes)`);
    const [download] = await Promise.all([reader.waitForEvent("download"), link.click()]);
    assert.equal(download.suggestedFilename(), "Größe 1.pdf");
    assert.equal((await readFile(await download.path())).compare(pdf), 0);
    await reader.context().close();

    const got = await site.get(`/evidence/${hash(pdf)}`);
    assert.equal(got.status, 200);
    for (const [name, value] of Object.entries({
      "content-type": "application/pdf",
      "content-disposition": "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "public, max-age=3600, immutable",
      etag: `"${hash(pdf)}"`,
    })) {
      assert.equal(got.headers.get(name), value, name);
    }
    assert.equal(got.headers.get("set-cookie"), null);
    const again = await site.get(`/evidence/${hash(pdf)}`, { "if-none-match": `"${hash(pdf)}"` });
    assert.equal(again.status, 304);
    const head = await fetch(new URL(`/evidence/${hash(pdf)}`, site.origin), { method: "HEAD" });
    assert.equal(head.headers.get("content-length"), String(pdf.length));
    for (const path of ["x", `${hash(pdf)}/x`, hash(pdf).toUpperCase(), "%2e%2e%2fseal.key"]) {
      assert.equal((await site.get(`/evidence/${path}`)).status, 404, path);
    }
  });

  test("nothing gets in by the back door", async () => {
    const page = await site.page();
    await signIn(site, page, "freigabe@berichterstattungsstelle.example");
    const address = new URL(`/de/work/say/assessment/${about("runde-2", "berichterstattungsstelle")}`, site.origin);
    const cookie = await cookiesOf(page);
    const post = async (fill, headers = { cookie }) => {
      const body = new FormData();
      body.append("do", "save");
      body.append("revision", "0");
      fill(body);
      return fetch(address, { method: "POST", headers, body, redirect: "manual" });
    };
    const upload = (bytes, name) => (body) => body.append("evidence.0.file", new Blob([bytes]), name);
    // Nobody's form is read who is not signed in.
    const stranger = await post(upload(pdf, "a.pdf"), {});
    assert.equal(stranger.status, 401);
    // The hash of another organisation's file is no way to it.
    const forged = await post((body) => {
      body.append("evidence.0.title", "x");
      body.append("evidence.0.held", hash(pdf));
    });
    assert.equal(forged.status, 422);
    assert.match(await forged.text(), /nicht von Ihrer Organisation hochgeladen/);
    for (const [bytes, name] of [
      ["<html><script>alert(1)</script>", "a.pdf"],
      ["<html><script>alert(1)</script>", "a.html"],
      [pdf, "a.pdf.exe"],
      [Buffer.concat([pdf, Buffer.alloc(10 << 20)]), "groß.pdf"],
    ]) {
      const refused = await post(upload(bytes, name));
      assert.equal(refused.status, 422, name);
      assert.match(await refused.text(), /wird nicht angenommen|größer als 10 MB/, name);
    }
    // More than a form may have, in words and in files.
    const words = await post((body) => body.append("reasons", "a".repeat(2 << 20)));
    assert.equal(words.status, 413);
    const plain = await fetch(address, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ do: "save", reasons: "a".repeat(2 << 20) }),
    });
    assert.equal(plain.status, 413);
    const broken = await fetch(address, {
      method: "POST",
      headers: { cookie, "content-type": "multipart/form-data; boundary=x" },
      body: "--x\r\nContent-Disposition: form-data",
    });
    assert.equal(broken.status, 400);
    await page.context().close();
  });
});
