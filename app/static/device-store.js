"use strict";
/* What this device keeps on its disk: answers that wait, forms, and notes. */
self.deviceStore = (() => {
  const STORES = ["answers", "forms", "notes"];

  function opened() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open("langnghe", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("answers", { keyPath: "token" });
        asked.result.createObjectStore("forms", { keyPath: "token" }).createIndex("code", "code");
        asked.result.createObjectStore("notes", { keyPath: "name" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  /* Does something in one transaction and waits until it is on the disk: a flat battery comes
     without a warning. `deed` is given the stores and what to call with the result. */
  async function inStores(mode, deed) {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const change = database.transaction(STORES, mode, { durability: "strict" });
        const stores = Object.fromEntries(STORES.map((name) => [name, change.objectStore(name)]));
        let result = null;
        change.oncomplete = () => resolve(result);
        change.onabort = () => reject(change.error);
        deed(stores, (value) => (result = value));
      });
    } finally {
      database.close();
    }
  }

  const read = (ask) =>
    inStores("readonly", (stores, done) => {
      const asked = ask(stores);
      asked.onsuccess = () => done(asked.result);
    });
  const change = (deed) => inStores("readwrite", deed);

  return { read, change };
})();
