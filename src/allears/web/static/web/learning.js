/* Lessons in the browser: what a learner types or ticks is kept on the shelf at once (app.js), and sent to the desk
   when it can be, by itself when a lost network is back. Lessons work without this file, only not without a network. */
"use strict";
(() => {
  const { all, one, on, shelf, keyOf, keep, say } = desk;
  const own = `learn:${one("[data-learner]").dataset.learner}:`; // two learners may share one browser
  const AGAIN = 4000; // milliseconds between two tries while the network is away
  const WHILE = 15000; // milliseconds for which what has arrived is put back all the same
  const AWAY = "The network is away. Kept on this device; it is sent by itself when the network is back.";
  const OUT = "You have been signed out. What you wrote is kept on this device: sign in again in another tab.";
  const NOT = "That did not work. What you wrote is kept on this device.";
  const ARRIVED = "An answer that waited for the network has arrived.";

  const { read, write, forget } = shelf;
  const ours = (element) => element?.closest?.("form[data-exercise]");
  const formOf = (key) => all("form[data-exercise]").find((form) => keyOf(form) === key);
  const waiting = () => shelf.keys(own).filter((key) => !read(key)?.until);

  /* ------------------------------------------------ sending: by one tab at a time, each entry until it has arrived */
  const alone = (work) => (navigator.locks ? navigator.locks.request("allears-learning", work) : work());
  let timer = 0, soon = 0;

  function flush() {
    clearTimeout(timer);
    clearTimeout(soon);
    return alone(async () => {
      for (const key of waiting()) {
        const away = await send(key);
        if (!away) continue;
        for (const it of waiting()) say(formOf(it), away, true);
        timer = setTimeout(flush, AGAIN);
        return;
      }
    });
  }

  async function send(key, closing = false) { // gives the words for why it is no use to try the others now
    const entry = read(key);
    if (!entry || entry.stuck) return;
    const body = new URLSearchParams([...entry.fields, ...(entry.give ? [] : [["draft", "1"]])]);
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const answer = await fetch(entry.url, { method: "POST", body, headers, keepalive: closing }).catch(() => null);
    const html = await answer?.text().catch(() => null);
    const form = formOf(key);
    if (answer?.status === 401) return OUT;
    if (typeof html !== "string" || answer.status >= 500 || answer.status === 429) return AWAY;
    if (read(key)?.at !== entry.at) return; // more was typed meanwhile: that is sent in its turn
    if (!answer.ok) { // it is not taken however often it is sent, and stays here for the learner to copy
      write(key, { ...entry, stuck: true });
      return say(form, NOT, true);
    }
    if (entry.give) forget(key);
    else { // a page that is being loaded this very moment may not show it yet: the entry stays a while
      write(key, { ...entry, until: Date.now() + WHILE });
      setTimeout(() => read(key)?.until && forget(key), WHILE);
      say(form, "Kept");
    }
    const onward = answer.headers.get("HX-Redirect");
    const how = { swapStyle: entry.give ? "outerHTML" : "none", swapDelay: 0, settleDelay: 0 };
    if (form && onward) location.assign(onward);
    else if (form) htmx.swap(form.closest(".exercise,.package"), html, how);
    else if (entry.give) htmx.trigger(document.body, "toast", { value: ARRIVED });
  }

  function changed(form) {
    clearTimeout(soon);
    if (form) soon = setTimeout(flush, 700);
  }

  on("input", ({ target }) => changed(ours(target)));
  on("submit", (event) => {
    const form = ours(event.target);
    if (!form) return;
    event.preventDefault();
    const before = read(keyOf(form));
    if (!before?.give || before.stuck) keep(form, { give: true }, event.submitter); // else it is on its way already
    say(form, "");
    flush();
  });
  addEventListener("online", flush);
  // What is half-finished when the page is left may be sent twice, which does no harm; an answer may not.
  addEventListener("pagehide", () => {
    for (const key of waiting()) if (!read(key).give) send(key, true);
  });

  /* ------------------------------------------------ an order is changed by two buttons, or by arrow keys on them */
  on("click keydown", (event) => {
    const button = event.target.closest?.("[data-order] [data-move]");
    const way = event.type === "click" ? button?.dataset.move : { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!button || !way) return;
    event.preventDefault();
    const item = button.closest("li");
    const list = item.parentElement;
    if (way === "up") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    one(`[data-move=${way}]`, item).focus();
    const words = one(".order__words", item).textContent;
    const place = `${[...list.children].indexOf(item) + 1} of ${list.children.length}`;
    one("[data-moved]", list.parentElement).textContent = `${words}: ${place}`;
    keep(ours(list));
    changed(ours(list));
  });

  /* ------------------------------------------------ a lesson from a package is handed what was kept, and says what to
     keep */
  function play(box) {
    const frame = one("iframe", box);
    const form = one("form", box);
    const { origin, id, name } = box.dataset;
    const begin = () => ({ id, name, data: JSON.parse(form.elements.answer.value) });
    addEventListener("message", ({ source, origin: from, data }) => {
      if (source !== frame.contentWindow || from !== origin) return;
      if (data?.ready) source.postMessage({ begin: begin() }, origin);
      if (!data?.keep) return;
      form.elements.answer.value = JSON.stringify(data.keep);
      keep(form);
      changed(form);
    });
    frame.src = frame.dataset.src;
  }

  /* ------------------------------------------------ begin, and again after every exercise that arrives */
  on("htmx:afterSettle", ({ detail }) => {
    const exercise = detail.elt?.closest?.(".exercise");
    const field = "[aria-invalid],input:not([type=hidden]),select,textarea,button";
    const goal = exercise && (one("[data-focus]", exercise) || one(field, exercise));
    goal?.focus({ preventScroll: true });
    goal?.scrollIntoView({ block: "nearest" });
  });
  for (const key of shelf.keys(own)) if (read(key)?.until < Date.now()) forget(key);
  if (one("[data-package]")) play(one("[data-package]"));
  if (waiting().length) flush();
})();
