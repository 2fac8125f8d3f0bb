// A worker: runs pieces of ensembles, one after the other, for the page.
let started;
const prepared = ['', ''];

const run = (model, task) => {
  const {slot, settings, first, count} = task;
  if (prepared[slot] !== settings) {
    prepared[slot] = '';
    model.ask('prepare_pieces', slot, settings);
    prepared[slot] = settings;
  }
  const piece = task.rows ? model.ask('run_rows', slot, first, count)
    : model.ask('run_piece', slot, first, count, task.quantity);
  return model.copy(piece);
};

onmessage = async ({data}) => {
  if (data.module) {
    started = startModel(data.module, data.files);
    return;
  }
  try {
    const bytes = run(await started, data);
    postMessage({...data, bytes}, [bytes.buffer]);
  } catch (error) {
    postMessage({...data, error: error.message});
  }
};
