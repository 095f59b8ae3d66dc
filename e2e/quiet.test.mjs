// SPDX-License-Identifier: EUPL-1.2
// What a page must not do: ask another origin, set a cookie, keep anything in the browser, or
// complain in its console. And what every answer carries so that none of it can happen.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addressOf, eachKind } from "./kinds.mjs";
import { openSite } from "./site.mjs";

describe("a page keeps to itself", { concurrency: 3 }, () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  eachKind((kind, lang) => {
    test(`${kind.name}, ${lang}`, async () => {
      const page = await site.page();
      const foreign = [];
      const said = [];
      const failed = [];
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== site.origin && protocol !== "data:") foreign.push(request.url());
      });
      page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("response", (answer) => {
        const wanted = answer.url() === page.url() ? (kind.status ?? 200) : 200;
        if (answer.status() !== wanted && !answer.request().isNavigationRequest()) {
          failed.push(`${answer.status()} ${answer.url()}`);
        }
      });
      await page.goto(await addressOf(site, kind, lang), { waitUntil: "networkidle" });

      // Chromium itself notes in the console that a page was answered with 404.
      const own = said.filter((line) => !(kind.status === 404 && line.includes("404")));
      assert.deepEqual(foreign, [], "requests to another origin");
      assert.deepEqual(failed, [], "parts of the page that are missing");
      assert.deepEqual(own, [], "the console");
      assert.deepEqual(await page.context().cookies(), [], "cookies");
      const kept = await page.evaluate(() => localStorage.length + sessionStorage.length);
      assert.equal(kept, 0, "things kept in the browser");
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      assert.ok(
        // `document.fonts.check` says yes as well where no face of that name was ever declared.
        await page.evaluate(() =>
          [...document.fonts].some(
            ({ family, status }) => family.replaceAll('"', "") === "Fira Sans" && status === "loaded",
          ),
        ),
        "the typeface is served by us",
      );
      await page.context().close();
    });
  });
});

describe("headers", () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  for (const address of ["/de/", "/en/plan/nap-mh", "/de/no-such-page", "/log/checkpoint", "/"]) {
    test(`security headers of ${address}`, async () => {
      const { headers } = await site.get(address);
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /default-src 'none'|default-src 'self'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*|https?:/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.match(policy, /base-uri 'none'|base-uri 'self'/);
      assert.match(policy, /form-action 'self'/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("referrer-policy") ?? "", /^(no-referrer|same-origin)$/);
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      assert.match(headers.get("permissions-policy") ?? "", /camera=\(\)/);
      assert.equal(headers.get("set-cookie"), null);
    });
  }

  for (const address of ["/de/", "/de/plan/nap-mh", "/en/search?q=Beratung", "/de/feed.atom"]) {
    test(`${address} is answered with 304 when nothing changed`, async () => {
      const first = await site.get(address);
      const etag = first.headers.get("etag");
      assert.equal(first.status, 200);
      assert.match(etag ?? "", /^(W\/)?"[^"]+"$/);
      const again = await site.get(address, { "if-none-match": etag });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), "");
      const other = await site.get(address, { "if-none-match": '"something-else"' });
      assert.equal(other.status, 200);
    });
  }

  test("a page is sent compressed when asked for", async () => {
    for (const coding of ["br", "gzip"]) {
      const answer = await site.get("/de/plan/nap-mh", { "accept-encoding": coding });
      assert.equal(answer.headers.get("content-encoding"), coding);
      assert.match(answer.headers.get("vary") ?? "", /accept-encoding/i);
      assert.match(await answer.text(), /<\/html>\s*$/, "and reads the same");
    }
  });

  test("a first visit stays small", async () => {
    const page = await site.page();
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    const sizes = new Map();
    const kinds = new Map();
    client.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
    client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      sizes.set(requestId, encodedDataLength);
    });
    await page.goto("/de/plan/nap-mh", { waitUntil: "networkidle" });
    const bytes = { all: 0, fonts: 0 };
    for (const [id, size] of sizes) {
      bytes.all += size;
      if (kinds.get(id) === "Font") bytes.fonts += size;
    }
    const plain = bytes.all - bytes.fonts;
    assert.ok(plain > 5_000 && plain < 60_000, `${plain} bytes without fonts, at most 60,000`);
    assert.ok(bytes.fonts > 20_000, "the typeface was fetched");
    assert.ok(bytes.all < 150_000, `${bytes.all} bytes with fonts, at most 150,000`);
    await page.context().close();
  });
});
