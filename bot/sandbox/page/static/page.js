// The page's behaviour: presses, dialogs, the composer, the stream of changes.
import * as combo from "./combo.js";
import { post, user } from "./net.js";
import { markRead, openThread, refresh } from "./parts.js";

const { at } = document.body.dataset;
const $ = (selector, within = document) => within.querySelector(selector);
const dirty = new Set();

// Where an element stands: a message, or a view.
function placeOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  const { channel, ts } = element.closest("[data-ts]").dataset;
  return { channel, ts };
}

function valueOf(item) {
  const { kind } = item.dataset;
  if (item.matches(".bk-combo")) return item.dataset.multi === "1" ? combo.values(item) : combo.values(item)[0] ?? null;
  if (kind === "checkboxes") return [...item.querySelectorAll(":checked")].map((one) => one.value);
  if (kind === "radio_buttons") return item.querySelector(":checked")?.value ?? null;
  return item.value || null;
}

const fieldOf = (item) => ({ kind: item.dataset.kind, block: item.dataset.block, action: item.dataset.action, value: valueOf(item) });

// What was typed reaches the server before anything else does, so that no redraw can lose it.
async function flush() {
  const items = [...dirty].filter((item) => item.isConnected && item.closest("#modal, .home"));
  dirty.clear();
  await Promise.all(items.map((item) => post("type", { ...placeOf(item), ...fieldOf(item) })));
}

async function act(item, value) {
  const body = { ...placeOf(item), kind: item.dataset.kind, block: item.dataset.block, action: item.dataset.action, value };
  if (item.dataset.confirm && !(await confirmed(JSON.parse(item.dataset.confirm)))) return refresh();
  await flush();
  await post("act", body);
  await refresh();
}

async function changed(item) {
  if (!item.dataset.typed) return act(item, valueOf(item));
  if (item.closest("#modal, .home")) { dirty.add(item); await flush(); }
}

function confirmed(words) {
  const dialog = $("#confirm");
  const text = (part, or) => part?.text ?? or;
  const make = (tag, content, more = {}) => Object.assign(document.createElement(tag), { textContent: content, ...more });
  const yes = make("button", text(words.confirm, "Yes"), { type: "submit", value: "yes", className: `bk-button ${words.style === "danger" ? "danger" : "primary"}` });
  const no = make("button", text(words.deny, "Cancel"), { type: "submit", value: "no", className: "bk-button plain" });
  const form = make("form", "", { method: "dialog" });
  const row = make("footer", "");
  row.append(no, yes);
  form.append(make("h2", text(words.title, "Are you sure?"), { id: "confirm-title" }), make("p", text(words.text, "")), row);
  dialog.replaceChildren(form);
  dialog.returnValue = "no";
  dialog.showModal();
  no.focus();
  return new Promise((done) => { dialog.onclose = () => done(dialog.returnValue === "yes"); });
}

async function submitModal(form) {
  const fields = [...form.querySelectorAll("[data-typed]")].filter((item) => item.dataset.kind !== "file_input").map(fieldOf);
  dirty.clear();
  form.setAttribute("aria-busy", "true");
  await post("submit", { view: form.dataset.view, fields });
  form.removeAttribute("aria-busy");
  document.activeElement?.blur();
  await refresh();
}

async function closeModal(all) {
  const view = $("#modal [data-view]")?.dataset.view;
  dirty.clear();
  if (view) await post("close", { view, all });
  await refresh();
}

async function send(box, thread) {
  const text = box.value.trim();
  if (!text) return;
  const command = text.startsWith("/") && !thread;
  box.value = "";
  grow(box);
  showHints("");
  const channel = at === "home" ? "" : at;
  const done = await post(command ? "command" : "say", { text, channel, thread });
  if (!done.ok) box.value = text;
  await refresh();
}

function grow(box) {
  box.style.height = "";
  box.rows = Math.min(8, box.value.split("\n").length);
}

