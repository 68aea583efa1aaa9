// Sugar for the designer: saves a question while it is typed, and lets questions be dragged.
// Everything works without it: each form has its button, each question its arrows.
"use strict";

const PAUSE = 700;
const BY_BUTTON = /(^|-)(code|remove)$|^(more_options|scale)$/;

function autosave(form) {
  const status = document.getElementById("saved");
  let timer = null, sending = false, again = false, stopped = false;

  async function send() {
    if (sending) { again = true; return; }
    sending = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      });
      const told = await answer.json();
      status.textContent = told.status;
      if (told.saved) {
        form.elements.seen.value = told.seen;
        // Rows were added or renamed: what stands in the form is no longer what is stored.
        if (told.reload) stopped = true;
      } else {
        stopped = answer.status === 409;
      }
    } catch {
      // The network or the session is gone; the button still says what is wrong.
      stopped = true;
    }
    sending = false;
    if (again) { again = false; await send(); }
  }

  form.addEventListener("input", event => {
    // New answers and codes are saved by the button only: half a code is another code.
    if (BY_BUTTON.test(event.target.name)) stopped = true;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

function dragging() {
  const form = document.getElementById("arrange");
  let dragged = null;

  for (const item of document.querySelectorAll("[data-question]")) {
    item.draggable = true;
    item.addEventListener("dragstart", () => { dragged = item; item.classList.add("dragged"); });
    item.addEventListener("dragend", () => item.classList.remove("dragged"));
    item.addEventListener("dragover", event => { event.preventDefault(); item.classList.add("over"); });
    item.addEventListener("dragleave", () => item.classList.remove("over"));
    item.addEventListener("drop", event => {
      event.preventDefault();
      item.classList.remove("over");
      if (dragged && dragged !== item) drop(item);
    });
  }

  function drop(target) {
    const section = target.closest("[data-section]");
    const others = [...section.querySelectorAll("[data-question]")].filter(one => one !== dragged);
    const values = {
      code: dragged.dataset.question,
      section: section.dataset.section,
      place: others.indexOf(target),
    };
    for (const [name, value] of Object.entries(values)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.action = `${form.action}/place`;
    form.submit();
  }
}

// After a question was added, the next one can be typed at once.
document.querySelector(".new-question:target input[name=text]")?.focus();
document.querySelectorAll("[data-autosave]").forEach(autosave);
if (document.querySelector("[data-question]")) dragging();
