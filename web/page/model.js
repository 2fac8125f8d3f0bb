// The functions of the model, for the page and for its workers alike.
'use strict';

// Starts it with the scenario files that the page holds.
const startModel = async (module, files) => {
  const model = await armisticeModel({
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  const folders = new Set();
  for (const [name, text] of Object.entries(files)) {
    const path = `scenarios/${name}`.split('/');
    for (let i = 1; i < path.length; ++i) {
      const folder = path.slice(0, i).join('/');
      if (!folders.has(folder)) model.FS.mkdir(folder);
      folders.add(folder);
    }
    model.FS.writeFile(path.join('/'), text);
  }

  const textOf = (words) => {
    const size = model.lengthBytesUTF8(words) + 1, at = model._malloc(size);
    model.stringToUTF8(words, at, size);
    return at;
  };
  return {
    // Calls a function that answers with JSON; throws what it says is wrong.
    ask(name, ...values) {
      const passed = values.map((v) => (typeof v === 'string' ? textOf(v) : v));
      const answer = JSON.parse(model.UTF8ToString(model[`_${name}`](...passed)));
      values.forEach((v, i) => { if (typeof v === 'string') model._free(passed[i]); });
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    },
    tell: (name, ...numbers) => model[`_${name}`](...numbers),
    // Bytes that the model has, and bytes for it.
    copy: ({at, size}) => model.HEAPU8.slice(at, at + size),
    lend(bytes, use) {
      const at = model._malloc(bytes.length);
      model.HEAPU8.set(bytes, at);
      try {
        return use(at, bytes.length);
      } finally {
        model._free(at);
      }
    },
    take: (slot, first, count, at, size) => model._take_piece(slot, first, count, at, size),
  };
};
