// SPDX-License-Identifier: EUPL-1.2
// Schemathesis reads the OpenAPI document and tries everything it allows, and much that it does not:
// no server error, no undocumented status, nothing that looks otherwise than documented.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { program } from "./python.mjs";
import { startServer } from "./site.mjs";
import { tokenOfInvited } from "./token.mjs";

const run = promisify(execFile);
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
].join(",");

test("schemathesis finds nothing in the API", async (t) => {
  const schemathesis = await program(t, "schemathesis.txt", "schemathesis");
  if (!schemathesis) return;
  const server = await startServer();
  try {
    const roles = ["publisher", "coordinator"];
    const token = await tokenOfInvited(server, "freigabe@bmas.example", roles);
    const words = [
      ["run", `${server.origin}/api/openapi.json`, "--header", `Authorization: Bearer ${token}`],
      ["--checks", checks, "--phases", "examples,coverage,fuzzing", "--warnings", "off"],
      ["--max-examples", "12", "--seed", "23", "--no-shrink", "--continue-on-failure"],
      ["--request-timeout", "20", "--workers", "1", "--no-color"],
    ].flat();
    const told = await run(schemathesis, words, { cwd: server.data, maxBuffer: 1 << 26 }).catch((error) => error);
    const said = `${told.stdout}\n${told.stderr}`;
    assert.equal(told.code ?? 0, 0, said);
    assert.match(said, /\d+ generated/, said);
    t.diagnostic(said.match(/\d+ generated.*/)[0]);
    // Whatever was written, the log holds.
    const check = run(server.program, ["verify", "--data", server.data], { cwd: server.data });
    const log = await check.catch((error) => error);
    // 5: it holds, and withholds for ever what was replaced before the due date.
    assert.ok([0, 5].includes(log.code ?? 0), `the log verifies: ${log.stdout}${log.stderr}`);
    assert.ok(log.stdout, "the log verifies");
  } finally {
    await server.close();
  }
});
