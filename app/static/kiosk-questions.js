"use strict";
/* The questions of a kiosk, one at a time, on a copy of the page's form that is thrown away. */
self.kioskQuestions = (() => {
  const at = (id) => document.getElementById(id);
  const nowhere = document.createElement("form");
  let form = nowhere;
  let groups = [];
  let place = 0;

  function begin() {
    at("form-place").replaceChildren(at("blank").content.cloneNode(true));
    form = at("form-place").firstElementChild;
    groups = [...form.children].filter((group) => group.id.startsWith("g_"));
    place = -1;
    go(1);
  }

  function wipe() {
    at("form-place").replaceChildren();
    [form, groups] = [nowhere, []];
    at("problem").textContent = "";
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

  /* Goes on to the next question, or says what is missing; false after the last one. */
  function goOn() {
    if (isFilled(groups[place])) return go(1);
    at("problem").textContent = at("problem").dataset.required;
    return true;
  }

  /* Leads to the question that the server finds wrong, or to the first one. */
  function goTo(name, words) {
    const wrong = groups.findIndex((group) => name && group.querySelector(`[name="${name}"]`));
    place = wrong > 0 ? wrong - 1 : -1;
    go(1);
    at("problem").textContent = words;
  }

  const fields = () => new URLSearchParams(new FormData(form)).toString();
  const words = () => groups[place].innerText;
  const item = () => groups[place].id.slice("g_".length);

  at("back").addEventListener("click", () => go(-1));
  at("form-place").addEventListener("change", sayButtons);
  at("form-place").addEventListener("submit", (event) => event.preventDefault());

  return { begin, wipe, goOn, goTo, fields, words, item };
})();
