// What was typed or chosen in fields, and is not with the server yet.
import { post } from "./net.js";

const dirty = new Set();
let underWay = Promise.resolve();

export const touch = (item) => dirty.add(item);

// Everything typed so far reaches the server before anything else does, so that no redraw can lose it.
export function flush() {
  const items = [...dirty].filter((item) => item.isConnected);
  dirty.clear();
  const sent = items.map((item) => post(item.closest("[data-view]") ? "type" : "act", { ...placeOf(item), ...fieldOf(item) }));
  underWay = Promise.all([underWay, ...sent]);
  return underWay;
}

// Where an element stands: in a view, or in a message.
export function placeOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  const { channel, ts } = element.closest("[data-ts]").dataset;
  return { channel, ts };
}

export const fieldOf = (item) => ({ kind: item.dataset.kind, block: item.dataset.block, action: item.dataset.action, value: valueOf(item) });

export const chipsOf = (combo) => [...combo.querySelectorAll(".chip")].map((chip) => chip.dataset.value);

function valueOf(item) {
  const { kind } = item.dataset;
  if (item.matches(".bk-combo")) return item.dataset.multi === "1" ? chipsOf(item) : chipsOf(item)[0] ?? null;
  if (kind === "checkboxes") return [...item.querySelectorAll(":checked")].map((one) => one.value);
  if (kind === "radio_buttons") return item.querySelector(":checked")?.value ?? null;
  return item.value || null;
}
