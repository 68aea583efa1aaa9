"use strict";
/* At which question people leave a kiosk: numbers only, kept until the server has counted them. */
self.kioskGivenUp = (() => {
  const NAME = "given-up";
  const { read, change } = self.deviceStore;
  const { code } = document.body.dataset;

  /* Adds numbers to those that wait, or takes them away. */
  function add(numbers, sign) {
    return change(({ notes }) => {
      notes.get(NAME).onsuccess = ({ target }) => {
        const items = { ...target.result?.items };
        for (const [item, n] of Object.entries(numbers)) {
          items[item] = (items[item] ?? 0) + sign * n;
          if (items[item] <= 0) delete items[item];
        }
        notes.put({ name: NAME, items });
      };
    });
  }

  const note = (item) => add({ [item]: 1 }, 1);

  /* Tells the server what waits. Where its answer is lost they are told again: they are numbers of
     forms, and no answers. */
  async function tell(patience) {
    const waiting = await read(({ notes }) => notes.get(NAME));
    if (!Object.keys(waiting?.items ?? {}).length) return;
    try {
      const reply = await fetch(`/offline/${code}/given-up`, {
        method: "POST",
        body: new URLSearchParams(waiting.items),
        credentials: "omit",
        signal: AbortSignal.timeout?.(patience),
      });
      if ((await reply.json()).outcome === "counted") await add(waiting.items, -1);
    } catch {
      /* No network: they wait. */
    }
  }

  return { note, tell };
})();
