/* The page that plays a lesson from a package. It lives under an address of its own, apart from the desk, because the
   package's scripts may do here whatever they like. All that leaves it are messages to the desk's page around it. */
"use strict";
(() => {
  const { kind, launch, desk, mastery, launchData, asset } = document.body.dataset;
  const old = kind === "scorm12";
  const settings = { logLevel: 5, mastery_override: old && Boolean(mastery) };
  const api = old ? new Scorm12API(settings) : new Scorm2004API(settings);
  window[old ? "API" : "API_1484_11"] = api;
  const COMMIT = old ? ["LMSCommit", "LMSFinish"] : ["Commit", "Terminate"];
  const SET = old ? "LMSSetValue.cmi.*" : "SetValue.cmi.*";
  const [CORE, LEARNER] = old ? ["cmi.core", "cmi.core.student"] : ["cmi", "cmi.learner"];
  const EXIT = `${CORE}.exit`;

  /** The data model in flat form: {"cmi.core.lesson_status": "completed"}. */
  function flat(value, at, into) {
    if (value && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) flat(inner, `${at}.${key}`, into);
    } else if (value !== undefined && value !== null && value !== "") into[at] = String(value);
    return into;
  }

  let exit = "";
  function whole() {
    const told = flat(JSON.parse(JSON.stringify(api.cmi)), "cmi", {});
    told[`${CORE}.total_time`] = api.cmi.getCurrentTotalTime();
    if (exit) told[EXIT] = exit;
    return told;
  }

  let waiting = 0;
  function tell() {
    clearTimeout(waiting);
    waiting = 0;
    parent.postMessage({ keep: whole() }, desk);
  }
  for (const name of COMMIT) api.on(name, tell);
  // Some lessons never ask to be saved: what they set is told all the same, a moment later.
  api.on(SET, (element, value) => {
    if (element === EXIT) exit = String(value);
    waiting ||= setTimeout(tell, 1500);
  });

  function begin({ data, name, id }) {
    const before = Object.keys(data).length > 0;
    const resumed = data[EXIT] === "suspend";
    const entry = resumed ? "resume" : before ? "" : "ab-initio";
    const given = { [`${LEARNER}_id`]: id, [`${LEARNER}_name`]: name, [`${CORE}.entry`]: entry };
    if (old && mastery) given["cmi.student_data.mastery_score"] = mastery;
    const all = Object.entries({ ...data, ...given, "cmi.launch_data": launchData || "" });
    const kept = all.filter(([key]) => !/_children$|_count$|_version$|\.exit$|session_time$/.test(key));
    api.loadFromFlattenedJSON(Object.fromEntries(kept), "");
    const frame = document.createElement("iframe");
    frame.title = document.title;
    if (asset) frame.addEventListener("load", tell); // a page that tells nothing: to have seen it is all
    frame.src = launch;
    document.body.append(frame);
  }

  let begun = false;
  addEventListener("message", (event) => {
    if (begun || event.source !== parent || event.origin !== desk || !event.data?.begin) return;
    begun = true;
    begin(event.data.begin);
  });
  addEventListener("pagehide", () => { if (waiting) tell(); });
  parent.postMessage({ ready: true }, desk);
})();
