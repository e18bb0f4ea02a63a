/* Lessons in the browser: what a learner types or ticks is kept here at once, and sent to the desk when it can be, by
   itself when a lost network is back. Lessons work without this file; what was not sent is not kept then. */
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const own = `learn:${one("[data-learner]")?.dataset.learner}:`; // two learners may share one browser
  const AGAIN = 4000; // milliseconds between two tries while the network is away
  const WHILE = 15000; // milliseconds for which what has arrived is put back all the same
  const AWAY = "The network is away. Kept on this device; it is sent by itself when the network is back.";
  const OUT = "You have been signed out. What you wrote is kept on this device: sign in again in another tab.";
  const NOT = "That did not work. What you wrote is kept on this device.";

  /* ------------------------------------------------ the shelf: an entry for each exercise of which the desk lacks something */
  const shelf = (work) => { try { return work(localStorage); } catch { return null; } }; // private windows may refuse
  const ours = (element) => element?.closest?.("form[data-exercise]");
  const keyOf = (form) => `learn:${form.dataset.exercise}`;
  const formOf = (key) => all("form[data-exercise]").find((form) => keyOf(form) === key);
  const read = (key) => shelf((it) => JSON.parse(it.getItem(key) || "null"));
  const write = (key, entry) => shelf((it) => it.setItem(key, JSON.stringify(entry)));
  const forget = (key) => shelf((it) => it.removeItem(key));
  const kept = () => (shelf(Object.keys) || []).filter((key) => key.startsWith(own));
  const waiting = () => kept().filter((key) => !read(key)?.done);

  function keep(form, give, more = []) {
    const fields = [...new FormData(form)].filter(([name]) => name.startsWith("answer"));
    write(keyOf(form), { url: form.action, digest: form.dataset.digest, fields: [...fields, ...more], give, at: Date.now() });
  }

  function say(form, words, away = false) {
    const place = form && one("[data-kept]", form);
    if (!place) return;
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("is-away", away);
  }

  function putBack() {
    for (const form of all("form[data-exercise]:not([data-put-back])")) {
      const entry = read(keyOf(form));
      form.dataset.putBack = "yes";
      // Ticks mean something only in the exercise as it read then; words are the learner's in any case.
      if (!entry?.fields.length || (entry.digest !== form.dataset.digest && !one("textarea", form))) continue;
      fill(form, entry.fields);
      say(form, entry.give ? AWAY : "As you left it", entry.give);
    }
  }

  function fill(form, fields) {
    const at = {};
    for (const [, value] of one("[data-order]", form) ? fields : []) {
      const item = one(`[data-order] input[value="${CSS.escape(value)}"]`, form)?.closest("li");
      if (item) item.parentElement.append(item);
    }
    for (const box of all("[name^=answer]:not([type=hidden])", form)) {
      const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "radio" || box.type === "checkbox") box.checked = values.includes(box.value);
      else box.value = values[(at[box.name] = (at[box.name] ?? -1) + 1)] ?? "";
    }
  }

  /* ------------------------------------------------ sending: by one tab at a time, each entry until it has arrived */
  const alone = (work) => (navigator.locks ? navigator.locks.request("allears-learning", work) : work());
  let timer = 0, soon = 0;
  const later = () => { timer ||= setTimeout(flush, AGAIN); };

  function flush() {
    clearTimeout(timer);
    timer = 0;
    return alone(async () => {
      for (const key of waiting()) {
        const away = await send(key);
        if (away) return waiting().forEach((it) => say(formOf(it), away, true)), later();
      }
    });
  }

  async function send(key) { // gives the words for why it is no use to try the others now
    const entry = read(key);
    if (!entry || entry.stuck || formOf(key)?.classList.contains("htmx-request")) return;
    const body = new URLSearchParams([...entry.fields, ...(entry.give ? [] : [["draft", "1"]])]);
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const answer = await fetch(entry.url, { method: "POST", body, headers }).catch(() => null);
    const html = await answer?.text().catch(() => null);
    const form = formOf(key);
    if (answer?.status === 401) return OUT;
    if (typeof html !== "string" || answer.status >= 500) return AWAY;
    if (read(key)?.at !== entry.at) return; // more was typed meanwhile: that is sent in its turn
    if (!answer.ok) { // it is not taken however often it is sent, and stays here for the learner to copy
      write(key, { ...entry, stuck: true });
      return say(form, NOT, true);
    }
    if (entry.give) forget(key);
    else { // a page that is being loaded this very moment may not show it yet: the entry stays a while, as one that is done
      write(key, { ...entry, done: Date.now() });
      setTimeout(() => read(key)?.done && forget(key), WHILE);
      return say(form, "Kept");
    }
    if (form && answer.headers.get("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
    else if (form) htmx.swap(form.closest(".exercise"), html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
    else document.dispatchEvent(new CustomEvent("toast", { detail: { value: "An answer that waited for the network has arrived." } }));
  }

  function changed(form) {
    keep(form, false);
    clearTimeout(soon);
    soon = setTimeout(flush, 700);
  }

  for (const happening of ["input", "change"]) {
    document.addEventListener(happening, (event) => { if (event.target.name && ours(event.target)) changed(ours(event.target)); });
  }

  // An answer on its way is kept until it has arrived, should the network go or the page be closed.
  document.addEventListener("submit", (event) => {
    const form = ours(event.target);
    if (!form) return;
    clearTimeout(soon);
    keep(form, true, event.submitter?.name ? [[event.submitter.name, event.submitter.value]] : []);
    say(form, "");
  }, true);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = ours(detail.requestConfig.elt); // which an answer may have replaced by now
    if (!form) return;
    if (detail.successful) return forget(keyOf(form));
    const status = detail.xhr.status; // 0: it did not get there
    say(form, status === 401 ? OUT : status ? NOT : AWAY, true);
    if (status === 401 || !status) later();
  });
  addEventListener("online", flush);

  /* ------------------------------------------------ an order is changed by two buttons, or by the arrow keys on them */
  function move(button, way) {
    const item = button.closest("li");
    const list = item.parentElement;
    const other = way === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (other) other[way === "up" ? "before" : "after"](item);
    one(`[data-move=${way}]`, item).focus();
    const words = one(".order__words", item).textContent;
    one("[data-moved]", list.parentElement).textContent = `${words}: ${[...list.children].indexOf(item) + 1} of ${list.children.length}`;
    if (other) changed(ours(list));
  }
  for (const happening of ["click", "keydown"]) {
    document.addEventListener(happening, (event) => {
      const button = event.target.closest?.("[data-order] [data-move]");
      const way = event.type === "click" ? button?.dataset.move : { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (button && way) { event.preventDefault(); move(button, way); }
    });
  }
  one("[data-print]")?.addEventListener("click", () => print());

  /* ------------------------------------------------ begin, and again after every exercise that arrives */
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    putBack();
    const exercise = detail.elt?.closest?.(".exercise");
    const goal = exercise && (one("[data-focus]", exercise) || one("[aria-invalid],input:not([type=hidden]),select,textarea,button", exercise));
    goal?.focus({ preventScroll: true });
    goal?.scrollIntoView({ block: "nearest" });
  });
  for (const key of kept()) if (read(key)?.done < Date.now() - WHILE) forget(key);
  putBack();
  if (waiting().length) flush();
})();
