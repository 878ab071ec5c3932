// Runs one Python file inside the very Pyodide that the site ships, under Node.
//
//   node run.mjs '{"pyodide": DIR, "script": FILE, "argv": [...], "mounts": {"/inside": HOST_DIR}, "path": [...],
//                  "env": {...}, "stdlib": ZIP}'
//
// Without "stdlib" Python starts from Pyodide's own library.  Exit code 1 means that the script failed.

import { readFileSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PREPARE = `
import json, sys
asked = json.loads(asked)
sys.argv[:] = [asked["script"], *asked.get("argv", [])]
sys.path[:0] = asked.get("path", [])
`;

async function start(asked) {
  const home = resolve(asked.pyodide) + "/";
  const { loadPyodide } = await import(pathToFileURL(home + "pyodide.mjs"));
  const { info } = JSON.parse(readFileSync(home + "pyodide-lock.json", "utf8"));
  return loadPyodide({
    indexURL: home,
    packageBaseUrl: home,
    lockFileContents: JSON.stringify({ info, packages: {} }),
    stdLibURL: asked.stdlib ? resolve(asked.stdlib) : undefined,
    env: { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0", ...asked.env },
    stdout: (line) => process.stdout.write(line + "\n"),
    stderr: (line) => process.stderr.write(line + "\n"),
  });
}

async function run(asked) {
  const python = await start(asked);
  for (const [inside, host] of Object.entries(asked.mounts ?? {})) python.mountNodeFS(inside, realpathSync(host));
  python.globals.set("__file__", asked.script);
  python.globals.set("asked", JSON.stringify(asked));
  python.runPython(PREPARE);
  python.runPython(readFileSync(asked.script, "utf8"), { filename: asked.script });
}

// Only the message: Node would print the line that threw, and Pyodide's script is one line of a megabyte.
const failed = await run(JSON.parse(process.argv[2])).then(() => null, (error) => error);
if (failed) process.stderr.write(`${failed.message ?? failed}\n`);
// Pyodide leaves handles behind that would keep Node waiting.
process.stdout.write("", () => process.exit(failed ? 1 : 0));
