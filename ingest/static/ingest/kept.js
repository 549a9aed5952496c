/* Recordings that this browser keeps until the server has them: one row each, and their pieces in order. */
const NAME = "threepass-recordings";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function written(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export class Kept {
  /* Rejects where the browser keeps nothing, in some private windows for instance. */
  static async open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("recordings", { keyPath: "id" });
      request.result.createObjectStore("pieces", { autoIncrement: true }).createIndex("recording", "recording");
    };
    return new Kept(await asked(request));
  }

  constructor(database) {
    this.database = database;
  }

  /* `recording` is {id, owner, begun, type, milliseconds, title}. */
  save(recording) {
    const transaction = this.database.transaction("recordings", "readwrite");
    transaction.objectStore("recordings").put(recording);
    return written(transaction);
  }

  /* The piece and the length so far are written together or not at all. */
  add(recording, data) {
    const transaction = this.database.transaction(["recordings", "pieces"], "readwrite");
    transaction.objectStore("recordings").put(recording);
    transaction.objectStore("pieces").add({ recording: recording.id, data });
    return written(transaction);
  }

  async all(owner) {
    const rows = await asked(this.database.transaction("recordings").objectStore("recordings").getAll());
    return rows.filter((row) => row.owner === owner).sort((a, b) => b.begun - a.begun);
  }

  async sound(recording) {
    const pieces = this.database.transaction("pieces").objectStore("pieces").index("recording");
    const rows = await asked(pieces.getAll(recording.id));
    return new Blob(rows.map((row) => row.data), { type: recording.type });
  }

  async drop(recording) {
    const transaction = this.database.transaction(["recordings", "pieces"], "readwrite");
    transaction.objectStore("recordings").delete(recording.id);
    const pieces = transaction.objectStore("pieces");
    for (const key of await asked(pieces.index("recording").getAllKeys(recording.id))) pieces.delete(key);
    return written(transaction);
  }
}

/* The same for a browser that keeps nothing: what is recorded lives as long as the page. */
export class InMemory {
  constructor() {
    this.rows = new Map();
  }

  async save(recording) {
    this.rows.set(recording.id, { recording, pieces: this.rows.get(recording.id)?.pieces ?? [] });
  }

  async add(recording, data) {
    await this.save(recording);
    this.rows.get(recording.id).pieces.push(data);
  }

  async all(owner) {
    return [...this.rows.values()].map((row) => row.recording).filter((row) => row.owner === owner);
  }

  async sound(recording) {
    return new Blob(this.rows.get(recording.id)?.pieces ?? [], { type: recording.type });
  }

  async drop(recording) {
    this.rows.delete(recording.id);
  }
}
