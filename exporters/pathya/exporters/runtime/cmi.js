"use strict";
/*
 * The course's record in the words of each SCORM version: names, formats and limits of the CMI
 * data model. Pure: gives lists of [element, value].
 */

/** @typedef {[string, string]} Entry a CMI element and its value */
/**
 * @typedef {object} Outcome
 * @property {boolean} complete
 * @property {"" | "passed" | "failed"} success
 * @property {"incomplete" | "completed" | "passed" | "failed"} status both in one word, as 1.2 has it
 */
/**
 * @typedef {object} Standing where the learner stands, to be told to the LMS
 * @property {string} place id of the page shown
 * @property {string} state suspend_data
 * @property {number | null} best per cent
 * @property {number} progress 0 to 1
 * @property {Outcome} outcome
 */
/**
 * @typedef {object} Answer
 * @property {Question} question
 * @property {string[]} response
 * @property {number} share how much of it is right, 0 to 1
 * @property {Date} when it was completed
 * @property {Date} [shown] when the question was first seen
 * @property {Date} [first] when it was answered first
 * @property {{text: string, tag: string}} [asked] the question's words, and their language
 */
/** @typedef {Map<string, {name: string, best: number, known: boolean}>} Goals objectives by id */
/** @typedef {Map<string, string>} Known statuses that the LMS has; they are never lowered */
/**
 * @typedef {object} Before what the LMS knows when the course opens; none of it is taken back
 * @property {Known} known
 * @property {string} state suspend_data
 * @property {boolean} complete
 * @property {"" | "passed" | "failed"} success
 * @property {number | null} best per cent
 * @property {number | null} progress 0 to 1
 */

