// What is told on a phone without signal: kept in the browser's own database until the server has it.
const NAME = "otklik-tasks";
const STORE = "waiting";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// One transaction, all of it or nothing; the promise is kept once it stands on the disk.
async function inOne(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const one = database.transaction(STORE, mode, { durability: "strict" });
      const asked = act(one.objectStore(STORE));
      one.oncomplete = () => resolve(asked?.result);
      one.onabort = one.onerror = () => reject(one.error);
    });
  } finally {
    database.close();
  }
}

export const keepAll = (items) => inOne("readwrite", (store) => { items.forEach((item) => store.add(item)); });
export const listKept = () => inOne("readonly", (store) => store.getAll());
export const noteOf = (item) => inOne("readwrite", (store) => store.put(item));
export const letGo = (id) => inOne("readwrite", (store) => store.delete(id));
