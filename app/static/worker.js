"use strict";
/* The service worker of kiosks and of citizens' phones: pages open without a network. */
importScripts("/static/device-store.js", "/static/device-clock.js");
importScripts("/static/queue.js", "/static/worker-phone.js");

const KEPT = "langnghe";
const PATIENCE = 6000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (pathname.startsWith("/s/") && request.mode === "navigate") {
    if (request.method === "GET") openOnPhone(event);
    else event.respondWith(sendFromPhone(event));
  } else if (request.method === "GET" && /^\/(kiosk|static)\//.test(pathname))
    event.respondWith(networkFirst(request));
});
addEventListener("message", (event) => {
  const { data, source } = event;
  if (data.keep) event.waitUntil(phonePages.keep(data));
  if (data.send)
    event.waitUntil(phonePages.deliver().then((waiting) => source.postMessage({ waiting })));
});
addEventListener("sync", (event) => event.waitUntil(phonePages.deliver()));

/* A page that is opened once more is a chance for what still waits. */
function openOnPhone(event) {
  event.respondWith(phonePages.open(event.request, inTime));
  event.waitUntil(phonePages.deliver());
}

/* The server's page comes first; that it has the answer is asked afterwards, so that no redirect
   of somebody else's network is taken for its word. */
async function sendFromPhone(event) {
  const reply = phonePages.send(event.request, inTime);
  event.waitUntil(reply.then(() => phonePages.deliver()));
  return await reply;
}

/* Gives the server's answer, or what was kept where there is none in time. */
async function networkFirst(request) {
  try {
    return await inTime(request);
  } catch {
    return (await caches.match(request.url, { ignoreVary: true })) ?? Response.error();
  }
}

async function inTime(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (answer.status >= 500) throw new Error("no server behind the network");
    return answer;
  } finally {
    clearTimeout(timer);
  }
}
