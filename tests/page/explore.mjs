// The page that holds the model, in a real browser:
//   node explore.mjs CHROMIUM PROGRAM PAGE.html HOSTILE.html [SCREENSHOTS]
// Its trials are those of the program, byte for byte. Its shares, differences and quantiles are those
// of the program's files, and a lever that moves changes them. Links, commands and files give the
// same again, and undo goes back. Words of scenarios and links stay words. Nothing is fetched, and
// nothing said on the console. A screen reader finds names, and the keyboard a way. Colours have
// contrast, and a telephone has room. tools/page-test calls it.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {expectLooks, inPage} from './looks.mjs';

const [executablePath, program, file, hostile, screenshots] = process.argv.slice(2);
const faults = [];
const expect = (holds, words) => { if (!holds) faults.push(words); };
const folder = mkdtempSync(join(tmpdir(), 'explore-'));
const shell = (command) => execFileSync('bash', ['-c', command],
  {cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, PATH: `${dirname(resolve(program))}:${process.env.PATH}`}});
const manifest = (name) => JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8'));
const checksum = (name) => manifest(name).files['trials.csv'].crc64;
const rowsOf = (path) => {
  const [head, ...lines] = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [head[i], cell])));
};

const browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']});
const open = async (path, address, look, options = {}) => {
  const context = await browser.newContext({offline: true, viewport: {width: 1200, height: 900}, acceptDownloads: true, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(180000);
  page.on('request', (r) => { if (!/^(file|data|blob):/.test(r.url())) faults.push(`${look}: asks for ${r.url()}`); });
  page.on('pageerror', (e) => faults.push(`${look}: ${e}`));
  page.on('console', (m) => faults.push(`${look}: console: ${m.text()}`));
  await page.goto(pathToFileURL(resolve(path)).href + address);
  return page;
};
const done = async (page) => {
  await page.waitForSelector('body[data-done]');
  return page.textContent('#answer');
};
// After a change: a run that began since.
const after = async (page, change) => {
  await page.evaluate(() => { document.body.dataset.done = ''; delete document.body.dataset.done; });
  await change();
  return done(page);
};
const table = async (page, figure) => {
  await page.locator(`#${figure} details`).evaluate((details) => { details.open = true; });
  await page.waitForSelector(`#${figure} tbody tr`);
  return page.locator(`#${figure} table`).evaluate((t) => {
    const names = [...t.tHead.rows[0].cells].map((c) => c.dataset.name);
    return [...t.tBodies[0].rows].map((r) =>
      Object.fromEntries([...r.cells].map((c, i) => [names[i], c.dataset.value ?? c.textContent])));
  });
};
const savedTrials = async (page) => {
  const download = page.waitForEvent('download');
  await page.click('#save-trials');
  await page.waitForFunction(() => /crc64/.test(document.getElementById('checksum').textContent));
  const bytes = readFileSync(await (await download).path());
  return {bytes, digest: (await page.textContent('#checksum')).replace('crc64 ', '')};
};
const near = (a, b) => Math.abs(Number(a) - Number(b)) <= 1e-12;

// ---- The same numbers as the program.
const short = '#horizon=36';
const page = await open(file, short, 'numbers');
const first = await done(page);
const command = await page.inputValue('#command');
shell(`${command} --quiet`);
const saved = await savedTrials(page);
expect(saved.digest === checksum('explored'), `trials.csv has crc64 ${saved.digest}, the program's ${checksum('explored')}: ${command}`);
expect(saved.bytes.equals(readFileSync(join(folder, 'explored/trials.csv'))), 'trials.csv is not the program\'s');
expect(await page.textContent('#digest') === manifest('explored').scenario.digest, 'another digest of the scenario');

const shares = await table(page, 'shares');
const outcomes = rowsOf('explored/outcomes.csv');
expect(shares.length === outcomes.length, `${shares.length} shares, the program has ${outcomes.length}`);
outcomes.forEach((row, i) => {
  const here = shares[i];
  expect(near(here.share, row.share) && near(here.low, row.sampling_low) && near(here.high, row.sampling_high),
    `${row.outcome}, ${row.detail}: ${JSON.stringify(here)}, the program ${row.share}`);
});
shell('armistice compare status_quo peace_through_strength --trials 5000 --horizon 36 --out compared --quiet');
const differences = rowsOf('compared/comparison.csv').filter((row) => outcomes.some((o) => o.outcome === row.quantity && o.detail === row.detail));
expect(differences.length === outcomes.length, `${differences.length} differences of ${outcomes.length} shares`);
differences.forEach((row) => {
  const here = shares[outcomes.findIndex((o) => o.outcome === row.quantity && o.detail === row.detail)];
  expect(near(here.reference, row.mean_reference) && near(here.difference, row.difference)
    && near(here.difference_low, row.sampling_low) && near(here.difference_high, row.sampling_high),
  `${row.quantity}, ${row.detail}: differs by ${JSON.stringify(here)}, the program ${JSON.stringify(row)}`);
});
const fan = (await table(page, 'fan')).filter((row) => row.scenario === 'these settings');
const timeline = rowsOf('explored/timeline.csv').filter((row) => row.quantity === 'occupied_share_pct');
expect(fan.length === 36 && timeline.length === 36, `${fan.length} months of the fan`);
timeline.forEach((row, i) => expect(row.date === fan[i].date && ['p05', 'p25', 'p50', 'p75', 'p95'].every((p) => near(row[p], fan[i][p])),
  `fan of ${row.date}: ${JSON.stringify(fan[i])}, the program ${JSON.stringify(row)}`));
const stops = (await table(page, 'stops')).filter((row) => row.scenario === 'these settings');
const incidence = rowsOf('explored/incidence.csv');
expect(stops.length === incidence.length, `${stops.length} rows of stops, the program has ${incidence.length}`);
const key = (row) => `${row.date} ${row.share}`;
const stopKeys = new Set(stops.map((row) => `${row.date} ${Number(row.share)}`));
incidence.forEach((row) => expect(stopKeys.has(`${row.date} ${Number(row.share)}`), `no stop ${key(row)}`));

// ---- A lever that moves, by the keyboard.
await page.focus('#lever-us_backup');
const moved = await after(page, () => page.keyboard.press('Home'));
expect(moved !== first, `moving a lever changes nothing: ${moved}`);
expect(decodeURIComponent(page.url()).includes('set=levers.us_backup=0'), `the address does not carry the lever: ${page.url()}`);
expect(/points/.test(moved), `no difference from the reference is said: ${moved}`);
const address = new URL(page.url()).hash;
const again = await open(file, address, 'link');
expect(await done(again) === moved, 'a link does not give the same again');
expect(new URL(again.url()).hash === address, 'a link changes when it is opened');
expect(await again.inputValue('#lever-us_backup') === '0', 'a link does not move its lever');

// ---- A scenario file of it: for the program and pasted back.
await after(page, async () => {
  await page.fill('#search', 'dead zone');
  await page.locator('[data-name="parameters.front.dead_zone"] input').fill('0.4');
  await page.locator('[data-name="parameters.front.dead_zone"] input').press('Enter');
});
await after(page, () => page.locator('#levers .lever', {has: page.locator('#lever-mediation')})
  .locator('details').evaluate((d) => {
    d.open = true;
    const month = d.querySelector('#lever-mediation-start_month');
    month.value = 9;
    month.dispatchEvent(new Event('change'));
  }));
await after(page, () => page.selectOption('#rule', 'prospect'));
await page.evaluate(() => { document.querySelector('#critics').closest('details').open = true; });
await after(page, () => page.check('#critic-nato_provokes'));
const toml = await page.inputValue('#toml'), digest = await page.textContent('#digest');
writeFileSync(join(folder, 'mine.toml'), toml);
shell('armistice run mine.toml --trials 5000 --horizon 36 --out mine --quiet');
shell(`${(await page.inputValue('#command')).replace('--out explored', '--out typed')} --quiet`);
expect(manifest('mine').scenario.digest === digest && manifest('typed').scenario.digest === digest,
  `digests differ: page ${digest}, file ${manifest('mine').scenario.digest}, command ${manifest('typed').scenario.digest}\n${toml}`);
const changedTrials = await savedTrials(page);
expect(changedTrials.digest === checksum('mine') && changedTrials.digest === checksum('typed'), 'file, command and page give different trials');
await page.locator('#paste').evaluate((box) => { box.closest('details').open = true; });
const beforeReset = await page.textContent('#answer');
await after(page, () => page.click('#reset'));
expect(await page.textContent('#digest') !== digest, 'reset resets nothing');
await after(page, async () => {
  await page.fill('#horizon', '36');
  await page.press('#horizon', 'Enter');
});
await page.fill('#paste', toml);
expect(await after(page, () => page.click('#use-pasted')) === beforeReset, 'a pasted file gives other shares');
expect(await page.textContent('#digest') === digest, 'a pasted file gives another scenario');
expect(await after(page, () => page.click('#undo')) !== beforeReset, 'undo undoes nothing');
expect(await after(page, () => page.click('#redo')) === beforeReset, 'redo does not come back');
await page.fill('#paste', 'extends = "status_quo"\n[levers]\nus_bakup = 0.5\n');
await page.click('#use-pasted');
const problem = await page.textContent('#problem');
expect(/pasted\.toml:3:1: .*us_bakup.*us_backup/s.test(problem), `a slip is not said in the program's words: ${problem}`);

// ---- A pinned reference: no difference from itself.
expect(!/points/.test(await after(page, () => page.click('#pin'))), 'settings differ from themselves');

// ---- One trial.
await page.locator('#endings button').first().click();
await page.waitForSelector('#told h4');
const titles = await page.locator('#told h4').allTextContents();
const trial = await page.inputValue('#trial');
const account = shell(`armistice trace mine.toml --trial ${trial} --horizon 36`);
expect(titles.length === (account.match(/^\d{4}-\d\d  month/gm) ?? []).length, `${titles.length} months are told`);
const flat = account.replace(/\s+/g, ' ');
for (const title of titles) expect(flat.includes(title.replace(/\s+/g, ' ')), `the program does not tell: ${title}`);
const told = await page.locator('#told dd').first().textContent();
expect(flat.includes(told), `the program does not tell: ${told}`);

// ---- Stopped, and on.
await after(page, async () => {
  await page.fill('#seed', '2');
  await page.press('#seed', 'Enter');
  await page.waitForFunction(() => document.getElementById('progress').value > 0);
  await page.click('#cancel');
  await page.waitForTimeout(1000);
  const stood = await page.inputValue('#progress').catch(() => page.evaluate(() => document.getElementById('progress').value));
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => document.getElementById('progress').value) === Number(stood), 'it runs on when stopped');
  expect(/stopped at/.test(await page.textContent('#done')), `it does not say that it stands: ${await page.textContent('#done')}`);
  await page.click('#cancel');
});
await page.context().close();
await again.context().close();

