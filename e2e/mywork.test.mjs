// SPDX-License-Identifier: EUPL-1.2
// What an account is offered is what it may do: every link of “My work” is walked, as each account of
// the example. Who may not is told who may.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";
import { signedIn } from "./token.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const measure = "nap-az/formate-zur-staerkung-der-kooperation-von-fks-und";
const sessions = {};

/** The session of an account; each can sign in once in half a minute. */
async function cookieOf(account) {
  sessions[account.mail] ??= await signedIn(site, account);
  return Object.entries(sessions[account.mail]).map((pair) => pair.join("=")).join("; ");
}

async function get(address, cookie) {
  const answer = await site.get(address, { cookie });
  return { status: answer.status, html: await answer.text() };
}

/** Links of the page itself, without what surrounds it. */
function linksOf(html) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return [...new Set([...main.matchAll(/href="(\/[^"]+)"/g)].map(([, href]) => href.replaceAll("&amp;", "&")))];
}

describe("my work", () => {
  test("no link of any account leads nowhere", async () => {
    for (const account of Object.values(site.accounts)) {
      const cookie = await cookieOf(account);
      const work = await get("/de/work", cookie);
      assert.equal(work.status, 200, account.mail);
      assert.match(work.html, /value="sign-out"/, account.mail);
      const links = linksOf(work.html);
      assert.ok(links.length > 1, account.mail);
      // And one step further: what may be said about a measure, and the figures of a plan.
      const about = `/de/work/about/${measure}`;
      const further = [about, ...links.filter((link) => /^\/de\/work\/(figures|account)/.test(link))];
      for (const page of further) {
        const { status, html } = await get(page, cookie);
        assert.equal(status, 200, `${account.mail}: ${page}`);
        links.push(...linksOf(html));
      }
      for (const link of new Set(links)) {
        const { status } = await get(link, cookie);
        // Whoever signed in long ago is asked to do so again, which leads back.
        assert.ok(status === 200, `${account.mail}: ${link}: ${status}`);
      }
    }
  });

  test("who may not is told who may", async () => {
    const technical = site.accounts["technik@fachberatungsstellen.example"];
    const cookie = await cookieOf(technical);
    for (const address of ["/de/work/board/nap-az", "/de/work/round/nap-az", `/de/work/figure/funding/${measure}`]) {
      const { status, html } = await get(address, cookie);
      assert.equal(status, 403, address);
      assert.match(html, /Bitte wenden Sie sich/, address);
    }
    for (const address of ["/de/work/board/none", "/de/work/say/practice/nap-az/runde-2/kok/1/measure/nap-az/x"]) {
      assert.equal((await get(address, cookie)).status, 404, address);
    }
    const { html } = await get(`/de/work/about/${measure}`, cookie);
    assert.match(html, /Wer dazu etwas sagen darf/);
    assert.match(html, /Bitte wenden Sie sich/);
  });

  test("a page for readers leads to what one may say, and is the same for everybody", async () => {
    const address = `/de/measure/${measure}`;
    const reader = await get(address, "");
    const cookie = await cookieOf(site.accounts["freigabe@bmf.example"]);
    assert.equal((await get(address, cookie)).html, reader.html);
    assert.match(reader.html, new RegExp(`href="/de/work/about/${measure}"`));
    assert.match(reader.html, /<header[^]*href="\/de\/sign-in"[^]*<\/header>/);
    assert.equal((await site.get(address)).headers.get("set-cookie"), null);
    const asked = await site.get(`/de/work/about/${measure}`);
    assert.equal(asked.headers.get("location"), `/de/sign-in?to=${encodeURIComponent(`/de/work/about/${measure}`)}`);
  });
});
