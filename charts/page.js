// Draws the charts of a memo from its tables, and saves both. A chart has no numbers of its own.
'use strict';
(() => {
  const {csvOf, save, fitted} = drawing;
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

  const draw = async (figure) => {
    const place = figure.querySelector('.chart');
    const spec = structuredClone(specs[figure.dataset.chart]);
    spec.description = place.dataset.description;
    spec.data.find((set) => set.name === 'table').values = rowsOf(figure.querySelector('table'));
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
