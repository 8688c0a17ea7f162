// The page's behaviour: presses, dialogs, the stream of changes.
import { setup as setupCombos } from "./combo.js";
import * as composer from "./composer.js";
import { post, user } from "./net.js";
import { markRead, openThread, refresh } from "./parts.js";
import { fieldOf, flush, placeOf, touch } from "./typed.js";

const $ = (selector, within = document) => within.querySelector(selector);

async function act(item, value) {
  const body = { ...placeOf(item), kind: item.dataset.kind, block: item.dataset.block, action: item.dataset.action, value };
  if (item.dataset.confirm && !(await confirmed(JSON.parse(item.dataset.confirm)))) return refresh();
  await flush();
  await post("act", body);
  await refresh();
}

async function changed(item) {
  if (!item.dataset.typed) return act(item, fieldOf(item).value);
  touch(item);
  await flush();
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
  await flush();
  form.setAttribute("aria-busy", "true");
  await post("submit", { view: form.dataset.view, fields });
  form.removeAttribute("aria-busy");
  document.activeElement?.blur();
  await refresh();
}

async function closeModal(all) {
  const view = $("#modal [data-view]")?.dataset.view;
  await flush();
  if (view) await post("close", { view, all });
  await refresh();
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
  else if (item.dataset.global) { item.closest("details").open = false; await post("global", { callback: item.dataset.global }); refresh(); }
  else if (item.dataset.react) { await post("react", { ...placeOf(item), name: item.dataset.react, back: item.ariaPressed === "true" }); refresh(); }
  else if (item.dataset.edit) editMessage(item.closest(".message"));
  else if (item.dataset.delete) { await post("delete", placeOf(item)); refresh(); }
  else if (menu && item.dataset.value !== undefined) { menu.open = false; openUrl(item); act(menu, item.dataset.value); }
  else if (item.matches("[data-kind=button], [data-kind=icon_button], [data-kind=workflow_button], [data-kind=feedback_buttons]")) { openUrl(item); act(item, item.dataset.value); }
});

async function editMessage(message) {
  const text = window.prompt("Edit message", $(".body", message).innerText.replace(/ \(edited\)$/, ""));
  if (text) await post("edit", { channel: message.dataset.channel, ts: message.dataset.ts, text });
  refresh();
}

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
  if (item?.matches(".bk-text")) touch(item);
  if (target.id === "find") filterPeople(target.value);
  if (target.matches("#message, #reply-text")) composer.typed(target);
});
document.addEventListener("submit", (event) => {
  if (event.target.closest("#confirm")) return;
  event.preventDefault();
  if (event.target.closest("#modal")) submitModal(event.target);
  else composer.send($("textarea", event.target), event.target.id === "reply" ? $("#thread .message").dataset.ts : "");
});
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (target.matches("#message, #reply-text")) composer.key(event);
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) target.closest("#modal form")?.requestSubmit();
  if (key === "Escape") document.querySelectorAll("details[open]").forEach((menu) => { menu.open = false; });
});
$("#modal").addEventListener("cancel", (event) => { event.preventDefault(); closeModal(false); });

setupCombos(changed);
document.addEventListener("visibilitychange", markRead);
const stream = new EventSource(`/as/${user}/stream`);
stream.onmessage = () => refresh();
stream.onopen = () => refresh();
refresh();
