// Small makers of elements: texts of a course go in as text, never as markup.

import { cutAtTerms } from "./review-text.js";

/** @typedef {import("./review-text.js").Pieces} Pieces */
/** @typedef {import("./review-text.js").Code} Code */
/** @typedef {{start: number, end: number, term: string, note: string, keep: boolean,
 *   renderings: {text: string, status: string, reviewed: string}[]}} Term */

/** @param {string} id @returns {HTMLElement} */
export function by(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

/**
 * A code as a chip that shows its number, and says what it is.
 * @param {number} code
 * @param {Code[]} codes
 */
function chip(code, codes) {
  const known = codes.find((one) => one.n === Math.abs(code));
  const kind = known?.kind ?? "unknown";
  const part = known?.alone ? "alone" : code > 0 ? "open" : "close";
  const ends = part === "close" ? " ends" : "";
  return make("span", { class: `chip ${part}${known ? "" : " unknown"}`, title: `${kind}${ends}` },
    make("span", { class: "unseen" }, `${kind}${ends} `), `${Math.abs(code)}`);
}

/**
 * Shows a text with its codes as chips and its terms marked.
 * @param {HTMLElement} place
 * @param {Pieces} pieces
 * @param {Code[]} codes
 * @param {Term[]} terms
 */
export function showPieces(place, pieces, codes, terms = []) {
  place.replaceChildren(...cutAtTerms(pieces, terms).map(({ piece, term }) => {
    if (typeof piece === "number") return chip(piece, codes);
    if (!term) return piece;
    const said = term.renderings.map((one) => one.text).join(", ") || (term.keep ? "stays" : "");
    return make("mark", { class: "term", title: said }, piece);
  }));
}

/**
 * Shows word by word what has changed.
 * @param {HTMLElement} place
 * @param {[string, Pieces][]} changes
 * @param {Code[]} codes
 */
export function showChanges(place, changes, codes) {
  place.replaceChildren(...changes.map(([kind, pieces]) => {
    const part = kind === "=" ? make("span", {}) : make(kind === "-" ? "del" : "ins", {});
    showPieces(part, pieces, codes);
    return part;
  }));
}

/** @param {string} name @returns {string} What a state is called. */
export function stateName(name) {
  return STATES[name] ?? name;
}

/** @type {Record<string, string>} */
const STATES = {
  new: "New",
  machine: "Machine",
  memory: "Memory",
  fuzzy: "Another look",
  translated: "Translated",
  "signed-off": "Signed off",
};
export const STATE_NAMES = Object.keys(STATES);
