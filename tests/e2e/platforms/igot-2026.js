// iGOT's player as its code of 2026 behaves: both versions over one store, texts for results, 103
// on a second Initialize, no look at types; all that was set is restored. In 1.2 it names no error.
const store = JSON.parse(sessionStorage.getItem("store") || "{}");
let started = false;
let error = "0";
const said = (code) => { error = code; return String(code === "0"); };
const save = () => sessionStorage.setItem("store", JSON.stringify(store));
const start = () => { const code = started ? "103" : "0"; started = true; return said(code); };
const end = () => { save(); return said("0"); };
const api = {
  Initialize: start,
  GetValue: (name) => { said("0"); return name in store ? store[name] : ""; },
  SetValue: (name, value) => { store[name] = String(value); return said("0"); },
  Commit: end,
  Finish: end,
  Terminate: end,
  GetLastError: () => error,
};
window.calls = [];
window.API = {};
window.API_1484_11 = {};
for (const verb of Object.keys(api)) {
  const call = (...values) => {
    const result = api[verb](...values);
    window.calls.push({verb, values, result: String(result), error});
    return result;
  };
  if (verb !== "Terminate") window.API[`LMS${verb}`] = verb === "GetLastError" ? () => (call(), "") : call;
  if (verb !== "Finish") window.API_1484_11[verb] = call;
}
window.record = () => ({...store});
window.keep = () => {};
window.launch = async () => {
  const text = await (await fetch("/course/imsmanifest.xml")).text();
  const manifest = new DOMParser().parseFromString(text, "text/xml");
  const isSco = ({name, value}) => /scormtype$/i.test(name) && value === "sco";
  const resources = Array.from(manifest.getElementsByTagName("resource"));
  const sco = resources.find((one) => one.hasAttribute("href") && Array.from(one.attributes).some(isSco));
  frame().src = `/course/${sco.getAttribute("href")}?timestamp=${Date.now()}`;
};
// In per cent: what the platform shows in its list of courses.
const DONE = ["completed", "passed"];
const reached = (name) => ["status", "completion_status", "success_status"].some((end) => DONE.includes(store[`${name}.${end}`]));
window.progress = () => {
  const said = ["cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status"];
  if (said.some((name) => DONE.includes(store[name]))) return 100;
  if ("cmi.progress_measure" in store) return Math.round(100 * store["cmi.progress_measure"]);
  const goals = [...new Set(Object.keys(store).flatMap((name) => name.match(/^cmi\.objectives\.\d+/) || []))];
  return Math.round((100 * goals.filter(reached).length) / Math.max(1, goals.length));
};
