/* All Ears in the browser: keyboard, looks, drafts, dialogs, and the thread between words and margin notes.
   Everything works without this file except the shortcuts; it only makes the page kinder. */
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  /* ------------------------------------------------ looks: theme and density live in cookies, so that the server
     can write them into the page before it is drawn */
  const DEFAULTS = { theme: "auto", density: "comfortable" };
  const look = (name) => root.dataset[name] || DEFAULTS[name];

  function setLook(name, value) {
    if (value === DEFAULTS[name]) delete root.dataset[name];
    else root.dataset[name] = value;
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax${secure}`;
    showLooks();
    levelMargins();
  }

  function showLooks() {
    for (const button of all("[data-set]")) {
      const [name, value] = button.dataset.set.split("=");
      button.setAttribute("aria-pressed", String(look(name) === value));
    }
  }

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

  let lit = [];
  function light(ids) {
    for (const element of lit) element.classList.remove("is-lit");
    lit = ids.flatMap((id) => all(`[data-note="${CSS.escape(id)}"]`));
    for (const element of lit) element.classList.add("is-lit");
  }

  function idsAt(element) {
    const ids = [];
    for (let at = element.closest?.("[data-note]"); at; at = at.parentElement.closest("[data-note]")) ids.push(at.dataset.note);
    return ids;
  }

  document.addEventListener("pointerover", (event) => light(idsAt(event.target)));
  document.addEventListener("focusin", (event) => {
    const described = event.target.getAttribute("aria-describedby");
    light(event.target.matches("mark[data-note]") && described ? described.split(" ") : idsAt(event.target));
  });

  /* ------------------------------------------------ drafts: what is typed is kept until it has arrived */
  const areas = (form) => all("textarea[name]", form);
  const keyOf = (area) => `draft:${area.form.dataset.draft}:${area.name}`;
  const SENT = "sent-draft";

  function store(work) {
    try { return work(localStorage, sessionStorage); } catch { return null; } // private windows may refuse
  }

  function forget(draft) {
    store((shelf) => {
      for (const key of Object.keys(shelf)) if (key.startsWith(`draft:${draft}:`)) shelf.removeItem(key);
    });
  }

  function restoreDrafts() {
    // A form that was sent and is not shown again was taken; one that comes back was refused, and keeps its text.
    const sent = store((_, session) => session.getItem(SENT));
    if (sent && !one(`form[data-draft="${CSS.escape(sent)}"]`)) forget(sent);
    store((_, session) => session.removeItem(SENT));
    for (const area of all("form[data-draft]").flatMap(areas)) {
      const kept = store((shelf) => shelf.getItem(keyOf(area)));
      if (!kept || area.value || area.dataset.restored) continue;
      area.dataset.restored = "yes";
      area.value = kept;
      sayDraft(area.form, "Your draft of before");
    }
  }

  function sayDraft(form, words) {
    const place = one("[data-draft-word]", form);
    if (place) place.textContent = words;
  }

  let waiting = 0;
  document.addEventListener("input", (event) => {
    const area = event.target;
    if (area.tagName !== "TEXTAREA" || !area.form?.dataset.draft) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      store((shelf) => (area.value ? shelf.setItem(keyOf(area), area.value) : shelf.removeItem(keyOf(area))));
      sayDraft(area.form, area.value ? "Kept as a draft" : "");
    }, 400);
  });

  document.addEventListener("submit", (event) => {
    const draft = event.target.dataset.draft;
    if (draft && !event.target.hasAttribute("hx-post")) store((_, session) => session.setItem(SENT, draft));
  });

  // An answer that was taken leaves an empty box, and the page turns to it; a refused one comes back with its text.
  let goal = "";
  document.addEventListener("taken", (event) => {
    clearTimeout(waiting);
    forget(event.detail.draft);
    goal = event.detail.turn;
    toast(event.detail.words);
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

  /* ------------------------------------------------ dialogs and toasts */
  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.open) return;
    one("#person-menu:popover-open")?.hidePopover();
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-dialog],[data-close],[data-set],[data-dismiss]");
    if (!button) {
      // a click beside an open dialog closes it
      if (event.target.tagName === "DIALOG" && event.target.open) event.target.close();
      return;
    }
    if (button.dataset.dialog) openDialog(button.dataset.dialog);
    else if (button.dataset.set) setLook(...button.dataset.set.split("="));
    else if ("close" in button.dataset) button.closest("dialog")?.close();
    else button.closest(".toast")?.remove();
  });

  function toast(words) {
    const box = document.createElement("div");
    box.className = "toast";
    const text = document.createElement("span");
    text.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.dismiss = "";
    button.setAttribute("aria-label", "Dismiss");
    button.textContent = "✕";
    box.append(text, button);
    one("#toasts")?.replaceChildren(box);
  }

  // What was asked for in the background (an answer being listened to, a live update) fails in silence.
  const quiet = (event) => event.detail.elt?.matches?.("[data-quiet],[data-fresh]");
  document.addEventListener("toast", (event) => toast(event.detail.value ?? String(event.detail)));
  document.addEventListener("htmx:sendError", (event) => quiet(event) || toast("The desk cannot be reached. What you wrote is kept here."));
  document.addEventListener("htmx:responseError", (event) => {
    if (quiet(event)) return;
    const status = event.detail.xhr.status;
    toast(status === 403 ? "You may not do that." : status === 404 ? "That is no longer there." : "That did not work. Please try again.");
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
    let broken = false;
    stream.addEventListener("change", (event) => tell(event.data));
    stream.addEventListener("error", () => { broken = true; });
    stream.addEventListener("open", () => { if (broken) tell(EVERYTHING); broken = false; });
    return () => stream.close();
  }

  let leave = () => {};
  function attend() {
    if (!shown || !window.EventSource) return;
    if (!navigator.locks) { // only over plain http from another machine: each page that is looked at for itself
      leave();
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

  // A reading that came between the drawing of the page and its first listening would be missed.
  function askForReading(wait) {
    if (wait < 10000 && one("[data-unheard]")) setTimeout(() => { if (one("[data-unheard]")) { refresh(); askForReading(wait * 2); } }, wait);
  }

  others?.addEventListener("message", (event) => changed(event.data));
  document.addEventListener("visibilitychange", () => {
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
  document.addEventListener("htmx:beforeSwap", (event) => {
    before = event.detail.requestConfig?.elt?.matches("[data-fresh]") ? new Map(pieces().map((it) => [it.id, it.textContent])) : new Map();
  });
  document.addEventListener("htmx:afterSettle", () => {
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

  /* ------------------------------------------------ keyboard */
  const typing = (element) => element.closest?.("input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]");

  function step(selector, by, { within = document } = {}) {
    const items = all(selector, within).filter((item) => item.offsetParent !== null);
    if (!items.length) return;
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const to = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
    const target = items[to].matches("a,button,[tabindex]") ? items[to] : one("a,button,[tabindex]", items[to]);
    target?.focus();
    items[to].scrollIntoView({ block: "nearest" });
  }

  function compose(kind) {
    const form = one("form.composer");
    if (!form) return;
    const choice = one(`input[name=kind][value=${kind}]`, form);
    if (choice) choice.checked = true;
    one("textarea", form).focus();
    form.scrollIntoView({ block: "nearest" });
  }

  const KEYS = {
    j: () => step("[data-row]", 1),
    k: () => step("[data-row]", -1),
    r: () => compose("answer"),
    n: () => compose("note"),
    "]": () => step("mark[tabindex]", 1),
    "[": () => step("mark[tabindex]", -1),
  };

  let going = 0; // when g was pressed
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = target.form?.dataset.draft ? target.form : null;
      if (form) { event.preventDefault(); form.requestSubmit(one('button[value="send"]', form)); }
      return;
    }
    if (key === "Escape" && typing(target)) return target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(target) || one("dialog[open]")) return;
    const at = Date.now();
    if (key === "g") { going = at; return; }
    const go = at - going < 1500 && one(`[data-go="${CSS.escape(key)}"]`);
    going = 0;
    if (go) { event.preventDefault(); go.click(); return; }
    const named = all(`[data-key="${CSS.escape(key)}"]`).find((item) => item.offsetParent !== null || item.closest("dialog") === null);
    const field = all(`input[data-key="${CSS.escape(key)}"]`)[0];
    if (field) { event.preventDefault(); field.focus(); field.select(); }
    else if (KEYS[key]) { event.preventDefault(); KEYS[key](); }
    else if (named) { event.preventDefault(); named.click(); }
  });

  /* ------------------------------------------------ begin, and again after every piece of page that arrives */
  function settle() { restoreDrafts(); showLooks(); levelMargins(); }
  let soon = 0;
  const later = () => { cancelAnimationFrame(soon); soon = requestAnimationFrame(levelMargins); };
  settle();
  attend();
  askForReading(1200);
  if (!wide.matches) for (const it of all("details[data-open-narrow]")) it.open = matchMedia("(max-width: 44rem)").matches;
  document.fonts?.ready.then(later);
  addEventListener("resize", later);
  document.addEventListener("toggle", later, true);
  document.addEventListener("htmx:afterSettle", settle);
})();
