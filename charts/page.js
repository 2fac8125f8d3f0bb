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
    figure.querySelector('[data-save="svg"]').addEventListener('click', async () => {
      const svg = (await view.toSVG()).replaceAll('currentColor', '#1a1d21');
      save(`${figure.id}.svg`, 'image/svg+xml', svg);
    });
  };

  const figures = [...document.querySelectorAll('figure')];
  for (const figure of figures) {
    figure.querySelector('[data-save="csv"]').addEventListener('click', () =>
      save(`${figure.id}.csv`, 'text/csv', csvOf(figure.querySelector('table'))));
  }
  Promise.all(figures.filter((figure) => figure.dataset.chart).map(draw))
    .then(() => { document.body.dataset.drawn = figures.length; });
})();
