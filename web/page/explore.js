// The page: settings in, trials by the workers, a picture as they come.
'use strict';
(async () => {
  const contents = JSON.parse(byId('contents').textContent);
  const charts = JSON.parse(byId('charts').textContent);
  const kTrials = 5000, kPiece = 64, kFirstPieces = 32, kFirstPicture = 256;
  const kBetweenPictures = 250, kUndo = 200;
  const usual = {
    now: contents.start, reference: contents.reference, seed: contents.seed,
    horizon: contents.horizon, quantity: 'occupied_share_pct',
  };

  let state = stateOf(location.hash, usual);
  const past = [], future = [];

  // ---- The model: one here for settings and statistics, one in each worker for trials.
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const packed = new Blob([bytesOf(byId('module').textContent.trim())]);
  const unpacked = new Response(packed.stream().pipeThrough(new DecompressionStream('gzip')));
  const module = await WebAssembly.compile(await unpacked.arrayBuffer());
  const workers = Math.max(1, Math.min(16, navigator.hardwareConcurrency ?? 2));

  // ---- Ensembles: slot 0 is that of the settings now, slot 1 that of the reference.
  const ensembles = [null, null];  // {settings, quantity, next, came}
  let job = null;                  // what is running, or was last
  let saving = null;               // rows of trials.csv that are being made
  const quantityNumber = () => Math.max(0, contents.quantities.findIndex((q) => q.name === state.quantity));

  const taskOf = (slot) => {
    const ensemble = ensembles[slot];
    if (ensemble === null || ensemble.next >= kTrials) return null;
    const first = ensemble.next, count = Math.min(first < kFirstPicture ? kFirstPieces : kPiece, kTrials - first);
    ensemble.next += count;
    return {slot, settings: ensemble.settings, quantity: ensemble.quantity, first, count};
  };
  const next = () => {
    if (saving !== null && saving.next < kTrials) {
      const first = saving.next, count = Math.min(250, kTrials - first);
      saving.next += count;
      return {slot: 0, settings: saving.settings, rows: true, first, count};
    }
    const [now, reference] = ensembles;
    if (job === null || job.stopped || !now || !reference) return null;
    // First pictures first: now, then the reference, then both side by side.
    if (now.next < kFirstPicture || reference === now) return taskOf(0);
    const behind = reference.next < now.next || now.next >= kTrials;
    return behind ? (taskOf(1) ?? taskOf(0)) : (taskOf(0) ?? taskOf(1));
  };

  const done = (task) => {
    if (task.rows) return rowsCame(task);
    // A piece may still come of settings that nobody looks at any more.
    const slot = ensembles.findIndex((e) => e?.settings === task.settings && e.quantity === task.quantity);
    if (slot < 0) return;
    const ensemble = ensembles[slot];
    if (task.error) {
      ensembles[slot] = null;
      return fail(task.error);
    }
    model.lend(task.bytes, (at, size) => model.take(slot, task.first, task.count, at, size));
    ensemble.came += task.count;
    progressed();
  };

  const model = await startModel(module, contents.files);
  const pool = new Pool(workers, module, contents.files, next, done);

  // ---- What goes wrong is said in the program's words, and the settings stay to be mended.
  const fail = (message) => {
    if (job) job.stopped = true;
    byId('problem').textContent = message;
    byId('problem').hidden = false;
    document.body.dataset.done = '';
    showProgress();
  };

  const begin = (slot, side) => {
    const settings = forModel(state, side), quantity = quantityNumber();
    const same = (e) => e?.settings === settings && e.quantity === quantity;
    if (same(ensembles[slot])) return;
    if (same(ensembles[1 - slot])) {
      model.tell('share_gathering', 1 - slot);
      ensembles[slot] = ensembles[1 - slot];
      return;
    }
    ensembles[slot] = null;  // until the settings turn out to be right
    model.ask('begin_gathering', slot, settings, quantity);
    ensembles[slot] = {settings, quantity, next: 0, came: 0};
  };

  const run = () => {
    delete document.body.dataset.done;
    delete document.body.dataset.pictured;
    byId('problem').hidden = true;
    job = {began: performance.now(), pictured: false, drawing: false, last: 0, stopped: false, again: false};
    try {
      begin(0, state.now);
      begin(1, state.reference);
    } catch (error) {
      return fail(error.message);
    }
    showProgress();
    pool.wake();
    progressed();
  };

  // ---- Pictures: the first from few trials, then a few in a second, then the last.
  const complete = () => ensembles.every((e) => e.came >= kTrials);
  const progressed = () => {
    showProgress();
    if (job.drawing || job.stopped) return;
    const enough = ensembles.every((e) => e.came >= kFirstPicture);
    const due = performance.now() - job.last > kBetweenPictures;
    if (complete() || (enough && (!job.pictured || due))) draw(job);
  };

  const exhibits = {
    shares: new Exhibit(byId('shares'), charts.pinned, sharesColumns),
    stops: new Exhibit(byId('stops'), charts.incidence, stopsColumns),
    fan: new Exhibit(byId('fan'), charts.fan, fanColumns),
  };
  const headline = (picture) => picture.shares.filter((row) => row.detail === 'all' && row.depth === 0
    && ['negotiated_peace', 'de_facto_ceasefire', 'defeat', 'continued_war'].includes(row.outcome));
  const classOf = {continued_war: 'o0', negotiated_peace: 'o1', de_facto_ceasefire: 'o2', defeat: 'o3'};

  const answerOf = (picture) => {
    const said = headline(picture).map((row) => `${row.label} ${percent(row.now[0])}`
      + (row.difference && row.difference[0] !== 0 ? ` (${points(row.difference[0])} points)` : ''));
    return `Of ${whole(picture.trials)} trials: ${said.join(', ')}.`;
  };

  const draw = async (mine) => {
    mine.drawing = true;
    const final = complete();
    const picture = model.ask('draw_picture');
    byId('answer').textContent = answerOf(picture);
    byId('at-a-glance').replaceChildren(...headline(picture).map((row) =>
      element('span', {class: classOf[row.outcome], style: `width: ${100 * row.now[0]}%`,
        text: `${row.label} ${Math.round(100 * row.now[0])} %`})));
    showEndings(picture.endings, (trial) => { byId('trial').value = trial; byId('told-side').value = 'now'; tell(); });
    const drawn = exhibits.shares.show('How the fighting first stops', ...sharesShown(picture));
    if (!mine.pictured) {
      await drawn;
      mine.pictured = true;
      if (mine === job) document.body.dataset.pictured = Math.round(performance.now() - mine.began);
    }
    mine.last = performance.now();
    await new Promise((resolve) => setTimeout(resolve));
    if (mine === job && (final || ensembles[0].came < kTrials)) {
      const quantity = contents.quantities[quantityNumber()];
      await Promise.all([drawn, exhibits.stops.show('When the fighting stops', ...stopsShown(picture)),
        exhibits.fan.show(`${quantity.words[0].toUpperCase()}${quantity.words.slice(1)}, ${quantity.unit}`, ...fanShown(picture))]);
    }
    mine.drawing = false;
    if (mine !== job) return;
    if (mine.again) return run();
    if (!final) return progressed();
    mine.stopped = true;
    byId('announced').textContent = answerOf(picture);
    document.body.dataset.done = Math.round(performance.now() - mine.began);
    showProgress();
  };

  const showProgress = () => {
    const both = new Set(ensembles.filter(Boolean));
    const came = [...both].reduce((sum, e) => sum + e.came, 0), all = kTrials * Math.max(1, both.size);
    byId('progress').max = all;
    byId('progress').value = came;
    const running = job !== null && !job.stopped;
    byId('done').textContent = running || came >= all ? `${whole(came)} of ${whole(all)} trials`
      : `stopped at ${whole(came)} of ${whole(all)} trials`;
    byId('cancel').textContent = running || came >= all ? 'Stop' : 'Go on';
    byId('cancel').disabled = came >= all;
  };
  byId('cancel').addEventListener('click', () => {
    if (!job.stopped) {
      job.stopped = true;
      return showProgress();
    }
    if (!ensembles[0] || !ensembles[1]) return run();  // what was refused is tried again
    job = {...job, stopped: false, drawing: false, began: performance.now(), last: 0};
    showProgress();
    pool.wake();
  });

  // ---- Settings: each change is in the address; undo goes back to addresses.
  const controls = new Controls(contents, (name, value, settled) => {
    change((s) => ({...s, now: changed(s.now, name, value)}), settled);
  });

  // A slider may move on before its first picture: only its latest place is run.
  const soon = () => {
    if (job !== null && !job.stopped && !job.pictured && performance.now() - job.began < 400) {
      job.again = true;
      return;
    }
    run();
  };
  let settledAddress = addressOf(state);
  const change = (how, settled = true) => {
    state = how(state);
    const address = addressOf(state);
    if (settled && address !== settledAddress) {
      past.push(settledAddress);
      if (past.length > kUndo) past.shift();
      future.length = 0;
      settledAddress = address;
    }
    if (settled) history.replaceState(null, '', address);  // browsers allow only so many in a second
    show(settled);
    soon();
  };

  const load = (address) => {
    state = stateOf(address, usual);
    settledAddress = addressOf(state);
    history.replaceState(null, '', settledAddress);
    show(true);
    run();
  };
  byId('undo').addEventListener('click', () => { future.push(settledAddress); load(past.pop()); });
  byId('redo').addEventListener('click', () => { past.push(settledAddress); load(future.pop()); });
  byId('reset').addEventListener('click', () => change(() => structuredClone(usual)));
  byId('pin').addEventListener('click', () => change((s) => ({...s, reference: s.now})));
  window.addEventListener('hashchange', () => {
    if (location.hash === settledAddress) return;
    past.push(settledAddress);
    load(location.hash);
  });

  const scenarioOptions = (select) => {
    const option = ({name, title}) => element('option', {value: name, text: `${spoken(name)}: ${title}`});
    select.replaceChildren(
      element('optgroup', {label: 'Scenarios'}, ...contents.scenarios.filter((s) => !s.critic).map(option)),
      element('optgroup', {label: 'Critics'}, ...contents.scenarios.filter((s) => s.critic).map(option)));
  };
  scenarioOptions(byId('scenario'));
  scenarioOptions(byId('reference'));
  byId('scenario').addEventListener('change', ({target}) =>
    change((s) => ({...s, now: {...s.now, scenario: target.value}})));
  byId('reference').addEventListener('change', ({target}) => {
    if (target.value !== '') change((s) => ({...s, reference: emptySide(target.value)}));
  });
  byId('critics').append(...contents.scenarios.filter((s) => s.critic).map(({name, title}) => {
    const id = `critic-${name}`;
    const box = element('input', {type: 'checkbox', id, value: name, onchange: () => {
      const laid = [...byId('critics').querySelectorAll('input:checked')].map((each) => each.value);
      change((s) => ({...s, now: laidOver(s.now, laid)}));
    }});
    return element('p', {}, box, ' ', element('label', {for: id, text: title}));
  }));

  const words = {
    rule: [['quantal', 'quantal: the better an option, the likelier'], ['rational', 'rational: always the best option'],
      ['prospect', 'prospect: losses weigh more than gains']],
    mechanisms: [['full', 'full: all mechanisms'], ['core', 'core: those of version 0.1']],
  };
  for (const [name, choices] of Object.entries(words)) {
    byId(name).append(...choices.map(([value, text]) => element('option', {value, text})));
    byId(name).addEventListener('change', ({target}) => {
      const same = target.value === base.settings[name]?.[0];
      change((s) => ({...s, now: changed(s.now, name, same ? null : JSON.stringify(target.value))}));
    });
  }
  byId('quantity').append(...contents.quantities.map(({name, words: text, unit}) =>
    element('option', {value: name, text: `${text}, ${unit}`})));
  byId('quantity').addEventListener('change', ({target}) => change((s) => ({...s, quantity: target.value})));
  const checked = (field, use) => byId(field).addEventListener('change', ({target}) => {
    if (target.checkValidity()) use(target.value); else target.reportValidity();
  });
  checked('horizon', (value) => change((s) => ({...s, horizon: Number(value)})));
  checked('seed', (value) => change((s) => ({...s, seed: value})));

  let base = {settings: {}}, baseOf = '';
  const unquoted = (value) => value?.replace(/^['"](.*)['"]$/, '$1');
  const show = (settled) => {
    const plain = {scenario: state.now.scenario, set: state.now.set.filter(([name]) => name === 'with' || name === 'mechanisms')};
    const asked = forModel({...state, seed: '1'}, plain);
    if (asked !== baseOf) {
      try {
        base = model.ask('resolve_settings', asked);
        baseOf = asked;
      } catch (error) {
        fail(error.message);
      }
    }
    controls.show(state.now, base);
    for (const name of Object.keys(words)) byId(name).value = unquoted(valueSet(state.now, name)) ?? base.settings[name]?.[0] ?? '';
    byId('scenario').value = state.now.scenario;
    const pinned = state.reference.set.length > 0;
    byId('reference').querySelector('[value=""]')?.remove();
    if (pinned) byId('reference').prepend(element('option', {value: '', text: `pinned: ${spoken(state.reference.scenario)} with ${state.reference.set.length} changed`}));
    byId('reference').value = pinned ? '' : state.reference.scenario;
    const laid = withOf(state.now);
    for (const box of byId('critics').querySelectorAll('input')) box.checked = laid.includes(box.value);
    byId('critics-set').textContent = laid.length > 0 ? `(${laid.length})` : '';
    byId('quantity').value = contents.quantities[quantityNumber()].name;
    byId('horizon').value = state.horizon;
    byId('seed').value = state.seed;
    byId('undo').disabled = past.length === 0;
    byId('redo').disabled = future.length === 0;
    if (settled) describe();
  };

  // What the settings are called elsewhere. It waits until the workers are busy.
  const describe = () => {
    byId('command').value = commandOf(state, state.now, kTrials);
    byId('toml').value = tomlOf(state.now);
    byId('checksum').textContent = '';
    byId('digest').textContent = '';
    const asked = forModel(state, state.now);
    setTimeout(() => {
      if (asked !== forModel(state, state.now)) return;
      try {
        const whole = model.ask('resolve_settings', asked);
        byId('digest').textContent = whole.digest;
        byId('notes').textContent = whole.notes.slice(0, 3).join('; ');
      } catch {
        byId('digest').textContent = 'none: the settings do not fit together';  // the run says why
        byId('notes').textContent = '';
      }
    });
  };
  byId('program').textContent = `armistice ${contents.version}, sources ${contents.sources}; ${workers} ${workers === 1 ? 'worker' : 'workers'}`;

  byId('to-results').addEventListener('click', () => byId('results-title').focus());

  // ---- Passing it on.
  const copy = (id, name, text) => byId(id).addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      byId('copied').textContent = `${name} copied.`;
    } catch {
      byId('copied').textContent = `This browser let nothing be copied: the ${name.toLowerCase()} stands under “As text” or in the address.`;
    }
  });
  copy('copy-link', 'Link', () => location.href);
  copy('copy-command', 'Command', () => byId('command').value);
  copy('copy-toml', 'Scenario file', () => byId('toml').value);
  byId('use-pasted').addEventListener('click', () => {
    const text = byId('paste').value.trim();
    if (/^\S*#\S+$/.test(text) && !text.includes('\n')) {
      past.push(settledAddress);
      return load(text.slice(text.indexOf('#')));
    }
    try {
      const side = model.ask('read_pasted', `${text}\n`);
      change((s) => ({...s, now: side}));
    } catch (error) {
      fail(error.message);
    }
  });

  // ---- One trial.
  const tell = () => {
    const trial = Number(byId('trial').value);
    if (!byId('trial').checkValidity()) return byId('trial').reportValidity();
    const side = byId('told-side').value === 'now' ? state.now : state.reference;
    try {
      tellStory(model.ask('tell_story', forModel(state, side), trial));
    } catch (error) {
      fail(error.message);
    }
  };
  byId('tell').addEventListener('click', tell);

  // ---- The program's file of these trials.
  const rowsCame = (task) => {
    if (saving === null || saving.settings !== task.settings) return;
    if (task.error) {
      saving = null;
      return fail(task.error);
    }
    saving.parts[task.first / 250] = task.bytes;
    saving.came += task.count;
    byId('checksum').textContent = `${whole(saving.came)} of ${whole(kTrials)} trials written`;
    if (saving.came < kTrials) return;
    model.tell('begin_digest');
    let digest = '';
    for (const part of saving.parts) {
      digest = model.lend(part, (at, size) => model.ask('add_to_digest', at, size)).digest;
    }
    drawing.save('trials.csv', 'text/csv', new Blob(saving.parts));
    byId('checksum').textContent = `crc64 ${digest}`;
    saving = null;
  };
  byId('save-trials').addEventListener('click', () => {
    saving = {settings: forModel(state, state.now), next: 0, came: 0, parts: []};
    pool.wake();
  });

  history.replaceState(null, '', addressOf(state));
  settledAddress = addressOf(state);
  show(true);
  run();
})().catch((error) => {
  const problem = document.getElementById('problem');
  problem.textContent = `This browser can't run the model: ${error.message}. It takes one of 2023 or later, with WebAssembly's SIMD and exceptions.`;
  problem.hidden = false;
});
