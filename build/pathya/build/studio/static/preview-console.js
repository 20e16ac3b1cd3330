// The console of the platform: every call that the course makes, and the record that comes of it.
import { byId, make } from "./dom.js";
import { MODELS } from "./lms-models.js";
import { isFault, tree, written } from "./preview-shape.js";
import { counted } from "./shares.js";

/** @typedef {import("./preview-shape.js").Call} Call */
/** @typedef {import("./preview-shape.js").Tree} Tree */

const SHOWN = 300; // calls; older ones go
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
 * @param {Call} call
 * @param {string} form the format, whose version of SCORM says what errors mean
 */
export function addCall(call, form) {
  const list = byId("calls");
  const bad = isFault(call.error);
  total += 1;
  faults += bad ? 1 : 0;
  const whole = written(call);
  const row = make("tr", { class: bad ? "fault" : "" },
    make("td", { class: "number" }, (call.at / 1000).toFixed(2)),
    make("td", {}, make("code", { title: whole.length > LONG ? whole : "" }, short(whole))),
    make("td", {}, make("code", {}, short(JSON.stringify(call.result)))),
    make("td", { class: bad ? "error" : "soft" }, bad ? `${call.error} ${meaning(call.error, form)}` : call.error));
  list.prepend(row);
  while (list.children.length > SHOWN) list.lastElementChild?.remove();
  sum();
}

export function clearCalls() {
  [total, faults] = [0, 0];
  byId("calls").replaceChildren();
  sum();
}

function sum() {
  const more = total > SHOWN ? `; the last ${SHOWN} are listed` : "";
  byId("calls-sum").textContent = total ? `${counted(total, "call")}, ${faults} with an error${more}. The latest comes first.` : "No calls yet.";
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
