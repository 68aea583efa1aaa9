"use strict";
/* A citizen's page without a network: opened again, filled in, kept and sent later by the service
   worker. Nothing is fetched before the first touch; without this script all works as it did. */
(() => {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const form = document.getElementById("answers");
  const state = document.getElementById("sending");
  const openedAt = Date.now();

  /* Lets the worker keep the page and fetch a few forms, once a person has touched it. */
  async function prepare() {
    await workers.register("/worker.js", { scope: "/s/" });
    const { active } = await workers.ready;
    active.postMessage({ keep: location.href, token: form.elements["form-token"].value });
  }

  function tellTimes({ formData }) {
    formData.set("form-after", (Date.now() - openedAt) / 1000);
    formData.set("form-took", performance.now() / 1000);
  }

  function askToSend() {
    workers.controller?.postMessage({ send: true });
  }

  if (form) {
    for (const sign of ["pointerdown", "keydown"])
      addEventListener(sign, () => prepare().catch(() => {}), { once: true, passive: true });
    form.addEventListener("formdata", tellTimes);
  }
  if (state) {
    workers.addEventListener("message", ({ data }) => {
      if (data.waiting === 0) state.textContent = state.dataset.sent;
    });
    addEventListener("online", askToSend);
    setInterval(askToSend, 10000);
    askToSend();
  }
})();
