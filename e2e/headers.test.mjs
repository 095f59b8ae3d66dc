// SPDX-License-Identifier: EUPL-1.2
// What every answer carries so that a page can neither ask another origin nor set a cookie, and what
// keeps answers small.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";

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
    // A busy machine asks for the typeface after half a second of silence, when the page seems done.
    await page.evaluate(() => document.fonts.ready.then(() => document.fonts.size));
    const isOpen = () => [...kinds.keys()].some((id) => !sizes.has(id));
    for (let look = 0; look < 50 && isOpen(); look += 1) await page.waitForTimeout(100);
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
