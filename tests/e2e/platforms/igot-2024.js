// iGOT's player as its code of 2024 behaves: SCORM 1.2 alone, true for Initialize, the stored value
// for SetValue, false for Commit and Finish and for whatever comes after Finish, "" for what is
// unset or empty, and "" for every error: it throws its list of them away.
// What a learner comes back to is the last commit, and of it four elements. Finish clears the store;
// the server is told of nothing but a completed or passed course.
const RESTORED = ["cmi.core.exit", "cmi.core.lesson_status", "cmi.core.session_time", "cmi.suspend_data"];
const restored = Object.entries(read("store") || read("server") || {});
let store = Object.fromEntries(restored.filter(([name]) => RESTORED.includes(name)));
let started = false;
function tell() {
  if (["completed", "passed"].includes(store["cmi.core.lesson_status"])) write("server", store);
}
const ifStarted = (answer) => started && answer();
const api = {
  Initialize: () => { started = true; return true; },
  GetValue: (name) => ifStarted(() => store[name] || ""),
  SetValue: (name, value) => ifStarted(() => (store[name] = value)),
  Commit: () => { tell(); write("store", store); return false; },
  Finish: () => ifStarted(() => { tell(); write("store", null); store = {}; started = false; return false; }),
  GetLastError: () => "",
};
window.calls = [];
window.API = {};
for (const verb of Object.keys(api)) {
  window.API[`LMS${verb}`] = (...values) => {
    const result = api[verb](...values);
    window.calls.push({verb, values, result: String(result), error: "0"});
    return result;
  };
}
window.record = () => read("server") || {};
