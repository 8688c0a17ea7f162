// Keeps the parts of the page equal to what the server draws, without losing focus, scroll or half-typed words.
import { get, post, user } from "./net.js";
import { flush } from "./typed.js";

const { at } = document.body.dataset;
const drawn = {};
let thread = document.body.dataset.thread;
let running = null;
let again = false;

export const openThread = (ts) => { thread = ts; return refresh(); };

// One fetch at a time; changes that come meanwhile lead to one more.
export function refresh() {
  if (running) { again = true; return running; }
  running = fetchParts().finally(() => {
    running = null;
    if (again) { again = false; return refresh(); }
  });
  return running;
}

async function fetchParts() {
  await flush();
  const parts = await get(`/as/${user}/parts?${new URLSearchParams({ at, thread })}`);
  for (const [id, html] of Object.entries(parts)) {
    if (drawn[id] !== html) swap(id, html, !(id in drawn));
    drawn[id] = html;
  }
  document.body.classList.toggle("with-thread", Boolean(thread));
  document.body.dataset.ready = "yes";
  markRead();
}

export function markRead() {
  const here = document.querySelector("#sidebar [aria-current].unread");
  if (here && at !== "home" && !document.hidden) post("read", { channel: at });
}

function swap(id, html, first) {
  const box = document.getElementById(id);
  const focus = remember(box);
  const old = box.querySelector(".scroll");
  const place = old && { top: old.scrollTop, end: old.scrollHeight - old.scrollTop - old.clientHeight < 60 };
  const before = new Set([...box.querySelectorAll(".message")].map((message) => message.dataset.ts));
  const view = box.querySelector("[data-view]")?.dataset.view;
  const fields = box.querySelector(".fields")?.scrollTop || 0;
  box.innerHTML = html;
  const scroll = box.querySelector(".scroll.messages");
  if (scroll) scroll.scrollTop = first || !place || place.end ? scroll.scrollHeight : place.top;
  else if (place && box.querySelector(".scroll")) box.querySelector(".scroll").scrollTop = place.top;
  if (id === "modal") return showModal(box, view, focus, fields);
  restore(box, focus);
  if (id === "pane") announce(box, before);
}

function showModal(dialog, view, focus, top) {
  const now = dialog.querySelector("[data-view]")?.dataset.view;
  if (!now) { if (dialog.open) dialog.close(); return; }
  if (!dialog.open) dialog.showModal();
  if (now !== view) {
    const field = "input:not([type=hidden]):not(:disabled), textarea, select";
    const wished = dialog.querySelector("[data-focus]");
    const first = wished?.matches(field) ? wished : (wished || dialog.querySelector(".fields")).querySelector(field);
    (first || dialog.querySelector("footer button"))?.focus();
    return;
  }
  dialog.querySelector(".fields").scrollTop = top;
  const wrong = dialog.querySelector(".error");
  if (wrong && !focus?.words) wrong.closest(".bk").querySelector("input, textarea, select, button")?.focus();
  else restore(dialog, focus);
}

// A control is found again by what it is, since the element itself was replaced.
const nameOf = (element) => {
  const item = element.closest("[data-action]");
  const place = element.closest("[data-ts], [data-view]")?.dataset;
  return [place?.ts || place?.view, item?.dataset.block, item?.dataset.action, element.tagName, element.id,
    element.dataset.at, element.dataset.value, element.dataset.advance, element.dataset.close].join(" ");
};

function remember(box) {
  const active = document.activeElement;
  if (!box.contains(active) || active === box) return null;
  const words = "selectionStart" in active && active.matches("textarea, input[type=text], input[role=combobox]");
  return { name: nameOf(active), words, value: active.value, start: words ? active.selectionStart : null, end: words ? active.selectionEnd : null };
}

function restore(box, focus) {
  if (!focus) return;
  const found = [...box.querySelectorAll("button, a, input, select, textarea, summary")].find((one) => nameOf(one) === focus.name);
  if (!found) return;
  found.focus({ preventScroll: true });
  if (focus.words) {
    if (found.matches(":not([role=combobox])") || focus.value) found.value = focus.value;
    found.setSelectionRange(focus.start, focus.end);
  }
}

function announce(box, before) {
  const fresh = [...box.querySelectorAll(".message:not(.mine)")].filter((message) => !before.has(message.dataset.ts));
  if (!fresh.length || !before.size) return;
  document.getElementById("live").textContent = fresh.map((message) => `${message.getAttribute("aria-label")}: ${message.querySelector(".body").textContent.trim()}`).join(". ");
}
