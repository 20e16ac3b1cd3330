// iGOT's player as its code of 2024 behaves: SCORM 1.2 alone, true for Initialize, the stored value
// for SetValue, false for Commit and Finish, "" for whatever is unset and for no error.
// What a learner comes back to is the last commit, and of it four elements. Finish clears the store;
// the server is told of nothing but a completed or passed course.
const RESTORED = ["cmi.core.exit", "cmi.core.lesson_status", "cmi.core.session_time", "cmi.suspend_data"];
const read = (name) => JSON.parse(sessionStorage.getItem(name) || "null");
const write = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
const restored = Object.entries(read("store") || read("server") || {});
let store = Object.fromEntries(restored.filter(([name]) => RESTORED.includes(name)));
function tell() {
  if (["completed", "passed"].includes(store["cmi.core.lesson_status"])) write("server", store);
}
window.calls = [];
const api = {
  Initialize: () => true,
  GetValue: (name) => store[name] ?? "",
  SetValue: (name, value) => (store[name] = value),
  Commit: () => { tell(); write("store", store); return false; },
  Finish: () => { tell(); write("store", null); store = {}; return false; },
  GetLastError: () => "",
};
window.API = {};
for (const verb of Object.keys(api)) {
  window.API[`LMS${verb}`] = (...values) => {
    const result = api[verb](...values);
    window.calls.push({verb, values, result: String(result), error: "0"});
    return result;
  };
}
window.record = () => read("server") || {};
window.keep = () => {};
