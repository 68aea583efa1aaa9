"use strict";
/* A kiosk that asks nothing now: sends what still waits on the tablet, and looks again each minute. */
(() => {
  const queue = self.answerQueue;
  const waiting = document.getElementById("waiting");

  async function send() {
    await queue.deliverAll();
    const count = await queue.count();
    waiting.textContent = count ? `${waiting.dataset.words} ${count}` : "";
  }

  self.deviceClock.watch().then(send);
  setInterval(send, 10000);
  setTimeout(() => location.reload(), 60000);
})();
