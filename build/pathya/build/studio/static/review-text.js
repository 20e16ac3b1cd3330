// Texts with codes as people edit them: ⟦1⟧ opens code 1 or stands for it, ⟦/1⟧ closes it.
// A bracket that is no code but text is written \⟦1⟧.

/**
 * @typedef {(string | number)[]} Pieces Words and codes: `n` opens code n or stands for it, `-n`
 *   closes it.
 * @typedef {{n: number, kind: string, alone: boolean}} Code
 * @typedef {{start: number, end: number, code: number}} Token
 */

const TOKEN = /(\\*)⟦(\/?)(\d{1,6})⟧/g;

/** @param {number} piece @returns {string} */
export function token(piece) {
  return piece < 0 ? `⟦/${-piece}⟧` : `⟦${piece}⟧`;
}

/** @param {Pieces} pieces @returns {string} */
export function toText(pieces) {
  return pieces.map((piece, at) => {
    if (typeof piece === "number") return token(piece);
    const safe = piece.replace(TOKEN, (all, slashes) => `${slashes}\\${all}`);
    const last = /\\*$/.exec(piece)?.[0] ?? "";
    return typeof pieces[at + 1] === "number" ? safe + last : safe;
  }).join("");
}

/** @param {string} text @returns {Pieces} */
export function toPieces(text) {
  /** @type {Pieces} */
  const pieces = [];
  let at = 0, words = "";
  for (const hit of text.matchAll(TOKEN)) {
    const slashes = hit[1].length, number = Number(hit[3]);
    words += text.slice(at, hit.index) + "\\".repeat(slashes >> 1);
    at = hit.index + hit[0].length;
    if (slashes % 2 || !number) {
      words += hit[0].slice(slashes);
      continue;
    }
    if (words) pieces.push(words);
    pieces.push(hit[2] ? -number : number);
    words = "";
  }
  words += text.slice(at);
  return words ? [...pieces, words] : pieces;
}

/** Finds the codes in a text. @param {string} text @returns {Token[]} */
export function tokens(text) {
  return [...text.matchAll(TOKEN)]
    .filter((hit) => hit[1].length % 2 === 0 && Number(hit[3]))
    .map((hit) => ({
      start: hit.index + hit[1].length,
      end: hit.index + hit[0].length,
      code: hit[2] ? -Number(hit[3]) : Number(hit[3]),
    }));
}

/**
 * Moves a place out of a code, to the nearer end or where the movement leads.
 * @param {string} text
 * @param {number} at
 * @param {number} [from] Where the caret was before.
 * @returns {number}
 */
export function outside(text, at, from = at) {
  const inside = tokens(text).find((one) => one.start < at && at < one.end);
  if (!inside) return at;
  if (from <= inside.start) return inside.end;
  if (from >= inside.end) return inside.start;
  return at - inside.start < inside.end - at ? inside.start : inside.end;
}

/**
 * Says what to delete at a caret so that a code goes as a whole; null: nothing special.
 * @param {string} text
 * @param {number} at
 * @param {boolean} backwards
 * @returns {[number, number] | null}
 */
export function deletion(text, at, backwards) {
  const hit = tokens(text).find((one) =>
    backwards ? one.start < at && at <= one.end : one.start <= at && at < one.end);
  return hit ? [hit.start, hit.end] : null;
}

/**
 * Widens a range so that it cuts no code.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
export function widened(text, start, end) {
  const cut = (/** @type {number} */ at) =>
    tokens(text).find((one) => one.start < at && at < one.end);
  return [cut(start)?.start ?? start, cut(end)?.end ?? end];
}

/**
 * Names the codes that a text lacks, in the order of the source: `-n` if only the end is missing.
 * @param {Pieces} source
 * @param {Code[]} codes
 * @param {Pieces} target
 * @returns {number[]}
 */
export function missing(source, codes, target) {
  const there = new Set(target), order = [...new Set(source)].filter((one) => Number(one) > 0);
  return order.flatMap((one) => {
    const n = Number(one), alone = codes.find((code) => code.n === n)?.alone;
    if (!there.has(n)) return [n];
    return alone || there.has(-n) ? [] : [-n];
  });
}

/**
 * Says what to write for a code in the place of a selection, and where the caret goes in it.
 * @param {number} code
 * @param {Code[]} codes
 * @param {string} selected
 * @returns {{text: string, caret: number}}
 */
export function insertion(code, codes, selected) {
  const alone = code < 0 || codes.find((one) => one.n === code)?.alone;
  if (alone) return { text: token(code) + selected, caret: token(code).length };
  const open = token(code) + selected;
  const text = open + token(-code);
  return { text, caret: selected ? text.length : open.length };
}

/**
 * Cuts the words of a text where terms begin and end; places count letters of the plain text.
 * @template {{start: number, end: number}} T
 * @param {Pieces} pieces
 * @param {T[]} terms In their order, none in another.
 * @returns {{piece: string | number, term: T | null}[]}
 */
export function cutAtTerms(pieces, terms) {
  /** @type {{piece: string | number, term: T | null}[]} */
  const parts = [];
  let place = 0;
  for (const piece of pieces) {
    if (typeof piece === "number") {
      parts.push({ piece, term: null });
      continue;
    }
    const letters = Array.from(piece), end = place + letters.length;
    const edges = terms.flatMap((one) => [one.start, one.end])
      .filter((edge) => place < edge && edge < end);
    for (const edge of [...edges, end]) {
      const term = terms.find((one) => one.start <= place && place < one.end) ?? null;
      parts.push({ piece: letters.splice(0, edge - place).join(""), term });
      place = edge;
    }
  }
  return parts.filter((one) => one.piece !== "");
}
