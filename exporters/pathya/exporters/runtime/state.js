"use strict";
/*
 * What is remembered between two visits: short, ASCII, and keyed by ids that outlive a new build.
 *
 * `1;at=<key>;mix=<n>;seen=<key><key>…;best=<per cent>;tries=<n>;passed=1`, a key being four characters that
 * depend on an id alone. So lessons may come, go and move, and the language may change. An open
 * attempt adds `;seed=<n>;until=<n>;more=1;given=<key><answer>,…`, numbers in base 36. A finished one
 * leaves `;last=<pass or fail><score><key><score>…`, hundredths of per cent in three characters.
 */

/**
 * @typedef {object} State
 * @property {string} at key of the page that the learner was on; "" at first
 * @property {number} mix decides the order of the parts of practice questions
 * @property {Set<string>} seen keys of the lessons that were shown
 * @property {number | null} best per cent, of the best attempt
 * @property {number} tries attempts submitted
 * @property {boolean} passed one of them was a pass
 * @property {Attempt | null} attempt the one that is open
 * @property {Last | null} last what the last one came to
 */
/** @typedef {{passed: boolean, score: number, shares: Map<string, number>}} Last per cent; parts by key */
/** @typedef {{typed: boolean, values: string[]}} Given an answer, typed or chosen */
/**
 * @typedef {object} Attempt
 * @property {number} seed decides which paper it is
 * @property {number} until when its time is over, in seconds since 1970; 0: no limit
 * @property {boolean} extended extra time was taken
 * @property {Map<string, Given>} given answers by question key, the latest last
 */

const PathyaState = (() => {
  const VERSION = "1";
  const KEY = 4;
  const LIMIT = 4096; // characters that SCORM 1.2 grants
  const MOST = 990; // lessons that leave room for the rest
  const TYPED = 64; // characters of a typed answer
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
    return { at: "", mix: 0, seen: new Set(), best: null, tries: 0, passed: false, attempt: null, last: null };
  }

  /**
   * Write any text in ASCII: runs of signs other than letters, digits and dots as three signs each.
   * @param {string} text
   */
  function pack(text) {
    const short = [...text].slice(0, TYPED).join("");
    return short.replace(/[^A-Za-z0-9.]+/g, (run) => {
      const units = run.split("").map((sign) => sign.charCodeAt(0));
      const signs = units.map((unit) => [12, 6, 0].map((shift) => SIGNS[(unit >> shift) & 63]).join(""));
      return `*${signs.join("")}*`;
    });
  }

  /** @param {string} text */
  function unpack(text) {
    return text.replace(/\*([\w-]*)\*/g, (_, run) => {
      const signs = /** @type {string} */ (run).match(/.{3}/g) || [];
      const units = signs.map((three) => [...three].reduce((sum, one) => sum * 64 + SIGNS.indexOf(one), 0));
      return String.fromCharCode(...units);
    });
  }

  /**
   * Choose the answers that there is room for: typed ones give way first, the oldest before others.
   * @param {Attempt} attempt
   * @param {number} room characters
   */
  function fitting(attempt, room) {
    const all = [...attempt.given].map(([id, { typed, values }]) => {
      return { typed, text: id + (typed ? "~" : "") + values.map(pack).join("!") };
    });
    const byWorth = [...all.filter((one) => one.typed), ...all.filter((one) => !one.typed)].reverse();
    let used = 0;
    const kept = byWorth.filter(({ text }) => {
      const fits = used + text.length + 1 <= room;
      if (fits) used += text.length + 1;
      return fits;
    });
    return all.filter((one) => kept.includes(one)).map(({ text }) => text).join(",");
  }

  /**
   * As many scores as there is room for.
   * @param {Last | null} last
   * @param {number} room characters
   */
  function finished(last, room) {
    if (!last) return "";
    const rows = [/** @type {[string, number]} */ ([last.passed ? "pass" : "fail", last.score]), ...last.shares]
      .map(([id, score]) => id + Math.round(score * 100).toString(36).padStart(3, "0"));
    return `;last=${rows.slice(0, Math.floor((room - 6) / 7)).join("")}`;
  }

  /** @param {State} state */
  function encode(state) {
    const mix = state.mix ? `;mix=${state.mix.toString(36)}` : "";
    const best = state.best === null ? "" : `;best=${state.best}`;
    const tries = state.tries ? `;tries=${state.tries}` : "";
    const passed = state.passed ? ";passed=1" : "";
    const seen = [...state.seen].slice(-MOST).join("");
    const head = `${VERSION};at=${state.at}${mix};seen=${seen}${best}${tries}${passed}`;
    const { attempt } = state;
    if (!attempt) return head + finished(state.last, LIMIT - head.length);
    const more = attempt.extended ? ";more=1" : "";
    const open = `${head};seed=${attempt.seed.toString(36)};until=${attempt.until.toString(36)}${more};given=`;
    return open + fitting(attempt, LIMIT - open.length);
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
    state.mix = Number.parseInt(values.get("mix") || "", 36) || 0;
    state.seen = new Set(keys);
    state.best = best >= 0 && best <= 100 ? best : null;
    state.tries = tries > 0 ? tries : 0;
    state.passed = values.get("passed") === "1";
    state.attempt = attempt(values);
    state.last = last(values.get("last") || "");
    return state;
  }

  /** @param {string} text @returns {Last | null} */
  function last(text) {
    const [whole, ...shares] = (text.match(/.{7}/g) || []).map((row) => {
      return /** @type {[string, number]} */ ([row.slice(0, KEY), Number.parseInt(row.slice(KEY), 36) / 100]);
    });
    return whole && whole[1] >= 0 ? { passed: whole[0] === "pass", score: whole[1], shares: new Map(shares) } : null;
  }

  /** @param {string} text @returns {Given} */
  function given(text) {
    const typed = text.startsWith("~");
    return { typed, values: text.slice(typed ? 1 : 0).split("!").map(unpack) };
  }

  /** @param {Map<string, string>} values @returns {Attempt | null} */
  function attempt(values) {
    const seed = Number.parseInt(values.get("seed") || "", 36);
    if (!(seed >= 0) || !values.has("given")) return null;
    const answers = (values.get("given") || "").split(",").filter((one) => one.length > KEY);
    return {
      seed,
      until: Number.parseInt(values.get("until") || "", 36) || 0,
      extended: values.get("more") === "1",
      given: new Map(answers.map((one) => [one.slice(0, KEY), given(one.slice(KEY))])),
    };
  }

  return { key, fresh, encode, decode };
})();
