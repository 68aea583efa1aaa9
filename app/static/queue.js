"use strict";
/* Answers that wait on this device for a network, and the forms they are given on.
   Used by the kiosk's page and by the service worker; nothing of it outlives the sending. */
(() => {
  const PATIENCE = 15000;
  const { read, change } = self.deviceStore;
  const { reading, passed, note: clockNote } = self.deviceClock;
  /* The token of an answer whose person still stands here and may correct it. */
  let inHand = null;

  const waiting = () => read(({ answers }) => answers.getAll());
  const count = () => read(({ answers }) => answers.count());
  const formsLeft = (code) => read(({ forms }) => forms.index("code").count(code));
  const note = (name) => read(({ notes }) => notes.get(name));
  const notesNamed = (start) =>
    read(({ notes }) => notes.getAll(IDBKeyRange.bound(start, `${start}\uffff`)));
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
        const answered = reading();
        const queued = { ...answer, token, issued, answered };
        inHand = token;
        forms.delete(token);
        answers.put(queued);
        notes.put({ name: "unseen", receipt, answered });
        notes.put(clockNote(answered));
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
    ...{ count, formsLeft, form, note, notesNamed, forget, keepForms },
    ...{ saveOnSpareForm, save, deliver, deliverAll, drop, spare, write, codes, forgetPoint },
  };
})();
