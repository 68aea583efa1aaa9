"use strict";
/* What a kiosk does while it has a network, to be ready for when it has none: fetches forms, sends
   what waits, keeps its own page. */
self.kioskNetwork = (() => {
  const LIVE = 4000;
  const BOOKLET_MINUTES = 10;
  const FEW_FORMS = 100;
  const queue = self.answerQueue;
  const clock = self.deviceClock;
  const { code, version, home } = document.body.dataset;
  const at = (id) => document.getElementById(id);

  async function hasForm() {
    return (await queue.form(code))?.version === Number(version);
  }

  async function sayWaiting() {
    const count = await queue.count();
    at("waiting").textContent = count ? `${at("waiting").dataset.words} ${count}` : "";
    at("staff-waiting").textContent = count;
    at("staff-forms").textContent = await queue.formsLeft(code);
    at("staff-refused").textContent = (await queue.note("refused"))?.count ?? 0;
    document.body.dataset.waiting = count;
  }

  let delivering = false;
  async function deliverAll() {
    if (delivering) return;
    delivering = true;
    try {
      await queue.deliverAll();
      await self.kioskGivenUp.tell(LIVE);
      await sayWaiting();
      if (document.body.dataset.screen === "welcome") await refreshBooklet();
    } finally {
      delivering = false;
    }
  }

  let booklet = -Infinity;
  async function refreshBooklet() {
    const old = performance.now() - booklet > BOOKLET_MINUTES * 60000;
    if (!old && (await queue.formsLeft(code)) > FEW_FORMS) return;
    try {
      const reply = await fetch(`/offline/${code}/booklet`, {
        method: "POST",
        credentials: "omit",
        signal: AbortSignal.timeout?.(LIVE),
      });
      const issued = clock.reading();
      const told = await reply.json();
      if (!told.forms) return;
      if (told.version !== Number(version)) return reloadForNewVersion();
      await queue.keepForms(code, told.version, told.forms, issued);
      booklet = performance.now();
      document.body.dataset.ready = "1";
      await sayWaiting();
    } catch {
      /* No network: the forms that are left serve on. */
    }
  }

  const started = performance.now();
  function reloadForNewVersion() {
    if (performance.now() - started > 60000) location.reload();
  }

  /* Keeps this page in every language, with all it is made of, for a start without a network. */
  async function keepPage() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/worker.js", { scope: "/kiosk/" });
    const parts = [...document.querySelectorAll("link[rel=stylesheet],script[src],nav a")];
    const addresses = [home, ...parts.map((part) => part.href || part.src)];
    await (await caches.open("langnghe")).addAll([...new Set(addresses)]);
    document.body.dataset.kept = "1";
    navigator.storage?.persist?.();
  }

  return { LIVE, hasForm, sayWaiting, deliverAll, refreshBooklet, keepPage };
})();
