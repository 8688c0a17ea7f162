// The composer: Enter sends, "/" offers commands, "@" offers people.
import { get, post, user } from "./net.js";
import { refresh } from "./parts.js";

const { at } = document.body.dataset;
const box = document.getElementById("message");
const list = document.getElementById("hints");
const commands = JSON.parse(document.getElementById("commands").textContent);

export async function send(field, thread) {
  const text = field.value.trim();
  if (!text) return;
  const command = text.startsWith("/") && !thread;
  field.value = "";
  grow(field);
  offer([]);
  const done = await post(command ? "command" : "say", { text, channel: at, thread });
  if (!done.ok) field.value = text;
  await refresh();
}

function grow(field) {
  field.rows = Math.min(8, field.value.split("\n").length);
}

// The word at the caret that starts with a sign, such as "@jo".
const wordAtCaret = (sign) => new RegExp(`(?:^|\\s)(${sign}[\\w.-]*)$`).exec(box.value.slice(0, box.selectionStart))?.[1];

async function hint() {
  const person = wordAtCaret("@");
  if (person) {
    const found = await get(`/as/${user}/mentions?${new URLSearchParams({ query: person.slice(1) })}`);
    if (wordAtCaret("@") === person) offer(found.slice(0, 8), person);
    return;
  }
  const word = box.value.split(" ")[0];
  const typing = box.value.startsWith("/");
  offer(commands.filter((one) => typing && (box.value.includes(" ") ? one.name === word : one.name.startsWith(word))), word);
}

function offer(found, typed = "") {
  if (!list) return;
  list.hidden = !found.length;
  list.replaceChildren(...found.map((one, index) => {
    const item = Object.assign(document.createElement("li"), { textContent: one.name });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(index === 0));
    item.append(Object.assign(document.createElement("small"), { textContent: one.hint }));
    item.onmousedown = (event) => { event.preventDefault(); complete(one.name, typed); };
    return item;
  }));
}

function complete(name, typed) {
  const caret = box.selectionStart;
  const start = caret - typed.length;
  if (box.value.slice(start, caret) === typed) box.setRangeText(`${name} `, start, caret, "end");
  box.focus();
  hint();
}

export function key(event) {
  const { target } = event;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    target.form.requestSubmit();
  } else if (event.key === "Tab" && target === box && !list.hidden && (wordAtCaret("@") || !box.value.includes(" "))) {
    event.preventDefault();
    list.querySelector("li").dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
  } else if (event.key === "Escape") offer([]);
}

export function typed(field) {
  grow(field);
  if (field === box) hint();
}
