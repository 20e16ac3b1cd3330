"use strict";
/*
 * Keeps the LMS's record in step with the course: sends what has changed, commits at most once a
 * second, and tries again when the platform does not answer.
 */

/**
 * @typedef {object} Course the course's data, written by the exporter
 * @property {string} id
 * @property {string} wordsTag language of the interface words
 * @property {"" | Version} lms "" for a package that runs without one
 * @property {"lessons" | "passed"} completion
 * @property {string} digits zero to nine, or "" for ASCII
 * @property {string[]} lessons
 * @property {Question[]} practice
 * @property {Test | null} assessment
 * @property {Record<string, string>} words
 */
/**
 * @typedef {object} Test
 * @property {number} pass per cent
 * @property {number} attempts 0: no limit
 * @property {boolean} review
 * @property {Question[]} questions
 */
/**
 * @typedef {object} Keeper
 * @property {(standing: Standing) => void} keep send it soon
 * @property {(answer: Answer) => void} add one answer, with the next `keep`
 * @property {() => void} save send at once
 * @property {() => void} close the learner leaves
 */

const PathyaRecord = (() => {
  const PAUSE = 1000;
  const RETRY = 15000;

  /**
   * What the course amounts to.
   * @param {Course} course
   * @param {State} state
   * @returns {Outcome}
   */
  function outcome(course, state) {
    const read = course.lessons.every((id) => state.seen.has(PathyaState.key(id)));
    const test = course.assessment;
    const passed = test !== null && state.best !== null && state.best >= test.pass;
    const failed = test !== null && state.best !== null && !passed;
    if (course.completion === "lessons" || !test) {
      const status = !read ? "incomplete" : passed ? "passed" : "completed";
      return { complete: read, success: passed ? "passed" : failed ? "failed" : "", status };
    }
    if (passed) return { complete: true, success: "passed", status: "passed" };
    const over = failed && test.attempts > 0 && state.tries >= test.attempts;
    return { complete: false, success: over ? "failed" : "", status: over ? "failed" : "incomplete" };
  }

  /**
   * @param {Course} course
   * @param {State} state
   * @param {string} place
   * @returns {Standing}
   */
  function standing(course, state, place) {
    const seen = course.lessons.filter((id) => state.seen.has(PathyaState.key(id))).length;
    const test = course.completion === "passed" && course.assessment ? 1 : 0;
    const result = outcome(course, state);
    const progress = seen / Math.max(1, course.lessons.length + test);
    const text = PathyaState.encode(state);
    return { place, state: text, best: state.best, progress, outcome: result };
  }

  /**
   * @param {Lms} lms
   * @param {(failing: boolean) => void} onTrouble
   * @returns {Keeper}
   */
  function open(lms, onTrouble) {
    const began = Date.now();
    const known = new Map(PathyaCmi.statuses(lms.version).map((name) => [name, lms.get(name)]));
    /** @type {Map<string, string>} */
    const sent = new Map();
    /** @type {Entry[]} */
    let interactions = [];
    /** @type {Standing | null} */
    let latest = null;
    let next = Number.parseInt(lms.get("cmi.interactions._count"), 10) || 0;
    let started = false;
    let timer = 0;
    let failing = false;
    let closed = false;

    /** @param {Answer} answer */
    function add(answer) {
      interactions.push(...PathyaCmi.interaction(lms.version, next, answer));
      next += 1;
    }

    function changes() {
      const now = latest ? PathyaCmi.entries(lms.version, latest, known) : [];
      return [...interactions, ...now.filter(([name, value]) => sent.get(name) !== value)];
    }

    /** @param {Entry[]} entries */
    function send(entries) {
      for (const [name, value] of entries) lms.set(name, value);
      const ok = lms.commit();
      if (ok) {
        interactions = [];
        entries.forEach(([name, value]) => remember(name, value));
      }
      if (ok === failing) {
        failing = !ok;
        onTrouble(failing);
      }
      if (failing) schedule(RETRY);
    }

    /** @param {string} name @param {string} value */
    function remember(name, value) {
      sent.set(name, value);
      if (known.has(name)) known.set(name, value);
    }

    function spent() {
      return PathyaCmi.sessionTime(lms.version, (Date.now() - began) / 1000);
    }

    /** @param {boolean} [always] also when only time has passed */
    function save(always) {
      clearTimeout(timer);
      timer = 0;
      const entries = changes();
      if (closed || (!entries.length && !always)) return;
      send(started ? [...entries, spent()] : entries);
      started = true;
    }

    /** @param {number} pause */
    function schedule(pause) {
      if (!timer) timer = window.setTimeout(save, pause);
    }

    function isOver() {
      return latest !== null && latest.outcome.complete;
    }

    function close() {
      if (closed) return;
      save(!isOver());
      closed = true;
      if (lms.forgets && !isOver()) return;
      lms.set(...spent());
      lms.finish();
    }

    return {
      keep: (standing) => {
        latest = standing;
        if (!started || failing) save();
        else schedule(PAUSE);
      },
      add,
      save: () => save(!isOver()),
      close,
    };
  }

  /**
   * The same without a platform: the browser remembers, if it may.
   * @param {string} name
   * @returns {Keeper}
   */
  function local(name) {
    return {
      keep: (standing) => {
        try {
          localStorage.setItem(name, standing.state);
        } catch {
          // Private windows and some file:// pages keep nothing; the course is read all the same.
        }
      },
      add: () => {},
      save: () => {},
      close: () => {},
    };
  }

  /** @param {string} name */
  function recall(name) {
    try {
      return localStorage.getItem(name) || "";
    } catch {
      return "";
    }
  }

  return { outcome, standing, open, local, recall };
})();
