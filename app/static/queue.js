"use strict";
/* Answers that wait on this device for a network, and the forms they are given on.
   Used by the kiosk's page and by the service worker; nothing of it outlives the sending. */
(() => {
  const STORES = ["answers", "forms", "notes"];
  const RUN = `${Math.random()}`;
  const PATIENCE = 15000;
  /* The token of an answer whose person still stands here and may correct it. */
  let inHand = null;

  /* What this device's clocks say now. `steady` counts from the start of this `run` and nobody can
     set it; `wall` goes on while the device sleeps, and may be wrong by years. */
  const reading = () => ({ wall: Date.now(), steady: performance.now(), run: RUN });

  /* Seconds between two readings, by each clock that can tell. */
  function passed(from, to) {
    if (!from) return { wall: "", steady: "" };
    const steady = from.run === to.run ? (to.steady - from.steady) / 1000 : "";
    return { wall: (to.wall - from.wall) / 1000, steady };
  }

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

  const waiting = () => read(({ answers }) => answers.getAll());
  const count = () => read(({ answers }) => answers.count());
  const formsLeft = (code) => read(({ forms }) => forms.index("code").count(code));
  const note = (name) => read(({ notes }) => notes.get(name));
  const forget = (name) => change(({ notes }) => notes.delete(name));
  const form = (code) => read(({ forms }) => forms.index("code").get(code));

  /* Puts a fresh booklet in the place of the old one; `issued` is the reading at its arrival. */
  function keepForms(code, version, fresh, issued) {
    return change(({ forms }) => {
      forms.index("code").getAllKeys(code).onsuccess = ({ target }) => {
        target.result.forEach((token) => forms.delete(token));
        fresh.forEach((form) => forms.put({ ...form, code, version, issued }));
      };
    });
  }

  /* Takes a form out of the booklet and puts the answer in the queue, both or neither, so that no
     form serves two answers. Gives what was queued, or null if no form of this version is left. */
  function saveOnSpareForm(answer) {
    return change(({ answers, forms, notes }, done) => {
      forms.index("code").get(answer.code).onsuccess = ({ target }) => {
        const form = target.result;
        if (!form || form.version !== answer.version) return;
        const { token, receipt, issued } = form;
        const queued = { ...answer, token, issued, answered: reading() };
        inHand = token;
        forms.delete(token);
        answers.put(queued);
        notes.put({ name: "unseen", receipt, answered: queued.answered });
        done({ ...queued, receipt });
      };
    });
  }

  /* Puts an answer in the queue that has a form of its own already. */
  function save(answer) {
    return change(({ answers, forms }) => {
      forms.delete(answer.token);
      answers.put({ answered: reading(), ...answer });
    });
  }

  const drop = (token) => change(({ answers }) => answers.delete(token));
  const spare = (token) => read(({ forms }) => forms.get(token ?? ""));
  const write = (note) => change(({ notes }) => notes.put(note));
  const codes = async () => [...new Set((await waiting()).map((answer) => answer.code))];

  /* Forgets the forms and receipts of a point; its answers have been sent. */
  function forgetPoint(code) {
    return change(({ forms, notes }) => {
      notes.delete(`phone ${code}`);
      forms.index("code").getAllKeys(code).onsuccess = ({ target }) =>
        target.result.forEach((token) => forms.delete(token));
    });
  }

  function body(answer, extra) {
    const sent = new URLSearchParams(answer.fields);
    const told = {
      after: answer.after || passed(answer.issued, answer.answered),
      ago: passed(answer.answered, reading()),
    };
    sent.set("form-token", answer.token);
    for (const [name, { wall, steady }] of Object.entries(told)) {
      sent.set(`form-${name}`, wall);
      sent.set(`form-${name}-steady`, steady);
    }
    sent.set("form-took", answer.took);
    Object.entries(extra).forEach(([name, value]) => sent.set(name, value));
    return sent;
  }

  /* Sends one answer and gives what our server says of it. Whatever else comes back, from a proxy
     or a hotel's network, is as good as no network: the answer stays. */
  async function post(answer, extra, patience) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const reply = await fetch(`/offline/${answer.code}?lang=${answer.language}`, {
        method: "POST",
        body: body(answer, extra),
        signal: stop.signal,
        credentials: "omit",
      });
      const told = await reply.json();
      return told && typeof told.outcome === "string" ? told : { outcome: "later" };
    } catch {
      return { outcome: "later" };
    } finally {
      clearTimeout(timer);
    }
  }

  /* Sends one answer; it leaves the device as soon as the server has said its last word. */
  async function deliver(answer, extra = {}, patience = PATIENCE) {
    const told = await post(answer, extra, patience);
    if (answer.token === inHand) inHand = null;
    if (told.outcome === "later") return told;
    await change(({ answers, notes }) => {
      answers.delete(answer.token);
      if ("form-live" in extra || told.outcome === "stored" || told.outcome === "known") return;
      notes.get("refused").onsuccess = ({ target }) => {
        notes.put({ name: "refused", count: (target.result?.count ?? 0) + 1 });
      };
    });
    return told;
  }

  /* Sends all that waits, one after the other, and stops where there is no network. In a random
     order: one that the server cannot take now holds the others up for a while only. Two windows
     that do it at once do no harm: the server takes each answer once. */
  async function deliverAll() {
    const answers = (await waiting()).filter(({ token }) => token !== inHand);
    const drawn = answers.map((answer) => [Math.random(), answer]).sort(([a], [b]) => a - b);
    for (const [, answer] of drawn) {
      const told = await deliver(answer);
      if (told.outcome === "later") break;
    }
  }

  self.answerQueue = {
    ...{ reading, passed, count, formsLeft, form, note, forget, keepForms },
    ...{ saveOnSpareForm, save, deliver, deliverAll, drop, spare, write, codes, forgetPoint },
  };
})();
