"use strict";
/* The part of the service worker that serves citizens' phones: pages below /s/. */
self.phonePages = (() => {
  const KEPT = "langnghe-phone";
  const WEEK = 7 * 24 * 3600 * 1000;
  const queue = self.answerQueue;
  const html = { headers: { "Content-Type": "text/html; charset=utf-8" } };

  const PATIENCE = 15000;
  const get = (address, more) =>
    fetch(address, { credentials: "omit", signal: AbortSignal.timeout?.(PATIENCE), ...more });

  /* The keeping that goes on: what it keeps must not come after the end of a sending. */
  let keeping = Promise.resolve();
  function keep(touched) {
    keeping = keepPage(touched, delivering);
    return keeping;
  }

  /* Keeps a page that a person has touched, what is shown without a network, and a few forms. */
  async function keepPage({ keep, token }, before) {
    await before.catch(() => {});
    const { pathname, search } = new URL(keep);
    const code = pathname.split("/")[2];
    const cache = await caches.open(KEPT);
    // The page was loaded a moment ago; it is taken from the browser's own memory.
    await cache.put(keep, await get(keep, { cache: "force-cache" }));
    const said = new URLSearchParams(search).get("lang") ?? "vi";
    const parts = ["saved", "incomplete", "no-network"].map((name) => `/offline/${name}?lang=${said}`);
    for (const part of [...parts, "/static/phone.js"]) await cache.put(part, await get(part));
    const reply = await get(`/offline/${code}/booklet`, {
      method: "POST",
      body: new URLSearchParams({ "form-token": token }),
    });
    const issued = self.deviceClock.reading();
    const { version, forms, receipt, required } = await reply.json();
    await queue.keepForms(code, version, forms, issued);
    const kept = { receipts: { [token]: receipt }, required, since: Date.now() };
    await queue.write({ name: `phone ${code}`, ...kept });
  }

  /* Gives the page from the network, or the kept one with a form of its own. */
  async function open(request, inTime) {
    try {
      return await inTime(request);
    } catch {
      const page = await caches.match(request.url, { cacheName: KEPT, ignoreVary: true });
      const form = await queue.form(new URL(request.url).pathname.split("/")[2]);
      if (!page || !form) return shown("no-network", request.url);
      const text = await page.text();
      const own = text.replace(/(name="form-token" value=")[^"]*/, `$1${form.token}`);
      return new Response(own, html);
    }
  }

  /* Sends a form. It is on the phone's disk before it is sent and until the server has said its
     last word, so that neither a lost network nor a flat battery loses it. */
  async function send(request, inTime) {
    const fields = await request.text();
    // Back to such a page may look into the browser's own memory alone, where nothing of it is;
    // asked once more, the server gives the same page, or the receipt of what it has.
    const copy = new Request(request.url, {
      ...{ method: "POST", body: fields, redirect: "manual" },
      headers: { "Content-Type": request.headers.get("Content-Type") },
    });
    const sent = new URLSearchParams(fields);
    const isLast = (sent.get("form-move") ?? "send") === "send";
    const answer = await answerOf(request.url, fields, sent);
    if (isLast) await queue.save(answer);
    try {
      const reply = await inTime(copy);
      if (reply.type !== "opaqueredirect") await queue.drop(answer.token);
      return reply;
    } catch {
      if (!isLast) return shown("no-network", request.url);
      return await kept(answer, sent, request.url);
    }
  }

  async function answerOf(url, fields, sent) {
    const { pathname, searchParams } = new URL(url);
    const [code, token] = [pathname.split("/")[2], sent.get("form-token")];
    const form = await queue.spare(token);
    return {
      ...{ code, token, fields, language: searchParams.get("lang") ?? "vi" },
      issued: form?.issued,
      after: form ? null : { wall: sent.get("form-after") ?? "", steady: "" },
      took: sent.get("form-took") ?? "",
      receipt: form?.receipt,
    };
  }

  /* Says that an answer is kept, unless an answer that is needed is missing. */
  async function kept(answer, sent, url) {
    const known = await queue.note(`phone ${answer.code}`);
    if (known?.required?.some((name) => !sent.get(name))) {
      await queue.drop(answer.token);
      return shown("incomplete", url);
    }
    registration.sync?.register("answers").catch(() => {});
    return shown("saved", url, answer.receipt ?? known?.receipts[answer.token] ?? "");
  }

  async function shown(name, url, receipt = "") {
    const said = new URL(url).searchParams.get("lang") ?? "vi";
    const page = await caches.match(`/offline/${name}?lang=${said}`, { ignoreVary: true });
    if (!page) return Response.error();
    return new Response((await page.text()).replace("@@receipt@@", receipt), html);
  }

  /* One sending at a time and at most one more that waits: its end forgets what is kept. */
  let delivering = Promise.resolve();
  let next = null;
  function deliver() {
    next ??= delivering
      .catch(() => {})
      .then(() => {
        next = null;
        return (delivering = deliverAll());
      });
    return next;
  }

  /* Sends what waits; when nothing waits any more, the phone forgets that it ever was here. */
  async function deliverAll() {
    const kept = keeping;
    const codes = await queue.codes();
    await queue.deliverAll();
    await kept.catch(() => {});
    const waiting = await queue.count();
    if (codes.length && !waiting) {
      await caches.delete(KEPT);
      for (const code of codes) await queue.forgetPoint(code);
    }
    await forgetUnsent();
    return waiting;
  }

  /* Forgets copies that are older than a week and from which nothing was sent. */
  async function forgetUnsent() {
    const waiting = await queue.codes();
    const cache = await caches.open(KEPT);
    for (const { name, since } of await queue.notesNamed("phone ")) {
      const code = name.slice("phone ".length);
      if (Date.now() - since < WEEK || waiting.includes(code)) continue;
      for (const page of await cache.keys())
        if (new URL(page.url).pathname === `/s/${code}`) await cache.delete(page);
      await queue.forgetPoint(code);
    }
    if (!(await cache.keys()).length) await caches.delete(KEPT);
  }

  return { keep, open, send, deliver };
})();
