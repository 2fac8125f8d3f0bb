// The settings that a person moves, all made from the declarations: a new lever is here by itself.
'use strict';
const groupTitles = {
  military: 'Military', economic: 'Economic pressure', eu: 'The European Union',
  nato: 'NATO', american_role: 'The American role', post_war: 'Once the fighting stops',
  opposite_course: 'The opposite course',
};
const kPlan = '“A Plan for Peace Through Strength in Ukraine” (Hadley, Fried and Kramer, Foreign Affairs, 7 March 2025)';
const sourceOf = (lever) => (lever.group === 'opposite_course'
  ? `the course that the Plan argues against: ${kPlan}` : kPlan);

// `change(name, value, settled)` sets a setting, or with null gives it back to the scenario. A
// slider that is still moving is not settled.
class Controls {
  #levers = new Map();
  #shown = new Map();
  #contents;
  #change;
  #base = {settings: {}};
  #side;

  constructor(contents, change) {
    this.#contents = contents;
    this.#change = change;
    const groups = new Map();
    for (const lever of contents.levers) {
      if (!groups.has(lever.group)) {
        const title = groupTitles[lever.group] ?? spoken(lever.group);
        const group = element('fieldset', {}, element('legend', {text: title}));
        groups.set(lever.group, group);
        byId('levers').append(group);
      }
      groups.get(lever.group).append(this.#lever(lever));
    }
    byId('search').addEventListener('input', () => this.#search());
  }

  // Shows a side; `base` is what its scenario resolves to without settings on top.
  show(side, base) {
    this.#side = side;
    this.#base = base;
    for (const each of this.#levers.values()) each();
    this.#search();
  }

  #standing(name) { return this.#base.settings[name]?.[0] ?? ''; }

  #lever(lever) {
    const name = `levers.${lever.name}`, id = `lever-${lever.name}`;
    const about = element('p', {id: `${id}-about`});
    const shown = element('output', {for: id});
    const said = () => (lever.atOnce ? (input.checked ? 1 : 0) : Number(input.value));
    const tell = () => {
      shown.textContent = lever.atOnce ? (input.checked ? 'yes' : 'no') : said().toFixed(2);
      if (!lever.atOnce) input.setAttribute('aria-valuetext', `${shown.textContent} of 1`);
    };
    const send = (settled) => {
      tell();
      const standing = Number(this.#standing(name));
      this.#change(name, said() === standing ? null : String(said()), settled);
    };
    const input = lever.atOnce
      ? element('input', {type: 'checkbox', id, onchange: () => send(true)})
      : element('input', {type: 'range', id, min: 0, max: 1, step: 0.01,
        oninput: () => send(false), onchange: () => send(true)});
    input.setAttribute('aria-describedby', about.id);
    const back = element('button', {type: 'button', text: 'As in the scenario',
      'aria-label': `${spoken(lever.name)}: as in the scenario`,
      onclick: () => {
        for (const each of [name, `${name}.start_month`, `${name}.ramp_months`]) this.#change(each, null, true);
      }});
    const course = lever.atOnce ? [] : [['start_month', 'Starts in month', 0], ['ramp_months', 'Takes months', 1]]
      .map(([part, words, least]) => {
        const field = element('input', {type: 'number', id: `${id}-${part}`, min: least, max: 240, step: 1,
          onchange: () => {
            if (field.value === '' || !field.checkValidity()) return field.reportValidity();
            const same = Number(field.value) === Number(this.#standing(`${name}.${part}`));
            this.#change(`${name}.${part}`, same ? null : String(Number(field.value)), true);
          }});
        return {part, field, line: element('p', {}, element('label', {for: field.id, text: `${words} `}), field)};
      });
    const box = element('div', {class: 'lever'},
      element('div', {class: 'name'}, element('label', {for: id, text: spoken(lever.name)}), shown),
      input,
      element('details', {},
        element('summary', {text: 'Meaning, consent, source'}),
        element('p', {text: `Moves: ${lever.moves}.`}),
        element('p', {text: `Who must consent: ${lever.consent}.`}),
        element('p', {text: `Source: ${sourceOf(lever)}. How large its effects are is said by parameters, each with its own source: search them below.`}),
        element('p', {text: lever.core ? 'In all mechanisms.' : 'No effect with the core mechanisms.'}),
        ...course.map(({line}) => line), back));
    box.querySelector('details').append(about);
    this.#levers.set(lever.name, () => {
      const own = valueSet(this.#side, name);
      const value = Number(own ?? this.#standing(name));
      if (document.activeElement !== input || lever.atOnce || Number(input.value) !== value) {
        if (lever.atOnce) input.checked = value > 0.5; else input.value = value;
      }
      tell();
      if (Number.isNaN(value)) shown.textContent = own;
      const drawn = this.#base.settings[name]?.[1];
      about.textContent = `The scenario has ${drawn ?? Number(this.#standing(name)).toFixed(2)}, the status quo ${lever.base.toFixed(2)}.`;
      for (const {part, field} of course) {
        field.value = valueSet(this.#side, `${name}.${part}`) ?? this.#standing(`${name}.${part}`);
      }
      const names = [name, ...course.map(({part}) => `${name}.${part}`)];
      box.classList.toggle('is-set', names.some((each) => isSet(this.#side, each)));
    });
    return box;
  }

  #parameter(p) {
    const id = `set-${p.name}`, isSwitch = p.neutral !== undefined;
    const standing = this.#base.settings[p.name] ?? [''];
    const own = valueSet(this.#side, p.name);
    const field = isSwitch
      ? element('input', {type: 'checkbox', id, checked: (own ?? standing[0]) === 'true',
        onchange: () => this.#change(p.name, String(field.checked) === standing[0] ? null : String(field.checked), true)})
      : element('input', {type: 'number', id, min: p.low, max: p.high, step: 'any',
        value: own !== undefined && !Number.isNaN(Number(own)) ? own : '', placeholder: standing[0],
        onchange: () => {
          if (!field.checkValidity()) return field.reportValidity();
          this.#change(p.name, field.value === '' ? null : String(Number(field.value)), true);
        }});
    const lines = isSwitch ? [`When off: ${p.neutral}.`]
      : [`${standing[1] ? `Drawn from ${standing[1]}` : `Fixed at ${standing[0]}`}${own === undefined ? '' : `; here ${own}`}. May be ${p.low} to ${p.high}${p.unit ? ` ${p.unit}` : ''}.`,
        `Source: ${p.source}`];
    const box = element('div', {class: own === undefined ? 'parameter' : 'parameter is-set', 'data-name': p.name},
      element('div', {class: 'name'}, element('label', {for: id, text: p.name.replace(/^parameters\./, '')}), field));
    lines.forEach((text, i) => box.append(element('p', {id: `${id}-${i}`, text})));
    field.setAttribute('aria-describedby', lines.map((_, i) => `${id}-${i}`).join(' '));
    if (own !== undefined) {
      box.append(element('button', {type: 'button', text: 'As in the scenario', 'aria-label': `${p.name}: as in the scenario`,
        onclick: () => this.#change(p.name, null, true)}));
    }
    return box;
  }

  // What was changed comes first; then what the words fit.
  #search() {
    if (!this.#side) return;
    const focused = document.activeElement?.closest('#parameters') ? document.activeElement.id : null;
    const kMost = 25;
    const all = [...this.#contents.parameters, ...this.#contents.switches];
    const words = byId('search').value.toLowerCase().split(/[\s_.]+/).filter(Boolean);
    const fits = (p) => {
      const text = [p.name, p.unit, p.source, p.neutral].join(' ').toLowerCase().replaceAll('_', ' ');
      return words.length > 0 && words.every((word) => text.includes(word));
    };
    const own = all.filter((p) => isSet(this.#side, p.name));
    const found = all.filter((p) => !isSet(this.#side, p.name) && fits(p));
    byId('parameters').replaceChildren(...[...own, ...found.slice(0, kMost)].map((p) => this.#parameter(p)));
    const known = new Set([...all.map((p) => p.name), 'with', 'rule', 'mechanisms',
      ...this.#contents.levers.flatMap(({name}) => ['', '.start_month', '.ramp_months'].map((part) => `levers.${name}${part}`))]);
    const others = this.#side.set.filter(([name]) => !known.has(name));
    for (const [name, value] of others) {
      byId('parameters').append(element('div', {class: 'parameter is-set'},
        element('div', {class: 'name'}, element('label', {text: name}), element('output', {text: value})),
        element('button', {type: 'button', text: 'As in the scenario', 'aria-label': `${name}: as in the scenario`,
          onclick: () => this.#change(name, null, true)})));
    }
    if (focused !== null) (byId(focused) ?? byId('search')).focus();
    byId('found').textContent = words.length === 0
      ? `${this.#contents.parameters.length} parameters and ${this.#contents.switches.length} mechanisms; ${own.length + others.length} changed.`
      : `${found.length} found${found.length > kMost ? `, the first ${kMost} shown` : ''}; ${own.length + others.length} changed.`;
  }
}
