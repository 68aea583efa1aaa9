"use strict";
/* The kiosk's screens: a person begins, answers, sends and sees a receipt; nothing of it is left for
   the next one. What is kept and sent later stands in queue.js. */
(() => {
  const IDLE = 30;
  const WARNED = 20;
  const RECEIPT_MINUTES = 2;
  const queue = self.answerQueue;
  const clock = self.deviceClock;
  const aloud = self.readAloud;
  const network = self.kioskNetwork;
  const questions = self.kioskQuestions;
  const { code, language, version, home } = document.body.dataset;
  const at = (id) => document.getElementById(id);
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
    questions.wipe();
    begun = null;
    at("receipt").textContent = "";
    at("staff-code").value = "";
    aloud.stop();
  }

  /* Sends the next person to the start; of the last one stays only at which question they left. */
  async function goHome() {
    const left = begun && document.body.dataset.screen === "asking" ? questions.item() : "";
    wipe();
    if (left) self.kioskGivenUp.note(left).catch(() => {});
    await queue.forget("unseen");
    if (location.pathname + location.search !== home) location.replace(home);
    else show("welcome");
  }

  /* --- questions --- */
  /* Asks nobody anything whose answers could not be kept in the end. */
  async function begin() {
    document.documentElement.requestFullscreen?.().catch(() => {});
    navigator.wakeLock?.request("screen").catch(() => {});
    if (!(await network.hasForm())) await network.refreshBooklet();
    if (!(await network.hasForm())) return show("full");
    begun = clock.reading();
    show("asking");
    questions.begin();
  }

  function goOn() {
    if (!questions.goOn()) send();
  }

  /* --- sending --- */
  async function send() {
    at("next").disabled = true;
    try {
      const answer = {
        ...{ code, language, version: Number(version) },
        fields: questions.fields(),
        took: clock.passed(begun, clock.reading()).steady,
      };
      const queued = await queue.saveOnSpareForm(answer);
      if (!queued) return show("full");
      const told = await queue.deliver(queued, { "form-live": "1" }, network.LIVE);
      if (told.outcome === "invalid") return await correct(told);
      if (told.outcome === "refused") return await close();
      thank(queued.receipt, told.outcome !== "later");
    } finally {
      at("next").disabled = false;
      await network.sayWaiting();
    }
  }

  /* Leads to the first question that the server finds wrong. */
  async function correct(told) {
    await queue.forget("unseen");
    const [name, words] = Object.entries(told.errors ?? {})[0] ?? [null, told.error];
    questions.goTo(name, words);
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
    await network.deliverAll();
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

  /* --- beginning --- */
  at("begin").addEventListener("click", begin);
  at("next").addEventListener("click", goOn);
  at("read").addEventListener("click", () => aloud.say(questions.words()));
  at("to-staff").addEventListener("click", () => show("leaving"));
  document.querySelectorAll("[data-home]:not(body)").forEach((button) => {
    button.addEventListener("click", goHome);
  });
  for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
    addEventListener(sign, () => (touched = performance.now()), { passive: true });
  }
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("online", network.deliverAll);
  aloud.whenKnown((hasVoice) => (at("read").hidden = !hasVoice));
  document.querySelectorAll("nav a").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  });
  show("welcome");
  takeUp();
  network.keepPage().catch(() => {});
  setInterval(countDown, 250);
  setInterval(network.deliverAll, 5000 + 2000 * Math.random());
})();
