// SPDX-License-Identifier: EUPL-1.2
// What the table of permissions refuses is refused alike by page, API, spreadsheet and command line, and nothing is
// written: tried for the actions below; all cells are tested where they stand. The table is read from
// docs/permissions.md, which is printed from the code.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { openSite, root } from "./site.mjs";
import { signedIn, tokensOf } from "./token.mjs";

const run = promisify(execFile);
const measure = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
/** One account of each role; all but the last work for one organisation, which coordinates the plan. */
const accounts = {
  reporter: "bericht@bmas.example",
  reviewer: "pruefung@bmas.example",
  publisher: "freigabe@bmas.example",
  coordinator: "koordinierung@bmas.example",
  administrator: "technik@fachberatungsstellen.example",
};

let site;
let table;
const cookies = {};
/** A token of the widest role, by the one thing that it may not do. */
const without = {};

/** What is asked for each action: the page on which it is done, and the same over the API and by command. */
const asked = {
  "state-figures": {
    page: `figure/funding/${measure.replace("measure/", "")}`,
    api: ["/api/funding", { id: "nap-az/beratungsnetzwerk-faire-mobilitaet/2027/bmas", measure: "nap-az/beratungsnetzwerk-faire-mobilitaet", year: 2027, organisation: "bmas", planned: "1.00", security: "unsecured" }],
    say: { do: "funding", funding: { id: "nap-az/beratungsnetzwerk-faire-mobilitaet/2027/bmas", measure: "nap-az/beratungsnetzwerk-faire-mobilitaet", year: 2027, organisation: "bmas", planned: "1.00", security: "unsecured" } },
    // Who may draft one gets to its form, and finds no button that states it.
    button: "state",
  },
  "propose-correction": {
    page: "record/recommendation?id=kok-36",
    api: ["/api/corrections", { about: "recommendation/kok-36", changes: { description: { to: { de: "Mehr" } } }, reason: { de: "So steht es dort." } }],
    say: { do: "suggest", about: "recommendation/kok-36", changes: { description: { to: { de: "Mehr" } } }, reason: { de: "So steht es dort." } },
  },
  "keep-record": {
    page: "editing",
    api: ["/api/editors", { plan: "lagebild", of: ["bka"], reason: { de: "Niemand sonst." } }],
    say: { do: "edit", plan: "lagebild", of: ["bka"], reason: { de: "Niemand sonst." } },
  },
  "import-files": {
    page: "uploads",
    api: ["/api/imports", { file: { name: "x.csv", base64: Buffer.from("Nr;Titel\nX-1;Mehr\n").toString("base64") }, profile: profile(), dry_run: false }],
    table: "Nr;Titel\nX-1;Mehr\n",
  },
  "manage-keys": {
    page: "keys",
    say: { do: "register-key" },
  },
  release: {
    api: ["/api/contributions", { about: `report/nap-az/runde-2/bmas/1/${measure}`, says: { report: { delivery: "limited" } } }],
    say: { do: "say", about: `report/nap-az/runde-2/bmas/1/${measure}`, says: { report: { delivery: "limited" } } },
  },
  correct: {
    api: ["/api/contributions/withdraw", { about: `report/nap-az/runde-1/bmas/1/${measure}`, reason: { de: "Versehen" } }],
    say: { do: "withdraw", about: `report/nap-az/runde-1/bmas/1/${measure}`, reason: { de: "Versehen" } },
  },
  "propose-milestone": {
    api: ["/api/proposals", { milestone: schritt() }],
    say: { do: "propose", milestone: schritt() },
  },
  "confirm-milestone": {
    role: "coordinator",
    api: ["/api/proposals/decide", { milestone: "nap-az/schritt", proposal: 0, confirm: true }],
    say: { do: "confirm", milestone: "nap-az/schritt", proposal: 0 },
  },
  "see-board": { page: "board/nap-az" },
  "open-round": {
    role: "coordinator",
    page: "round/nap-az",
    api: ["/api/rounds", runde()],
    round: runde(),
  },
  "manage-organisations": { page: "organise" },
  "list-accounts": { page: "accounts" },
};

function schritt() {
  return { id: "nap-az/schritt", title: { de: "Schritt" }, measures: [measure.replace("measure/", "")], due: { as_written: "2030", from: "2030-01-01", until: "2030-12-31" } };
}

function runde() {
  return { id: "nap-az/runde-9", plan: "nap-az", title: { de: "Neunte" }, from: "2027-01-01", until: "2027-12-31", opens_at: "2028-01-01T00:00:00Z", due_at: "2028-02-01T00:00:00Z", replies_until: "2028-03-01T00:00:00Z", duties: [] };
}

function profile() {
  return 'name = "x"\nlanguage = "de"\ncomplete = false\n[[table]]\nfile = "*"\n[[table.record]]\nnoun = "recommendation"\nconstants = { issuer = "BMAS" }\n[table.record.columns]\nid = "Nr"\n"title.de" = "Titel"\n';
}

