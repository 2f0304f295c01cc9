// Keeps the part of the page that others change up to date; what is being typed is outside of it.
"use strict";

const EVERY = 2000;
const live = document.getElementById("live");
let seen = live?.innerHTML;

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh || fresh.innerHTML === seen) return;
  seen = fresh.innerHTML;
  const focused = document.activeElement?.id;
  live.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.getElementById("news").textContent = "The page has changed.";
}

async function follow() {
  try {
    if (!document.hidden) await refresh();
  } catch {
    // The sandbox has stopped: the page stays as it is, and comes alive again with it.
  }
  setTimeout(follow, EVERY);
}

if (live) setTimeout(follow, EVERY);
