// One trial told month by month.
'use strict';
const tellStory = (months) => {
  const told = byId('told');
  told.replaceChildren(...months.map(({title, lines}, i) => element('section', {},
    element(i === 0 ? 'p' : 'h4', {text: i === 0 ? [title, ...lines.map(([, text]) => text)].join('. ') : title}),
    ...(i === 0 ? [] : [element('dl', {}, ...lines.flatMap(([label, text]) =>
      [element('dt', {text: label}), element('dd', {text})]))]))));
  told.hidden = false;
  told.scrollTop = 0;
};

// A button for each way in which a trial ended: the first that did.
const showEndings = (endings, tell) => {
  byId('endings').replaceChildren(...endings.map(([words, count, first]) =>
    element('button', {type: 'button', text: `${words} (${whole(count)})`, onclick: () => tell(first)})));
};
