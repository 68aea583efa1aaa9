"use strict";
/* What this device's clocks say, and how much time passed between two readings of them.

   `wall` is the clock on the wall. It goes on while the device sleeps, but may be wrong by years,
   and somebody may set it in between. `steady` is the counter of the running browser: nobody can
   set it, but it stops while the device sleeps. When a browser ends, the next one carries the
   counter on by what the wall's clock says of the gap; the mark on the disk is renewed whenever
   that clock was set, so that no setting is taken for time. After a clock that went backwards in
   the gap, as a flat battery makes it, another `run` begins, and the counter tells nothing across. */
self.deviceClock = (() => {
  const SET = 2000;
  const LOOK = 250;
  const store = self.deviceStore;
  let run = `${Math.random()}`;
  let carried = 0;
  let mark = null;

  const reading = () => ({ wall: Date.now(), steady: performance.now() + carried, run });

  /* Seconds between two readings, by each clock that can tell. */
  function passed(from, to) {
    if (!from) return { wall: "", steady: "" };
    const steady = from.run === to.run ? (to.steady - from.steady) / 1000 : "";
    return { wall: (to.wall - from.wall) / 1000, steady };
  }

  const note = (now) => ({ name: "clock", ...now });

  function wasSet(from, to) {
    return Math.abs(to.wall - from.wall - (to.steady - from.steady)) > SET;
  }

  /* Marks the clocks anew where the wall's clock was set, or the device slept. */
  async function look() {
    const now = reading();
    if (mark && !wasSet(mark, now)) return;
    mark = now;
    await store.change(({ notes }) => notes.put(note(now)));
  }

  /* Carries the counter of the browser before on, and looks after the wall's clock from now on. */
  async function watch() {
    const last = await store.read(({ notes }) => notes.get("clock"));
    const gap = last ? Date.now() - last.wall : -1;
    if (gap >= 0) [run, carried] = [last.run, last.steady + gap - performance.now()];
    mark = null;
    await look();
    setInterval(() => look().catch(() => {}), LOOK);
  }

  return { reading, passed, note, watch };
})();
