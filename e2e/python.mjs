// SPDX-License-Identifier: EUPL-1.2
// Programs from the Python package index that tests run, each in a folder that its requirements name.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "./site.mjs";

const run = promisify(execFile);

async function install(requirements, name) {
  const wanted = createHash("sha256").update(await readFile(requirements)).digest("hex");
  const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
  const folder = path.join(target, `${path.basename(requirements, ".txt")}-${wanted.slice(0, 12)}`);
  const program = path.join(folder, "bin", name);
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
  await run(program, ["--version"]).catch(() => run(program, ["--help"]));
  return program;
}

/**
 * The path of a program that `e2e/<file>` lists the packages of. Where it cannot be installed the
 * test `t` is skipped loudly, and in CI it fails; then there is no path.
 */
export async function program(t, file, name) {
  try {
    return await install(path.join(root, "e2e", file), name);
  } catch (error) {
    if (process.env.CI) throw error;
    console.error(`\n!!! ${name} IS NOT THERE, "${t.name}" WAS NOT TRIED: ${error.message}\n`);
    t.skip(`${name} could not be installed`);
    return undefined;
  }
}
