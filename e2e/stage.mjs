// SPDX-License-Identifier: EUPL-1.2
// `node e2e/stage.mjs FOLDER` makes the German example once, for all tests that find the folder in
// WEGMARKE_STAGE: `data` is what the program keeps, `said.txt` is what it printed, with the accounts.

import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { startServer } from "./site.mjs";

const [folder] = process.argv.slice(2);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await startServer();
await server.leave();
await cp(server.data, path.join(folder, "data"), { recursive: true });
await writeFile(path.join(folder, "said.txt"), server.said());
await rm(server.data, { recursive: true, force: true });
