// What the player says is content's word: it is looked at before it is used. Imports nothing.

/**
 * @typedef {{verb: string, values: string[], result: string, error: string, at: number}} Call
 * @typedef {{[name: string]: string | Tree}} Tree
 */

/** Calls that are listed; older ones are counted only. */
export const LISTED = 300;
const MOST = 70000; // characters of a value: suspend_data may have 64000
const ELEMENTS = 20000;

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value.length <= MOST;
/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
/** @param {unknown} value */
const isRecord = (value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const all = Object.entries(value);
  return all.length <= ELEMENTS && all.every((one) => one.every(isText));
};

/** @typedef {Record<string, (value: unknown) => boolean>} Shape */

/** @param {Shape} shape @param {any} value */
function fits(shape, value) {
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.entries(shape).every(([key, is]) => is(value[key]));
}

/** @type {Shape} */
const CALL = {
  verb: isText,
  values: (one) => Array.isArray(one) && one.length < 4 && one.every(isText),
  result: isText,
  error: isText,
  at: isNumber,
};
/** @type {Record<string, Shape>} */
const KINDS = {
  ready: {},
  arrived: { page: isText, revision: isText, title: isText },
  turned: { page: isText },
  scrolled: { share: isNumber },
  pressed: { n: isNumber },
  calls: {
    last: (all) => Array.isArray(all) && all.length <= LISTED && all.every((one) => fits(CALL, one)),
    total: isNumber,
    faults: isNumber,
  },
  record: { key: isText, record: isRecord, saved: () => true },
};

/**
 * Gives a message as far as it is one of the player's; null: it is none.
 * @param {any} data
 * @returns {any}
 */
export function heard(data) {
  const shape = typeof data === "object" && data !== null && Object.keys(KINDS).includes(data.kind) ? KINDS[data.kind] : null;
  if (!shape || !fits(shape, data)) return null;
  return { kind: data.kind, ...Object.fromEntries(Object.keys(shape).map((key) => [key, data[key]])) };
}

/**
 * Lays a record out by the parts of its names; a name that is both a value and a place keeps its
 * value under "".
 * @param {Record<string, string>} record
 * @returns {Tree}
 */
export function tree(record) {
  /** @type {Tree} */
  const root = Object.create(null);
  const collator = new Intl.Collator("en", { numeric: true });
  for (const name of Object.keys(record).sort(collator.compare)) {
    const path = name.split(".");
    const last = /** @type {string} */ (path.pop());
    let place = root;
    for (const part of path) {
      const inner = place[part];
      place = place[part] = typeof inner === "object" ? inner : Object.assign(Object.create(null), inner === undefined ? {} : { "": inner });
    }
    const there = place[last];
    if (typeof there === "object") there[""] = record[name];
    else place[last] = record[name];
  }
  return root;
}

/**
 * Writes a call as code does.
 * @param {Call} call
 */
export function written({ verb, values }) {
  return `${verb}(${values.map((one) => JSON.stringify(one)).join(", ")})`;
}

/** @param {string} error A platform's "" and "0" mean that all is well. */
export function isFault(error) {
  return error !== "" && error !== "0";
}
