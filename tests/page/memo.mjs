// A memo in a real browser: node memo.mjs CHROMIUM PAGE.html [SCREENSHOTS]
// Every chart is drawn, in light and dark, wide and narrow; nothing is fetched and nothing said on
// the console; a screen reader finds names; the tables are the CSV that the page saves; colours have
// contrast; the words of a hostile scenario stay words. tools/page-test calls it.
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {resolve} from 'node:path';
import {chromium} from 'playwright-core';

const [executablePath, file, screenshots] = process.argv.slice(2);
const faults = [];
const expect = (holds, words) => { if (!holds) faults.push(words); };

const browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']});

// WCAG 2: relative luminance and contrast.
const inPage = () => {
  const channel = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parts(colour).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const paperOf = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  for (const e of document.querySelectorAll('h1,h2,h3,p,td,th,dt,dd,summary,button,svg text')) {
    const style = getComputedStyle(e);
    const colour = e instanceof SVGElement ? style.fill : style.color;
    if (contrast(colour, paperOf(e.closest('body *'))) < 4.5) faint.push(e.textContent.slice(0, 40));
  }
  const dull = [];
  for (const e of document.querySelectorAll('svg path[aria-roledescription]')) {
    const style = getComputedStyle(e);
    const colour = style.fill !== 'none' && style.fill !== 'transparent' ? style.fill : style.stroke;
    if (/rgb\(/.test(colour) && contrast(colour, paperOf(e.closest('figure'))) < 3) dull.push(colour);
  }
  const crossed = [];
  for (const svg of document.querySelectorAll('figure svg')) {
    const boxes = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim() !== '' && t.closest('[style*="opacity: 0"]') === null
      && getComputedStyle(t).opacity !== '0').map((t) => [t.getBoundingClientRect(), t.textContent]);
    boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, other]) => {
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (over > 2 && under > 4) crossed.push(`${svg.closest('figure').id}: ${one} / ${other}`);
    }));
  }
  const figures = [...document.querySelectorAll('figure')];
  return {
    faint, dull: [...new Set(dull)], crossed,
    charts: figures.filter((f) => f.dataset.chart).length,
    drawn: figures.filter((f) => f.dataset.chart && f.querySelector('.chart svg')).length,
    empty: figures.filter((f) => f.dataset.chart && f.querySelectorAll('.chart svg .mark-group path, .chart svg [role="graphics-symbol"]').length < 3).map((f) => f.id),
    nan: figures.filter((f) => /NaN|undefined|Infinity/.test(f.querySelector('.chart')?.innerHTML ?? '')).map((f) => f.id),
    nameless: figures.filter((f) => f.dataset.chart && !(f.querySelector('svg')?.getAttribute('aria-label') ?? f.querySelector('.chart')?.getAttribute('aria-label'))).map((f) => f.id),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    owned: document.body.dataset.owned ?? null,
    images: document.querySelectorAll('img').length,
    caveat: document.querySelector('.caveat').getBoundingClientRect().top,
    titles: figures.map((f) => f.querySelector('h3').textContent),
  };
};

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
  expect(seen.charts > 0 && seen.charts === seen.drawn, `${look}: ${seen.drawn} of ${seen.charts} charts`);
  expect(seen.empty.length === 0, `${look}: charts without marks: ${seen.empty}`);
  expect(seen.nan.length === 0, `${look}: charts with what is no number: ${seen.nan}`);
  expect(seen.nameless.length === 0, `${look}: charts without a name: ${seen.nameless}`);
  expect(seen.faint.length === 0, `${look}: faint text: ${[...new Set(seen.faint)].slice(0, 5)}`);
  expect(seen.dull.length === 0, `${look}: dull marks: ${seen.dull}`);
  expect(seen.crossed.length === 0, `${look}: labels overlap: ${seen.crossed.slice(0, 5).join('; ')}`);
  expect(seen.wide <= 0, `${look}: ${seen.wide} px too wide`);
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
