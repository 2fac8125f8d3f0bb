// What is wrong with how a page looks, and what a screen reader misses; runs in the page.
// WCAG 2: relative luminance and contrast.
export const inPage = () => {
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
      if (!/^rgba\(.*, 0\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  for (const e of document.querySelectorAll('h1,h2,h3,h4,p,td,th,dt,dd,summary,button,label,legend,output,input,select,textarea,.glance span,svg text')) {
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
    charts: figures.filter((f) => f.querySelector('.chart')).length,
    drawn: figures.filter((f) => f.querySelector('.chart') && f.querySelector('.chart svg')).length,
    empty: figures.filter((f) => f.querySelector('.chart') && f.querySelectorAll('.chart svg .mark-group path, .chart svg [role="graphics-symbol"]').length < 3).map((f) => f.id),
    nan: figures.filter((f) => /NaN|undefined|Infinity/.test(f.querySelector('.chart')?.innerHTML ?? '')).map((f) => f.id),
    nameless: figures.filter((f) => f.querySelector('.chart') && !(f.querySelector('svg')?.getAttribute('aria-label') ?? f.querySelector('.chart')?.getAttribute('aria-label'))).map((f) => f.id),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    owned: document.body.dataset.owned ?? null,
    images: document.querySelectorAll('img').length,
    caveat: document.querySelector('.caveat').getBoundingClientRect().top,
    titles: figures.map((f) => f.querySelector('h3').textContent),
  };
};

// What inPage saw of a page, with `expect(holds, words)`: every chart is drawn, and can be read.
export const expectLooks = (seen, look, expect) => {
  expect(seen.charts > 0 && seen.charts === seen.drawn, `${look}: ${seen.drawn} of ${seen.charts} charts`);
  expect(seen.empty.length === 0, `${look}: charts without marks: ${seen.empty}`);
  expect(seen.nan.length === 0, `${look}: charts with what is no number: ${seen.nan}`);
  expect(seen.nameless.length === 0, `${look}: charts without a name: ${seen.nameless}`);
  expect(seen.faint.length === 0, `${look}: faint text: ${[...new Set(seen.faint)].slice(0, 5)}`);
  expect(seen.dull.length === 0, `${look}: dull marks: ${seen.dull}`);
  expect(seen.crossed.length === 0, `${look}: labels overlap: ${seen.crossed.slice(0, 5).join('; ')}`);
  expect(seen.wide <= 0, `${look}: ${seen.wide} px too wide`);
};
