// The console of the platform: every call that the course makes, and the record that comes of it.
import { byId, make } from "./dom.js";
import { MODELS } from "./lms-models.js";
import { isFault, LISTED, tree, written } from "./preview-shape.js";
import { counted } from "./shares.js";

/** @typedef {import("./preview-shape.js").Call} Call */
/** @typedef {import("./preview-shape.js").Tree} Tree */

const LONG = 160; // characters of a value that are shown at once

let faults = 0;
let total = 0;

/** @param {string} error @param {string} form */
function meaning(error, form) {
  const { errors } = MODELS[form === "scorm2004" ? form : "scorm12"];
  return Object.entries(errors).find(([code]) => code === error)?.[1] ?? "";
}

/** @param {string} text */
function short(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/**
 * @param {{last: Call[], total: number, faults: number}} news all calls are counted, the last come along
 * @param {string} form the format, whose version of SCORM says what errors mean
 */
export function addCalls(news, form) {
  const list = byId("calls");
  total += news.total;
  faults += news.faults;
  list.prepend(...news.last.reverse().map((call) => drawnCall(call, form)));
  while (list.children.length > LISTED) list.lastElementChild?.remove();
  sum();
}

export function clearCalls() {
  [total, faults] = [0, 0];
  byId("calls").replaceChildren();
  sum();
}

/** @param {Call} call @param {string} form */
function drawnCall(call, form) {
  const bad = isFault(call.error);
  const whole = written(call);
  return make("tr", { class: bad ? "fault" : "" },
    make("td", { class: "number" }, (call.at / 1000).toFixed(2)),
    make("td", {}, make("code", { title: whole.length > LONG ? whole : "" }, short(whole))),
    make("td", {}, make("code", {}, short(JSON.stringify(call.result)))),
    make("td", { class: bad ? "error" : "soft" }, bad ? `${call.error} ${meaning(call.error, form)}` : call.error));
}

function sum() {
  const older = total - byId("calls").children.length;
  const more = older > 0 ? ` ${counted(older, "older one")} ${older === 1 ? "is" : "are"} not shown.` : "";
  byId("calls-sum").textContent = total ? `${counted(total, "call")}, ${faults.toLocaleString("en-IN")} with an error. The latest comes first.${more}` : "No calls yet.";
}

/** @param {Tree} branch @returns {HTMLUListElement} */
function drawn(branch) {
  return make("ul", {}, ...Object.entries(branch).map(([name, inner]) => {
    if (typeof inner === "string") {
      return make("li", {}, make("code", {}, name), " ", make("span", { class: "value", dir: "auto" }, inner));
    }
    return make("li", {}, make("code", {}, name), drawn(inner));
  }));
}

/** @param {Record<string, string>} record */
export function showRecord(record) {
  const some = Object.keys(record).length;
  byId("record").replaceChildren(some ? drawn(tree(record)) : make("p", { class: "soft" }, "Nothing has been saved yet."));
}
