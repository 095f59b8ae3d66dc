// SPDX-License-Identifier: EUPL-1.2
// The API as programs use it: reading without a token, a round with tokens of several
// organisations, and those who mean harm.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { root, startServer } from "./site.mjs";
import { tokenOf, tokenOfInvited, tokensOf } from "./token.mjs";

const measure = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const practice = `practice/nap-az/runde-2/kok/1/${measure}`;
const report = `report/nap-az/runde-1/bmas/1/${measure}`;
const secret = "Nicht vor dem Abgabetag";
const hostile = `${secret} <script>alert(1)</script> \u202e\u200b=1+1 ${"ä".repeat(5_000)}`;
const says = {
  practice: { observed: { de: hostile }, land: "de-be", reach: "isolated", delivery: "limited" },
};
// As it goes on record: marks that turn the direction of writing or have no width are gone.
const tidied = {
  practice: { ...says.practice, observed: { de: says.practice.observed.de.replaceAll(/[\u202e\u200b]/g, "") } },
};

let server;
let kok;
let drafter;
let bmas;
let lead;

before(async () => {
  server = await startServer();
  [kok, drafter] = await tokensOf(server, "freigabe@kok.example", undefined, ["read-unpublished", "write-draft"]);
  lead = await tokenOf(server, "freigabe@bmf.example");
  bmas = await tokenOfInvited(server, "freigabe@bmas.example", ["publisher", "coordinator"]);
});

after(() => server?.close());

