// SPDX-License-Identifier: EUPL-1.2
// The local page of the case part in a real browser: every page in both languages, without JavaScript, by
// keyboard, narrow and dark; and that it speaks to nobody but this computer.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { listTooWide, listViolations } from "./looks.mjs";
import { target } from "./root.mjs";

const run = promisify(execFile);
const program = path.join(target, "debug", "wegmarke-cases");

let folder;
let server;
let origin;
let browser;
let pages;
let files;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cases-"));
  await run(program, ["--lang", "en", "demo", path.join(folder, "example")]);
  server = spawn(program, ["serve", path.join(folder, "example/pool"), "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    origin = line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (origin) break;
  }
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  const releases = (await readdir(path.join(folder, "example"))).filter((name) => /^release-\d+$/.test(name));
  assert.ok(releases.length >= 4, "a release of each class");
  pages = ["de", "en"].flatMap((lang) => [
    `/${lang}`,
    ...releases.map((name) => `/${lang}/release/${name.slice("release-".length)}`),
  ]);
  files = ["de", "en"].flatMap((lang) =>
    releases.map((name) => pathToFileURL(path.join(folder, "example", name, `index.${lang}.html`)).href),
  );
});

after(async () => {
  await browser?.close();
  server?.kill();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A page in a browser of its own that is let nowhere else, with everything that it asks for and says. */
async function open(options = {}) {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const asked = [];
  const said = [];
  context.on("request", (one) => asked.push(one.url()));
  const page = await context.newPage();
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  return { context, page, asked, said };
}

/** What the server answers to a request as it is, with any Host header. */
function ask(address, { host, method = "GET" } = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    request({ hostname, port, path: address, method, headers }, (answer) => {
      let body = "";
      answer.on("data", (part) => (body += part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("every page fits and has no violation, wide, narrow and dark", async () => {
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "dark"], [320, "light"]]) {
    const { context, page, asked, said } = await open({ colorScheme, viewport: { width, height: 768 } });
    for (const address of [...pages, ...files]) {
      await page.goto(address);
      assert.deepEqual(await page.evaluate(listTooWide), [], `${address} ${width}`);
      assert.deepEqual(await listViolations(page), [], `${address} ${width} ${colorScheme}`);
      assert.equal(await page.locator("h1").count(), 1, address);
      assert.doesNotMatch(await page.content(), /⟪/, address);
    }
    const to = process.env.WEGMARKE_PICTURES;
    for (const address of to ? pages.slice(0, 6) : []) {
      await page.goto(address);
      await page.screenshot({ path: `${to}/cases${address.replaceAll("/", "_")}-${width}.png`, fullPage: true });
    }
    const foreign = asked.filter((one) => !one.startsWith(`${origin}/`) && !one.startsWith("file:"));
    assert.deepEqual(foreign, []);
    assert.deepEqual(said, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  }
});

test("both languages say their own, and lead to each other", async () => {
  const { context, page } = await open();
  const titles = { de: /Falldaten|erfunden/, en: /Case data|invented/ };
  for (const address of pages) {
    await page.goto(address);
    const lang = address.slice(1, 3);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.match(await page.locator("h1").innerText(), titles[lang], address);
    const other = lang === "de" ? "en" : "de";
    await page.locator(`a[hreflang=${other}]`).click();
    assert.equal(new URL(page.url()).pathname, address.replace(`/${lang}`, `/${other}`));
  }
  await context.close();
  for (const [locale, lang] of [["de-DE", "de"], ["en-GB", "en"]]) {
    const { context, page } = await open({ locale });
    await page.goto("/");
    assert.equal(new URL(page.url()).pathname, `/${lang}`);
    await context.close();
  }
});

test("without JavaScript and by keyboard alone one reads every release", async () => {
  const { context, page } = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 768 } });
  await page.goto("/en");
  const links = await page.locator("main a").count();
  const seen = new Set();
  for (let at = 0; at < links + 2; at++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) break;
    seen.add(await focused.getAttribute("href"));
  }
  for (const address of pages.filter((one) => one.startsWith("/en/release/"))) {
    assert.ok(seen.has(address), `${address} is reached by Tab: ${[...seen]}`);
  }
  await page.goto("/en");
  while ((await page.locator(":focus").getAttribute("href").catch(() => null)) !== "/en/release/1") {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/release/1");
  // What is wider than the screen scrolls by itself, and is reached by keyboard.
  const wide = page.locator(".wide");
  assert.ok((await wide.count()) > 0);
  for (const one of await wide.all()) assert.equal(await one.getAttribute("tabindex"), "0");
  for (const script of await page.locator("script").all()) assert.fail(await script.innerHTML());
  await context.close();
});

test("a release says what class it is of, and its own kinds of cells", async () => {
  const { context, page } = await open();
  const told = [];
  for (const address of pages.filter((one) => one.startsWith("/en/release/"))) {
    await page.goto(address);
    told.push(await page.locator("main").innerText());
  }
  const all = told.join("\n");
  for (const word of [
    "exact numbers with suppressed cells",
    "numbers with noise (differential privacy)",
    "synthetic records",
    "suppressed",
    "not recorded",
    "Nights in protected accommodation, added up",
    "Budget of the pool",
  ]) {
    assert.ok(all.includes(word), word);
  }
  await context.close();
});

test("every answer has strict headers, and a foreign name is refused", async () => {
  for (const address of ["/", "/de", "/en/release/1", "/nothing", "/en/release/999", "/xx"]) {
    const answer = await ask(address);
    assert.equal(answer.headers["content-security-policy"]?.startsWith("default-src 'none'"), true, address);
    assert.match(answer.headers["content-security-policy"], /frame-ancestors 'none'/);
    assert.doesNotMatch(answer.headers["content-security-policy"], /script-src/);
    assert.equal(answer.headers["x-content-type-options"], "nosniff", address);
    assert.equal(answer.headers["referrer-policy"], "no-referrer", address);
    assert.equal(answer.headers["cache-control"], "no-store", address);
    assert.equal(answer.headers["cross-origin-opener-policy"], "same-origin", address);
    assert.equal(answer.headers["set-cookie"], undefined);
    for (const host of ["example.org", "example.org:80", "127.0.0.1.example.org", "localhost.example.org", "[::1]x"]) {
      const refused = await ask(address, { host });
      assert.ok([400, 404].includes(refused.status), `${address} ${host} ${refused.status}`);
      assert.doesNotMatch(refused.body, /<main>/);
      assert.equal(refused.headers.location, undefined, `${address} ${host}`);
    }
    assert.notEqual((await ask(address, { method: "POST" })).status, 200, address);
  }
  const { port } = new URL(origin);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
    assert.equal((await ask("/de", { host })).status, 200, host);
  }
});

test("nobody but this computer reaches it", async () => {
  const { port } = new URL(origin);
  const outward = Object.values(networkInterfaces())
    .flat()
    .filter((one) => !one.internal && one.family === "IPv4")
    .map((one) => one.address);
  for (const address of outward) {
    await assert.rejects(fetch(`http://${address}:${port}/de`, { signal: AbortSignal.timeout(2000) }), address);
  }
});
