// SPDX-License-Identifier: EUPL-1.2
// What once took a shell is done by a person in the browser: each kind of thing is stated in its form by whom it
// is for, looked at, and then stands in public. Plans, versions, measures, organisations, accounts, figures and
// statements outside of rounds have tests of their own (record, editing, organise, accounts, figures).

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite, signIn } from "./site.mjs";

let site;
const signedIn = {};
const accounts = {
  coordination: "koordinierung@bmas.example",
  ministry: "freigabe@bmas.example",
  network: "freigabe@kok.example",
  rapporteur: "freigabe@berichterstattungsstelle.example",
};

before(async () => {
  site = await openSite();
  for (const mail of Object.values(accounts)) {
    const page = await site.page();
    await signIn(site, page, mail);
    signedIn[mail] = await page.context().cookies();
    await page.context().close();
  }
});

after(() => site?.close());

async function pageOf(name) {
  const page = await site.page({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
  await page.context().addCookies(signedIn[accounts[name]]);
  return page;
}

/** Fills a form by what its fields are, and says yes by keyboard after a look. */
async function state(page, noun, fields) {
  await page.goto(`/en/work/record/${noun}`);
  for (const more of await page.locator("main form details > summary").all()) await more.click();
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[id="${name}"]`);
    const tag = await field.evaluate((one) => one.tagName);
    if (tag === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await page.locator("button[value=look]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check$/);
  await page.locator("button[value=write]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
}

/** The newest entries of a kind that an organisation stated. */
async function statedBy(by, kind) {
  const note = await (await site.get("/log/checkpoint")).text();
  const size = Number(note.split("\n")[1]);
  for (let seq = size - 1; seq > size - 8; seq--) {
    const { line } = await (await site.get(`/api/entries/${seq}`)).json();
    if (line.kind.startsWith(kind) && line.by === by) return seq;
  }
  return undefined;
}

describe("what once took a shell", () => {
  for (const [who, by, noun, kind, fields] of [
    ["coordination", "bmas", "field?plan=nap-az", "field.stated", { number: "99", title: "A field of its own" }],
    ["coordination", "bmas", "goal?plan=nap-az", "goal.stated", { title: "Nobody stays without advice" }],
    ["coordination", "bmas", "milestone?plan=nap-az", "milestone.stated", { title: "Half of the offices", due: "2027-06-30" }],
    ["coordination", "bmas", "fact?plan=nap-az", "fact.stated", { name: "Budget line", value: "1104" }],
    ["network", "kok", "coverage", "coverage.", { recommendation: "kok-37", plan: "nap-az", degree: "partial", note: "Half of it" }],
    ["network", "kok", "evidence", "evidence.stated", { claim: "Two offices were closed", kind: "independent", "source.url": "https://example.org/report" }],
    ["ministry", "bmas", "response", "response.stated", { recommendation: "kok-37", position: "noted", text: "It is noted", on: "2026-10-01" }],
    ["rapporteur", "berichterstattungsstelle", "obligation", "obligation.stated", { instrument: "Directive 2011/36/EU", title: "A duty to inform", article: "11" }],
  ]) {
    test(`${noun} is stated in its form`, async () => {
      const page = await pageOf(who);
      await state(page, noun, fields);
      const seq = await statedBy(by, kind);
      assert.ok(seq, `${kind} by ${by}`);
      await page.goto(`/en/entry/${seq}`);
      const shown = await page.textContent("main");
      const said = Object.values(fields).find((value) => / /.test(value));
      assert.ok(!said || shown.includes(said), shown);
      await page.context().close();
    });
  }

  test("a finding is explained by whom it concerns", async () => {
    const page = await pageOf("coordination");
    const links = async (address, part) => {
      await page.goto(address);
      return page.locator(`main a[href*="${part}"]`).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    };
    let form;
    const rules = new Set((await links("/en/findings?plan=nap-az", "rule=")).map((href) => href.match(/rule=([a-z-]+)/)[1]));
    for (const rule of rules) {
      for (const finding of (await links(`/en/findings?rule=${rule}&plan=nap-az`, "/en/finding/")).slice(0, 5)) {
        form ??= (await links(finding, "/work/figure/remark/"))[0];
      }
      if (form) break;
    }
    assert.ok(form, "no finding that can be explained");
    await page.context().close();
    // Who leads or coordinates the plan, in its own name.
    const owner = await pageOf("ministry");
    const answer = await owner.goto(form);
    assert.equal(answer.status(), 200, form);
    for (const list of await owner.locator("main form select").all()) {
      const values = await list.locator("option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
      await list.selectOption(values[0]);
    }
    await owner.locator("main form textarea").first().fill("The money stands in another title of the budget");
    await owner.locator("button[value=state]").focus();
    await owner.keyboard.press("Enter");
    await owner.waitForURL(/\/en\/finding\//);
    assert.match(await owner.textContent("main"), /stands in another title of the budget/);
    assert.ok(await statedBy("bmas", "remark.stated"));
    await owner.context().close();
  });
});
