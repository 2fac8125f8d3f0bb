// The settings of the page: what the address carries, what undo goes back to, and how they are typed
// in a terminal and in a scenario file.
'use strict';

// A side is a scenario and what is set on top: [name, value in TOML], each name once but "with".
const emptySide = (scenario) => ({scenario, set: []});
const isSet = (side, name) => side.set.some(([each]) => each === name);
const valueSet = (side, name) => side.set.find(([each]) => each === name)?.[1];
const withOf = (side) => side.set.filter(([name]) => name === 'with').map(([, value]) => value);

const changed = (side, name, value) => {
  const set = side.set.filter(([each]) => each !== name && each !== `${name}.intensity`);
  return {...side, set: value === null ? set : [...set, [name, value]]};
};
const laidOver = (side, names) => ({
  ...side,
  set: [...names.map((name) => ['with', name]), ...side.set.filter(([name]) => name !== 'with')],
});

// In one order, so that the same settings are the same text whichever slider moved first.
const inOrder = (side) => ({
  scenario: side.scenario,
  set: [...side.set.filter(([name]) => name === 'with'),
    ...side.set.filter(([name]) => name !== 'with').sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))],
});
const forModel = (state, side) => {
  const {scenario, set} = inOrder(side);
  return JSON.stringify({scenario, set, seed: state.seed, horizon: state.horizon});
};

const addressOf = (state) => {
  const said = new URLSearchParams();
  const add = (prefix, side) => {
    const {scenario, set} = inOrder(side);
    said.append(`${prefix}scenario`, scenario);
    for (const [name, value] of set) said.append(`${prefix}set`, `${name}=${value}`);
  };
  add('', state.now);
  add('reference-', state.reference);
  said.append('seed', state.seed);
  said.append('horizon', String(state.horizon));
  if (state.quantity !== 'occupied_share_pct') said.append('quantity', state.quantity);
  return `#${said}`;
};

// What an address says over `usual`; whatever it does not say stays as usual.
const stateOf = (address, usual) => {
  const said = new URLSearchParams(address.replace(/^#/, ''));
  const side = (prefix, standing) => {
    if (!said.has(`${prefix}scenario`)) return standing;
    const set = said.getAll(`${prefix}set`).map((words) => {
      const at = words.indexOf('=');
      return at < 0 ? [words, ''] : [words.slice(0, at), words.slice(at + 1)];
    });
    return {scenario: said.get(`${prefix}scenario`), set};
  };
  const horizon = Number(said.get('horizon') ?? usual.horizon);
  return {
    now: side('', usual.now),
    reference: side('reference-', usual.reference),
    seed: said.get('seed') ?? usual.seed,
    horizon: Number.isInteger(horizon) ? horizon : usual.horizon,
    quantity: said.get('quantity') ?? usual.quantity,
  };
};

const shellWord = (word) => (/^[\w.,:=/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

// Gives the same trials in a terminal.
const commandOf = (state, side, trials) => {
  const {scenario, set} = inOrder(side);
  const words = ['armistice', 'run', scenario];
  for (const [name, value] of set) {
    words.push(...(name === 'with' ? ['--with', value] : ['--set', `${name}=${value}`]));
  }
  words.push('--trials', String(trials), '--seed', state.seed, '--horizon', String(state.horizon),
    '--out', 'explored');
  return words.map(shellWord).join(' ');
};

// Gives the same scenario as a file. A lever with a course is one table.
const tomlOf = (side, title) => {
  const {scenario, set} = inOrder(side);
  const text = (words) => JSON.stringify(words);
  const lines = [`extends = ${text(scenario)}`];
  const laid = set.filter(([name]) => name === 'with').map(([, value]) => text(value));
  if (laid.length > 0) lines.push(`with = [${laid.join(', ')}]`);
  if (title) lines.push(`title = ${text(title)}`);
  const tables = new Map(), courses = new Map();
  for (const [name, value] of set) {
    if (name === 'with') continue;
    const lever = /^levers\.([^.]+)(?:\.(.+))?$/.exec(name);
    if (lever) {
      const parts = courses.get(lever[1]) ?? [];
      courses.set(lever[1], [...parts, [lever[2] ?? 'intensity', value]]);
      continue;
    }
    const dot = name.lastIndexOf('.'), table = dot < 0 ? '' : name.slice(0, dot);
    tables.set(table, [...(tables.get(table) ?? []), `${name.slice(dot + 1)} = ${value}`]);
  }
  for (const line of tables.get('') ?? []) lines.push(line);
  tables.delete('');
  if (courses.size > 0) {
    lines.push('', '[levers]');
    for (const [lever, parts] of courses) {
      const alone = parts.length === 1 && parts[0][0] === 'intensity';
      lines.push(alone ? `${lever} = ${parts[0][1]}`
        : `${lever} = { ${parts.map(([key, value]) => `${key} = ${value}`).join(', ')} }`);
    }
  }
  for (const [table, inside] of tables) lines.push('', `[${table}]`, ...inside);
  return `${lines.join('\n')}\n`;
};
