// Reads {xml, contexts} from standard input: parses the XML with dmn-moddle, runs it with dmn-eval-js, writes {warnings,
// decisions, verdicts, cautions}.  dmn-eval-js knows the tables of DMN 1.1 only, which DMN 1.3 left as they were, so it
// is given the older namespace and no drawing.
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const there = createRequire(path.join(__dirname, '..', 'package.json'));
const { decisionTable } = there('@hbtgmbh/dmn-eval-js');

async function main() {
  const { xml, contexts } = JSON.parse(fs.readFileSync(0, 'utf8'));
  const { DmnModdle } = await import(there.resolve('dmn-moddle'));
  const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
  const older = xml
    .replace('https://www.omg.org/spec/DMN/20191111/MODEL/', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd')
    .replace(/<dmndi:DMNDI>[^]*<\/dmndi:DMNDI>/, '');
  const decisions = await decisionTable.parseDmnXml(older);
  const run = (name) => contexts.map((context) => decisionTable.evaluateDecision(name, decisions, { ...context }));
  const policies = rootElement.drgElement.map((element) => element.decisionLogic?.hitPolicy).filter(Boolean);
  process.stdout.write(JSON.stringify({
    warnings: warnings.map(String),
    policies,
    verdicts: run('verdict').map((found) => found.outcome),
    cautions: run('cautions').map((found) => found.map((one) => one.caution)),
  }));
}

main();
