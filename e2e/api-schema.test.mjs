// SPDX-License-Identifier: EUPL-1.2
// Schemathesis reads the OpenAPI document and tries everything it allows, and much that it does not:
// no server error, no undocumented status, nothing that looks otherwise than documented.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root, startServer } from "./site.mjs";
import { tokenOfInvited } from "./token.mjs";

const run = promisify(execFile);
const requirements = path.join(root, "e2e/schemathesis.txt");
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
].join(",");

/** The program, installed in a folder that the requirements name. */
async function schemathesis() {
  const wanted = createHash("sha256").update(await readFile(requirements)).digest("hex");
  const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
  const folder = path.join(target, `schemathesis-${wanted.slice(0, 12)}`);
  const program = path.join(folder, "bin/schemathesis");
  if (!existsSync(program)) {
    await rm(folder, { recursive: true, force: true });
    await run("python3", ["-m", "venv", folder]);
    const pip = ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
    try {
      await run(path.join(folder, "bin/pip"), pip);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
  await run(program, ["--version"]);
  return program;
}

test("schemathesis finds nothing in the API", async (t) => {
  let program;
  try {
    program = await schemathesis();
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    console.error(`\n!!! SCHEMATHESIS IS NOT THERE, THE API WAS NOT TRIED: ${error.message}\n`);
    t.skip("schemathesis could not be installed");
    return;
  }
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
    const told = await run(program, words, { cwd: server.data, maxBuffer: 1 << 26 }).catch((error) => error);
    const said = `${told.stdout}\n${told.stderr}`;
    assert.equal(told.code ?? 0, 0, said);
    assert.match(said, /\d+ generated/, said);
    t.diagnostic(said.match(/\d+ generated.*/)[0]);
    // Whatever was written, the log holds.
    const log = await run(server.program, ["verify", "--data", server.data], { cwd: server.data });
    assert.ok(log.stdout, "the log verifies");
  } finally {
    await server.close();
  }
});
