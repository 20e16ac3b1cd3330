// The studio's own platforms, which its console plays: `studio.js?igot-2026.js` plays as `igot-2026`.
const kind = document.currentScript.src.match(/\?(.+)\.js$/)[1];
const form = window.Scorm12API ? "scorm12" : "scorm2004";
let platform = null;
window.calls = [];
const made = (async () => {
  const {standard} = await import("/lms.js");
  const {MODELS} = await import("/lms-models.js");
  const {igot2024, igot2026} = await import("/lms-igot.js");
  const saved = read("saved");
  platform = kind === "standard" ? standard(MODELS[form], saved) : (kind === "igot-2024" ? igot2024 : igot2026)(saved);
  for (const [name, api] of Object.entries(platform.apis)) window[name] = heard(api);
})();
function heard(api) {
  const said = Object.entries(api).map(([name, act]) => [name, (...values) => {
    const result = act(...values);
    const error = name.endsWith("GetLastError") ? "0" : String(platform.lastError()) || "0";
    if (platform.hears()) window.calls.push({verb: name.replace(/^LMS/, ""), values, result: String(result), error});
    write("saved", platform.saved());
    return result;
  }]);
  return Object.fromEntries(said);
}
const launchNow = window.launch;
window.launch = () => made.then(launchNow);
const takeAway = window.leave;
window.leave = () => {
  platform.leave();
  write("saved", platform.saved());
  return takeAway();
};
// By the book elements begin with `cmi.`, which scorm-again leaves out.
const short = (name) => (kind === "standard" ? name.replace(/^cmi\./, "") : name);
window.record = () => Object.fromEntries(Object.entries(platform.record()).map(([name, value]) => [short(name), value]));
