/* An exported lesson: judges its exercises and tells the learning platform (SCORM 1.2 or 2004) how far one is. */
"use strict";
(() => {
  /* ---- the platform: its API stands in a window above, or in the one that opened this */
  function find(from) {
    for (let at = from, hops = 0; at && hops < 20; hops++) {
      try {
        if (at.API_1484_11) return [at.API_1484_11, true];
        if (at.API) return [at.API, false];
      } catch { return null; } // a window of somebody else
      if (at === at.parent) return null;
      at = at.parent;
    }
    return null;
  }
  const [api, newer] = find(window) || (window.opener && find(window.opener)) || [null, true];
  const NAMES = newer
    ? { start: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", save: "Commit" }
    : { start: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", save: "LMSCommit" };
  const call = (name, ...values) => (api ? api[NAMES[name]](...values) : "");
  const core = (name) => (newer ? `cmi.${name}` : `cmi.core.${name}`);
  const ROOM = newer ? 64000 : 4096; // characters of suspend_data

  let live = call("start", "") === "true";
  const begun = Date.now();
  let state = { read: false, answers: {}, points: {} };
  try {
    state = { ...state, ...JSON.parse(call("get", "cmi.suspend_data") || "{}") };
  } catch { /* written by something else */ }

  const forms = [...document.querySelectorAll("form.exercise")];
  const judged = new Map(forms.map((form) => [form, JSON.parse(form.dataset.key)]));
  const counts = (key) => !["text", "likert"].includes(key.mode);

  function packed() {
    const whole = JSON.stringify(state);
    if (whole.length <= ROOM) return whole;
    const cut = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
    const short = Object.entries(state.answers).map(([name, answer]) => [name, answer.map(cut)]);
    return JSON.stringify({ ...state, answers: Object.fromEntries(short) }).slice(0, ROOM);
  }

  function tell() {
    const scored = forms.filter((form) => counts(judged.get(form)));
    const done = forms.filter((form) => state.answers[form.dataset.name]).length + (state.read ? 1 : 0);
    const all = forms.length + 1;
    const points = scored.reduce((sum, form) => sum + (state.points[form.dataset.name] || 0), 0);
    const share = scored.length ? points / scored.length : 1;
    document.getElementById("state").textContent = `${Math.floor((100 * done) / all)} % of this lesson`;
    document.getElementById("read").disabled = state.read;
    if (!live) return;
    const mark = Number(document.body.dataset.pass);
    const complete = done >= all;
    call("set", "cmi.suspend_data", packed());
    if (scored.length) {
      const score = newer ? "cmi.score" : "cmi.core.score";
      call("set", `${score}.min`, "0");
      call("set", `${score}.max`, "100");
      call("set", `${score}.raw`, String(Math.round(100 * share)));
      if (newer) call("set", "cmi.score.scaled", share.toFixed(4));
    }
    const passed = scored.length && mark ? (100 * share + 1e-9 >= mark ? "passed" : "failed") : "";
    if (newer) {
      call("set", "cmi.completion_status", complete ? "completed" : "incomplete");
      call("set", "cmi.progress_measure", (done / all).toFixed(4));
      if (complete && passed) call("set", "cmi.success_status", passed);
    } else call("set", "cmi.core.lesson_status", complete ? passed || "completed" : "incomplete");
    call("save", "");
  }

  function leave() {
    if (!live) return;
    const seconds = Math.round((Date.now() - begun) / 1000);
    const two = (value) => String(Math.floor(value)).padStart(2, "0");
    const old = `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
    call("set", core("session_time"), newer ? `PT${seconds}S` : old);
    call("set", core("exit"), "suspend");
    tell();
    call("end", "");
    live = false;
  }

  /* ---- judging: the same rules as on the desk */
  const straight = (text) => text.replace(/[’‘ʼ`]/g, "'").replace(/[“”]/g, '"');
  const plain = (text) => straight(text).toLowerCase().trim().split(/\s+/).join(" ");
  const number = (text) => (text.trim() === "" ? NaN : Number(text.replace(/,/g, "")));
  const fits = (answer, wanted) => (Array.isArray(wanted)
    ? number(answer) >= wanted[0] && number(answer) <= wanted[1]
    : plain(answer) === plain(wanted));
  const share = (right) => right.filter(Boolean).length / right.length;

  const JUDGES = {
    ticks(key, answer) {
      const set = new Set(answer.map(Number));
      if (!set.size) return null;
      const points = [...set].reduce((sum, at) => sum + (key.right[at] ? 1 : -1), 0) / key.right.filter(Boolean).length;
      return [Math.max(0, points), key.said.filter((said, at) => said && (set.has(at) || key.right[at]))];
    },
    order(key, answer) {
      const order = key.items.map((item, at) => [Number(answer[at]), item]);
      if (answer.includes("") || new Set(answer).size < answer.length) return null;
      const items = order.sort((one, other) => one[0] - other[0]).map((it) => it[1]);
      return [share(items.slice(1).map((item, at) => item === items[at] + 1)), []];
    },
    places(key, answer) {
      if (answer.includes("")) return null;
      const right = answer.map((it, at) => Number(it) === key.key[at]);
      return [share(right), key.said.filter((said, at) => said && !right[at])];
    },
    fill(key, answer) {
      if (answer.some((it) => !it.trim())) return null;
      const right = answer.map((it, at) => key.gaps[at].some((wanted) => fits(it, wanted)));
      return [share(right), key.shown.filter((_, at) => !right[at]).map((it) => `Fits: ${it}`)];
    },
    text(key, answer) {
      const words = answer[0].trim().split(/\s+/).filter(Boolean).length;
      return words < key.least ? null : [null, key.sample ? [`One possible answer: ${key.sample}`] : []];
    },
    likert(key, answer) {
      if (answer.includes("")) return null;
      const value = (it, at) => (key.reversed[at] ? key.top + 1 - Number(it) : Number(it));
      const total = answer.reduce((sum, it, at) => sum + value(it, at), 0);
      const band = key.bands.find(([first, last]) => first <= total && total <= last);
      return [null, [`${total} of ${key.top * key.reversed.length}. ${band ? band[2] : ""}`]];
    },
    play(key, answer) {
      let at = key.scenes[key.first];
      const said = [];
      for (const choice of answer) {
        const [, next, told] = at.ways[Number(choice)];
        if (told) said.push(told);
        at = key.scenes[next];
      }
      return at.end ? [key.ends[at.end], said] : null;
    },
  };

  function read(form, key) {
    if (key.mode === "play") return form.path || [];
    if (key.mode === "likert") return key.reversed.map((_, at) => new FormData(form).get(`answer-${at}`) || "");
    return new FormData(form).getAll("answer");
  }

  function write(form, key, answer) {
    if (key.mode === "play") { form.path = answer; play(form, key); return; }
    const fields = [...form.elements].filter((field) => field.name?.startsWith("answer"));
    if (key.mode === "ticks") for (const field of fields) field.checked = answer.includes(field.value);
    else if (key.mode === "likert") {
      for (const field of fields) field.checked = answer[Number(field.name.split("-")[1])] === field.value;
    } else fields.forEach((field, at) => { field.value = answer[at] ?? ""; });
  }

  function show(form, key, answer) {
    const [points, said] = JUDGES[key.mode](key, answer);
    const partly = points > 0 ? `Partly right: ${Math.round(100 * points)} %.` : "Not yet.";
    const word = points === null ? "Thank you." : points >= 1 - 1e-9 ? "That is right." : partly;
    form.querySelector(".said").textContent = [word, ...said].join(" ");
    const why = form.querySelector(".why");
    if (why) why.hidden = false;
    return points;
  }

  /* ---- a caller who answers */
  function play(form, key) {
    const box = form.querySelector(".play");
    box.replaceChildren();
    const say = (who, text) => {
      const line = document.createElement("p");
      const name = document.createElement("b");
      name.textContent = `${who}: `;
      line.append(name, text);
      box.append(line);
    };
    let scene = key.scenes[key.first];
    for (const choice of [...(form.path || []), null]) {
      for (const [who, text] of scene.turns) say(who, text);
      if (choice === null) break;
      say("You", scene.ways[Number(choice)][0]);
      scene = key.scenes[scene.ways[Number(choice)][1]];
    }
    scene.ways.forEach(([text], at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => {
        form.path = [...(form.path || []), String(at)];
        play(form, key);
        (box.querySelector("button") || form.querySelector("button:not([type])")).focus();
      });
      box.append(button);
    });
  }

  for (const form of forms) {
    const key = judged.get(form);
    const name = form.dataset.name;
    if (key.mode === "play") play(form, key);
    const before = state.answers[name];
    if (before) write(form, key, before);
    if (before && JUDGES[key.mode](key, before)) show(form, key, before);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = read(form, key);
      if (!JUDGES[key.mode](key, answer)) {
        form.querySelector(".said").textContent = "Something is still missing.";
        return;
      }
      const points = show(form, key, answer);
      state.answers[name] = answer;
      if (points !== null) state.points[name] = Math.max(state.points[name] || 0, points);
      if (key.mode === "play") { form.path = []; }
      tell();
    });
  }
  document.getElementById("read").addEventListener("click", () => { state.read = true; tell(); });
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", leave);
  tell();
})();
