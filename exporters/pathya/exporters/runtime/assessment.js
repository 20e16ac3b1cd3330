"use strict";
/*
 * The final assessment: begin, answer, leave and take up again, submit once, see the
 * result.
 */

/**
 * @typedef {object} Desk what the assessment needs of the course around it
 * @property {Test} test
 * @property {Question[]} practice the questions of lessons
 * @property {State} state
 * @property {Words} words
 * @property {() => void} keep the state has changed
 * @property {(key: string, values?: Record<string, number | string>) => void} notify
 * @property {(answers: Answer[], objectives: Share[]) => void} onSubmit
 */
/**
 * @typedef {object} Sitting a paper on the page
 * @property {Desk} desk
 * @property {Attempt} attempt
 * @property {Part[]} paper
 * @property {Question[]} questions
 * @property {HTMLElement} sheet
 * @property {Set<string>} known keys of the questions that were answered before
 * @property {Map<string, {when: Date, first?: Date}>} made
 */

const PathyaAssessment = (() => {
  const WARN_AT = [300, 60]; // seconds before the end

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {Desk} desk */
  function attemptsLeft({ test, state }) {
    return test.attempts ? Math.max(0, test.attempts - state.tries) : Number.POSITIVE_INFINITY;
  }

  /** @param {Desk} desk @returns {() => void} shows it anew, when the state has changed */
  function open(desk) {
    element("_begin").addEventListener("click", () => begin(desk));
    resume(desk);
    return () => resume(desk);
  }

  /** @param {Desk} desk */
  function resume(desk) {
    showStanding(desk);
    const { attempt, last } = desk.state;
    if (attempt) layPaper(desk, attempt);
    else if (last) showResult(desk, remembered(desk.test, last));
  }

  /**
   * What the last attempt came to, in the parts that the course still has.
   * @param {Test} test
   * @param {Last} last
   * @returns {Result}
   */
  function remembered({ sections, questions, competencies }, last) {
    const scored = (/** @type {string} */ id) => {
      const score = last.shares.get(PathyaState.key(id));
      return score === undefined ? [] : [{ id, score }];
    };
    const objectives = new Set(questions.map(({ objective }) => objective || ""));
    return {
      ...last,
      sections: sections.flatMap(({ id, pass }) => scored(id).map((one) => ({ ...one, pass }))),
      objectives: [...objectives].flatMap(scored),
      competencies: competencies.flatMap(({ id }) => scored(id)),
    };
  }

  function now() {
    return Math.floor(Date.now() / 1000);
  }

  /** @param {Desk} desk */
  function begin(desk) {
    const until = desk.test.limit ? now() + desk.test.limit * 60 : 0;
    const seed = Math.floor(Math.random() * 2 ** 31);
    const attempt = { seed, until, extended: false, given: new Map() };
    desk.state.attempt = attempt;
    desk.state.last = null;
    desk.keep();
    const { sheet } = layPaper(desk, attempt);
    /** @type {HTMLElement} */ (sheet.querySelector("[tabindex]")).focus();
  }

  /**
   * Say what was reached so far and how often one may still try.
   * @param {Desk} desk
   */
  function showStanding(desk) {
    const { test, state, words } = desk;
    const [begin, attempts, best] = [element("_begin"), element("_attempts"), element("_best")];
    const open = attemptsLeft(desk);
    begin.hidden = open === 0;
    if (state.tries) words.write(begin, "again-assessment");
    if (open === 0) words.write(attempts, "attempts-none");
    else if (test.attempts) words.write(attempts, "attempts-left", { n: open });
    if (state.best === null) return;
    words.write(best, "best-score", { percent: state.best });
    best.hidden = false;
  }

  /**
   * Put a paper on the page, with what was answered. It is no form: Enter would hand it in.
   * @param {Desk} desk
   * @param {Attempt} attempt
   */
  function layPaper(desk, attempt) {
    const isKept = (/** @type {string} */ id) => attempt.given.has(PathyaState.key(id));
    const paper = PathyaPaper.draw(desk.test, attempt.seed, isKept);
    const template = /** @type {HTMLTemplateElement} */ (element("_paper"));
    element("_sheet").replaceChildren(template.content.cloneNode(true));
    const sheet = /** @type {HTMLElement} */ (element("_sheet").firstElementChild);
    const questions = paper.flatMap((part) => part.questions);
    const sitting = { desk, attempt, paper, questions, sheet, known: new Set(attempt.given.keys()), made: new Map() };
    arrange(sitting);
    element("_desk").hidden = true;
    element("_result").hidden = true;
    const stop = startClock(sitting);
    sheet.addEventListener("input", (event) => note(sitting, event));
    element("_submit").addEventListener("click", (event) => {
      // The second click of a double one has not read the warning of the first.
      if (event.detail <= 1 && !isOpen(sitting)) submit(sitting, stop);
    });
    return sitting;
  }

  /**
   * Leave the paper's questions on the sheet alone, numbered, in its order, with their answers.
   * @param {Sitting} sitting
   */
  function arrange({ desk, attempt, paper, questions, sheet }) {
    for (const { section, questions: taken } of paper) {
      const place = /** @type {Element} */ (sheet.querySelector(`[data-section="${section.id}"]`));
      const forms = taken.map((question) => rootOf(sheet, question));
      for (const form of place.querySelectorAll("[data-question]")) form.remove();
      place.append(...forms);
    }
    questions.forEach((question, at) => {
      const root = rootOf(sheet, question);
      const eyebrow = /** @type {Element} */ (root.querySelector(".eyebrow"));
      desk.words.write(eyebrow, "question-n", { n: at + 1, total: questions.length });
      PathyaQuestions.mix(question, root, attempt.seed);
      PathyaQuestions.watch(root);
      const given = attempt.given.get(PathyaState.key(question.id));
      if (given) PathyaQuestions.restore(question, root, given.values);
    });
  }

  /**
   * Keep an answer as soon as it is given.
   * @param {Sitting} sitting
   * @param {Event} event
   */
  function note(sitting, event) {
    const { attempt, desk, questions, sheet, made } = sitting;
    element("_unanswered").replaceChildren();
    const root = /** @type {Element} */ (event.target).closest("[data-question]");
    const question = questions.find(({ id }) => id === root?.getAttribute("data-question"));
    if (!question) return;
    const values = PathyaQuestions.response(question, rootOf(sheet, question));
    const key = PathyaState.key(question.id);
    attempt.given.delete(key);
    const typed = question.type === "fill" || question.type === "numeric";
    if (values.some((value) => value)) attempt.given.set(key, { typed, values });
    const when = new Date();
    const first = made.get(question.id)?.first || (PathyaQuiz.isAnswered(question, values) ? when : undefined);
    made.set(question.id, { when, first });
    desk.keep();
  }

  /** @param {HTMLElement} sheet @param {Question} question */
  function rootOf(sheet, question) {
    return /** @type {HTMLElement} */ (sheet.querySelector(`[data-question="${question.id}"]`));
  }

  /**
   * Warn once of questions without an answer.
   * @param {Sitting} sitting
   */
  function isOpen({ desk, questions, sheet }) {
    const warning = element("_unanswered");
    const open = questions.filter((question) => {
      return !PathyaQuiz.isAnswered(question, PathyaQuestions.response(question, rootOf(sheet, question)));
    });
    if (!open.length || warning.textContent) return false;
    desk.words.write(warning, "unanswered", { n: open.length });
    return true;
  }

  /**
   * The seconds that are left: also where the device's clock was set back no more than there were.
   * @param {Attempt} attempt
   * @param {number} most seconds
   */
  function left(attempt, most) {
    attempt.until = Math.min(attempt.until, now() + most);
    return attempt.until - now();
  }

  /**
   * Show the time that is left, warn before the end, and hand the paper in when it is over.
   * @param {Sitting} sitting
   * @returns {() => void} stops it
   */
  function startClock(sitting) {
    const { desk, attempt } = sitting;
    const [place, more] = [element("_time"), element("_more-time")];
    // A course that has no limit any more takes none from those who are at it.
    if (!attempt.until || !desk.test.limit) return () => {};
    const limit = desk.test.limit * 60;
    const extra = Math.round(limit * (desk.test.extra / 100));
    let before = left(attempt, limit + (attempt.extended ? extra : 0));
    const show = () => {
      const open = left(attempt, before);
      const time = PathyaPaper.clock(open);
      desk.words.write(element("_clock"), "time-left", { time });
      if (WARN_AT.some((mark) => before > mark && open <= mark)) desk.notify("time-left", { time });
      before = open;
    };
    const timer = window.setInterval(() => {
      show();
      if (before > 0) return;
      desk.notify("time-over");
      submit(sitting, stop);
    }, 1000);
    const stop = () => {
      clearInterval(timer);
      place.hidden = true;
    };
    more.hidden = attempt.extended || !desk.test.extra;
    more.onclick = () => {
      attempt.until += extra;
      before += extra;
      attempt.extended = true;
      more.hidden = true;
      show();
      element("_clock").focus();
      desk.keep();
    };
    show();
    place.hidden = false;
    return stop;
  }

  /** @param {Sitting} sitting @param {() => void} stop */
  function submit({ desk, paper, questions, sheet, known, made }, stop) {
    const { test, state } = desk;
    stop();
    const answers = questions.map((question) => {
      const root = rootOf(sheet, question);
      const response = PathyaQuestions.response(question, root);
      const share = PathyaQuiz.share(question, response, test.partial);
      const asked = PathyaQuestions.asked(root);
      // How long an answer took is not known of one that was there before.
      const shown = known.has(PathyaState.key(question.id)) ? undefined : PathyaQuestions.shown.get(root);
      return { question, response, share, asked, shown, when: new Date(), ...made.get(question.id) };
    });
    const responses = new Map(answers.map(({ question, response }) => [question.id, response]));
    const result = PathyaPaper.mark(test, paper, responses);
    state.attempt = null;
    const parts = [...result.sections, ...result.objectives, ...result.competencies];
    state.last = { ...result, shares: new Map(parts.map(({ id, score }) => [PathyaState.key(id), score])) };
    state.tries += 1;
    state.best = Math.max(result.score, state.best === null ? 0 : state.best);
    state.passed = state.passed || result.passed;
    const told = answers.filter((one) => one.share > 0 || PathyaQuiz.isAnswered(one.question, one.response));
    desk.onSubmit(told, result.objectives);
    if (test.review) review(desk, sheet, answers);
    else sheet.remove();
    showResult(desk, result);
    element("_result-title").focus();
  }

  /**
   * Leave the paper on the page, closed, with what each answer was worth.
   * @param {Desk} desk
   * @param {HTMLElement} sheet
   * @param {Answer[]} answers
   */
  function review(desk, sheet, answers) {
    for (const { question, response, share } of answers) {
      const root = rootOf(sheet, question);
      PathyaQuestions.addFeedback(question, root);
      PathyaQuestions.showVerdict(root, desk.words, share, response);
    }
    for (const field of sheet.querySelectorAll("fieldset")) field.disabled = true;
    for (const rest of sheet.querySelectorAll(".controls, #_unanswered")) rest.remove();
  }

  /** @param {Desk} desk @param {Result} result */
  function showResult(desk, result) {
    const { words } = desk;
    const { score, passed, sections, objectives, competencies } = result;
    const place = element("_result");
    place.className = passed ? "result passed" : "result failed";
    words.write(element("_score"), "your-score", { percent: score });
    words.write(element("_verdict"), passed ? "passed" : "failed");
    const paper = /** @type {HTMLTemplateElement} */ (element("_paper")).content;
    list("_sections", sections.map((section) => {
      const title = paper.querySelector(`[data-section="${section.id}"] h2`);
      const mark = section.pass === null ? [] : line(words, "pass-mark", section.pass);
      return [title, ...line(words, "your-score", section.score), ...mark];
    }));
    list("_objectives", objectives.map(({ id, score: reached }) => {
      const text = document.querySelector(`[data-objective="${id}"]`);
      return [text, ...line(words, "your-score", reached)];
    }));
    list("_competencies", competencies.map(({ id, score: reached }) => [
      competency(id), ...line(words, "your-score", reached),
    ]));
    list("_study", lessonsFor(desk, objectives.filter((one) => one.score < 100)).map((id) => {
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.append(copy(document.querySelector(`#_contents a[href="#${id}"] span`)));
      return [link];
    }));
    place.hidden = false;
    element("_desk").hidden = false;
    showStanding(desk);
  }

  /**
   * The lessons with questions on these objectives.
   * @param {Desk} desk
   * @param {Share[]} missed
   */
  function lessonsFor(desk, missed) {
    const asking = desk.practice.filter(({ objective }) => missed.some(({ id }) => id === objective));
    const pages = asking.flatMap(({ id }) => element(`q_${id}`).closest("main > .page")?.id || []);
    return [...new Set(pages)];
  }

  /** @param {string} name as the competency model has it, in English */
  function competency(name) {
    const place = document.createElement("span");
    place.textContent = name;
    if (/^[ -~]+$/.test(name)) Object.assign(place, { lang: "en", dir: "ltr" });
    return place;
  }

  /** @param {Words} words @param {string} key @param {number} percent */
  function line(words, key, percent) {
    const place = document.createElement("small");
    words.write(place, key, { percent });
    return [place];
  }

  /**
   * A text of the page once more, with its language.
   * @param {Element | null} found
   */
  function copy(found) {
    const span = document.createElement("span");
    if (!found) return span;
    for (const name of ["lang", "dir"]) {
      if (found.hasAttribute(name)) span.setAttribute(name, found.getAttribute(name) || "");
    }
    for (const node of found.childNodes) span.append(node.cloneNode(true));
    return span;
  }

  /**
   * Fill a list, and hide its place while there is nothing in it.
   * @param {string} id
   * @param {(Element | null)[][]} rows
   */
  function list(id, rows) {
    const place = element(id);
    const items = rows.map(([first, ...rest]) => {
      const item = document.createElement("li");
      item.append(first instanceof HTMLAnchorElement ? first : copy(first), ...rest.flatMap((one) => one || []));
      return item;
    });
    /** @type {Element} */ (place.querySelector("ul")).replaceChildren(...items);
    place.hidden = !items.length;
  }

  return { open };
})();
