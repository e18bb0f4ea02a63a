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

  // An answer that was taken sends us on; one that was refused comes back in its form, with its text.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = event.detail.elt?.closest?.("form[data-draft]");
    if (!form || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    clearTimeout(waiting);
    forget(form.dataset.draft);
  });

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

  /* ------------------------------------------------ live: a page that is looked at hears what changes, and asks anew
     for the parts that show it. A hidden tab holds no line open (browsers have six in all); it catches up when seen. */
  const source = one("[data-live]")?.dataset.live;
  let stream = null;
  let asking = 0;
  let missed = false;

  function refresh() {
    asking ||= setTimeout(() => {
      asking = 0;
      for (const element of all("[data-fresh]")) htmx.trigger(element, "live");
    }, 150);
  }

  function hear() {
    if (!source || stream || document.hidden || !window.EventSource) return;
    stream = new EventSource(source);
    stream.addEventListener("change", refresh);
    stream.addEventListener("open", () => { if (missed) refresh(); missed = false; });
    stream.addEventListener("error", () => { missed = true; });
  }

  function hush() {
    if (!stream) return;
    stream.close();
    stream = null;
    missed = true;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : hear()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", hear);

  // What is new in an update comes softly into sight, and is said once to those who do not see it.
  let before = new Map();
  const pieces = () => all("[data-row][id],.turn[id],.message[id],.note[id]");
  document.addEventListener("htmx:beforeSwap", (event) => {
    before = event.detail.elt?.matches?.("[data-fresh]") ? new Map(pieces().map((it) => [it.id, it.textContent])) : new Map();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!before.size) return;
    const fresh = pieces().filter((it) => before.get(it.id) !== it.textContent);
    for (const it of fresh) if (it.dataset.row !== undefined || !before.has(it.id)) it.classList.add("is-new");
    const said = fresh.filter((it) => !it.dataset.row && !before.has(it.id)).pop();
    const who = said && one(".entry__who,.turn__who", said)?.textContent;
    if (who) toast(`New here, from ${who}.`);
    before = new Map();
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
  hear();
  if (!wide.matches) for (const it of all("details[data-open-narrow]")) it.open = matchMedia("(max-width: 44rem)").matches;
  document.fonts?.ready.then(later);
  addEventListener("resize", later);
  document.addEventListener("toggle", later, true);
  document.addEventListener("htmx:afterSettle", settle);
})();
