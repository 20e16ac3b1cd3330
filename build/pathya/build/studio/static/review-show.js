// The text that is open, as the file has it.

import { by, make, showChanges, showPieces, stateName } from "./review-dom.js";
import { showAround, showPeople, showRemarks, showTerms } from "./review-panels.js";
import { token } from "./review-text.js";

/** @typedef {import("./review-api.js").Unit} Unit */

/**
 * @typedef {object} Hands What one can do to what is shown.
 * @property {(text: string) => void} insert
 * @property {(code: number) => void} insertCode
 * @property {(remark: string) => void} retract
 */

/**
 * Shows all that is known of a text but its translation.
 * @param {Unit} unit
 * @param {import("./review-list.js").Languages} languages
 * @param {string} user
 * @param {Hands} hands
 */
export function showFacts(unit, languages, user, hands) {
  by("work").hidden = by("beside").hidden = false;
  by("note").textContent = unit.note;
  by("state").textContent = stateName(unit.state);
  by("state").className = `state state-${unit.state}`;
  by("place").textContent = `${unit.place + 1} of ${unit.of}`;
  showPieces(by("source"), unit.source, unit.codes, unit.terms);
  by("previous").hidden = !unit.previous.length;
  showChanges(by("changes"), unit.previous, unit.codes);
  by("shown").hidden = by("codes").hidden = !unit.codes.length;
  by("codes").replaceChildren(...unit.codes.map((code) => {
    const button = make("button", { type: "button", title: `Insert: ${code.kind}` },
      `${token(code.n)} `, make("span", { class: "soft" }, code.kind));
    button.addEventListener("click", () => hands.insertCode(code.n));
    return button;
  }));
  by("everywhere-label").hidden = !unit.twins.open;
  by("everywhere-text").textContent = unit.twins.open === 1
    ? "Also for the other text with these words" : `Also for ${unit.twins.open} equal texts`;
  showPeople(unit);
  showTerms(unit, languages, hands.insert);
  showAround(unit, languages);
  showRemarks(unit, user, hands.retract);
}

/** Shows what stands in the file now in the place of what is typed. @param {Unit} theirs */
export function showConflict(theirs) {
  by("conflict").hidden = false;
  by("conflict-who").textContent = `${stateName(theirs.state)}${theirs.by && ` by ${theirs.by}`}:`;
  showPieces(by("theirs"), theirs.target, theirs.codes);
}

/** Says how things stand, without interrupting anybody. @param {string} text */
export function say(text) {
  by("said").textContent = text;
}

/** Says what keeps somebody from going on. @param {string} text */
export function warn(text) {
  by("notice").textContent = text;
}
