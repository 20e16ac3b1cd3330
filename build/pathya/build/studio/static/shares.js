// How far a translation has come, in numbers and words.

/** @typedef {Record<string, number>} Words by state */

/** What is drawn together, from what is done to what is not there. */
const KINDS = /** @type {const} */ ({
  "signed-off": ["signed-off"],
  translated: ["translated"],
  draft: ["fuzzy", "memory", "machine"],
  new: ["new", "rejected"],
});

/**
 * Gives the share of each kind in percent, in the order in which they are drawn.
 * @param {Words} words
 * @returns {[keyof typeof KINDS, number][]}
 */
export function shares(words) {
  const all = Object.values(words).reduce((sum, one) => sum + one, 0);
  return Object.entries(KINDS).map(([kind, states]) => [
    /** @type {keyof typeof KINDS} */ (kind),
    all ? (100 * states.reduce((sum, state) => sum + (words[state] ?? 0), 0)) / all : 0,
  ]);
}

/**
 * Rounds so that nothing looks done, or not begun, that isn't.
 * @param {number} share In percent.
 */
export function percent(share) {
  if (share > 0 && share < 1) return "1 %";
  return `${share >= 100 ? 100 : Math.min(99, Math.round(share))} %`;
}

/** @param {number} number @param {string} one @param {string} [more] */
export function counted(number, one, more = `${one}s`) {
  return `${number.toLocaleString("en-IN")} ${number === 1 ? one : more}`;
}

/**
 * Says what keeps an edition from release.
 * @param {Record<string, number>} blocks
 */
export function reasons(blocks) {
  const said = [];
  if (blocks.errors) said.push(counted(blocks.errors, "error"));
  if (blocks.unsigned) said.push(`${counted(blocks.unsigned, "word")} not signed off`);
  if (blocks.unbuilt) said.push("not built");
  if (blocks.stale) said.push("changed since the last build");
  return said;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * Draws how far a translation has come.
 * @param {Words} words
 */
export function bar(words) {
  const drawn = document.createElementNS(SVG, "svg");
  const values = { class: "bar-of", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" };
  Object.entries(values).forEach(([key, value]) => drawn.setAttribute(key, value));
  let at = 0;
  for (const [kind, share] of shares(words)) {
    const part = document.createElementNS(SVG, "rect");
    const places = { class: kind, x: at, width: share, height: 4 };
    Object.entries(places).forEach(([key, value]) => part.setAttribute(key, String(value)));
    drawn.append(part);
    at += share;
  }
  return drawn;
}
