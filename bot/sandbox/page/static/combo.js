// Menus one can type into: arrow keys, Enter, Escape, Backspace; what is chosen stands as chips.
import { get, post, user } from "./net.js";
import { chipsOf, placeOf } from "./typed.js";

let timer;
let asked = 0;

export function setup(onChange) {
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[role=combobox]")) { clearTimeout(timer); timer = setTimeout(() => suggest(target), 120); }
  });
  document.addEventListener("focusin", ({ target }) => closeAll(target.closest?.(".bk-combo")));
  document.addEventListener("keydown", (event) => { if (event.target.matches("[role=combobox]")) key(event, onChange); });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".bk-combo [role=option]");
    if (option) { event.preventDefault(); choose(option, onChange); } else closeAll(event.target.closest(".bk-combo"));
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches("[role=combobox]") && target.closest(".bk-combo").dataset.min === "0") suggest(target);
    const chip = target.closest(".chip");
    if (!chip) return;
    const combo = chip.closest(".bk-combo");
    chip.remove();
    combo.querySelector("input").focus();
    onChange(combo);
  });
}

async function suggest(input) {
  const combo = input.closest(".bk-combo");
  const query = input.value.trim();
  if (query.length < Number(combo.dataset.min)) return close(combo);
  const number = ++asked;
  const found = await options(combo, query);
  if (number !== asked || !input.isConnected || document.activeElement !== input) return;
  show(combo, found.filter((one) => !chipsOf(combo).includes(one.value)));
}

async function options(combo, query) {
  const { kind, block, action } = combo.dataset;
  if (combo.dataset.options) {
    return JSON.parse(combo.dataset.options).filter((one) => one.text.toLowerCase().includes(query.toLowerCase()));
  }
  if (kind.includes("external")) return (await post("suggest", { ...placeOf(combo), block, action, query })).options || [];
  return get(`/as/${user}/options?${new URLSearchParams({ kind, query })}`);
}

function show(combo, found) {
  const list = combo.querySelector("[role=listbox]");
  list.replaceChildren(...found.flatMap((one, index) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.id = `option-${index}`;
    item.dataset.value = one.value;
    item.textContent = one.text;
    if (one.description) item.append(Object.assign(document.createElement("small"), { textContent: one.description }));
    if (!one.group || found[index - 1]?.group === one.group) return [item];
    const head = Object.assign(document.createElement("li"), { className: "group", textContent: one.group });
    head.setAttribute("role", "presentation");
    return [head, item];
  }));
  if (!found.length) list.append(Object.assign(document.createElement("li"), { className: "group", textContent: "No matches" }));
  list.hidden = false;
  combo.querySelector("input").setAttribute("aria-expanded", "true");
  point(combo, list.querySelector("[role=option]"));
  list.scrollIntoView({ block: "nearest" });
}

function point(combo, option) {
  combo.querySelectorAll("[aria-selected]").forEach((one) => one.removeAttribute("aria-selected"));
  const input = combo.querySelector("input");
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function key(event, onChange) {
  const combo = event.target.closest(".bk-combo");
  const all = [...combo.querySelectorAll("ul:not([hidden]) [role=option]")];
  const now = all.findIndex((one) => one.getAttribute("aria-selected"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!all.length) return suggest(event.target);
    point(combo, all[(now + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (all[now]) choose(all[now], onChange);
  } else if (event.key === "Escape" && all.length) {
    event.preventDefault();
    event.stopPropagation();
    close(combo);
  } else if (event.key === "Backspace" && !event.target.value) {
    combo.querySelector(".chip:last-of-type")?.click();
  }
}

function choose(option, onChange) {
  const combo = option.closest(".bk-combo");
  const chips = combo.querySelector(".chips");
  if (combo.dataset.multi === "0") chips.replaceChildren();
  if (combo.dataset.most && chipsOf(combo).length >= Number(combo.dataset.most)) return close(combo);
  const chip = document.createElement("button");
  Object.assign(chip, { type: "button", className: "chip" });
  chip.dataset.value = option.dataset.value;
  chip.setAttribute("aria-label", `Remove ${option.firstChild.textContent}`);
  chip.append(Object.assign(document.createElement("span"), { textContent: option.firstChild.textContent }));
  const cross = Object.assign(document.createElement("span"), { textContent: "×" });
  cross.setAttribute("aria-hidden", "true");
  chip.append(cross);
  chips.append(chip);
  combo.querySelector("input").value = "";
  close(combo);
  onChange(combo);
}

function close(combo) {
  combo.querySelector("[role=listbox]").hidden = true;
  combo.querySelector("input").setAttribute("aria-expanded", "false");
}

function closeAll(but) {
  document.querySelectorAll(".bk-combo").forEach((combo) => { if (combo !== but) close(combo); });
}
