// Elements of the page. Words of scenarios and declarations become text, never markup.
'use strict';
const byId = (id) => document.getElementById(id);

// element('p', {class: 'under', text: words, onclick: ...}, child, ...)
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') {
      made.textContent = value;
    } else if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value === true || value === false) {
      made.toggleAttribute(key, value);
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
};

const spoken = (name) => name.replaceAll('_', ' ');
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const points = (change) => `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(100 * change).toFixed(1)}`;
const whole = (number) => number.toLocaleString('en-GB');
