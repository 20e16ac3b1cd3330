// iGOT's player as its code of 2026 behaves: both versions over one store, no look at types.
// - 1.2 answers as in 2024, but true for Commit and Finish; 2004 answers with texts.
// - The last error stays the last one until the store is cleared: no success takes it back. When
//   there was none, 1.2 says "" and 2004 says "0".
// - All that was set is restored, that a session is open too: 2004 then says "false" and 103 to
//   Initialize. Finish and Terminate clear the store.
// - The server is told when the learner leaves, before the course is closed, and at once when a
//   commit finds the course completed or passed; after that, of nothing more.
const DONE = ["cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status"];
let store = {...read("server")};
let errors = [];
let terminated = false;
let reported = false;
let left = false;
const fail = (code, answer) => { errors.push(code); return answer; };
const isIn = (status) => ["completed", "passed"].includes(status);
const isDone = () => DONE.some((name) => isIn(store[name]));
const clear = () => { store = {}; errors = []; };
function tell() {
  if (reported) return;
  reported = isDone();
  write("server", store);
}
function commit() {
  if (!Object.keys(store).length) return false;
  if (isDone()) tell();
  return true;
}
/** In 1.2, answer only while the session is open. */
const open12 = (answer) => (store.Initialized ? answer() : fail(301, false));
/** The same in 2004; the codes of a session not begun, and of one ended, differ with the verb. */
const open2004 = (before, after, refusal, answer) => {
  if (terminated) return fail(after, refusal);
  return store.Initialized ? answer() : fail(before, refusal);
};
const start = () => { store.Initialized = true; };
const api12 = {
  Initialize: () => { start(); return true; },
  GetValue: (name) => open12(() => store[name] || fail(201, "")),
  SetValue: (name, value) => open12(() => (store[name] = value)),
  Commit: commit,
  Finish: () => open12(() => { const told = commit(); clear(); return told; }),
  GetLastError: () => errors.at(-1) ?? "",
};
const api2004 = {
  Initialize: () => {
    if (terminated) return fail(104, "false");
    if (store.Initialized) return fail(103, "false");
    start();
    return "true";
  },
  GetValue: (name) => open2004(122, 123, "", () => store[name] || fail(403, "")),
  SetValue: (name, value) => open2004(132, 133, "false", () => { store[name] = value; return "true"; }),
  Commit: () => open2004(142, 143, "false", () => { commit(); return "true"; }),
  Terminate: () => open2004(112, 113, "false", () => { commit(); clear(); terminated = true; return "true"; }),
  GetLastError: () => String(errors.at(-1) || 0),
};
window.calls = [];
const recorded = (prefix, api) => Object.fromEntries(Object.entries(api).map(([verb, answer]) => {
  return [prefix + verb, (...values) => {
    const before = errors.length;
    const result = answer(...values);
    const error = errors.length > before ? String(errors.at(-1)) : "0";
    if (!left) window.calls.push({verb, values, result: String(result), error});
    return result;
  }];
}));
window.API = recorded("LMS", api12);
window.API_1484_11 = recorded("", api2004);
window.record = () => read("server") || {};
window.launch = async () => {
  const text = await (await fetch("/course/imsmanifest.xml")).text();
  const manifest = new DOMParser().parseFromString(text, "text/xml");
  const isSco = ({name, value}) => /scormtype$/i.test(name) && value.toLowerCase() === "sco";
  const resources = Array.from(manifest.getElementsByTagName("resource")).filter((one) => one.hasAttribute("href"));
  const sco = resources.find((one) => Array.from(one.attributes).some(isSco)) || resources[0];
  frame().src = `/course/${sco.getAttribute("href")}?timestamp=${Date.now()}`;
};
// The player goes first: it tells the server and clears its store. What the course says when its
// frame is taken away is heard by nobody.
const takeAway = window.leave;
window.leave = () => { tell(); clear(); left = true; return takeAway(); };
const reached = (name) => ["completion_status", "status", "success_status"].some((end) => isIn(record()[`${name}.${end}`]));
// In per cent, of what the server knows: what the platform shows in its list of courses.
window.progress = () => {
  const known = record();
  if (DONE.some((name) => isIn(known[name]))) return 100;
  if (Number(known["cmi.progress_measure"]) > 0) return Math.round(100 * known["cmi.progress_measure"]);
  const goals = new Set(Object.keys(known).flatMap((name) => name.match(/^cmi\.objectives\.\d+/) || []));
  return Math.round((100 * Array.from(goals).filter(reached).length) / Math.max(1, goals.size));
};
