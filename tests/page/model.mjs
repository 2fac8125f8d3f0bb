// The model for browsers gives the program's bytes: node model.mjs PROGRAM MODEL_FOLDER CHECKOUT
//
// Runs it in Node, with the same calls as the page, and compares the checksum of trials.csv and the
// digest of the scenario with those of the program's manifest. A test of builds with ARMISTICE_WEB.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runInThisContext} from 'node:vm';

const [program, folder, checkout] = process.argv.slice(2);
const kTrials = 1000, kHorizon = 60, kPiece = 250;
const cases = [
  ['status_quo', []],
  ['peace_through_strength_as_implemented', []],  // draws how far each lever is carried out
  ['peace_through_strength', [['with', 'nato_provokes'], ['levers.us_backup', '0.25']]],
  ['status_quo', [['mechanisms', "'core'"], ['rule', "'prospect'"]]],
  ['status_quo', [['rule', "'rational'"], ['switches.nuclear_tail', 'true'],
    ['parameters.front.dead_zone', "{ distribution = 'normal', mean = 0.35, sd = 0.02 }"],
    ['levers.european_forces.intensity', "{ distribution = 'triangular', min = 0.1, mode = 0.4, max = 0.9 }"],
    ['actors.HU.tie', "{ value = 0.3, from = '2026-05' }"]]],
  ['korea_1953', []],  // another cast
];

const require = createRequire(import.meta.url);
globalThis.armisticeModel = require(join(folder, 'model.js'));
const page = (name) => readFileSync(join(checkout, 'web/page', name), 'utf8').replace('const startModel', 'globalThis.startModel');
runInThisContext(page('model.js'));
const files = Object.fromEntries(readdirSync(join(checkout, 'scenarios'), {recursive: true})
  .filter((name) => name.endsWith('.toml')).map((name) => [name, readFileSync(join(checkout, 'scenarios', name), 'utf8')]));
const model = await startModel(await WebAssembly.compile(readFileSync(join(folder, 'model.wasm'))), files);

const scratch = mkdtempSync(join(tmpdir(), 'model-'));
let wrong = 0;
for (const [scenario, set] of cases) {
  const settings = JSON.stringify({scenario, set, seed: '7', horizon: kHorizon});
  const out = join(scratch, String(cases.findIndex(([name, each]) => name === scenario && each === set)));
  execFileSync(program, ['run', scenario, ...set.flatMap(([name, value]) => ['--set', `${name}=${value}`]), '--trials', String(kTrials),
    '--horizon', String(kHorizon), '--seed', '7', '--out', out, '--quiet'], {stdio: ['ignore', 'ignore', 'inherit']});
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));

  model.ask('prepare_pieces', 0, settings);
  model.tell('begin_digest');
  let digest = '';
  for (let first = 0; first < kTrials; first += kPiece) {
    const rows = model.copy(model.ask('run_rows', 0, first, kPiece));
    ({digest} = model.lend(rows, (at, size) => model.ask('add_to_digest', at, size)));
  }
  const expected = manifest.files['trials.csv'].crc64, {digest: named} = model.ask('resolve_settings', settings);
  if (digest === expected && named === manifest.scenario.digest) continue;
  ++wrong;
  console.error(`${settings}: trials.csv ${digest}, the program's ${expected}; scenario ${named}, the program's ${manifest.scenario.digest}`);
}
rmSync(scratch, {recursive: true});
console.log(`${cases.length - wrong} passed, ${wrong} failed`);
process.exit(wrong === 0 ? 0 : 1);
