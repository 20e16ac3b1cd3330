// What is wrong with the course, beside its page: each finding leads to its passage and to its file.
import { ask, byId, make } from "./dom.js";
import { counted } from "./shares.js";

/**
 * @typedef {object} Finding
 * @property {"error" | "warning" | "info"} severity
 * @property {string} code
 * @property {string} message
 * @property {string} hint
 * @property {string} path as the project knows it
 * @property {number} line
 * @property {string} shown the path for people
 * @property {string} part
 * @property {string} page
 * @property {string} text
 * @property {number} nth
 */

/**
 * @param {Finding} found
 * @param {string} opening the address that opens a file; empty: there is no editor
 */
async function open(found, opening) {
  const place = found.line ? `${found.shown}:${found.line}` : found.shown;
  try {
    const done = opening && (await ask(opening, { path: found.path, line: found.line })).opened;
    if (done) return say(`Opened ${place}.`);
    await navigator.clipboard.writeText(place);
    say(`Copied ${place}.`);
  } catch {
    say(`This is ${place}.`);
  }
}

/** @param {string} text */
function say(text) {
  byId("said").textContent = text;
}

let listed = "";

/**
 * Lists findings, unless they are listed: who is about to press a button keeps it.
 * @param {Finding[]} found
 * @param {string} opening
 * @param {(n: number) => void} show
 */
export function listFindings(found, opening, show) {
  const now = JSON.stringify([found, opening]);
  if (now === listed) return;
  listed = now;
  const errors = found.filter((one) => one.severity === "error").length;
  const sum = found.length ? `${counted(errors, "error")}, ${counted(found.length - errors, "other finding")}` : "Nothing is wrong.";
  byId("found-sum").textContent = sum;
  byId("found").replaceChildren(...found.map((one, n) => {
    const place = one.line ? `${one.shown}:${one.line}` : one.shown;
    const verb = opening ? "Open in the editor" : "Copy the place";
    return make("li", { id: `finding-${n}`, tabindex: "-1" },
      make("p", {}, make("span", { class: `severity ${one.severity}` }, `${one.severity} ${one.code}`), " ",
        one.page ? make("button", { type: "button", class: "small", click: () => show(n) }, "Show") : null, " ",
        one.shown ? make("button", { type: "button", class: "small place", title: verb, click: () => open(one, opening) }, make("code", {}, place)) : null),
      make("p", { class: "message" }, one.message, one.hint ? make("br") : null, one.hint ? make("span", { class: "soft" }, one.hint) : null));
  }));
}

/** @param {number} n */
export function goToFinding(n) {
  const row = document.getElementById(`finding-${n}`);
  row?.scrollIntoView({ block: "nearest" });
  row?.focus();
}
