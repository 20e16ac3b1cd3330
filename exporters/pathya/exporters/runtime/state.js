"use strict";
/*
 * What is remembered between two visits: short, ASCII, and keyed by ids that outlive a new build.
 *
 * `1;at=<key>;seen=<key><key>…;best=<per cent>;tries=<n>`, a key being four characters that depend
 * on an id alone. So lessons may come, go and move, and the language may change.
 */

/**
 * @typedef {object} State
 * @property {string} at key of the page that the learner was on; "" at first
 * @property {Set<string>} seen keys of the lessons that were shown
 * @property {number | null} best per cent, of the best attempt
 * @property {number} tries attempts submitted
 */

const PathyaState = (() => {
  const VERSION = "1";
  const KEY = 4;
  const MOST = 1000; // lessons: SCORM 1.2 grants 4,096 characters in all
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /**
   * Shorten an id to four characters (FNV-1a, folded to 24 bits). The exporter makes the same ones,
   * to refuse pages whose keys are equal.
   * @param {string} id ASCII
   */
  function key(id) {
    let hash = 0x811c9dc5;
    for (const sign of id) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
    const bits = (hash >>> 8) ^ (hash & 0xff);
    return [18, 12, 6, 0].map((shift) => SIGNS[(bits >>> shift) & 63]).join("");
  }

  /** @returns {State} */
  function fresh() {
    return { at: "", seen: new Set(), best: null, tries: 0 };
  }

  /** @param {State} state */
  function encode(state) {
    const best = state.best === null ? "" : `;best=${state.best}`;
    const tries = state.tries ? `;tries=${state.tries}` : "";
    const seen = [...state.seen].slice(-MOST).join("");
    return `${VERSION};at=${state.at};seen=${seen}${best}${tries}`;
  }

  /**
   * Read what an LMS gives back; what is not ours, or broken, counts as nothing.
   * @param {string} text
   * @returns {State}
   */
  function decode(text) {
    const state = fresh();
    const [version, ...fields] = text.split(";");
    if (version !== VERSION) return state;
    const values = new Map(fields.map((field) => /** @type {[string, string]} */ (field.split("="))));
    const keys = (values.get("seen") || "").match(/[\w-]{4}/g) || [];
    const best = Number.parseFloat(values.get("best") || "");
    const tries = Number.parseInt(values.get("tries") || "", 10);
    state.at = (values.get("at") || "").slice(0, KEY);
    state.seen = new Set(keys);
    state.best = best >= 0 && best <= 100 ? best : null;
    state.tries = tries > 0 ? tries : 0;
    return state;
  }

  return { key, fresh, encode, decode };
})();
