/* All Ears in the browser: keyboard, looks, drafts, and the thread between words and margin notes.
   Everything works without this file except the shortcuts; it only makes the page kinder. */
"use strict";
const desk = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const on = (names, work, early) => names.split(" ").forEach((name) => document.addEventListener(name, work, early));

  /* ------------------------------------------------ looks: theme and density live in cookies, so that the server
     can write them into the page before it is drawn */
  on("change", ({ target }) => {
    const { look } = target.dataset;
    if (!look) return;
    document.documentElement.dataset[look] = target.value;
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${look}=${target.value};path=/;max-age=31536000;samesite=lax${secure}`;
    levelMargins();
  });

  /* ------------------------------------------------ margin notes: level with their words, lit together */
  const wide = matchMedia("(min-width: 56.01rem)");

  function levelMargins() {
    for (const margin of all(".margin")) {
      margin.classList.toggle("is-level", wide.matches);
      margin.style.minHeight = "";
      if (!wide.matches) continue;
      const origin = margin.getBoundingClientRect().top;
      let free = 0;
      const notes = all(".marginal", margin).map((note) => {
        const words = one(`mark[data-note="${CSS.escape(note.id)}"]`, margin.parentElement);
        const box = words && words.getClientRects()[0];
        return { note, want: box ? box.top - origin + 2 : 0 };
      });
      for (const { note, want } of notes.sort((a, b) => a.want - b.want)) {
        const top = Math.max(free, want);
        note.style.top = `${top}px`;
        free = top + note.offsetHeight + 5;
      }
      margin.style.minHeight = `${Math.max(0, free - 5)}px`;
    }
  }

  function light(ids) {
    for (const it of all("[data-note]")) it.classList.toggle("is-lit", ids.includes(it.dataset.note));
  }

  function idsAt(element) { // from the innermost outwards
    const at = element?.closest?.("[data-note]");
    return at ? [at.dataset.note, ...idsAt(at.parentElement)] : [];
  }

  on("pointerover", ({ target }) => light(idsAt(target)));
  on("focusin", ({ target }) => {
    const notes = target.matches("mark[data-note]") && target.getAttribute("aria-describedby")?.split(" ");
    if (notes || !one(".is-lit", target)) light(notes || idsAt(target)); // a finger on a note focuses its turn, too
  });

  /* ------------------------------------------------ the shelf: what is typed is kept in the browser until it has
     arrived (where a private window does not refuse it). Exercises are sent from here by learning.js. */
  const stored = (work) => { try { return work(localStorage, sessionStorage); } catch { return null; } };
  const shelf = {
    read: (key) => stored((it) => JSON.parse(it.getItem(key) || "null")),
    write: (key, entry) => stored((it) => it.setItem(key, JSON.stringify(entry))),
    forget: (key) => stored((it) => it.removeItem(key)),
    keys: (start) => (stored(Object.keys) || []).filter((key) => key.startsWith(start)),
  };
  const KEPT = "form[data-draft],form[data-exercise]";
  const keyOf = ({ dataset: { draft, exercise } }) => (exercise ? `learn:${exercise}` : `draft:${draft}`);
  const written = (form) => all("textarea", form).some((area) => area.value);

  function keep(form, more = {}, button = null) {
    const { action: url, dataset: { digest } } = form;
    const fields = [...new FormData(form, button)].filter(([name]) => name !== "csrfmiddlewaretoken");
    shelf.write(keyOf(form), { url, digest, fields, at: Date.now(), ...more });
  }

  function fill(form, fields) {
    const order = one("[data-order]", form);
    for (const [, value] of order ? fields : []) {
      const item = one(`input[value="${CSS.escape(value)}"]`, order)?.closest("li");
      if (item) order.append(item);
    }
    const at = {};
    for (const box of all("input[name]:not([type=hidden],[type=file]),select[name],textarea[name]", form)) {
      const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "radio" || box.type === "checkbox") box.checked = values.includes(box.value);
      else box.value = values[(at[box.name] = (at[box.name] ?? -1) + 1)] ?? "";
    }
  }

  function say(form, words, away = false) { // how far it has come, beside the button
    const place = form && one("[data-kept]", form);
    if (!place) return;
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("is-away", away);
  }

  const SENT = "sent-draft";
  function putBack() {
    // A draft that was sent and is not shown again was taken; one that comes back was refused, and keeps its text.
    const sent = stored((_, session) => session.getItem(SENT));
    if (sent && !all(KEPT).some((form) => keyOf(form) === sent)) shelf.forget(sent);
    stored((_, session) => session.removeItem(SENT));
    for (const form of all(KEPT).filter((form) => !form.dataset.putBack)) {
      form.dataset.putBack = "yes";
      const kept = shelf.read(keyOf(form));
      // Ticks mean something only in the exercise as it read then; words are the writer's in any case.
      const same = kept?.digest === form.dataset.digest || one("textarea", form);
      if (!kept?.fields.length || kept.until < Date.now() || !same) continue;
      if (form.dataset.draft && written(form)) continue;
      fill(form, kept.fields);
      say(form, "As you left it");
    }
  }

  on("input", ({ target: { form, name } }) => {
    if (!name || !form?.matches(KEPT)) return;
    keep(form);
    if (form.dataset.exercise) return;
    if (!written(form)) shelf.forget(keyOf(form));
    say(form, written(form) ? "Kept as a draft" : "");
  });
  on("submit", ({ target }) => {
    if (!target.dataset.draft || target.hasAttribute("hx-post")) return;
    stored((_, session) => session.setItem(SENT, keyOf(target)));
  });

  // An answer that was taken leaves an empty box, and the page turns to it; a refused one comes back with its text.
  let goal = "";
  on("taken", ({ detail }) => {
    shelf.forget(`draft:${detail.draft}`);
    goal = detail.turn;
    toast(detail.words);
    refresh();
  });

  function turnToGoal() {
    const turn = goal && document.getElementById(goal);
    if (!turn) return;
    goal = "";
    if (document.activeElement?.value) return; // somebody writes on already
    turn.focus({ preventScroll: true });
    turn.scrollIntoView({ block: "nearest" });
  }

  /* ------------------------------------------------ toasts */
  function toast(words) {
    const box = one("#toast-form").content.cloneNode(true);
    one("span", box).textContent = words;
    one("#toasts").replaceChildren(box);
  }

  const COMMANDS = "commandForElement" in HTMLButtonElement.prototype; // browsers from before 2026 know none
  on("click", ({ target }) => {
    if (target.closest("[data-dismiss]")) target.closest(".toast").remove();
    if (target.closest("[data-print]")) print();
    const [of, name] = ["commandfor", "command"].map((it) => target.closest("[commandfor]")?.getAttribute(it));
    if (of && !COMMANDS) document.getElementById(of)[name === "close" ? name : "showModal"]();
  });

  // What was asked for in the background (an answer being listened to, a live update) fails in silence.
  const quiet = ({ detail }) => detail.elt?.matches?.("[data-quiet],[data-fresh]");
  const AWAY = "The desk cannot be reached. What you wrote is kept here.";
  const REFUSED = { 403: "You may not do that.", 404: "That is no longer there." };
  on("toast", ({ detail }) => toast(detail.value ?? String(detail)));
  on("htmx:sendError", (event) => quiet(event) || toast(AWAY));
  on("htmx:responseError", (event) => {
    if (!quiet(event)) toast(REFUSED[event.detail.xhr.status] ?? "That did not work. Please try again.");
  });

  /* ------------------------------------------------ live: what changes is told by the server, and a page that shows it
     asks anew for its part. Browsers open six lines in all to one server, so that one tab listens for all of them;
     when it closes, the next one does. A hidden page waits with asking until it is looked at. */
  const shown = one("[data-live]");
  const others = window.BroadcastChannel ? new BroadcastChannel("allears-live") : null;
  const EVERYTHING = "*"; // the line was broken: nobody knows what was missed
  let asking = 0;
  let stale = false;

  function refresh() {
    asking ||= setTimeout(() => {
      asking = 0;
      for (const element of all("[data-fresh]")) htmx.trigger(element, "live");
    }, 150);
  }

  function changed(ids) {
    const own = shown?.dataset.conversation;
    if (!shown || (own && ids !== EVERYTHING && !ids.split(" ").includes(own))) return;
    if (document.hidden) stale = true;
    else refresh();
  }

  function hear() {
    const tell = (ids) => { changed(ids); others?.postMessage(ids); };
    const stream = new EventSource(shown.dataset.live);
    let missed = one("[data-unheard]") !== null; // a reading may have come since the page was drawn
    stream.addEventListener("change", (event) => tell(event.data));
    stream.addEventListener("error", () => { missed = true; });
    stream.addEventListener("open", () => { if (missed) tell(EVERYTHING); missed = false; });
    return () => stream.close();
  }

  let leave = () => {};
  function attend() {
    leave();
    if (!shown) return;
    if (!navigator.locks) { // only over plain http from another machine: each page that is looked at for itself
      leave = document.hidden ? () => {} : hear();
      return;
    }
    const gone = new AbortController();
    leave = () => gone.abort();
    navigator.locks.request("allears-live", { signal: gone.signal }, () => new Promise((release) => {
      const hush = hear();
      leave = () => { hush(); release(); };
    })).catch(() => {}); // this page went before its turn came
  }

  others?.addEventListener("message", (event) => changed(event.data));
  on("visibilitychange", () => {
    if (!navigator.locks) { stale ||= !document.hidden; attend(); }
    if (!document.hidden && stale) { stale = false; refresh(); }
  });
  addEventListener("pagehide", () => leave());
  addEventListener("pageshow", (event) => { if (event.persisted) { attend(); changed(EVERYTHING); } });

  // What is new in an update comes softly into sight, and is said once to those who do not see it.
  const FRESH = 2400; // milliseconds, as in row.css
  const lately = new Map();
  let before = new Map();
  const pieces = () => all("[data-row][id],.turn[id],.message[id],.note[id]");
  on("htmx:beforeSwap", ({ detail }) => {
    if (before.size || !detail.shouldSwap || !detail.requestConfig?.elt.matches("[data-fresh]")) return;
    before = new Map(pieces().map((it) => [it.id, it.textContent]));
  });
  on("htmx:afterSettle", () => {
    if (!before.size) return;
    const at = Date.now();
    const fresh = pieces().filter((it) => before.get(it.id) !== it.textContent);
    for (const it of fresh) if (it.dataset.row !== undefined || !before.has(it.id)) lately.set(it.id, at);
    // An answer and its reading are two updates: the second must not wipe out the sign of the first.
    for (const it of pieces()) it.classList.toggle("is-new", at - (lately.get(it.id) ?? 0) < FRESH);
    const said = fresh.filter((it) => it.dataset.row === undefined && !before.has(it.id)).pop();
    const who = said && one(".entry__who,.turn__who", said)?.textContent;
    if (who && said.id !== goal) toast(`New here, from ${who}.`);
    before = new Map();
    turnToGoal();
  });

  /* ------------------------------------------------ keyboard: data-key="c" is pressed, or focused, by that key */
  const BOX = "input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]";

  function step(selector, by) {
    const items = all(selector).filter((item) => item.offsetParent !== null);
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const item = at < 0 && by < 0 ? items.at(-1) : items[at + by];
    const goal = "a,button,[tabindex]";
    if (item) (item.matches(goal) ? item : one(goal, item))?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  const [ROW, MARK] = ["[data-row]", "mark[tabindex]"];
  const STEPS = { j: [ROW, 1], k: [ROW, -1], "]": [MARK, 1], "[": [MARK, -1] };

  let going = -Infinity; // when g was pressed
  on("keydown", (event) => {
    const { key, target } = event;
    const held = event.ctrlKey || event.metaKey;
    if (key === "Enter" && held && target.form?.dataset.draft) {
      event.preventDefault();
      target.form.requestSubmit(one('button[value="send"]', target.form));
    }
    if (key === "Escape" && target.matches(BOX)) target.blur();
    if (held || event.altKey || event.isComposing || target.closest?.(BOX) || one("dialog[open]")) return;
    const named = (name, kind = "") => one(`${kind}[data-key~="${CSS.escape(name)}"]`);
    const gone = event.timeStamp - going < 1500 && named(`g${key}`);
    going = key === "g" ? event.timeStamp : -Infinity;
    const goal = gone || named(key, "input") || named(key);
    if (!goal && !STEPS[key]) return;
    event.preventDefault();
    if (!goal) return step(...STEPS[key]);
    if (goal.matches("input")) return goal.focus(), goal.select();
    goal.click();
    if (goal.matches("label")) one("textarea", goal.closest("form")).focus(); // to whom one writes was chosen: write
  });

  /* ------------------------------------------------ begin, and again after every piece of page that arrives */
  function settle() { putBack(); levelMargins(); }
  settle();
  attend();
  one("main [aria-invalid=true]")?.focus(); // a form that was refused begins again where it was
  if (matchMedia("(max-width: 44rem)").matches) for (const it of all("details[data-open-narrow]")) it.open = true;
  new ResizeObserver(() => requestAnimationFrame(levelMargins)).observe(document.body);
  on("htmx:afterSettle", settle);
  return { all, one, on, shelf, keyOf, keep, say };
})();
