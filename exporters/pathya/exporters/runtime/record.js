"use strict";
/*
 * Keeps the LMS's record in step with the course: sends what has changed at once, but commits at most
 * once a second, and tries again when the platform does not answer.
 */

/**
 * @typedef {object} Course the course's data, written by the exporter
 * @property {string} id
 * @property {"" | Version} lms "" for a package that runs without one
 * @property {"lessons" | "passed"} completion
 * @property {string} digits zero to nine, or "" for ASCII
 * @property {string[]} lessons
 * @property {Question[]} practice
 * @property {Test | null} assessment
 * @property {Record<string, string>} words
 * @property {Record<string, string>} wordTags languages of those that stand in from another one
 */
/**
 * @typedef {object} Test
 * @property {number} pass per cent
 * @property {number} attempts 0: no limit
 * @property {number} limit minutes; 0: none
 * @property {number} extra per cent of the limit that may be added once
 * @property {number} negative per cent of a question's points that a wrong answer costs
 * @property {boolean} partial whether parts of a question count
 * @property {boolean} review
 * @property {Section[]} sections
 * @property {Competency[]} competencies
 * @property {Question[]} questions
 */
/** @typedef {{id: string, objectives: string[]}} Competency by its name */
/**
 * @typedef {object} Keeper
 * @property {(standing: Standing) => void} keep send it soon
 * @property {(answer: Answer) => void} add one answer, with the next `keep`
 * @property {(objectives: Share[], pass: number) => void} mark their scores, with the next `keep`
 * @property {() => void} save send at once
 * @property {() => void} close the learner leaves
 */

