"use strict";
/* The lock of a kiosk: no way back in the browser, and out only with the staff code. */
(() => {
  const at = (id) => document.getElementById(id);

  async function leave(event) {
    event.preventDefault();
    const sent = new URLSearchParams({ code: at("staff-code").value });
    at("staff-code").value = "";
    try {
      const reply = await fetch(at("leave").action, { method: "POST", body: sent, credentials: "omit" });
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

  at("leave").addEventListener("submit", leave);
  addEventListener("popstate", stay);
  stay();
})();
