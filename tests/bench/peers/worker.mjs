import { loadPyodide } from "./pyodide/pyodide.mjs";

const ready = loadPyodide();
self.onmessage = async ({ data }) => {
  const python = await ready;
  python.unpackArchive(await (await fetch("engine.zip")).arrayBuffer(), "zip");
  const { open_guide, answer } = python.pyimport("calculator.engine.bridge");
  open_guide(await (await fetch("rules.json")).text());
  self.postMessage(JSON.parse(answer(JSON.stringify(data))));
};
