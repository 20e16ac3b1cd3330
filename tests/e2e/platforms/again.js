// A learning platform: scorm-again, with every call and its error written down. It remembers what
// was committed, and no more.
const old = Boolean(window.Scorm12API);
const prefix = old ? "LMS" : "";
const ending = old ? "Finish" : "Terminate";
const api = new (window.Scorm12API || window.Scorm2004API)({autocommit: false, logLevel: 5});
const saved = read("cmi");
if (saved) api.loadFromJSON(saved, "cmi");
window.calls = [];
const recorder = {};
for (const verb of ["Initialize", "GetValue", "SetValue", "Commit", "GetLastError", ending]) {
  recorder[prefix + verb] = (...values) => {
    const result = api[prefix + verb](...values);
    const error = verb === "GetLastError" ? "0" : String(api[prefix + "GetLastError"]());
    window.calls.push({verb, values, result: String(result), error});
    if (["Commit", ending].includes(verb)) write("cmi", api.cmi);
    return result;
  };
}
window[old ? "API" : "API_1484_11"] = recorder;
window.record = () => read("cmi");
// The server behind the platform does not answer; until it is revived.
window.refuse = () => {
  const code = old ? "101" : "391";
  const commit = recorder[`${prefix}Commit`];
  const lastError = recorder[`${prefix}GetLastError`];
  recorder[`${prefix}Commit`] = Object.assign(() => "false", {alive: commit});
  recorder[`${prefix}GetLastError`] = Object.assign(() => code, {alive: lastError});
};
