/* A lesson from a package, seen from the desk: hands it what was kept, and keeps what it tells, also when the desk
   cannot be reached for a while. */
"use strict";
(() => {
  const box = document.querySelector("[data-package]");
  const frame = box.querySelector("iframe");
  const state = box.querySelector("[role=status]");
  const { origin, keep, shelf } = box.dataset;
  const begin = JSON.parse(document.getElementById("package-begin").textContent);
  const stored = (work) => { try { return work(localStorage); } catch { return null; } };
  const unsent = () => JSON.parse(stored((it) => it.getItem(shelf)) || "null");

  let under = false;
  async function send(closing = false) {
    const data = unsent();
    if (!data || (under && !closing)) return;
    under = true;
    const text = JSON.stringify(data);
    try {
      const answer = await fetch(keep, {
        method: "POST",
        body: text,
        headers: { "Content-Type": "application/json", "X-CSRFToken": begin.csrf },
        keepalive: closing && text.length < 60000,
      });
      if (answer.ok) {
        const told = await answer.json();
        if (JSON.stringify(unsent()) === text) stored((it) => it.removeItem(shelf));
        state.textContent = told.words;
        document.getElementById("reading").outerHTML = told.bars;
      } else if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
      else { stored((it) => it.removeItem(shelf)); state.textContent = "What this lesson told could not be kept."; }
    } catch {
      state.textContent = "The desk cannot be reached. How far you are is kept here, and sent as soon as it can be.";
      setTimeout(send, 5000);
    }
    under = false;
  }

  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data?.ready) frame.contentWindow.postMessage({ begin: { ...begin, data: unsent() || begin.data } }, origin);
    else if (event.data?.keep) { stored((it) => it.setItem(shelf, JSON.stringify(event.data.keep))); send(); }
  });
  addEventListener("online", () => send());
  addEventListener("pagehide", () => send(true));
  frame.src = frame.dataset.src;
  send();
})();
