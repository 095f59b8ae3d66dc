// SPDX-License-Identifier: EUPL-1.2
// Programs from the Python package index that tests run, each in a folder that its requirements name.
// `node e2e/python.mjs FILE…` installs what these files list, and prints the folder of each.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root, target } from "./root.mjs";

const run = promisify(execFile);

/** The folder with the programs of these requirements, made if it is not there. */
async function install(requirements) {
  const wanted = createHash("sha256").update(await readFile(requirements)).digest("hex");
  const name = `${path.basename(requirements, ".txt")}-${wanted.slice(0, 12)}`;
  const folder = path.join(target, name);
  const mark = path.join(folder, "complete");
  if (!existsSync(mark)) {
    await rm(folder, { recursive: true, force: true });
    await run("python3", ["-m", "venv", folder]);
    const pip = ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
    await run(path.join(folder, "bin/pip"), pip);
    // Last, so that an installation that was broken off is not taken for one.
    await writeFile(mark, "");
  }
  return folder;
}

/**
 * The path of a program that `e2e/<file>` lists the packages of. Where it cannot be installed the
 * test `t` is skipped loudly, and in CI it fails; then there is no path.
 */
export async function program(t, file, name) {
  try {
    const found = path.join(await install(path.join(root, "e2e", file)), "bin", name);
    await run(found, ["--version"]).catch(() => run(found, ["--help"]));
    return found;
  } catch (error) {
    if (process.env.CI) throw error;
    console.error(`\n!!! ${name} IS NOT THERE, "${t.name}" WAS NOT TRIED: ${error.message}\n`);
    t.skip(`${name} could not be installed`);
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of process.argv.slice(2)) console.log(await install(path.resolve(file)));
}