// ---- Words stay words.
const evil = '<img src=x onerror="document.body.dataset.owned=1">';
for (const [path, hash] of [[hostile, '#horizon=12&scenario=hostile'], [file, `#horizon=12&scenario=${encodeURIComponent(evil)}`],
  [file, `#horizon=12&scenario=status_quo&set=${encodeURIComponent(`levers.us_backup=${evil}`)}&set=${encodeURIComponent(`${evil}=1`)}`],
  [file, `#seed=${encodeURIComponent(evil)}&horizon=1e9&quantity=${encodeURIComponent(evil)}`]]) {
  const attacked = await open(path, hash, `hostile ${hash}`);
  await done(attacked);
  const seen = await attacked.evaluate(() => ({owned: document.body.dataset.owned, images: document.querySelectorAll('img').length, scripts: document.querySelectorAll('body main script').length}));
  expect(seen.owned === undefined && seen.images === 0 && seen.scripts === 0, `${hash}: markup of somebody's words`);
  if (path !== hostile) expect(await attacked.isVisible('#problem'), `${hash}: not said to be wrong`);
  await attacked.context().close();
}

// ---- How it looks, and what a screen reader is told.
const looks = [['light', 1200], ['dark', 1200], ['light', 360], ['dark', 360]];
for (const [colorScheme, width] of looks) {
  const look = `${colorScheme}, ${width} px`;
  const shown = await open(file, '#horizon=120&set=levers.us_backup=1&scenario=status_quo', look, {colorScheme, viewport: {width, height: 900}});
  await done(shown);
  await shown.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  await shown.fill('#search', 'escalation');
  await shown.click('#tell');
  const seen = await shown.evaluate(inPage);
  expect(seen.charts === 3, `${look}: ${seen.charts} charts`);
  expectLooks(seen, look, expect);
  const unnamed = await shown.evaluate(() => [...document.querySelectorAll('input, select, textarea, button, [role="region"]')]
    .filter((e) => !((e.labels && e.labels.length > 0) || e.getAttribute('aria-label') || e.textContent.trim()))
    .map((e) => e.id || e.outerHTML.slice(0, 60)));
  expect(unnamed.length === 0, `${look}: without a name: ${unnamed}`);
  const undescribed = await shown.evaluate(() => [...document.querySelectorAll('[aria-describedby]')].filter((e) =>
    e.getAttribute('aria-describedby').split(' ').some((id) => !document.getElementById(id)?.textContent)).map((e) => e.id));
  expect(undescribed.length === 0, `${look}: described by nothing: ${undescribed}`);
  for (const [role, name] of [['slider', 'us backup (changed)'], ['slider', 'mediation'], ['checkbox', 'nato before ceasefire'], ['group', 'Military'],
    ['group', 'When the fighting stops'], ['button', 'Undo'], ['combobox', 'Scenario'], ['progressbar', /trials/]]) {
    expect(await shown.getByRole(role, {name, exact: true}).count() === 1, `${look}: no ${role} named ${name}`);
  }
  const levers = await shown.locator('#levers .lever').evaluateAll((all) => all.map((e) => e.textContent));
  expect(levers.length > 30 && levers.every((t) => /Moves: .+\..*Who must consent: .+\..*Source: .+/s.test(t)), `${look}: a lever without meaning, consent or source`);
  for (const part of [0.3, 0.9]) {
    await shown.evaluate((p) => window.scrollTo(0, document.body.scrollHeight * p), part);
    const caveat = await shown.locator('.caveat').boundingBox();
    expect(caveat.y >= 0 && caveat.y < 900 && /not a forecast/.test(await shown.textContent('.caveat')), `${look}: the caveat is out of sight`);
  }
  await shown.evaluate(() => { window.scrollTo(0, 0); document.querySelectorAll('details').forEach((d) => { d.open = false; }); });
  if (screenshots) await shown.screenshot({path: `${screenshots}/explore-${colorScheme}-${width}.png`, fullPage: true});
  if (look === 'light, 1200 px') {
    const reached = new Set();
    for (let i = 0; i < 12; ++i) {
      await shown.keyboard.press('Tab');
      reached.add(await shown.evaluate(() => document.activeElement.id));
    }
    for (const id of ['scenario', 'reference', 'pin']) expect(reached.has(id), `the keyboard does not reach ${id}: ${[...reached]}`);
  }
  await shown.context().close();
}
await browser.close();
rmSync(folder, {recursive: true});
if (faults.length > 0) {
  console.error([...new Set(faults)].join('\n'));
  process.exit(1);
}
console.log(`${file}: as the program`);
