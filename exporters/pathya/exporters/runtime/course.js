"use strict";
/*
 * The course as a learner meets it: one page at a time, contents, progress, and the way back to
 * where they left. Without this script the page is one long text.
 */

const PathyaCourse = (() => {
  const START = "_start";
  const ASSESSMENT = "_assessment";

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /**
   * @typedef {object} Visit one opening of the course
   * @property {Course} course
   * @property {Words} words
   * @property {State} state
   * @property {Keeper} keeper
   * @property {string} place id of the page shown
   */

  /** @param {Course} course @returns {Lms | null} */
  function connect(course) {
    return course.lms ? PathyaLms.connect(course.lms) : null;
  }

  /** @param {Course} course @param {Lms | null} lms @returns {Visit} */
  function begin(course, lms) {
    const words = PathyaWords.open(course);
    const name = `pathya.${course.id}`;
    const memory = lms ? lms.get("cmi.suspend_data") : PathyaRecord.recall(name);
    const onTrouble = (/** @type {boolean} */ failing) => {
      notify(words, failing ? "save-failed" : "saved-again");
    };
    const keeper = lms ? PathyaRecord.open(lms, onTrouble) : PathyaRecord.local(name);
    return { course, words, state: PathyaState.decode(memory), keeper, place: "" };
  }

  /** @param {Words} words @param {string} key */
  function notify(words, key) {
    const notice = element("_notice");
    words.write(element("_notice-text"), key);
    notice.hidden = false;
  }

  function pages() {
    return Array.from(document.querySelectorAll("main > .page"));
  }

  /** The page that an address leads to: itself, or the one around a figure or footnote. */
  function addressed() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target ? target.closest("main > .page") : null;
  }

  /** @param {Visit} visit */
  function remembered(visit) {
    return pages().find((page) => PathyaState.key(page.id) === visit.state.at);
  }

  /**
   * Show one page, count it as seen and tell the LMS.
   * @param {Visit} visit
   * @param {Element} page
   */
  function show(visit, page) {
    for (const other of pages()) other.classList.toggle("current", other === page);
    visit.place = page.id;
    visit.state.at = PathyaState.key(page.id);
    if (visit.course.lessons.includes(page.id)) visit.state.seen.add(PathyaState.key(page.id));
    keep(visit);
    showProgress(visit);
  }

  /** @param {Visit} visit */
  function keep({ course, state, keeper, place }) {
    keeper.keep(PathyaRecord.standing(course, state, place));
  }

  /** @param {Visit} visit */
  function showProgress({ course, state, words, place }) {
    const seen = course.lessons.filter((id) => state.seen.has(PathyaState.key(id)));
    for (const link of document.querySelectorAll("#_contents a")) {
      const id = (link.getAttribute("href") || "").slice(1);
      const mark = /** @type {HTMLElement | null} */ (link.querySelector(".done"));
      if (id === place) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.classList.toggle("is-done", seen.includes(id));
      if (mark) mark.hidden = !seen.includes(id);
    }
    const values = { n: seen.length, total: course.lessons.length };
    /** @type {HTMLProgressElement} */ (element("_progress")).value = seen.length;
    words.write(element("_read"), "lessons-read", values);
    element("_done").hidden = !PathyaRecord.outcome(course, state).complete;
    const onward = element("_onward");
    words.write(onward, state.seen.size ? "continue-course" : "start-course");
    const next = course.lessons.find((id) => !seen.includes(id)) || course.lessons[0] || ASSESSMENT;
    onward.setAttribute("href", `#${next}`);
  }

  /** @param {Visit} visit */
  function follow(visit) {
    const page = addressed();
    if (!page) return;
    const moved = page.id !== visit.place;
    if (moved) show(visit, page);
    setMenu(false);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target !== page) target?.scrollIntoView();
    else {
      window.scrollTo(0, 0);
      /** @type {HTMLElement | null} */ (page.querySelector("h1"))?.focus({ preventScroll: true });
    }
  }

  /** @param {boolean} open */
  function setMenu(open) {
    document.documentElement.classList.toggle("menu-open", open);
    element("_menu").setAttribute("aria-expanded", String(open));
  }

  /** @param {Visit} visit */
  function listen(visit) {
    const { keeper } = visit;
    window.addEventListener("hashchange", () => follow(visit));
    window.addEventListener("pagehide", () => keeper.close());
    window.addEventListener("pageshow", (event) => {
      // Back from the browser's cache the session is over: begin a new one.
      if (event.persisted) location.reload();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") keeper.save();
    });
    element("_menu").addEventListener("click", () => {
      setMenu(!document.documentElement.classList.contains("menu-open"));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !document.documentElement.classList.contains("menu-open")) return;
      setMenu(false);
      element("_menu").focus();
    });
    element("_notice-close").addEventListener("click", () => {
      element("_notice").hidden = true;
      element("_main").focus();
    });
  }

  /** @param {Visit} visit */
  function openQuestions(visit) {
    const onAnswer = (/** @type {Answer} */ answer) => {
      visit.keeper.add(answer);
      keep(visit);
    };
    for (const question of visit.course.practice) {
      const form = /** @type {HTMLFormElement} */ (element(`q_${question.id}`));
      PathyaQuestions.practise(question, form, visit.words, onAnswer);
    }
    openAssessment(visit);
  }

  /** @param {Visit} visit */
  function openAssessment(visit) {
    const { course, state, words } = visit;
    if (!course.assessment) return;
    PathyaAssessment.open({
      test: course.assessment,
      state,
      words,
      onSubmit: (answers) => {
        answers.forEach((answer) => visit.keeper.add(answer));
        keep(visit);
        visit.keeper.save();
      },
    });
  }

  /** @param {Course} course @param {Lms | null} early the platform, if it was there in time */
  function open(course, early) {
    const lms = early || connect(course);
    const visit = begin(course, lms);
    const known = remembered(visit);
    document.documentElement.classList.add("ready");
    openQuestions(visit);
    show(visit, addressed() || known || element(START));
    listen(visit);
    if (course.lms && !lms) notify(visit.words, "no-platform");
    else if (known && known.id !== START && !location.hash) notify(visit.words, "resumed");
  }

  function start() {
    const course = /** @type {Course} */ (/** @type {any} */ (window).PATHYA);
    const lms = connect(course);
    document.documentElement.classList.add("js");
    document.addEventListener("DOMContentLoaded", () => open(course, lms));
  }

  return { start };
})();

PathyaCourse.start();
