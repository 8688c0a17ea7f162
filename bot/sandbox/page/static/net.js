// Talks to the server as the person of this page.
export const user = document.body.dataset.user;

export async function post(action, body, address = `/as/${user}/${action}`) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const data = await answer.json();
    if (!data.ok) toast(data.error || "That did not work.");
    return data;
  } catch {
    toast("The workspace does not answer. Is it still running?");
    return { ok: false };
  }
}

export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

let hideToast;
export function toast(words) {
  const box = document.getElementById("toast");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(hideToast);
  hideToast = setTimeout(() => { box.hidden = true; }, 6000);
}