before(async () => {
  site = await openSite();
  const text = await readFile(path.join(root, "docs/permissions.md"), "utf8");
  const lines = text.split("\n").filter((line) => line.startsWith("| "));
  const at = lines.findIndex((line) => line.startsWith("| action |"));
  const roles = lines[at].split("|").slice(2, -1).map((cell) => cell.trim());
  table = {};
  for (const line of lines.slice(at + 2)) {
    const [action, ...cells] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    table[action] = Object.fromEntries(roles.map((role, n) => [role, cells[n]]));
  }
  for (const [role, mail] of Object.entries(accounts)) {
    const known = await signedIn(site, site.accounts[mail]);
    cookies[role] = Object.entries(known).map((pair) => pair.join("=")).join("; ");
  }
});

after(() => site?.close());

const size = async () => Number((await (await site.get("/log/checkpoint")).text()).split("\n")[1]);

describe("a cell that says no", () => {
  test("the table names every action that is asked here, and every role", () => {
    for (const action of Object.keys(asked)) assert.ok(table[action], action);
    assert.deepEqual(Object.keys(Object.values(table)[0]), Object.keys(accounts));
    const never = Object.values(table).flatMap(Object.values).filter((cell) => cell === "never");
    assert.ok(never.length > 40, `${never.length} cells say never`);
  });

  test("is refused by its page, for each role, with who may", async () => {
    for (const [action, { page, button }] of Object.entries(asked).filter(([, { page }]) => page)) {
      for (const role of Object.keys(accounts)) {
        const answer = await site.get(`/en/work/${page}`, { cookie: cookies[role] });
        const html = await answer.text();
        const says = `${action} by ${role} at ${page}: ${answer.status}`;
        const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
        if (table[action][role] !== "never") {
          assert.equal(answer.status, 200, says);
          if (button) assert.match(main, new RegExp(`value="${button}"`), says);
        } else if (answer.status === 200) {
          assert.ok(button && !main.includes(`value="${button}"`), says);
        } else {
          assert.equal(answer.status, 403, says);
          assert.match(main, /Please ask|may do this|who may/i, says);
        }
      }
    }
  });

  test("of a plan is refused with those roles and persons who reach that plan", async () => {
    const answer = await site.get("/en/work/version/nap-az", { cookie: cookies.publisher });
    assert.equal(answer.status, 403);
    const html = await answer.text();
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    // Their organisation coordinates the plan and does not lead it: releasing there is not enough.
    assert.match(main, /Coordinate/);
    assert.match(main, /koordinierung/);
    assert.doesNotMatch(main, /Release|freigabe/);
  });

  test("is refused over the API, in a table and by command, for a token that lacks just this", async () => {
    const program = process.env.WEGMARKE_BIN ?? site.program;
    const folder = path.join(site.data, "refused");
    await mkdir(folder, { recursive: true });
    // One sign-in for all of a role; an account can sign in once in half a minute.
    await new Promise((later) => setTimeout(later, 31_000));
    const wanted = [];
    for (const role of ["publisher", "coordinator"]) {
      const all = Object.keys(table).filter((action) => table[action][role] !== "never");
      const of = Object.keys(asked).filter((action) => (asked[action].role ?? "publisher") === role && all.includes(action));
      const tokens = await tokensOf(site, accounts[role], ...of.map((one) => all.filter((action) => action !== one)));
      of.forEach((action, n) => {
        without[action] = tokens[n];
      });
      wanted.push(...of);
    }
    assert.equal(wanted.length, 10, wanted.join());
    const made = await run(program, ["key", "new", path.join(folder, "own.key"), "--lang", "en"]);
    asked["manage-keys"].say.key = made.stdout.trim().split("\n").at(-1);
    const before = await size();
    for (const action of wanted) {
      const { api, say, round, table: rows } = asked[action];
      const token = without[action];
      if (api) {
        const [address, body] = api;
        const answer = await fetch(new URL(address, site.origin), {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": `${action}-0123456789` },
          body: JSON.stringify(body),
        });
        const { type } = await answer.json();
        assert.deepEqual([answer.status, type], [403, "urn:wegmarke:problem:forbidden"], `${action} over the API`);
      }
      const commands = [];
      if (say) {
        const file = path.join(folder, `${action}.json`);
        await writeFile(file, JSON.stringify(say));
        commands.push(["say", file]);
      }
      if (round) {
        const file = path.join(folder, `${action}.json`);
        await writeFile(file, JSON.stringify(round));
        commands.push(["round", "announce", file]);
      }
      if (rows) {
        const file = path.join(folder, `${action}.csv`);
        await writeFile(file, rows);
        await writeFile(path.join(folder, "x.toml"), profile());
        commands.push(["import", file, "--profile", path.join(folder, "x.toml")]);
      }
      for (const words of commands) {
        const env = { ...process.env, WEGMARKE_TOKEN: token };
        const ran = await run(program, [...words, "--data", site.data, "--lang", "en"], { env }).catch((error) => error);
        assert.notEqual(ran.code ?? 0, 0, `${action}: ${words[0]} ${ran.stdout}`);
        assert.match(ran.stderr, /This is not among your tasks/, `${action}: ${words[0]}`);
      }
    }
    assert.equal(await size(), before, "nothing was written");
  });
});
