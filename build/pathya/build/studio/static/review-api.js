// What the review screen asks the studio.

/**
 * @typedef {import("./review-text.js").Pieces} Pieces
 * @typedef {import("./review-text.js").Code} Code
 * @typedef {import("./review-dom.js").Term} Term
 * @typedef {{code: string, severity: string, message: string, hint: string}} Finding
 * @typedef {{id: string, state: string, source: Pieces, target: Pieces, note: string,
 *   changed: boolean, remarks: number, found: number | null}} Row
 * @typedef {{target: Pieces, origin: string, score: number, state: string,
 *   differs: [string, Pieces][]}} Offer
 * @typedef {{id: string, mark: string, note: string, where: {path: string, line: number},
 *   codes: Code[], source: Pieces, target: Pieces, state: string, by: string, date: string,
 *   reviewer: string, reviewed: string, previous: [string, Pieces][],
 *   remarks: {by: string, text: string}[], terms: Term[], found: Finding[],
 *   twins: {all: number, open: number}, place: number, of: number, before: Row[],
 *   after: Row[]}} Unit
 * @typedef {{ids: string[], places: number[], from: number, rows: Row[],
 *   counts: Record<string, number>, catalog: boolean,
 *   scopes: {id: string, title: string, open: number}[]}} Texts
 * @typedef {{unit: Unit, rows: Row[], counts: Record<string, number>, kept: boolean}} Done
 */

/** Somebody else's text stands where ours was to go, or the text is gone. */
export class Refused extends Error {
  /** @param {string} message @param {string} kind @param {Unit | null} unit */
  constructor(message, kind, unit) {
    super(message);
    this.kind = kind;
    this.unit = unit;
  }
}

/** What to say of a fault; throws those that are ours. @param {unknown} fault @returns {string} */
export function messageOf(fault) {
  if (fault instanceof Refused) return fault.message;
  throw fault;
}

/**
 * Asks, and gives the answer. Throws {@link Refused}.
 * @param {string} path
 * @param {object} [body] Sent as JSON; without one it is a question only.
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  const how = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer, said;
  try {
    answer = await fetch(path, how);
    said = await answer.json();
  } catch {
    throw new Refused("The studio does not answer.", "offline", null);
  }
  if (answer.ok) return said;
  throw new Refused(said.error ?? answer.statusText, said.kind ?? "refused", said.unit ?? null);
}

/**
 * Sends one thing after the other: each may build on what the one before has changed.
 * @returns {{send: (path: string, order: object) => Promise<Done>, waiting: () => boolean,
 *   empty: () => Promise<void>}}
 */
export function inLine() {
  let last = Promise.resolve(), waiting = 0;
  return {
    send(path, order) {
      waiting++;
      const answer = last.then(() => ask(path, order));
      last = answer.then(() => {}, () => {}).finally(() => waiting--);
      return answer;
    },
    waiting: () => waiting > 0,
    empty: () => last,
  };
}

/**
 * Gives what writes words in a language's script; a word that it cannot write stays as it is.
 * @param {string} tag
 * @returns {(word: string) => Promise<string>}
 */
export function typist(tag) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return async (word) => {
    try {
      const made = known.get(word) ?? (await ask("/api/typed", { tag, text: word })).text;
      known.set(word, made);
      return made;
    } catch {
      return word;
    }
  };
}
