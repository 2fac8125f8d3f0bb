// The charts and their tables: both from the same rows, drawn again as trials come.
'use strict';
class Exhibit {
  #figure;
  #place;
  #spec;
  #columns;
  #view = null;
  #rows = [];
  #width = 0;
  #busy = Promise.resolve();
  #wanted = false;

  // `columns` are [name in CSV, head, is a number's text]; a head that is a function shows the cell.
  constructor(figure, spec, columns) {
    this.#figure = figure;
    this.#place = figure.querySelector('.chart');
    this.#spec = spec;
    this.#columns = columns;
    figure.querySelector('[data-save="csv"]').addEventListener('click', () => {
      this.#fill();
      drawing.save(`${figure.id}.csv`, 'text/csv', drawing.csvOf(figure.querySelector('table')));
    });
    figure.querySelector('[data-save="svg"]').addEventListener('click', async () => {
      await this.#busy;
      const svg = (await this.#view.toSVG()).replaceAll('currentColor', '#1a1d21');
      drawing.save(`${figure.id}.svg`, 'image/svg+xml', svg);
    });
    figure.querySelector('details').addEventListener('toggle', () => this.#fill());
    new ResizeObserver(() => {
      if (this.#view && this.#place.clientWidth !== this.#width) this.#draw();
    }).observe(this.#place);
  }

  // `charted` are the chart's rows, `rows` the table's. Resolves when the chart is drawn.
  show(title, charted, rows) {
    this.#figure.querySelector('h3').textContent = title;
    this.#rows = rows;
    this.charted = charted;
    if (this.#figure.querySelector('details').open) this.#fill();
    return this.#draw();
  }

  #fill() {
    const table = element('table', {}, element('thead', {}, element('tr', {},
      ...this.#columns.map(({name, head}) => element('th', {scope: 'col', 'data-name': name, text: head})))));
    const body = element('tbody');
    for (const row of this.#rows) {
      body.append(element('tr', {}, ...this.#columns.map(({name, shown}) => {
        const value = row[name];
        if (typeof value !== 'number') return element('td', {text: value ?? ''});
        return element('td', {text: shown ? shown(value) : String(value), 'data-value': value});
      })));
    }
    table.append(body);
    this.#figure.querySelector('.scroll').replaceChildren(table);
  }

  // One drawing at a time; what comes meanwhile is drawn next, once.
  #draw() {
    if (this.#wanted) return this.#busy;
    this.#wanted = true;
    this.#busy = this.#busy.then(async () => {
      this.#wanted = false;
      const charted = this.charted, facets = new Set(charted.map((row) => row.facet)).size;
      if (this.#view === null || this.#place.clientWidth !== this.#width || facets !== this.facets) {
        this.#width = this.#place.clientWidth;
        this.facets = facets;
        this.#view?.finalize();
        const spec = structuredClone(this.#spec);
        const data = spec.data.find((set) => set.values !== undefined);
        data.values = charted;
        spec.description = `${this.#figure.querySelector('h3').textContent}. The table below has the numbers.`;
        this.#view = await drawing.fitted(spec, this.#place);
      } else {
        await this.#view.data('table', charted.map((row) => ({...row}))).runAsync();
      }
      const svg = this.#place.querySelector('svg');
      svg?.setAttribute('aria-label', `${this.#figure.querySelector('h3').textContent}. The table below has the numbers.`);
    });
    return this.#busy;
  }
}

const kNow = 'these settings', kReference = 'reference';

// What is drawn of shares: the headlines, and what the Plan is after.
const isCharted = (row) => row.detail === 'all' && row.depth === 0
  && ['negotiated_peace', 'de_facto_ceasefire', 'defeat', 'continued_war', 'durable_acceptable_peace'].includes(row.outcome);
const labelOf = (row) => (row.depth > 0 ? `${spoken(row.outcome)}: ${row.label}` : row.label);

const sharesShown = (picture) => {
  const charted = [], rows = [];
  for (const row of picture.shares) {
    const [share, low, high] = row.now;
    const cells = {outcome: row.outcome, detail: row.detail, label: labelOf(row), share, low, high};
    if (row.reference) {
      [cells.reference, cells.reference_low, cells.reference_high] = row.reference;
      [cells.difference, cells.difference_low, cells.difference_high] = row.difference;
    }
    rows.push(cells);
    if (!isCharted(row)) continue;
    charted.push({label: row.label, who: kNow, share, low, high, facet: ''});
    if (row.reference) {
      const [s, l, h] = row.reference;
      charted.push({label: row.label, who: kReference, share: s, low: l, high: h, facet: ''});
    }
  }
  return [charted, rows];
};
const sharesColumns = [
  {name: 'label', head: 'outcome'}, {name: 'share', head: 'share', shown: percent},
  {name: 'low', head: 'from', shown: percent}, {name: 'high', head: 'to', shown: percent},
  {name: 'reference', head: 'reference', shown: percent}, {name: 'difference', head: 'change, points', shown: points},
  {name: 'difference_low', head: 'from', shown: points}, {name: 'difference_high', head: 'to', shown: points},
];

const sidesOf = (picture) => [[kNow, picture], ...(picture.reference ? [[kReference, picture.reference]] : [])];

const stopsShown = (picture) => {
  const rows = sidesOf(picture).flatMap(([scenario, side]) =>
    side.stops.map(([label, date, [share, low, high]]) => ({scenario, label, date, share, low, high})));
  const charted = rows.map((row) => ({...row, facet: row.label, sampling_low: row.low,
    sampling_high: row.high, parameter_p05: row.low, parameter_p95: row.high}));
  return [charted, rows];
};
const stopsColumns = [
  {name: 'scenario', head: 'settings'}, {name: 'label', head: 'outcome'}, {name: 'date', head: 'by the end of'},
  {name: 'share', head: 'share', shown: percent}, {name: 'low', head: 'from', shown: percent}, {name: 'high', head: 'to', shown: percent},
];

const fanShown = (picture) => {
  const rows = sidesOf(picture).flatMap(([scenario, side]) =>
    side.fan.map(([date, p05, p25, p50, p75, p95]) => ({scenario, date, p05, p25, p50, p75, p95})));
  return [rows.map((row) => ({...row, facet: row.scenario})), rows];
};
const short = (x) => String(Number(x.toPrecision(4)));
const fanColumns = [{name: 'scenario', head: 'settings'}, {name: 'date', head: 'end of'},
  ...['p05', 'p25', 'p50', 'p75', 'p95'].map((name) => ({name, head: name, shown: short}))];