const PathyaCmi = (() => {
  const TYPES = {
    single: "choice",
    multiple: "choice",
    "true-false": "true-false",
    match: "matching",
    order: "sequencing",
    fill: "fill-in",
    numeric: "numeric",
  };
  /** What belongs to the sign before it, and what to the sign after it: viramas and the joiner. */
  const JOINED = /[\p{M}\u200c\u200d]/u;
  const JOINING = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\uabed\u200d]/;
  const PLACE = 255;
  const TEXT_12 = 255;
  const TEXT_2004 = 250;
  const DECIMALS = 7; // of a number in 2004
  const PROGRESS = "cmi.progress_measure";
  const MOST = 1000; // answers or objectives that are looked for
  const STATUS_12 = ["cmi.core.lesson_status"];
  const STATUS_2004 = ["cmi.completion_status", "cmi.success_status"];
  const RANKS = ["", "not attempted", "unknown", "browsed", "incomplete", "failed", "completed", "passed"];

  /** @param {number} value @param {number} width */
  function pad(value, width = 2) {
    return String(value).padStart(width, "0");
  }

  /**
   * A stretch of time: HHHH:MM:SS in 1.2, PT1H2M3S in 2004.
   * @param {Version} version
   * @param {number} seconds
   */
  function duration(version, seconds) {
    const whole = Math.max(0, Math.min(Math.floor(seconds), 9999 * 3600));
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return version === "scorm12" ? `${pad(h, 4)}:${pad(m)}:${pad(s)}` : `PT${h}H${m}M${s}S`;
  }

  /**
   * A moment: the time of day in 1.2; in 2004 with the zone, which LMSs take after a fraction only.
   * @param {Version} version
   * @param {Date} at
   */
  function moment(version, at) {
    const time = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
    if (version === "scorm12") return time;
    const offset = -at.getTimezoneOffset();
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    const zone = `${offset < 0 ? "-" : "+"}${pad(hours)}:${pad(minutes)}`;
    const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
    return `${day}T${time}.00${zone}`;
  }

  /**
   * Make a text fit, counted as platforms count, and never in the middle of what reads as one sign.
   * @param {string} text
   * @param {number} limit
   */
  function cut(text, limit) {
    const signs = [...text.replace(/\[[,.:]\]|[{}]/g, " ").replace(/\s+/g, " ").trim()];
    let [end, used] = [0, 0];
    while (end < signs.length && used + signs[end].length <= limit) {
      used += signs[end].length;
      end += 1;
    }
    const isInside = () => JOINED.test(signs[end]) || JOINING.test(signs[end - 1]);
    if (end < signs.length) while (end > 0 && isInside()) end -= 1;
    return signs.slice(0, end).join("");
  }

  /**
   * A question's words as 2004 has them: with the language, where platforms know it. They refuse
   * the code of Bodo, and the script behind any.
   * @param {{text: string, tag: string}} asked
   */
  function description({ text, tag }) {
    const language = tag.split("-")[0];
    const head = language === "brx" ? "" : `{lang=${language}}`;
    return head + cut(text, TEXT_2004 - head.length);
  }

  /**
   * @param {Question} question
   * @param {string[]} response
   * @param {boolean} pattern the right answer, not the learner's
   */
  function said12(question, response, pattern) {
    switch (question.type) {
      case "true-false":
        return response[0].slice(0, 1);
      case "fill":
        return cut(response.join("; "), TEXT_12);
      case "numeric":
        return pattern ? response[0] : PathyaQuiz.decimal(response[0]);
      default:
        return response.filter(Boolean).join(","); // places of an order may be open
    }
  }

  /**
   * @param {Question} question
   * @param {string[]} response
   * @param {boolean} pattern
   */
  function said2004(question, response, pattern) {
    switch (question.type) {
      case "match":
        return response.map((pair) => pair.replace(".", "[.]")).join("[,]");
      case "fill":
        return response.map((text) => cut(text, TEXT_2004)).join("[,]");
      case "numeric":
        if (pattern) return PathyaQuiz.range(response, DECIMALS).join("[:]");
        return PathyaQuiz.range([PathyaQuiz.decimal(response[0]), "0"], DECIMALS)[0];
      default:
        return response.filter(Boolean).join("[,]");
    }
  }

  /** @param {number} value free of the noise of binary fractions */
  function round(value) {
    return String(Math.round(value * 1e6) / 1e6);
  }

  /** What has no order is told in that of the source. */
  const SETS = ["multiple", "match"];

  /**
   * 1.2 tells when the answer was complete, and how long that took; 2004 when the question was seen,
   * and how long it took to answer it first.
   * @param {Version} version
   * @param {Answer} answer
   * @returns {Entry[]}
   */
  function times(version, { when, shown, first }) {
    const [name, at, end] = version === "scorm12" ? ["time", when, when] : ["timestamp", shown || when, first];
    /** @type {Entry[]} */
    const said = [[name, moment(version, at)]];
    if (shown && end) said.push(["latency", duration(version, (end.getTime() - shown.getTime()) / 1000)]);
    return said;
  }

  /** @param {boolean} old @param {number} share @returns {string} a number where parts count */
  function result(old, share) {
    if (share === 1) return "correct";
    return share ? round(share) : old ? "wrong" : "incorrect";
  }

  /**
   * One answer as interaction number `at`.
   * @param {Version} version
   * @param {number} at
   * @param {Answer} answer
   * @returns {Entry[]}
   */
  function interaction(version, at, answer) {
    const { question, response, share, asked } = answer;
    const old = version === "scorm12";
    const said = old ? said12 : said2004;
    const key = question.accepted ? question.accepted.map((accepted) => accepted[0]) : question.key;
    const inOrder = (/** @type {string[]} */ all) => {
      if (question.type === "order") return all.flatMap((one) => one.split("."));
      return SETS.includes(question.type) ? [...all].sort() : all;
    };
    /** @type {Entry[]} */
    const entries = [
      ["id", question.id],
      ["type", TYPES[question.type]],
      ...times(version, answer),
      ["correct_responses.0.pattern", said(question, inOrder(key), true)],
      [old ? "student_response" : "learner_response", said(question, inOrder(response), false)],
      ["result", result(old, share)],
      ["weighting", String(question.points)],
    ];
    if (question.objective) entries.push(["objectives.0.id", question.objective]);
    if (!old && asked && asked.text) entries.push(["description", description(asked)]);
    return entries.map(([name, value]) => [`cmi.interactions.${at}.${name}`, value]);
  }

  /**
   * Read what earlier visits came to; without a platform nothing did.
   * @param {Lms | null} lms
   * @returns {Before}
   */
  function before(lms) {
    const read = (/** @type {string} */ name) => (lms ? lms.get(name) : "");
    const old = lms !== null && lms.version === "scorm12";
    const names = old ? STATUS_12 : STATUS_2004;
    const known = new Map(names.map((name) => [name, read(name)]));
    const said = [...known.values()];
    return {
      known,
      state: read("cmi.suspend_data"),
      complete: said.includes("completed") || (old && said.includes("passed")),
      success: said.includes("passed") ? "passed" : said.includes("failed") ? "failed" : "",
      best: upTo(100, read(old ? "cmi.core.score.raw" : "cmi.score.raw")),
      progress: old ? null : upTo(1, read(PROGRESS)),
    };
  }

  /** @param {number} most @param {string} text @returns {number | null} null for what is out of range */
  function upTo(most, text) {
    const value = Number(text);
    return text.trim() && value >= 0 && value <= most ? value : null;
  }

  /** @param {string} known @param {string} now */
  function isHigher(known, now) {
    return RANKS.indexOf(now) > RANKS.indexOf(known);
  }

  /** @param {Known} known @param {Entry[]} statuses */
  function raised(known, statuses) {
    return statuses.filter(([name, value]) => value && isHigher(known.get(name) || "", value));
  }

  /** @param {Standing} standing @param {Known} known @returns {Entry[]} */
  function standing12(standing, known) {
    return [
      ...score("cmi.core.score", standing.best),
      ...raised(known, [["cmi.core.lesson_status", standing.outcome.status]]),
      ["cmi.core.lesson_location", standing.place.slice(0, PLACE)],
      ["cmi.core.exit", "suspend"],
      ["cmi.suspend_data", standing.state],
    ];
  }

  /** @param {Standing} standing @param {Known} known @returns {Entry[]} */
  function standing2004(standing, known) {
    const { complete, success } = standing.outcome;
    return [
      ...score("cmi.score", standing.best),
      ...(standing.best === null ? [] : [scaled("cmi.score", standing.best)]),
      ...raised(known, [
        ["cmi.success_status", success],
        ["cmi.completion_status", complete ? "completed" : "incomplete"],
      ]),
      distance(standing, -1),
      ["cmi.location", standing.place.slice(0, PLACE)],
      ["cmi.exit", "suspend"],
      ["cmi.suspend_data", standing.state],
    ];
  }

  /**
   * How many of them the platform has; where it does not say, each is asked for.
   * @param {Lms} lms
   * @param {"interactions" | "objectives"} kind
   */
  function count(lms, kind) {
    const said = lms.get(`cmi.${kind}._count`);
    let next = Math.max(0, Number.parseInt(said, 10) || 0);
    while (!said && next < MOST && lms.get(`cmi.${kind}.${next}.id`)) next += 1;
    return next;
  }

  /**
   * Read which objectives the platform has, where, and how far the learner came with them.
   * @param {Lms} lms
   * @returns {Goals}
   */
  function goals(lms) {
    const length = Math.min(MOST, count(lms, "objectives"));
    const places = Array.from({ length }, (_, at) => `cmi.objectives.${at}`);
    return new Map(places.map((name) => {
      return [lms.get(`${name}.id`) || name, { name, best: upTo(100, lms.get(`${name}.score.raw`)) || 0, known: true }];
    }));
  }

  /**
   * Scores of objectives: in the place that each has, or behind all others, and never lowered.
   * @param {Version} version
   * @param {Goals} known is brought up to date
   * @param {Share[]} shares
   * @param {number} pass per cent
   * @returns {Entry[]}
   */
  function objectives(version, known, shares, pass) {
    const old = version === "scorm12";
    return shares.flatMap(({ id, score: reached }) => {
      const goal = known.get(id) || { name: `cmi.objectives.${known.size}`, best: 0, known: false };
      goal.best = Math.max(reached, goal.best);
      known.set(id, goal);
      const { name, best } = goal;
      const status = best >= pass ? "passed" : "failed";
      /** @type {Entry[]} */
      const start = goal.known ? [] : [[`${name}.id`, id]];
      const end = /** @type {Entry} */ ([`${name}.${old ? "status" : "success_status"}`, status]);
      const share = old ? [] : [scaled(`${name}.score`, best)];
      return [...start, ...score(`${name}.score`, best), ...share, end];
    });
  }

  /** @param {string} name @param {number | null} best @returns {Entry[]} */
  function score(name, best) {
    if (best === null) return [];
    return [
      [`${name}.min`, "0"],
      [`${name}.max`, "100"],
      [`${name}.raw`, String(best)],
    ];
  }

  /** @param {string} name @param {number} best @returns {Entry} */
  function scaled(name, best) {
    return [`${name}.scaled`, round(best / 100)];
  }

  /**
   * Where the learner stands; a status that is no higher than the known one is left out.
   * @param {Version} version
   * @param {Standing} standing
   * @param {Known} known
   */
  function entries(version, standing, known) {
    return version === "scorm12" ? standing12(standing, known) : standing2004(standing, known);
  }

  /** @param {Version} version @param {number} seconds @returns {Entry} */
  function sessionTime(version, seconds) {
    const name = version === "scorm12" ? "cmi.core.session_time" : "cmi.session_time";
    return [name, duration(version, seconds)];
  }

  /**
   * What the platform has, and need not be told.
   * @param {Version} version
   * @param {Before} before
   */
  function held(version, { state, best, progress }) {
    const outcome = /** @type {Outcome} */ ({ complete: false, success: "", status: "incomplete" });
    const standing = { place: "", state, best, progress: progress === null ? -1 : progress, outcome };
    return entries(version, standing, new Map()).filter(([name]) => !/(location|exit|status)$/.test(name));
  }

  /** @param {Standing} standing @param {number} least @returns {Entry} */
  function distance({ outcome, progress }, least) {
    return [PROGRESS, round(outcome.complete ? 1 : Math.max(progress, least))];
  }

  return {
    before, count, entries, goals, held, distance, interaction, objectives, sessionTime, duration, moment,
  };
})();