const PathyaRecord = (() => {
  const PAUSE = 1000;
  const RETRY = 15000;
  /** What a platform of either version may do without. */
  const EXTRA = /^cmi\.(interactions|objectives)\.|\.score\.m(in|ax)$|progress_measure$/;

  /**
   * What the course amounts to; what the LMS knew before stays true.
   * @param {Course} course
   * @param {State} state
   * @param {Before} before
   * @returns {Outcome}
   */
  function outcome(course, state, before) {
    const test = course.assessment;
    const needed = test !== null && course.completion === "passed";
    const tried = test !== null && state.best !== null;
    // Where sections have marks of their own, the score alone does not tell.
    const enough = tried && Number(state.best) >= test.pass && test.sections.every((one) => one.pass === null);
    const passed = before.success === "passed" || (tried && state.passed) || enough;
    // Where passing is needed, failing is final only with the last attempt.
    const over = tried && (!needed || (test.attempts > 0 && state.tries >= test.attempts));
    const failed = !passed && (over || before.success === "failed");
    const read = course.lessons.every((id) => state.seen.has(PathyaState.key(id)));
    const complete = before.complete || (needed ? passed : read);
    const open = needed && failed ? "failed" : "incomplete";
    return {
      complete,
      success: passed ? "passed" : failed ? "failed" : "",
      status: !complete ? open : passed ? "passed" : "completed",
    };
  }

  /**
   * @param {Course} course
   * @param {State} state
   * @param {string} place
   * @param {Before} before
   * @returns {Standing}
   */
  function standing(course, state, place, before) {
    const seen = course.lessons.map(PathyaState.key).filter((key) => state.seen.has(key));
    const test = course.completion === "passed" && course.assessment ? 1 : 0;
    const share = seen.length / Math.max(1, course.lessons.length + test);
    return {
      place,
      // Lessons that are gone are forgotten: what is remembered grows with the course alone.
      state: PathyaState.encode({ ...state, seen: new Set(seen) }),
      best: state.best,
      progress: Math.max(share, before.progress || 0),
      outcome: outcome(course, state, before),
    };
  }

  /**
   * @param {Lms} lms
   * @param {Before} before
   * @param {(failing: boolean) => void} onTrouble
   * @returns {Keeper}
   */
  function open(lms, before, onTrouble) {
    const began = performance.now(); // the device's clock may be set back
    const known = new Map(before.known);
    /** @type {Map<string, string>} */
    const sent = new Map(PathyaCmi.held(lms.version, before));
    /** @type {Answer[]} */
    let answers = [];
    /** @type {Entry[]} */
    let refusals = [];
    /** @type {Share[]} */
    let shares = [];
    let pass = 0;
    // Not read before there is something to tell: opening a course takes few calls.
    let next = -1;
    /** @type {Goals | null} */
    let goals = null;
    /** @type {Standing | null} */
    let latest = null;
    /** @type {number | null} */
    let farthest = null;
    let started = false;
    let timer = 0;
    let retry = 0;
    let last = 0;
    let failing = false;
    let closed = false;
    let isCounted = false;

    /** Answers, behind earlier ones; a platform that is gone just now cannot count those. */
    function interactions() {
      if (answers.length && !isCounted) {
        next = PathyaCmi.count(lms, "interactions");
        isCounted = next > 0 || lms.get("cmi.interactions._count") !== "";
      }
      return answers.flatMap((answer, at) => PathyaCmi.interaction(lms.version, next + at, answer));
    }

    function marks() {
      if (!shares.length) return [];
      goals = goals || PathyaCmi.goals(lms);
      return [...new Map(PathyaCmi.objectives(lms.version, goals, shares, pass))];
    }

    /**
     * How far one is, in the word of 2004: iGOT's players take it in 1.2 too.
     * @param {Standing} standing
     * @returns {Entry[]}
     */
    function distance(standing) {
      if (!started || !lms.forgets || lms.version !== "scorm12") return [];
      if (farthest === null) farthest = Number(lms.get("cmi.progress_measure")) || 0;
      return [PathyaCmi.distance(standing, farthest)];
    }

    function changes() {
      const now = latest ? [...PathyaCmi.entries(lms.version, latest, known), ...distance(latest)] : [];
      const fresh = [...marks(), ...now].filter(([name, value]) => sent.get(name) !== value);
      return [...refusals, ...interactions(), ...fresh];
    }

    /** @param {Entry[]} entries */
    function send(entries) {
      const refused = entries.filter(([name, value]) => !lms.set(name, value));
      const lost = refused.filter(([name]) => !EXTRA.test(name));
      const heard = lms.commit();
      last = performance.now();
      const ok = heard && !lost.length;
      if (heard) {
        isCounted = isCounted || answers.length > 0;
        next += answers.length;
        answers = [];
        // An answer that is refused while all else is taken would be refused again.
        refusals = ok ? [] : refused.filter(([name]) => name.startsWith("cmi.interactions."));
        entries.forEach((entry) => lost.includes(entry) || remember(...entry));
      } else {
        goals = null;
      }
      if (ok === failing) {
        failing = !ok;
        onTrouble(failing);
      }
      if (failing) retry = window.setTimeout(save, RETRY);
    }

    /** @param {string} name @param {string} value */
    function remember(name, value) {
      sent.set(name, value);
      if (known.has(name)) known.set(name, value);
    }

    function spent() {
      return PathyaCmi.sessionTime(lms.version, (performance.now() - began) / 1000);
    }

    /** @param {boolean} [always] also when only time has passed */
    function save(always) {
      clearTimeout(timer);
      clearTimeout(retry);
      timer = 0;
      const entries = changes();
      if (closed || (!entries.length && !always)) return;
      send(started ? [...entries, spent()] : entries);
      started = true;
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
        const pause = last + PAUSE - performance.now();
        // At once where it can be: a player that is closed may be gone before its course is.
        if (!started || pause <= 0) save();
        else if (!timer) timer = window.setTimeout(save, pause);
      },
      add: (answer) => answers.push(answer),
      mark: (objectives, mark) => {
        shares = [...shares, ...objectives];
        pass = mark;
      },
      save: () => save(!isOver()),
      close,
    };
  }

  /**
   * Where the browser remembers a course without a platform, if it may. A SCORM package then says
   * that nothing is recorded, so nothing is: the next person at this computer begins afresh.
   * @param {Course} course
   */
  function shelf(course) {
    return course.lms ? "" : `pathya.${course.id}`;
  }

  /**
   * The same without a platform.
   * @param {Course} course
   * @returns {Keeper}
   */
  function local(course) {
    return {
      keep: (standing) => {
        try {
          if (shelf(course)) localStorage.setItem(shelf(course), standing.state);
        } catch {
          // Private windows and some file:// pages keep nothing; the course is read all the same.
        }
      },
      add: () => {},
      mark: () => {},
      save: () => {},
      close: () => {},
    };
  }

  /** @param {Course} course */
  function recall(course) {
    try {
      return localStorage.getItem(shelf(course)) || "";
    } catch {
      return "";
    }
  }

  return { outcome, standing, open, local, recall };
})();
