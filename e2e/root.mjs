// SPDX-License-Identifier: EUPL-1.2
// Where the workspace is, for files that must not need anything from npm.

import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where cargo puts what it builds. */
export const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
