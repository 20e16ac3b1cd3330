// The console of the platform: every call that the course makes, and the record that comes of it.
import { byId, make } from "./dom.js";
import { counted } from "./shares.js";
import { isFault, tree, written } from "./preview-shape.js";

/** @typedef {import("./preview-shape.js").Call} Call */
/** @typedef {import("./preview-shape.js").Tree} Tree */

const SHOWN = 300; // calls; older ones go
const LONG = 160; // characters of a value that are shown at once

/** @type {Record<string, string>} */
const MEANINGS = {
  101: "general error", 103: "already initialised", 104: "terminated", 112: "not initialised", 113: "terminated",
  122: "not initialised", 123: "terminated", 132: "not initialised", 133: "terminated", 142: "not initialised",
  143: "terminated", 201: "invalid argument", 301: "not initialised, or no such place", 351: "cannot be set",
  391: "commit failed", 401: "undefined element", 402: "keyword", 403: "no value, or read only",
  404: "read or write only", 405: "write only, or wrong type", 406: "wrong type", 407: "out of range", 408: "something else is needed first",
};

let faults = 0;
let total = 0;

/** @param {string} text */
function short(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** @param {Call} call */
export function addCall(call) {
  const list = byId("calls");
  const bad = isFault(call.error);
  total += 1;
  faults += bad ? 1 : 0;
  const whole = written(call);
  const row = make("tr", { class: bad ? "fault" : "" },
    make("td", { class: "number" }, (call.at / 1000).toFixed(2)),
    make("td", {}, make("code", { title: whole.length > LONG ? whole : "" }, short(whole))),
    make("td", {}, make("code", {}, short(JSON.stringify(call.result)))),
    make("td", { class: bad ? "error" : "soft" }, bad ? `${call.error} ${MEANINGS[call.error] ?? ""}` : call.error));
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
