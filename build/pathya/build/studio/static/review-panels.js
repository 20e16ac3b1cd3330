// What stands beside a text: findings, suggestions, terms, neighbours, comments.

import { by, make, showChanges, showPieces, stateName } from "./review-dom.js";
import { role } from "./review-list.js";

/** @typedef {import("./review-api.js").Unit} Unit */
/** @typedef {import("./review-api.js").Offer} Offer */
/** @typedef {import("./review-api.js").Finding} Finding */
/** @typedef {import("./review-list.js").Languages} Languages */

/** @param {Finding[]} found */
export function showFound(found) {
  by("found").replaceChildren(...found.map((one) => make("li", {},
    make("span", { class: one.severity }, one.severity), ` ${one.message} `,
    make("span", { class: "soft" }, `${one.code}${one.hint ? `. ${one.hint}` : ""}`))));
  by("found-title").textContent = found.length ? `Findings: ${found.length}` : "No findings";
}

/**
 * @param {Offer[]} offers
 * @param {Unit} unit
 * @param {Languages} languages
 * @param {(offer: Offer) => void} take
 */
export function showOffers(offers, unit, languages, take) {
  by("offers").replaceChildren(...offers.map((one) => {
    const text = make("span", { lang: languages.tag, dir: languages.dir, class: "said" });
    showPieces(text, one.target, unit.codes);
    const button = make("button", { type: "button", class: "offer" }, text);
    button.addEventListener("click", () => take(one));
    const score = one.score > 100 ? "same place" : one.score ? `${one.score} %` : "";
    const from = [score, one.origin, one.state && stateName(one.state)].filter(Boolean).join(" · ");
    const item = make("li", {}, button, make("p", { class: "soft" }, from));
    if (one.differs.length) {
      const changes = make("p", { lang: languages.source, dir: languages.sourceDir, class: "soft" });
      showChanges(changes, one.differs, unit.codes);
      item.append(changes);
    }
    return item;
  }));
  if (!offers.length) by("offers").append(make("li", { class: "soft" }, "None."));
}

/**
 * @param {Unit} unit
 * @param {Languages} languages
 * @param {(text: string) => void} insert
 */
export function showTerms(unit, languages, insert) {
  const terms = unit.terms.filter((one, at, all) =>
    all.findIndex((other) => other.term === one.term) === at);
  by("terms").replaceChildren(...terms.flatMap((one) => {
    const words = one.renderings.map((known) => {
      const attributes = { lang: languages.tag, dir: languages.dir };
      if (known.status === "forbidden") {
        return make("dd", {}, make("del", attributes, known.text), " is wrong");
      }
      const button = make("button", { type: "button", ...attributes }, known.text);
      button.addEventListener("click", () => insert(known.text));
      const said = known.reviewed ? "" : ", not reviewed";
      return make("dd", {}, button, make("span", { class: "soft" }, ` ${known.status}${said}`));
    });
    const keeps = one.keep ? [make("dd", {}, "stays as it is")] : [];
    const note = one.note ? [make("dd", { class: "soft" }, one.note)] : [];
    const name = make("dt", { lang: languages.source, dir: languages.sourceDir }, one.term);
    return [name, ...words, ...keeps, ...note];
  }));
  by("terms").hidden = by("terms-title").hidden = !terms.length;
}

/**
 * Shows the texts before and after, as far as they are translated in translation.
 * @param {Unit} unit
 * @param {Languages} languages
 */
export function showAround(unit, languages) {
  const here = { ...unit, changed: false, remarks: 0, found: null };
  by("around").replaceChildren(...[...unit.before, here, ...unit.after].map((row) => {
    const done = row.target.length > 0;
    const text = make("p", {
      lang: done ? languages.tag : languages.source,
      dir: done ? languages.dir : languages.sourceDir,
      class: `role-${role(row.note)}${row === here ? " here" : ""}`,
    });
    showPieces(text, done ? row.target : row.source, row === here ? unit.codes : []);
    return text;
  }));
}

/**
 * @param {Unit} unit
 * @param {string} user
 * @param {(text: string) => void} retract
 */
export function showRemarks(unit, user, retract) {
  by("remarks").replaceChildren(...unit.remarks.map((one) => {
    const item = make("li", {}, make("bdi", { class: "who" }, one.by || "somebody"), ": ",
      make("bdi", { dir: "auto" }, one.text));
    if (one.by === user) {
      const button = make("button", { type: "button", class: "small" }, "Take back");
      button.addEventListener("click", () => retract(one.text));
      item.append(" ", button);
    }
    return item;
  }));
}

/** Who did what to a text. @param {Unit} unit */
export function showPeople(unit) {
  const draft = unit.state === "machine" || unit.state === "memory";
  const made = unit.by && `${draft ? "Drafted" : "Translated"} by ${unit.by}${unit.date && `, ${unit.date}`}`;
  const read = unit.reviewer && `signed off by ${unit.reviewer}, ${unit.reviewed}`;
  by("people").textContent = [made, read].filter(Boolean).join("; ");
}
