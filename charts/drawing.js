// What every page of the program draws and saves with: a chart of Vega that fits its place, and files
// out of the page.
'use strict';
const drawing = (() => {
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
    // A map keeps its shape.
    const height = (spec.signals ?? []).find((signal) => signal.name === 'child_height');
    if (spec.usermeta?.aspect) height.value = Math.round(plot * spec.usermeta.aspect);
    const view = new vega.View(vega.parse(spec), {renderer: 'svg', container: place});
    // Vega warns of the extent of a column that is empty throughout, such as a range that is nowhere.
    view.logLevel(vega.Error);
    return view.runAsync();
  };

  // The width that a spec is told is that of a plot; what stands around it is only known once it
  // is drawn. So a chart is drawn until it fits.
  const fitted = async (spec, place) => {
    const width = place.clientWidth;
    const columns = spec.usermeta?.columns !== undefined && width >= 600 ? spec.usermeta.columns : 1;
    if (spec.layout) spec.layout.columns = columns;
    let plot = Math.max(100, Math.floor(width / columns) - 60), view;
    for (let turn = 0; turn < 4; ++turn) {
      view?.finalize();
      view = await viewOf(spec, place, plot);
      const over = place.querySelector('svg').viewBox.baseVal.width - width;
      if (over <= 0 && over > -3) break;
      plot = Math.max(100, Math.floor(plot - over / columns));
    }
    return view;
  };

  return {csvOf, save, fitted};
})();
