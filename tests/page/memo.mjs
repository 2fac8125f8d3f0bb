// A memo in a real browser: node memo.mjs CHROMIUM PAGE.html [SCREENSHOTS]
//
// Every chart is drawn, in light and dark, wide and narrow. Nothing is fetched, and nothing said on
// the console. A screen reader finds names. The tables are the CSV that the page saves. Colours have
// contrast. The words of a hostile scenario stay words. tools/page-test calls it.
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {resolve} from 'node:path';
import {chromium} from 'playwright-core';
import {expectLooks, inPage} from './looks.mjs';

const [executablePath, file, screenshots] = process.argv.slice(2);
const faults = [];
const expect = (holds, words) => { if (!holds) faults.push(words); };

const browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']});

// What a button saves. On a busy machine the browser now and then loses a download.
const saved = async (page, button) => {
  for (let turn = 1; ; ++turn) {
    try {
      const [download] = await Promise.all([page.waitForEvent('download', {timeout: 20000}), button.click()]);
      return readFileSync(await download.path(), 'utf8');
    } catch (error) {
      if (turn === 4) throw error;
    }
  }
};

const looks = [['light', 1000], ['dark', 1000], ['light', 360], ['dark', 360]];
for (const [colorScheme, width] of looks) {
  const look = `${colorScheme}, ${width} px`;
  const context = await browser.newContext({offline: true, colorScheme, viewport: {width, height: 900}, acceptDownloads: true});
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  page.on('request', (r) => { if (!/^(file|data|blob):/.test(r.url())) faults.push(`${look}: asks for ${r.url()}`); });
  page.on('pageerror', (e) => faults.push(`${look}: ${e}`));
  page.on('console', (m) => faults.push(`${look}: console: ${m.text()}`));
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.waitForSelector('body[data-drawn]', {timeout: 120000}).catch(() => faults.push(`${look}: not drawn`));
  const seen = await page.evaluate(inPage);
  expectLooks(seen, look, expect);
  expect(seen.owned === null && seen.images === 0, `${look}: markup of a scenario's words`);
  expect(new Set(seen.titles).size === seen.titles.length, `${look}: two exhibits of one title`);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  const caveat = await page.locator('.caveat').boundingBox();
  expect(caveat.y >= 0 && caveat.y < 900, `${look}: the caveat is out of sight`);
  await page.evaluate(() => window.scrollTo(0, 0));
  if (screenshots) await page.screenshot({path: `${screenshots}/${colorScheme}-${width}.png`, fullPage: true});

  if (look === 'light, 1000 px') {
    // What a screen reader is told: each exhibit is a group with its title for a name.
    for (const title of seen.titles) {
      expect(await page.getByRole('group', {name: title, exact: true}).count() === 1, `no group named ${title}`);
    }
    // What is saved is what is shown.
    const figures = page.locator('figure');
    for (let i = 0; i < await figures.count(); ++i) {
      const figure = figures.nth(i), id = await figure.getAttribute('id');
      const csv = await saved(page, figure.locator('[data-save="csv"]'));
      const cells = await figure.locator('table').evaluate((table) =>
        [...table.tBodies[0].rows].map((row) => [...row.cells].map((c) => c.dataset.value ?? c.textContent)));
      expect(csv.trimEnd().split('\n').length >= cells.length + 1, `${id}: the CSV has too few rows`);
      for (const row of cells) {
        for (const cell of row) expect(csv.includes(cell.replaceAll('"', '""')), `${id}: the CSV lacks ${cell}`);
      }
      if (await figure.getAttribute('data-chart')) {
        const svg = await saved(page, figure.locator('[data-save="svg"]'));
        expect(svg.startsWith('<svg') && !svg.includes('currentColor') && !/<script|javascript:/i.test(svg), `${id}: no plain SVG`);
      }
    }
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement !== document.body), 'the keyboard reaches nothing');
    const pdf = await page.pdf({format: 'A4', path: screenshots ? `${screenshots}/print.pdf` : undefined});
    expect(pdf.length > 20000, 'prints nothing');
    console.log(`${file}: ${seen.charts} charts, ${seen.titles.length} exhibits`);
  }
  await context.close();
}
await browser.close();
if (faults.length > 0) {
  console.error([...new Set(faults)].join('\n'));
  process.exit(1);
}
