"use strict";
/*
 * The assessment's papers: which questions a learner gets, and what the answers come to. Pure.
 *
 * A seed and the ids of questions alone decide, so a paper is the same when it is taken up again,
 * in another language or after a new build; a question that comes or goes changes little else.
 */

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {number | null} pass per cent; null: only the whole counts
 * @property {[string, number][]} draw how many questions of each difficulty; empty: all
 * @property {string[]} questions ids
 */
/**
 * @typedef {object} Part a section of a paper
 * @property {Section} section
 * @property {Question[]} questions
 */
/**
 * @typedef {object} Share what a section or an objective came to
 * @property {string} id
 * @property {number} score per cent
 */
/**
 * @typedef {object} Result
 * @property {number} score per cent
 * @property {boolean} passed the whole, and each section with a mark of its own
 * @property {(Share & {pass: number | null})[]} sections
 * @property {Share[]} objectives
 * @property {Share[]} competencies
 */

const PathyaPaper = (() => {
  /**
   * A number that seed and name alone decide, evenly spread.
   * @param {number} seed
   * @param {string} name ASCII
   */
  function rank(seed, name) {
    let hash = seed ^ 0x811c9dc5;
    for (const sign of name) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
    // The end of MurmurHash3: FNV alone keeps names that differ in their last sign together.
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  /**
   * Bring names into the order that a seed gives them.
   * @param {number} seed
   * @param {string[]} names
   * @param {string} [scope]
   */
  function shuffled(seed, names, scope = "") {
    const ranked = names.map((name) => ({ name, at: rank(seed, `${scope}.${name}`) }));
    ranked.sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1));
    return ranked.map(({ name }) => name);
  }

  /**
   * Mix the parts of a question, never into the order that is asked for.
   * @param {number} seed
   * @param {Question} question
   * @param {string[]} names ids of its parts
   */
  function mixed(seed, question, names) {
    const order = shuffled(seed, names, question.id);
    const right = question.key.map((one) => one.split(".").slice(-1)[0]).join();
    const isTold = ["match", "order"].includes(question.type) && order.join() === right;
    return isTold ? [...order.slice(1), order[0]] : order;
  }

  /**
   * Lay out the paper of a seed. Questions that were answered already stay on it.
   * @param {Test} test
   * @param {number} seed
   * @param {(id: string) => boolean} isKept
   * @returns {Part[]}
   */
  function draw(test, seed, isKept) {
    const known = new Map(test.questions.map((question) => [question.id, question]));
    return test.sections.map((section) => {
      const all = section.questions.flatMap((id) => known.get(id) || []);
      if (!section.draw.length) return { section, questions: all };
      const ids = section.draw.flatMap(([level, count]) => {
        const bank = all.filter((one) => one.level === level).map(({ id }) => id);
        const order = shuffled(seed, bank);
        const first = [...order.filter(isKept), ...order.filter((id) => !isKept(id))];
        const taken = first.slice(0, count);
        return order.filter((id) => taken.includes(id));
      });
      return { section, questions: ids.flatMap((id) => known.get(id) || []) };
    });
  }

  /**
   * The points that a response earns: less than none where wrong answers cost.
   * @param {Test} test
   * @param {Question} question
   * @param {string[]} response
   */
  function points(test, question, response) {
    const share = PathyaQuiz.share(question, response, test.partial);
    if (share > 0) return share * question.points;
    return PathyaQuiz.isAnswered(question, response) ? (-test.negative / 100) * question.points : 0;
  }

  /**
   * Points won in per cent of all, never below 0, with at most two decimals.
   * @param {Test} test
   * @param {Question[]} questions
   * @param {Map<string, string[]>} responses
   */
  function score(test, questions, responses) {
    const all = questions.reduce((sum, question) => sum + question.points, 0);
    const won = questions.reduce(
      (sum, question) => sum + points(test, question, responses.get(question.id) || []),
      0,
    );
    return all ? Math.max(0, Math.round((won / all) * 10000) / 100) : 0;
  }

  /**
   * Mark a paper.
   * @param {Test} test
   * @param {Part[]} paper
   * @param {Map<string, string[]>} responses by question id
   * @returns {Result}
   */
  function mark(test, paper, responses) {
    const questions = paper.flatMap((part) => part.questions);
    const sections = paper.map((part) => {
      const { id, pass } = part.section;
      const reached = score(test, part.questions, responses);
      const passed = pass === null || !part.questions.length || reached >= pass;
      return { id, pass, passed, score: reached };
    });
    const objectives = [...new Set(questions.flatMap(({ objective }) => objective || []))];
    const competencies = test.competencies.filter((one) => one.objectives.some((id) => objectives.includes(id)));
    const share = (/** @type {string} */ id, /** @type {string[]} */ asked) => {
      const own = questions.filter(({ objective = "" }) => asked.includes(objective));
      return { id, score: score(test, own, responses) };
    };
    const whole = score(test, questions, responses);
    return {
      score: whole,
      passed: whole >= test.pass && sections.every((section) => section.passed),
      sections,
      objectives: objectives.map((id) => share(id, [id])),
      competencies: competencies.map((one) => share(one.id, one.objectives)),
    };
  }

  /**
   * Seconds as a clock shows them: 1:05:09 or 5:09.
   * @param {number} seconds
   */
  function clock(seconds) {
    const whole = Math.max(0, Math.ceil(seconds));
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
    return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  }

  return { rank, shuffled, mixed, draw, points, mark, clock };
})();
