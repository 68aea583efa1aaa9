"use strict";
/* The service worker of kiosks and of citizens' phones: pages open without a network. */
importScripts("/static/queue.js");

const KEPT = "langnghe";
const PATIENCE = 6000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/kiosk/") || pathname.startsWith("/static/"))
    event.respondWith(networkFirst(request));
});

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
