// A learning platform: scorm-again, with every call and its error written down.
const old = Boolean(window.Scorm12API);
const prefix = old ? "LMS" : "";
const api = new (window.Scorm12API || window.Scorm2004API)({autocommit: false, logLevel: 5});
const saved = sessionStorage.getItem("cmi");
if (saved) api.loadFromJSON(JSON.parse(saved), "cmi");
window.calls = [];
const recorder = {};
for (const verb of ["Initialize", "GetValue", "SetValue", "Commit", "GetLastError",
                    old ? "Finish" : "Terminate"]) {
  recorder[prefix + verb] = (...values) => {
    const result = api[prefix + verb](...values);
    const error = verb === "GetLastError" ? "0" : String(api[prefix + "GetLastError"]());
    window.calls.push({verb, values, result: String(result), error});
    return result;
  };
}
window[old ? "API" : "API_1484_11"] = recorder;
window.record = () => JSON.parse(JSON.stringify(api.cmi));
window.keep = () => sessionStorage.setItem("cmi", JSON.stringify(api.cmi));
