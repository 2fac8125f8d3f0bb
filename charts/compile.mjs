// Compiles the Vega-Lite sources of this folder ahead: node compile.mjs FOLDER
// Writes FOLDER/NAME.vg.json for each NAME.vl.json, and Vega's script. tools/charts calls it.
import {readFileSync, readdirSync, writeFileSync, copyFileSync} from 'node:fs';
import {join} from 'node:path';
import {compile} from 'vega-lite';

const folder = process.argv[2];
const config = JSON.parse(readFileSync('config.json', 'utf8'));
// A map's shapes lie beside the charts; a page fetches nothing.
const inlined = (source) => JSON.parse(source, (key, value) =>
  typeof value?.url === 'string'
    ? {...value, url: undefined, values: JSON.parse(readFileSync(value.url, 'utf8'))}
    : value);
// All layers of a panel draw rows of one table, so their categories are the same.
const harmless = /^Detected faceted independent scales that union domain of the same fields/;
const complaints = [];
const logger = {
  level: () => logger,
  error: (...words) => (complaints.push(words.join(' ')), logger),
  warn: (...words) => {
    if (!harmless.test(words.join(' '))) complaints.push(words.join(' '));
    return logger;
  },
  info: () => logger,
  debug: () => logger,
};
for (const file of readdirSync('.').filter((name) => name.endsWith('.vl.json')).sort()) {
  const name = file.slice(0, -'.vl.json'.length);
  const before = complaints.length;
  const {spec} = compile(inlined(readFileSync(file, 'utf8')), {config, logger});
  for (let i = before; i < complaints.length; ++i) complaints[i] = `${file}: ${complaints[i]}`;
  delete spec.$schema;  // an address that no page should hold
  writeFileSync(join(folder, `${name}.vg.json`), JSON.stringify(spec) + '\n');
}
copyFileSync('node_modules/vega/build/vega.min.js', join(folder, 'vega.min.js'));
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exit(1);
}