/** One request; its JSON comes with the answer. */
async function ask(method, address, { token, body, headers = {} } = {}) {
  const answer = await fetch(new URL(address, server.origin), {
    method,
    redirect: "manual",
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  return { answer, status: answer.status, text, json: type.includes("json") ? JSON.parse(text) : undefined };
}

const get = (address, token, headers) => ask("GET", address, { token, headers });
const post = (address, token, body, headers) => ask("POST", address, { token, body, headers });
const named = (about) => encodeURIComponent(about);

/** Problem details of a status and code. */
function refused(told, status, code) {
  assert.equal(told.status, status, told.text);
  assert.match(told.answer.headers.get("content-type"), /^application\/problem\+json/);
  assert.equal(told.json.type, `urn:wegmarke:problem:${code}`);
  assert.equal(told.json.status, status);
  assert.equal(told.answer.headers.get("cache-control"), "no-store");
}

function receipt(told) {
  assert.equal(told.status, 200, told.text);
  assert.equal(told.json.receipts.length, 1, told.text);
  const [one] = told.json.receipts;
  assert.match(one.body_hash, /^[0-9a-f]{64}$/);
  return one;
}

describe("reading, for anybody", () => {
  test("every list gives everything exactly once, and everything in it can be got", async () => {
    for (const [list, own] of [
      ["plans", (one) => `plans/${one.record.id}`],
      ["measures", (one) => `measures/${one.record.id}`],
      ["organisations", (one) => `organisations/${one.record.id}`],
      ["facts", (one) => `facts/${one.record.id}`],
      ["fields", (one) => `fields/${one.record.id}`],
      ["goals", (one) => `goals/${one.record.id}`],
      ["recommendations", (one) => `recommendations/${one.record.id}`],
      ["obligations", (one) => `obligations/${one.record.id}`],
      ["responses", (one) => `responses/${encodeURIComponent(one.record.id)}`],
      ["coverages", (one) => `coverages/${one.record.id}`],
      ["evidence", (one) => `evidence/${one.record.id}`],
      ["data-findings", (one) => `data-findings/${one.record.id}`],
      ["values", (one) => `values/${one.record.id}`],
      ["fundings", (one) => `fundings/${one.record.id}`],
      ["rounds", (one) => `rounds/${one.record.id}`],
      ["indicators", (one) => `indicators/${one.indicator.record.id}`],
      ["milestones", (one) => `milestones/${one.milestone.record.id}`],
      ["funding", undefined],
      ["proposals", undefined],
      ["corrections", undefined],
      ["editors", undefined],
      ["entries", (one) => `entries/${one.seq}`],
      ["contributions?round=nap-az/runde-1", (one) => `contribution?about=${named(one.about)}`],
    ]) {
      const seen = [];
      const glue = list.includes("?") ? "&" : "?";
      for (let cursor = ""; cursor !== undefined; ) {
        const { status, json, text } = await get(`/api/${list}${glue}limit=7${cursor && `&cursor=${cursor}`}`);
        assert.equal(status, 200, `${list}: ${text}`);
        assert.ok(json.items.length <= 7 && (json.items.length === 7 || !json.next), list);
        seen.push(...json.items);
        cursor = json.next;
        // The log is long: its beginning and its end are enough.
        if (list === "entries" && seen.length === 21) {
          cursor = Buffer.from(String(7_000).padStart(20, "0")).toString("hex");
          const end = await get(`/api/entries?limit=1&cursor=${cursor}`);
          cursor = end.json.items.length ? cursor : undefined;
        }
      }
      const all = await get(`/api/${list}${glue}limit=200`);
      if (!all.json.next) {
        assert.deepEqual(seen, all.json.items, list);
      }
      assert.equal(new Set(seen.map((one) => JSON.stringify(one))).size, seen.length, list);
      // The example has none of these.
      if (!["proposals", "corrections", "editors", "goals", "responses", "fundings"].includes(list)) {
        assert.ok(seen.length > 0, list);
      }
      for (const one of own ? seen.slice(0, 5) : []) {
        const found = await get(`/api/${own(one)}`);
        assert.equal(found.status, 200, own(one));
      }
    }
  });

  test("a list can be asked for a plan, an organisation, and a time", async () => {
    const ids = async (list) => {
      const { status, json, text } = await get(`/api/${list}`);
      assert.equal(status, 200, `${list}: ${text}`);
      return json.items.map((one) => one.record.id);
    };
    const all = await ids("evidence?limit=200");
    const own = await ids("evidence?organisation=kok&limit=200");
    assert.ok(own.length > 0 && own.length < all.length && own.every((id) => all.includes(id)));
    assert.deepEqual(await ids("evidence?organisation=nobody"), []);
    const evidence = (await get("/api/evidence?plan=nap-az&limit=200")).json.items;
    assert.ok(evidence.length > 0 && evidence.every(({ record }) => record.plan === "nap-az"));
    const coverages = (await get("/api/coverages?from=2000-01-01&limit=200")).json.items;
    assert.ok(coverages.length > 0 && coverages.every(({ record }) => record.dated_on >= "2000-01-01"));
    assert.deepEqual(await ids("coverages?until=1990-01-01"), []);
    // What a list cannot be asked is refused: an empty list would be a lie.
    refused(await get("/api/organisations?plan=nap-az"), 400, "bad_request");
    refused(await get("/api/goals?from=2025-01-01"), 400, "bad_request");
    refused(await get("/api/indicators?organisation=bmas"), 400, "bad_request");
    refused(await get("/api/measures?from=tomorrow"), 400, "bad_request");
    refused(await get("/api/data-findings/nothing"), 404, "not_found");
    refused(await get("/api/facts/nap-az/a/b/c"), 404, "not_found");
  });

  test("every list of the document is one that is read", async () => {
    const document = (await get("/api/openapi.json")).json;
    const lists = Object.entries(document.paths).filter(
      ([path, item]) => item.get?.operationId?.startsWith("list_") && !path.includes("{") && !item.get.security,
    );
    assert.ok(lists.length >= 21, String(lists.length));
    for (const [path, item] of lists) {
      const needed = item.get.parameters.filter((one) => one.required).map((one) => `${one.name}=${one.example}`);
      const told = await get(`${path}?${["limit=1", ...needed].join("&")}`);
      assert.equal(told.status, 200, `${path}: ${told.text}`);
      assert.ok(Array.isArray(told.json.items), path);
    }
  });

  test("what is known is not sent again, and what is made up says so", async () => {
    const first = await get("/api/rounds?plan=nap-az");
    assert.ok(first.json.items.every((one) => one.invented));
    const etag = first.answer.headers.get("etag");
    assert.equal(first.answer.headers.get("access-control-allow-origin"), "*");
    assert.equal(first.answer.headers.get("x-content-type-options"), "nosniff");
    assert.equal(first.answer.headers.get("set-cookie"), null);
    const again = await get("/api/rounds?plan=nap-az", undefined, { "if-none-match": etag });
    assert.equal(again.status, 304);
    assert.equal(again.text, "");
    const measures = await get("/api/measures?plan=nap-az&limit=1");
    assert.equal(measures.json.items[0].invented, false);
    const head = await fetch(new URL("/api/plans", server.origin), { method: "HEAD" });
    assert.equal(head.status, 200);
  });

  test("what does not read is told apart from what is not there", async () => {
    refused(await get("/api/nothing"), 404, "not_found");
    refused(await get("/api"), 404, "not_found");
    refused(await get("/api/plans/nothing"), 404, "not_found");
    refused(await get("/api/measures/nap-az/%3Cscript%3E"), 404, "not_found");
    refused(await get("/api/plans/%ff"), 400, "bad_request");
    refused(await get("/api/entries/x"), 400, "bad_request");
    refused(await get("/api/entries/18446744073709551615"), 404, "not_found");
    refused(await get("/api/plans?limit=0"), 400, "bad_request");
    refused(await get("/api/plans?limit=201"), 400, "bad_request");
    refused(await get("/api/plans?limt=5"), 400, "bad_request");
    refused(await get("/api/plans/nap-az?as_of=2025-01-01"), 400, "bad_request");
    refused(await get("/api/plans?cursor=zz"), 400, "bad_request");
    refused(await get("/api/contributions?round=nap-az/none"), 404, "not_found");
    refused(await get("/api/contribution?about=report/x"), 400, "bad_request");
    const other = await ask("DELETE", "/api/plans");
    refused(other, 405, "method_not_allowed");
    assert.match(other.answer.headers.get("allow"), /GET/);
  });

  test("the document is there, and is OpenAPI 3.1", async () => {
    const { json, answer, status } = await get("/api/openapi.json");
    assert.equal(status, 200);
    assert.match(json.openapi, /^3\.1\./);
    assert.ok(Object.keys(json.paths).length >= 25);
    const known = await get("/api/openapi.json", undefined, { "if-none-match": answer.headers.get("etag") });
    assert.equal(known.status, 304);
  });
});

describe("writing, with a token", () => {
  test("without a token, with a wrong one, or with a cookie nothing opens", async () => {
    for (const token of [undefined, "x", `wgma_${"0".repeat(64)}`, `wgms_${"0".repeat(64)}`]) {
      for (const told of [
        await get("/api/me", token),
        await get("/api/drafts", token),
        await get(`/api/draft?about=${named(practice)}`, token),
        await post("/api/contributions", token, { about: practice, says }),
        await post("/api/contributions", token, "not even JSON"),
      ]) {
        refused(told, 401, "unauthorised");
        assert.match(told.answer.headers.get("www-authenticate"), /^Bearer/);
      }
    }
    const cookie = { cookie: `__Host-wegmarke-session=${kok}` };
    refused(await get("/api/me", undefined, cookie), 401, "unauthorised");
    const me = await get("/api/me", kok);
    assert.equal(me.json.organisation, "kok");
    assert.ok(me.json.actions.includes("release") && !me.json.actions.includes("open-round"));
    assert.equal(me.answer.headers.get("cache-control"), "no-store");
  });

  test("a token does what it was made for, and nothing else", async () => {
    const me = await get("/api/me", drafter);
    assert.deepEqual(me.json, { organisation: "kok", actions: ["read-unpublished", "write-draft"] });
    const at = `/api/draft?about=${named(practice)}`;
    const fresh = { "if-none-match": "*" };
    assert.equal((await ask("PUT", at, { token: drafter, body: { says }, headers: fresh })).status, 200);
    refused(await post("/api/contributions", drafter, { about: practice, says }), 403, "forbidden");
    const reason = "Bitte kürzer";
    refused(await post("/api/drafts/return", drafter, { about: practice, reason }), 403, "forbidden");

    const discard = (token, revision) => post("/api/drafts/discard", token, { about: practice, revision });
    refused(await discard(bmas, 1), 403, "forbidden");
    refused(await discard(drafter, 7), 409, "stale");
    assert.equal((await discard(drafter, 1)).status, 200);
    refused(await discard(drafter, 1), 404, "not_found");
  });

  test("a draft is saved by who read it, and seen by nobody else", async () => {
    const at = `/api/draft?about=${named(practice)}`;
    const prefilled = await get(at, kok);
    assert.ok([200, 404].includes(prefilled.status));
    refused(await ask("PUT", at, { token: kok, body: { says } }), 428, "precondition_required");
    const fresh = { "if-none-match": "*" };
    const saved = await ask("PUT", at, { token: kok, body: { says }, headers: fresh });
    assert.equal(saved.status, 200, saved.text);
    assert.equal(saved.answer.headers.get("etag"), '"1"');
    refused(await ask("PUT", at, { token: kok, body: { says }, headers: fresh }), 412, "stale");
    const read = await get(at, kok);
    assert.deepEqual(read.json.says, tidied);
    const match = { "if-match": read.answer.headers.get("etag") };
    assert.equal((await ask("PUT", at, { token: kok, body: { says }, headers: match })).status, 200);
    refused(await ask("PUT", at, { token: kok, body: { says }, headers: match }), 412, "stale");
    refused(await ask("PUT", at, { token: kok, body: { says }, headers: { "if-match": "x" } }), 412, "stale");
    const any = { "if-match": "*" };
    assert.equal((await ask("PUT", at, { token: kok, body: { says }, headers: any })).status, 200);

    const wrong = { says: { reply: { text: { de: "x" } } } };
    refused(await ask("PUT", at, { token: kok, body: wrong, headers: any }), 422, "invalid");
    for (const other of [bmas, lead]) {
      refused(await get(at, other), 403, "forbidden");
      refused(await ask("PUT", at, { token: other, body: { says }, headers: any }), 403, "forbidden");
      assert.ok(!(await get("/api/drafts", other)).text.includes(secret));
    }
    const mine = await get("/api/drafts", kok);
    assert.deepEqual(mine.json.items.map((one) => one.about), [practice]);

    assert.equal((await post("/api/drafts/request", kok, { about: practice })).status, 200);
    assert.equal((await get(at, kok)).json.state, "waiting");
    const reason = "Bitte kürzer <b>";
    assert.equal((await post("/api/drafts/return", kok, { about: practice, reason })).status, 200);
    assert.equal((await get(at, kok)).json.reason, reason);
    const tasks = await get("/api/tasks?limit=200", kok);
    assert.equal(tasks.json.items.find((one) => one.about === practice).stage, "returned");
    refused(await post("/api/drafts/request", bmas, { about: practice }), 403, "forbidden");
  });

  test("said once, however often it is asked; sealed for everybody", async () => {
    const key = { "idempotency-key": "e2e-1" };
    const said = await post("/api/contributions", kok, { about: practice, says }, key);
    const one = receipt(said);
    assert.ok(one.sealed);
    assert.equal(said.answer.headers.get("idempotency-replayed"), null);
    const again = await post("/api/contributions", kok, { about: practice, says }, key);
    assert.equal(again.text, said.text);
    assert.equal(again.answer.headers.get("idempotency-replayed"), "true");
    const many = await Promise.all(
      Array.from({ length: 6 }, () =>
        post("/api/contributions", kok, { about: practice, says }, { "idempotency-key": "e2e-2" }),
      ),
    );
    assert.equal(new Set(many.map((told) => told.text)).size, 1, "one answer for all");
    const replayed = many.filter((told) => told.answer.headers.get("idempotency-replayed"));
    assert.equal(replayed.length, 5);
    const other = { practice: { ...says.practice, reach: "some" } };
    refused(await post("/api/contributions", kok, { about: practice, says: other }, key), 422, "key_reused");
    refused(await post("/api/contributions", kok, { about: practice, says }, { "idempotency-key": "" }), 400, "bad_request");

    for (const token of [undefined, bmas, lead, kok]) {
      for (const address of [
        `/api/contribution?about=${named(practice)}`,
        "/api/contributions?round=nap-az/runde-2",
        `/api/entries/${one.seq}`,
        `/log/body/${one.seq}`,
      ]) {
        const told = await get(address, token);
        assert.equal(told.status, 200, address);
        assert.ok(!told.text.includes(secret), address);
      }
    }
    const seen = await get(`/api/contribution?about=${named(practice)}`);
    assert.equal(seen.json.seen, "sealed");
    assert.equal(seen.json.says, undefined);
    assert.equal(seen.json.versions.length, 1, "the same words are no new entry");
    assert.equal(seen.json.versions[0].body_hash, one.body_hash);
    const entry = await get(`/api/entries/${one.seq}`);
    assert.equal(entry.json.body_is, "sealed");
    assert.equal(entry.json.leaf_hash, one.leaf_hash);
    // Its own organisation reads it again.
    assert.deepEqual((await get(`/api/draft?about=${named(practice)}`, kok)).json.says, tidied);
  });

  test("nobody speaks for another organisation, or with another voice", async () => {
    for (const token of [bmas, lead]) {
      refused(await post("/api/contributions", token, { about: practice, says }), 403, "forbidden");
    }
    const assessment = practice.replace("practice/", "assessment/");
    const judged = { assessment: { delivery: "limited", reasons: { de: "x" } } };
    refused(await post("/api/contributions", kok, { about: assessment, says: judged }), 403, "not_yours");
    refused(await post("/api/contributions", kok, { about: practice, says: judged }), 403, "not_yours");
    const late = practice.replace("runde-2", "runde-1");
    refused(await post("/api/contributions", kok, { about: late, says }), 409, "over");
    const value = {
      id: "nap-az/x/kok/2026-01-01",
      indicator: "nap-az/x",
      organisation: "kok",
      on: "2026-01-01",
      reading: { number: "1" },
    };
    const forged = await post("/api/values", bmas, value);
    refused(forged, 422, "invalid");
    assert.ok(forged.json.problems.some((one) => one.field === "organisation"));
  });

  test("what is public is corrected and taken back, and what it corrects stays", async () => {
    const content = { report: { delivery: "limited", narrative: { de: "Berichtigt <i>" } } };
    const reason = { de: "Zwei Regionen fehlten." };
    const wrong = { practice: says.practice };
    refused(await post("/api/contributions/correct", bmas, { about: report, says: wrong, reason }), 403, "not_yours");
    receipt(await post("/api/contributions/correct", bmas, { about: report, says: content, reason }));
    const shown = await get(`/api/contribution?about=${named(report)}`);
    assert.deepEqual(shown.json.says, content);
    assert.deepEqual(shown.json.versions.map((one) => one.kind), ["report.submitted", "report.corrected"]);
    refused(await post("/api/contributions/withdraw", kok, { about: report, reason }), 403, "forbidden");
    receipt(await post("/api/contributions/withdraw", bmas, { about: report, reason }));
    assert.equal((await get(`/api/contribution?about=${named(report)}`)).json.seen, "withdrawn");
    refused(await post("/api/contributions/withdraw", bmas, { about: report, reason }), 409, "nothing_said");
    refused(await post("/api/contributions/withdraw", kok, { about: practice, reason }), 409, "still_sealed");
  });

  test("rounds, figures and milestones", async () => {
    const round = {
      id: "nap-az/2099",
      plan: "nap-az",
      title: { de: "Runde <script>", en: "Round" },
      from: "2098-01-01",
      until: "2098-12-31",
      opens_at: "2099-01-01T00:00:00Z",
      due_at: "2099-02-01T00:00:00Z",
      replies_until: "2099-03-01T00:00:00Z",
      duties: [{ organisation: "bmas", noun: "report", on: measure }],
    };
    refused(await post("/api/rounds", kok, round), 403, "forbidden");
    refused(await post("/api/rounds", bmas, { ...round, id: "nap-az/20/99" }), 422, "invalid");
    refused(await post("/api/rounds", bmas, { ...round, id: "nap-az/Zwei Wörter" }), 422, "invalid");
    const disordered = await post("/api/rounds", bmas, { ...round, due_at: round.opens_at, until: "2097-01-01" });
    refused(disordered, 422, "invalid");
    assert.deepEqual(disordered.json.problems.map((one) => one.field), ["until", "due_at"]);
    receipt(await post("/api/rounds", bmas, round));
    assert.deepEqual((await post("/api/rounds", bmas, round)).json.receipts, [], "it stands like this");
    const shown = await get("/api/rounds/nap-az/2099");
    assert.equal(shown.json.round.state, "planned");
    assert.deepEqual(shown.json.round.record, round);
    assert.equal(shown.json.duties[0].became, "pending");
    refused(await post("/api/rounds", bmas, { ...round, id: "nap-az/runde-2" }), 409, "already_open");
    const reason = { de: "Der Plan wird neu gefasst." };
    refused(await post("/api/rounds/cancel", bmas, { round: "nap-az/runde-2", reason }), 409, "already_open");
    refused(await post("/api/rounds/cancel", kok, { round: round.id, reason }), 403, "forbidden");
    assert.equal((await post("/api/rounds/cancel", bmas, { round: round.id, reason })).status, 200);
    const gone = await get("/api/rounds/nap-az/2099");
    assert.equal(gone.json.round.state, "cancelled");
    assert.equal(gone.json.duties[0].became, "void");
    const next = await get("/api/next-round?plan=nap-az");
    assert.equal(next.json.last, "nap-az/runde-2", "a cancelled round is not the last one");

    const indicator = {
      id: "nap-az/e2e",
      title: { de: "Ausgaben" },
      kind: "output",
      unit: { de: "Stück" },
      measures: [measure.slice("measure/".length)],
    };
    refused(await post("/api/indicators", bmas, { ...indicator, id: "nap-az/a b" }), 422, "invalid");
    receipt(await post("/api/indicators", bmas, indicator));
    const value = {
      id: "nap-az/e2e/bmas/2026-01-01",
      indicator: "nap-az/e2e",
      organisation: "bmas",
      on: "2026-01-01",
      reading: { number: "12.50" },
    };
    receipt(await post("/api/values", bmas, value));
    const figures = await get("/api/indicators/nap-az/e2e");
    assert.deepEqual(figures.json.values, [{ by: "bmas", on: "2026-01-01", reading: { number: "12.50" } }]);
    const frozen = await post("/api/indicators", bmas, { ...indicator, unit: { de: "Euro" } });
    assert.deepEqual(frozen.json.problems, [{ field: "unit", code: "method_frozen" }]);

    // Corrected and taken back with a reason; again, it is no new entry.
    const other = { ...value, reading: { number: "13" } };
    const silent = await post("/api/values", bmas, other);
    assert.deepEqual(silent.json.problems, [{ field: "reason", code: "required" }]);
    const amends = (figure, words) => post("/api/figures", bmas, { figure, reason: { de: words } });
    const corrected = receipt(await amends({ value: other }, "Zahlendreher"));
    assert.equal(corrected.kind, "value.changed");
    assert.deepEqual((await amends({ value: other }, "Zahlendreher")).json.receipts, []);
    const old = { figure: { value }, reason: { de: "doch" }, rests_on: { entry: corrected.seq - 1 } };
    refused(await post("/api/figures", bmas, old), 409, "stale");

    // Drafted by a program that only drafts, stated by another.
    const theirs = { ...value, id: "nap-az/e2e/kok/2026-01-01", organisation: "kok" };
    const about = "figure/kok/1/value/nap-az/e2e";
    const at = `/api/draft?about=${named(about)}`;
    const states = { figure: { value: theirs } };
    const fresh = { "if-none-match": "*" };
    refused(await ask("PUT", at, { token: drafter, body: { says }, headers: fresh }), 422, "invalid");
    const misfit = { figure: { withdrawal: "value/nap-az/e2e/kok/2026-01-01" } };
    refused(await ask("PUT", at, { token: drafter, body: { states: misfit }, headers: fresh }), 422, "invalid");
    const saved = await ask("PUT", at, { token: drafter, body: { states }, headers: fresh });
    assert.equal(saved.status, 200, saved.text);
    refused(await get(at, bmas), 403, "forbidden");
    refused(await post("/api/figures", drafter, states), 403, "forbidden");
    assert.equal((await post("/api/drafts/request", drafter, { about })).status, 200);
    const waiting = await get(at, kok);
    assert.deepEqual([waiting.json.states, waiting.json.state], [states, "waiting"]);
    const missing = "Quelle fehlt";
    assert.equal((await post("/api/drafts/return", kok, { about, reason: missing })).status, 200);
    assert.equal((await get(at, drafter)).json.reason, missing);
    assert.ok((await get("/api/drafts", kok)).json.items.some((one) => one.about === about));
    receipt(await post("/api/figures", kok, states));
    refused(await get(at, kok), 404, "not_found");
    const withdrawal = { figure: { withdrawal: `value/${theirs.id}` }, reason: { de: "doppelt" } };
    assert.equal(receipt(await post("/api/figures", kok, withdrawal)).kind, "value.dropped");
    const left = (await get("/api/indicators/nap-az/e2e")).json.values;
    assert.deepEqual(left, [{ by: "bmas", on: "2026-01-01", reading: { number: "13" } }]);

    const money = { measure: indicator.measures[0], year: 2026, organisation: "bmas", secured: "1000.5" };
    receipt(await post("/api/funding", bmas, { id: `${money.measure}/2026/bmas`, ...money }));
    const funding = await get("/api/funding?plan=nap-az&limit=200");
    const of = funding.json.items.find((one) => one.measure === money.measure);
    assert.ok(of.said.some((one) => one.by === "bmas" && one.money.secured === "1000.5"));

    const milestone = {
      id: "nap-az/e2e-schritt",
      title: { de: "Schritt" },
      measures: indicator.measures,
      due: { as_written: "2030", from: "2030-01-01", until: "2030-12-31" },
    };
    refused(await post("/api/proposals", kok, { milestone }), 403, "not_yours");
    refused(await post("/api/proposals", bmas, { milestone: { ...milestone, id: "andere/x" } }), 422, "invalid");
    const proposed = receipt(await post("/api/proposals", bmas, { milestone }));
    const open = await get("/api/proposals?plan=nap-az");
    assert.deepEqual(open.json.items.map((one) => one.entry), [proposed.seq]);
    const decide = { milestone: milestone.id, proposal: proposed.seq, confirm: false };
    refused(await post("/api/proposals/decide", kok, decide), 403, "forbidden");
    refused(await post("/api/proposals/decide", bmas, decide), 422, "invalid");
    receipt(await post("/api/proposals/decide", bmas, { ...decide, confirm: true }));
    refused(await post("/api/proposals/decide", bmas, { ...decide, confirm: true }), 404, "not_found");
    const got = await get("/api/milestones/nap-az/e2e-schritt");
    assert.deepEqual(got.json.milestone.record, milestone);
    assert.equal(got.json.proposals[0].confirmed, true);
  });

  test("a correction is proposed by anybody and decided by whose record it is", async () => {
    const id = "nap-az/beratungsnetzwerk-faire-mobilitaet";
    const { title } = (await get(`/api/measures/${id}`)).json.record;
    const correction = {
      about: `measure/${id}`,
      changes: { title: { from: title, to: { de: "Berichtigter Titel" } } },
      reason: { de: "So steht es im Plan." },
      source: { document: "Plan, Seite 12" },
    };
    const wrong = { title: { from: { de: "Nie so" }, to: { de: "x" } } };
    refused(await post("/api/corrections", kok, { ...correction, changes: wrong }), 422, "invalid");
    refused(await post("/api/corrections", bmas, correction), 422, "invalid");
    const proposed = receipt(await post("/api/corrections", kok, correction));
    assert.equal(proposed.kind, "correction.proposed");
    const listed = async () => {
      const { items } = (await get("/api/corrections")).json;
      return items.find((one) => one.entry === proposed.seq);
    };
    assert.equal((await listed()).state, "open");
    const decide = { correction: proposed.seq, decision: "accept" };
    refused(await post("/api/corrections/decide", kok, decide), 422, "invalid");
    refused(await post("/api/corrections/decide", bmas, { ...decide, rests_on: 0 }), 409, "stale");
    receipt(await post("/api/corrections/decide", bmas, { ...decide, rests_on: proposed.seq }));
    assert.equal((await listed()).state, "accepted");
    const { record } = (await get(`/api/measures/${id}`)).json;
    assert.deepEqual(record.title, { de: "Berichtigter Titel" });
    refused(await post("/api/corrections/decide", bmas, decide), 404, "not_found");
  });

  test("what has another form is refused with the place, all limits hold", async () => {
    const at = "/api/contributions";
    refused(await post(at, kok, "{"), 400, "bad_request");
    refused(await ask("POST", at, { token: kok, body: "{}", headers: { "content-type": "text/plain" } }), 415, "unsupported_media_type");
    refused(await post(at, kok, "x".repeat((1 << 20) + 1)), 413, "too_large");
    refused(await post(at, kok, "[".repeat(100_000)), 400, "bad_request");
    refused(await post(at, kok, '{"about":"\\ud800"}'), 400, "bad_request");
    for (const [body, field] of [
      [{}, ""],
      [{ about: practice, says, extra: 1 }, "extra"],
      [{ about: practice, says: { practice: { ...says.practice, reech: "some" } } }, "says.practice.reech"],
      [{ about: practice, says: { practice: { ...says.practice, land: "mond" } } }, "says.practice.land"],
      [{ about: practice, says: { practice: { ...says.practice, observed: { de: "a".repeat(20_001) } } } }, "says.practice.observed.de"],
      [{ about: practice, says: { practice: { ...says.practice, observed: {} } } }, "says.practice.observed"],
    ]) {
      const told = await post(at, kok, body);
      refused(told, 422, "invalid");
      assert.equal(told.json.problems[0].field, field, told.text);
    }
    // What nobody sees goes at every door: these are the words that were said already.
    const { de } = says.practice.observed;
    const unseen = { practice: { ...says.practice, observed: { de: `\u0000${de}\u00ad` } } };
    const before = await get(`/api/contribution?about=${named(practice)}`);
    const repeated = await post(at, kok, { about: practice, says: unseen });
    assert.equal(repeated.status, 200, repeated.text);
    assert.deepEqual(repeated.json.receipts, []);
    const after = await get(`/api/contribution?about=${named(practice)}`);
    assert.deepEqual(after.json.versions, before.json.versions);
    refused(await post(at, kok, { about: "practice/x", says }), 400, "bad_request");
    const empty = await post(at, kok, { about: practice, says: { practice: {} } });
    refused(empty, 422, "invalid");
    assert.deepEqual(empty.json.problems.map((one) => one.field), ["observed", "land", "reach"]);
  });
});

test("the examples of the documentation work", async () => {
  const text = await readFile(path.join(root, "docs/api.md"), "utf8");
  const addresses = [...text.matchAll(/\$WEGMARKE(\/api\/[^\s"']*)/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 6);
  const { json } = await get("/api/openapi.json");
  const known = Object.keys(json.paths).map(
    (one) => new RegExp(`^${one.replace(/\{\w+\}/g, "[^/?]+")}(\\?.*)?$`),
  );
  for (const address of addresses.filter((one) => one !== "/api/openapi.json")) {
    assert.ok(known.some((one) => one.test(address)), address);
  }
  for (const [, example] of text.matchAll(/```json\n(\{[\s\S]*?\n\})\n```/g)) {
    const body = JSON.parse(example);
    const said = await post("/api/contributions", kok, body);
    receipt(said);
  }
});

test("killed at any moment, what was asked is done once", async () => {
  let running = await startServer();
  const token = await tokenOf(running, "freigabe@kok.example");
  const about = `practice/nap-az/runde-2/kok/7/${measure}`;
  const say = (at) =>
    fetch(new URL("/api/contributions", running.origin), {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `kill-${at}`,
      },
      // Other words each time: the same ones again would be no new entry.
      body: JSON.stringify({
        about,
        says: { practice: { ...says.practice, observed: { de: `${secret} ${at}` } } },
      }),
    });
  try {
    for (const [at, patience] of [0, 2, 5, 10, 20, 40].entries()) {
      const asked = say(at).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, patience));
      await running.kill();
      await asked;
      running = await startServer({ left: running.data });
      const [first, second] = [await say(at), await say(at)];
      assert.equal(first.status, 200);
      assert.equal(second.headers.get("idempotency-replayed"), "true");
      assert.equal(await first.text(), await second.text());
      const seen = await fetch(new URL(`/api/contribution?about=${named(about)}`, running.origin));
      assert.equal((await seen.json()).versions.length, at + 1, `cut off after ${patience} ms`);
    }
  } finally {
    await running.close();
  }
});
