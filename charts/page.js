// Draws the charts of a memo from its tables, and saves both. A chart has no numbers of its own.
'use strict';
(() => {
  const specs = JSON.parse(document.getElementById('charts').textContent);

  const valueOf = (cell) => {
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    return cell.textContent === '' ? null : cell.textContent;
  };
  const rowsOf = (table) => {
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.name);
    return [...table.tBodies[0].rows].map((row) =>
      Object.fromEntries([...row.cells].map((cell, i) => [names[i], valueOf(cell)])));
  };

  // A spreadsheet must not take words for a formula.
  const csvCell = (cell) => {
    if (cell.dataset.value !== undefined) return cell.dataset.value;
    let words = cell.dataset.name ?? cell.textContent;
    if (/^[=+\-@\t\r]/.test(words)) words = `'${words}`;
    return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  const csvOf = (table) =>
    [...table.rows].map((row) => [...row.cells].map(csvCell).join(',') + '\n').join('');

  const save = (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);  // a busy machine saves late
  };

  const viewOf = async (spec, place, plot) => {
    const inPanels = (spec.signals ?? []).find((signal) => signal.name === 'child_width');
    (inPanels ?? {}).value = plot;
    if (!inPanels) spec.width = plot;
    const view = new vega.View(vega.parse(spec), {renderer: 'svg', container: place});
    // Vega warns of the extent of a column that is empty throughout, such as a range that is nowhere.
    view.logLevel(vega.Error);
    return view.runAsync();
  };

  // The width that a spec is told is that of a plot; what stands around it is only known once it
  // is drawn. So a chart is drawn until it fits.
  const fitted = async (spec, place) => {
    const width = place.clientWidth;
    let plot = Math.max(100, width - 60), view;
    for (let turn = 0; turn < 4; ++turn) {
      view?.finalize();
      view = await viewOf(spec, place, plot);
      const over = place.querySelector('svg').viewBox.baseVal.width - width;
      if (over <= 0 && over > -3) break;
      plot = Math.max(100, Math.floor(plot - over));
    }
    return view;
  };

  const draw = async (figure) => {
    const place = figure.querySelector('.chart');
    const spec = structuredClone(specs[figure.dataset.chart]);
    spec.description = place.dataset.description;
    spec.data.find((set) => set.values !== undefined).values = rowsOf(figure.querySelector('table'));
    let view = await fitted(spec, place), width = place.clientWidth, busy = false;
    new ResizeObserver(async () => {
      if (busy || place.clientWidth === width || place.clientWidth === 0) return;
      busy = true;
      width = place.clientWidth;
      view.finalize();
      view = await fitted(spec, place);
      busy = false;
    }).observe(place);
    const drawn = async () => (await view.toSVG()).replaceAll('currentColor', '#1a1d21');
    figure.querySelector('[data-save="svg"]').addEventListener('click', async () =>
      save(`${figure.id}.svg`, 'image/svg+xml', await drawn()));
    return [figure.id, await drawn()];
  };

  // For `armistice report --svg`, which reads the document (experiments/exhibits/chart_files.cpp).
  const leave = (charts) => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.id = 'drawn';
    script.textContent = JSON.stringify(Object.fromEntries(charts)).replaceAll('<', '\\u003c');
    document.body.append(script);
  };

  const figures = [...document.querySelectorAll('figure')];
  for (const figure of figures) {
    figure.querySelector('[data-save="csv"]').addEventListener('click', () =>
      save(`${figure.id}.csv`, 'text/csv', csvOf(figure.querySelector('table'))));
  }
  Promise.all(figures.filter((figure) => figure.dataset.chart).map(draw))
    .then((charts) => {
      if (location.hash === '#svg') leave(charts);
      document.body.dataset.drawn = figures.length;
    });
})();