function showHints(text) {
  const list = $("#hints");
  if (!list) return;
  const word = text.split(" ")[0];
  const known = JSON.parse($("#commands").textContent).filter((one) => text.startsWith("/") && (text.includes(" ") ? one.name === word : one.name.startsWith(word)));
  list.hidden = !known.length;
  list.replaceChildren(...known.map((one) => {
    const item = Object.assign(document.createElement("li"), { textContent: one.name });
    item.setAttribute("role", "option");
    item.append(Object.assign(document.createElement("small"), { textContent: one.hint }));
    item.onmousedown = (event) => { event.preventDefault(); complete(one.name); };
    return item;
  }));
}

function complete(name) {
  const box = $("#message");
  if (!box.value.includes(" ")) box.value = `${name} `;
  box.focus();
  showHints(box.value);
}

function choosePerson(title, onPick) {
  const dialog = $("#people");
  $("h2", dialog).textContent = title;
  dialog.onclick = (event) => {
    const link = event.target.closest("[data-person]");
    if (event.target === dialog) dialog.close();
    if (link && onPick) { event.preventDefault(); dialog.close(); onPick(link.dataset.person); }
  };
  $("#find").value = "";
  filterPeople("");
  dialog.showModal();
  $("#find").focus();
}

function filterPeople(query) {
  const words = query.toLowerCase().split(/\s+/);
  for (const row of document.querySelectorAll("#people li")) row.hidden = !words.every((word) => row.dataset.words.includes(word));
}

document.addEventListener("click", async ({ target }) => {
  document.querySelectorAll("details[open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  const item = target.closest("button, summary");
  if (!item) return;
  const { thread, shortcut, advance, close } = item.dataset;
  const menu = item.closest(".bk-overflow");
  if (item.id === "switch") choosePerson("Who are you?", null);
  else if (item.id === "new-message") choosePerson("Write to", startDirect);
  else if (item.id === "close-thread") openThread("");
  else if (thread) openThread(thread);
  else if (advance) { await post("", { hours: Number(advance) }, "/clock"); await refresh(); }
  else if (close) closeModal(close === "all");
  else if (shortcut) { item.closest("details").open = false; await post("shortcut", { ...placeOf(item), callback: shortcut }); refresh(); }
  else if (menu && item.dataset.value !== undefined) { menu.open = false; openUrl(item); act(menu, item.dataset.value); }
  else if (item.matches("[data-kind=button], [data-kind=feedback_buttons]")) { openUrl(item); act(item, item.dataset.value); }
});

const openUrl = (item) => { if (/^https?:/.test(item.dataset.url || "")) window.open(item.dataset.url, "_blank", "noopener"); };
const startDirect = async (person) => {
  const done = await post("dm", { person });
  if (done.ok) location.assign(`/as/${user}/c/${done.channel}`);
};

document.addEventListener("change", ({ target }) => {
  const item = target.closest("[data-kind]");
  if (item && !item.matches(".bk-combo") && !(item.matches(".bk-text") && !item.dataset.typed)) changed(item);
});
document.addEventListener("input", ({ target }) => {
  const item = target.closest("[data-typed]");
  if (item && item.matches(".bk-text")) dirty.add(item);
  if (target.id === "find") filterPeople(target.value);
  if (target.matches("#message, #reply-text")) grow(target);
  if (target.id === "message") showHints(target.value);
});
document.addEventListener("submit", (event) => {
  if (event.target.closest("#confirm")) return;
  event.preventDefault();
  if (event.target.closest("#modal")) submitModal(event.target);
  else send($("textarea", event.target), event.target.id === "reply" ? $("#thread .message").dataset.ts : "");
});
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (target.matches("#message, #reply-text") && key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    target.form.requestSubmit();
  }
  if (target.id === "message" && key === "Tab" && !$("#hints").hidden && !target.value.includes(" ")) {
    event.preventDefault();
    complete($("#hints li").firstChild.textContent);
  }
  if (key === "Escape") document.querySelectorAll("details[open]").forEach((menu) => { menu.open = false; });
});
$("#modal").addEventListener("cancel", (event) => { event.preventDefault(); closeModal(false); });

combo.setup(changed, placeOf);
document.addEventListener("visibilitychange", markRead);
const stream = new EventSource(`/as/${user}/stream`);
stream.onmessage = () => refresh();
stream.onopen = () => refresh();
refresh();
