// Sugar for typing sheets: a single key moves on by itself, Enter goes to the next field and sends
// the sheet from the last one. Without this file Tab moves on and Enter sends, and the server says
// which questions were not typed yet.
"use strict";

for (const form of document.querySelectorAll("form.entry")) {
  const fields = [...form.querySelectorAll(".entry-row input")];

  const goOn = (field) => {
    const next = fields[fields.indexOf(field) + 1];
    if (next) {
      next.focus();
      next.select();
    }
    return Boolean(next);
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      if ("singleKey" in field.dataset && /^[0-9]$/.test(field.value)) goOn(field);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && goOn(field)) event.preventDefault();
      if (event.key === "Backspace" && field.value === "") {
        const before = fields[fields.indexOf(field) - 1];
        if (before) {
          event.preventDefault();
          before.focus();
          before.select();
        }
      }
    });
  }
}
