// The workers, and who has what to do. They are made from texts of the page, so a page that lies on
// a disk has them too.
'use strict';
class Pool {
  #idle = [];
  #all = [];

  // `next` gives the next task or null; `done` gets a task with its bytes, or with an error.
  constructor(count, module, files, next, done) {
    this.next = next;
    const text = ['model', 'calls', 'worker'].map((id) => document.getElementById(id).textContent);
    const address = URL.createObjectURL(new Blob(text, {type: 'text/javascript'}));
    for (let i = 0; i < count; ++i) {
      const worker = new Worker(address);
      worker.postMessage({module, files});
      worker.onmessage = ({data}) => {
        this.#idle.push(worker);
        done(data);
        this.wake();
      };
      this.#all.push(worker);
      this.#idle.push(worker);
    }
  }

  get size() { return this.#all.length; }

  // Gives the idle something to do.
  wake() {
    while (this.#idle.length > 0) {
      const task = this.next();
      if (task === null) return;
      this.#idle.pop().postMessage(task);
    }
  }
}
