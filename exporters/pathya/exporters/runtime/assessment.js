"use strict";
/*
 * The final assessment: begin, answer, submit once, see the result.
 */

/**
 * @typedef {object} Desk what the assessment needs of the course around it
 * @property {Test} test
 * @property {State} state
 * @property {Words} words
 * @property {(answers: Answer[]) => void} onSubmit
 */

const PathyaAssessment = (() => {
  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {Desk} desk */
  function left({ test, state }) {
    return test.attempts ? Math.max(0, test.attempts - state.tries) : Number.POSITIVE_INFINITY;
  }

  /** @param {Desk} desk */
  function open(desk) {
    const begin = /** @type {HTMLButtonElement} */ (element("_begin"));
    begin.addEventListener("click", () => layPaper(desk));
    showStanding(desk);
  }

  /**
   * Say what was reached so far and how often one may still try.
   * @param {Desk} desk
   */
  function showStanding(desk) {
    const { test, state, words } = desk;
    const [begin, attempts, best] = [element("_begin"), element("_attempts"), element("_best")];
    const open = left(desk);
    begin.hidden = open === 0;
    if (state.tries) words.write(begin, "again-assessment");
    if (open === 0) words.write(attempts, "attempts-none");
    else if (test.attempts) words.write(attempts, "attempts-left", { n: open });
    if (state.best === null) return;
    words.write(best, "best-score", { percent: state.best });
    best.hidden = false;
  }

  /**
   * Open a fresh paper. It is no form: Enter in a field would hand it in.
   * @param {Desk} desk
   */
  function layPaper(desk) {
    const template = /** @type {HTMLTemplateElement} */ (element("_paper"));
    const sheet = element("_sheet");
    sheet.replaceChildren(template.content.cloneNode(true));
    element("_desk").hidden = true;
    element("_result").hidden = true;
    const paper = /** @type {HTMLElement} */ (sheet.firstElementChild);
    const warning = element("_unanswered");
    paper.addEventListener("input", () => warning.replaceChildren());
    element("_submit").addEventListener("click", (event) => {
      // The second click of a double one has not read the warning of the first.
      if (event.detail > 1) return;
      const open = desk.test.questions.filter((one) => !isAnswered(paper, one)).length;
      if (open && !warning.textContent) desk.words.write(warning, "unanswered", { n: open });
      else submit(desk, paper);
    });
    /** @type {HTMLElement} */ (paper.querySelector("[tabindex]")).focus();
  }

  /** @param {HTMLElement} paper @param {Question} question */
  function rootOf(paper, question) {
    return /** @type {HTMLElement} */ (paper.querySelector(`[data-question="${question.id}"]`));
  }

  /** @param {HTMLElement} paper @param {Question} question */
  function isAnswered(paper, question) {
    const given = PathyaQuestions.response(question, rootOf(paper, question));
    return PathyaQuiz.isAnswered(question, given);
  }

  /** @param {Desk} desk @param {HTMLElement} paper */
  function submit(desk, paper) {
    const { test, state } = desk;
    const answers = test.questions.map((question) => {
      const given = PathyaQuestions.response(question, rootOf(paper, question));
      const right = PathyaQuiz.isRight(question, given);
      return { question, response: given, right, when: new Date() };
    });
    const score = PathyaQuiz.score(test.questions, answers.map((answer) => answer.response));
    state.tries += 1;
    state.best = Math.max(score, state.best === null ? 0 : state.best);
    const told = answers.filter(({ question, response }) => PathyaQuiz.isAnswered(question, response));
    desk.onSubmit(told);
    if (test.review) review(desk, paper, answers);
    else paper.remove();
    showResult(desk, score);
  }

  /**
   * Leave the paper on the page, closed, with what each answer was worth.
   * @param {Desk} desk
   * @param {HTMLElement} paper
   * @param {Answer[]} answers
   */
  function review(desk, paper, answers) {
    for (const { question, response, right } of answers) {
      const root = rootOf(paper, question);
      PathyaQuestions.addFeedback(question, root);
      PathyaQuestions.showVerdict(root, desk.words, right, response);
    }
    for (const field of paper.querySelectorAll("fieldset")) field.disabled = true;
    for (const rest of paper.querySelectorAll(".controls, #_unanswered")) rest.remove();
  }

  /** @param {Desk} desk @param {number} score */
  function showResult(desk, score) {
    const { test, words } = desk;
    const result = element("_result");
    const passed = score >= test.pass;
    result.className = passed ? "result passed" : "result failed";
    words.write(element("_score"), "your-score", { percent: score });
    words.write(element("_verdict"), passed ? "passed" : "failed");
    result.hidden = false;
    element("_desk").hidden = false;
    showStanding(desk);
    element("_result-title").focus();
  }

  return { open };
})();
