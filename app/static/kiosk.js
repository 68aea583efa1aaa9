"use strict";
/* The kiosk: one question at a time, nothing left of the person before, answers kept without a
   network. What is sent and when stands in queue.js. */
(() => {
  const IDLE = 30;
  const WARNED = 20;
  const LIVE = 4000;
  const BOOKLET_MINUTES = 10;
  const FEW_FORMS = 100;
  const RECEIPT_MINUTES = 2;
  const queue = self.answerQueue;
  const clock = self.deviceClock;
  const aloud = self.readAloud;
  const { code, language, version, home, staff } = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const nowhere = document.createElement("form");
  let form = nowhere;
  let groups = [];
  let place = 0;
  let begun = null;
  let touched = performance.now();

  /* --- screens --- */
  function show(name) {
    document.querySelectorAll(".screen").forEach((screen) => (screen.hidden = screen.id !== name));
    document.body.dataset.screen = name;
    scrollTo(0, 0);
    touched = performance.now();
    countDown();
  }

  /* Throws away all that a person left: the whole form, the receipt, what is being read out. */
  function wipe() {
    at("form-place").replaceChildren();
    [form, groups, begun] = [nowhere, [], null];
    at("receipt").textContent = "";
    at("staff-code").value = "";
    at("problem").textContent = "";
    aloud.stop();
  }

  async function goHome() {
    wipe();
    await queue.forget("unseen");
    if (location.pathname + location.search !== home) location.replace(home);
    else show("welcome");
  }

  /* --- questions --- */
  async function hasForm() {
    return (await queue.form(code))?.version === Number(version);
  }

  /* Asks nobody anything whose answers could not be kept in the end. */
  async function begin() {
    document.documentElement.requestFullscreen?.().catch(() => {});
    navigator.wakeLock?.request("screen").catch(() => {});
    if (!(await hasForm())) await refreshBooklet();
    if (!(await hasForm())) return show("full");
    at("form-place").replaceChildren(at("blank").content.cloneNode(true));
    form = at("form-place").firstElementChild;
    groups = [...form.children].filter((group) => group.id.startsWith("g_"));
    begun = clock.reading();
    place = -1;
    show("asking");
    go(1);
  }

  /* Whether the answers so far ask this question; the page's own CSS decides it. */
  function isAsked(group) {
    group.classList.remove("away");
    const asked = getComputedStyle(group).display !== "none";
    group.classList.toggle("away", group !== groups[place]);
    return asked;
  }

  function nextPlace(step) {
    for (let next = place + step; next in groups; next += step) {
      if (isAsked(groups[next])) return next;
    }
    return null;
  }

  function go(step) {
    const next = nextPlace(step);
    if (next === null) return false;
    place = next;
    groups.forEach((group, number) => group.classList.toggle("away", number !== place));
    at("progress").max = groups.length;
    at("progress").value = place + 1;
    at("problem").textContent = "";
    sayButtons();
    scrollTo(0, 0);
    groups[place].tabIndex = -1;
    groups[place].focus({ preventScroll: true });
    return true;
  }

  function sayButtons() {
    const last = nextPlace(1) === null;
    at("next").textContent = last ? at("next").dataset.send : at("next").dataset.next;
    at("back").disabled = nextPlace(-1) === null;
  }

  function isFilled(group) {
    const required = [group, ...group.querySelectorAll("[data-required]")];
    return required.every((part) => {
      if (!("required" in part.dataset) || part.offsetParent === null) return true;
      return [...part.querySelectorAll("input,textarea,select")].some((field) =>
        field.matches("[type=radio],[type=checkbox]") ? field.checked : field.value.trim(),
      );
    });
  }

  function goOn() {
    if (!isFilled(groups[place])) at("problem").textContent = at("problem").dataset.required;
    else if (!go(1)) send();
  }

  /* --- sending --- */
  async function send() {
    at("next").disabled = true;
    try {
      const answer = {
        ...{ code, language, version: Number(version) },
        fields: new URLSearchParams(new FormData(form)).toString(),
        took: clock.passed(begun, clock.reading()).steady,
      };
      const queued = await queue.saveOnSpareForm(answer);
      if (!queued) return show("full");
      const told = await queue.deliver(queued, { "form-live": "1" }, LIVE);
      if (told.outcome === "invalid") return await correct(told);
      if (told.outcome === "refused") return await close();
      thank(queued.receipt, told.outcome !== "later");
    } finally {
      at("next").disabled = false;
      await sayWaiting();
    }
  }

  /* Leads to the first question that the server finds wrong. */
  async function correct(told) {
    await queue.forget("unseen");
    const [name, words] = Object.entries(told.errors ?? {})[0] ?? [null, told.error];
    const wrong = groups.findIndex((group) => name && group.querySelector(`[name="${name}"]`));
    place = wrong > 0 ? wrong - 1 : -1;
    go(1);
    at("problem").textContent = words;
  }

  async function close() {
    await queue.forget("unseen");
    wipe();
    show("closed");
  }

  function thank(receipt, sent) {
    wipe();
    at("receipt").textContent = receipt;
    at("sent").hidden = !sent;
    at("kept").hidden = sent;
    show("saved");
  }

  /* A receipt that a flat battery took from the screen is shown again, while its owner may be there. */
  async function showUnseen() {
    const unseen = await queue.note("unseen");
    if (!unseen) return;
    const { steady, wall } = clock.passed(unseen.answered, clock.reading());
    const minutes = (steady === "" ? wall : steady) / 60;
    if (minutes >= 0 && minutes < RECEIPT_MINUTES) thank(unseen.receipt, false);
    else await queue.forget("unseen");
  }

  async function takeUp() {
    await clock.watch();
    await showUnseen();
    document.body.dataset.begun = "1";
    await deliverAll();
  }

  async function sayWaiting() {
    const count = await queue.count();
    at("waiting").textContent = count ? `${at("waiting").dataset.words} ${count}` : "";
    at("staff-waiting").textContent = count;
    at("staff-forms").textContent = await queue.formsLeft(code);
    at("staff-refused").textContent = (await queue.note("refused"))?.count ?? 0;
    document.body.dataset.waiting = count;
  }

  /* --- the network --- */
  let delivering = false;
  async function deliverAll() {
    if (delivering) return;
    delivering = true;
    try {
      await queue.deliverAll();
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
        body: new URLSearchParams({ for: "kiosk" }),
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

  /* --- idle --- */
  function countDown() {
    const screen = document.body.dataset.screen;
    const left = Math.ceil(IDLE - (performance.now() - touched) / 1000);
    const counts = screen !== "welcome" || location.pathname + location.search !== home;
    at("countdown").hidden = !counts;
    at("seconds").textContent = left;
    at("countdown").classList.toggle("warned", left <= WARNED);
    if (counts && left <= 0) goHome();
  }

  /* --- leaving --- */
  async function leave(event) {
    event.preventDefault();
    const sent = new URLSearchParams({ code: at("staff-code").value });
    at("staff-code").value = "";
    try {
      const reply = await fetch(staff, { method: "POST", body: sent, credentials: "omit" });
      const told = await reply.json();
      if (told.outcome !== "open") at("staff-problem").textContent = told.words;
      else await open();
    } catch {
      at("staff-problem").textContent = at("staff-problem").dataset.offline;
    }
  }

  /* Opens the lock. What waits stays and is sent when the kiosk is opened again. */
  async function open() {
    removeEventListener("popstate", stay);
    if (document.fullscreenElement) await document.exitFullscreen();
    location.replace("/");
  }

  function stay() {
    history.pushState(null, "");
  }

  /* --- beginning --- */
  at("begin").addEventListener("click", begin);
  at("next").addEventListener("click", goOn);
  at("back").addEventListener("click", () => go(-1));
  at("read").addEventListener("click", () => aloud.say(groups[place].innerText));
  at("to-staff").addEventListener("click", () => show("leaving"));
  at("leave").addEventListener("submit", leave);
  document.querySelectorAll("[data-home]:not(body)").forEach((button) => {
    button.addEventListener("click", goHome);
  });
  at("form-place").addEventListener("change", sayButtons);
  at("form-place").addEventListener("submit", (event) => event.preventDefault());
  for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
    addEventListener(sign, () => (touched = performance.now()), { passive: true });
  }
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("popstate", stay);
  addEventListener("online", deliverAll);
  aloud.whenKnown((hasVoice) => (at("read").hidden = !hasVoice));
  document.querySelectorAll("nav a").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  });
  stay();
  show("welcome");
  takeUp();
  keepPage().catch(() => {});
  setInterval(countDown, 250);
  setInterval(deliverAll, 5000 + 2000 * Math.random());
})();
