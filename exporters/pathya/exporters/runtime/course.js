"use strict";
/*
 * The course as a learner meets it: one page at a time, contents, progress, and the way back to
 * where they left. Without this script the page is one long text.
 */

const PathyaCourse = (() => {
  const START = "_start";
  const ASSESSMENT = "_assessment";
  const LOOKS = 8;
  const BETWEEN = 500; // milliseconds

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
   * @property {Before} before
   * @property {string} title the course's
   * @property {string} place id of the page shown
   * @property {Element} first the page shown when the address names none
   * @property {() => void} resume show the assessment as the state has it
   */

  /** @param {Course} course @param {Lms | null} lms @returns {Visit} */
  function begin(course, lms) {
    const words = PathyaWords.open(course);
    const before = PathyaCmi.before(lms);
    const state = PathyaState.decode(lms ? before.state : PathyaRecord.recall(course));
    if (course.assessment && Number(before.best) > (state.best || 0)) state.best = before.best;
    // Nobody grants attempts where nobody records them.
    if (!lms) state.tries = 0;
    const onTrouble = (/** @type {boolean} */ failing) => {
      notify(words, failing ? "save-failed" : "saved-again");
    };
    const keeper = lms ? PathyaRecord.open(lms, before, onTrouble) : PathyaRecord.local(course);
    const title = document.title;
    return { course, words, state, keeper, before, title, place: "", first: element(START), resume: () => {} };
  }

  /**
   * Say something to all: the place for it is in the page from the start, or it is not spoken.
   * @param {Words} words
   * @param {string} key
   * @param {Record<string, number | string>} [values]
   */
  function notify(words, key, values) {
    words.write(element("_notice-text"), key, values);
    setNotice(true);
  }

  /** @param {boolean} open */
  function setNotice(open) {
    element("_notice").classList.toggle("notice", open);
    element("_notice-close").hidden = !open;
  }

  function pages() {
    return Array.from(document.querySelectorAll("main > .page"));
  }

  /**
   * What the address names, if anything does; people cut addresses short, and so break them.
   * @returns {HTMLElement | null}
   */
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  }

  /**
   * The page that something is on: itself, or the one around a figure or footnote.
   * @param {Element | null} found
   */
  function pageOf(found) {
    return found ? found.closest("main > .page") : null;
  }

  /** @param {State} state */
  function remembered(state) {
    return pages().find((page) => PathyaState.key(page.id) === state.at);
  }

  /**
   * Show one page, count it as seen and tell the LMS.
   * @param {Visit} visit
   * @param {Element} page
   */
  function show(visit, page) {
    for (const other of pages()) other.classList.toggle("current", other === page);
    const heading = page.id === START ? null : page.querySelector("h1");
    document.title = heading ? `${heading.textContent} – ${visit.title}` : visit.title;
    visit.place = page.id;
    visit.state.at = PathyaState.key(page.id);
    if (visit.course.lessons.includes(page.id)) visit.state.seen.add(PathyaState.key(page.id));
    keep(visit);
    showProgress(visit);
  }

  /** @param {Visit} visit */
  function keep({ course, state, keeper, place, before }) {
    keeper.keep(PathyaRecord.standing(course, state, place, before));
  }

  /** @param {Visit} visit */
  function showProgress({ course, state, words, place, before }) {
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
    element("_done").hidden = !PathyaRecord.outcome(course, state, before).complete;
    const onward = element("_onward");
    words.write(onward, state.seen.size ? "continue-course" : "start-course");
    const next = course.lessons.find((id) => !seen.includes(id)) || course.lessons[0] || ASSESSMENT;
    onward.setAttribute("href", `#${next}`);
  }

  /** @param {Visit} visit */
  function follow(visit) {
    const found = target() || /** @type {HTMLElement} */ (visit.first);
    const page = pageOf(found);
    if (!page) return;
    const turned = page.id !== visit.place;
    if (turned) show(visit, page);
    setMenu(false);
    PathyaTabs.reveal(found);
    if (found !== page) {
      // What had the focus may be out of sight now, with its page or the contents.
      if (found.tabIndex < 0) found.tabIndex = -1;
      found.focus({ preventScroll: true });
      found.scrollIntoView();
    } else {
      window.scrollTo(0, 0);
      /** @type {HTMLElement | null} */ (page.querySelector("h1"))?.focus({ preventScroll: true });
    }
  }

  /** @param {boolean} open */
  function setMenu(open) {
    document.documentElement.classList.toggle("menu-open", open);
    element("_menu").setAttribute("aria-expanded", String(open));
  }

  /** The head grows with the text and its words; what stays under it must know how far. */
  function measureHead() {
    const head = /** @type {HTMLElement} */ (document.querySelector(".top"));
    document.documentElement.style.setProperty("--top", `${head.offsetHeight}px`);
  }

  /** @param {Visit} visit */
  function listen(visit) {
    new ResizeObserver(measureHead).observe(/** @type {Element} */ (document.querySelector(".top")));
    window.addEventListener("hashchange", () => follow(visit));
    window.addEventListener("pagehide", () => visit.keeper.close());
    window.addEventListener("pageshow", (event) => {
      // Back from the browser's cache the session is over: begin a new one.
      if (event.persisted) location.reload();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") visit.keeper.save();
    });
    element("_menu").addEventListener("click", () => {
      setMenu(!document.documentElement.classList.contains("menu-open"));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !document.documentElement.classList.contains("menu-open")) return;
      setMenu(false);
      element("_menu").focus();
    });
    element("_contents").addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (!link || link.hash !== location.hash) return;
      // The address of the page shown changes nothing, so nobody else would hear of it.
      event.preventDefault();
      follow(visit);
    });
    element("_notice-close").addEventListener("click", () => {
      element("_notice-text").replaceChildren();
      setNotice(false);
      element("_main").focus();
    });
  }

  /** @param {Visit} visit */
  function openQuestions(visit) {
    const onAnswer = (/** @type {Answer} */ answer) => {
      visit.keeper.add(answer);
      keep(visit);
    };
    visit.state.mix = visit.state.mix || 1 + Math.floor(Math.random() * 2 ** 31);
    for (const question of visit.course.practice) {
      const form = /** @type {HTMLFormElement} */ (element(`q_${question.id}`));
      PathyaQuestions.mix(question, form, visit.state.mix);
      PathyaQuestions.practise(question, form, visit.words, onAnswer);
    }
    openAssessment(visit);
  }

  /** @param {Visit} visit */
  function openAssessment(visit) {
    const { course, state, words } = visit;
    if (!course.assessment) return;
    visit.resume = PathyaAssessment.open({
      test: course.assessment,
      state,
      words,
      practice: course.practice,
      keep: () => keep(visit),
      notify: (key, values) => notify(words, key, values),
      onSubmit: (answers, objectives) => {
        answers.forEach((answer) => visit.keeper.add(answer));
        if (course.assessment) visit.keeper.mark(objectives, course.assessment.pass);
        keep(visit);
        visit.keeper.save();
      },
    });
  }

  /**
   * Look again for a platform that was not there in time, and tell it what was done meanwhile. A
   * paper that was begun without one is not mixed with what it knows.
   * @param {Visit} visit
   */
  function seek(visit) {
    /** @type {Answer[]} */
    const answers = [];
    let looks = 0;
    visit.keeper = { ...visit.keeper, add: (answer) => answers.push(answer) };
    const timer = window.setInterval(() => {
      const begun = visit.state.attempt || visit.state.tries;
      const lms = begun ? null : PathyaStart.lms();
      looks += 1;
      if (!lms && !begun && looks < LOOKS) return;
      clearInterval(timer);
      if (lms) adopt(visit, lms, answers);
      else notify(visit.words, "no-platform");
    }, BETWEEN);
  }

  /** @param {Visit} visit @param {Lms} lms @param {Answer[]} answers */
  function adopt(visit, lms, answers) {
    const { state, keeper, before } = begin(visit.course, lms);
    const known = remembered(state);
    const { at, mix, seen } = visit.state;
    Object.assign(visit.state, state, { at, mix, seen: new Set([...state.seen, ...seen]) });
    Object.assign(visit, { keeper, before });
    answers.forEach((answer) => keeper.add(answer));
    visit.resume();
    keep(visit);
    showProgress(visit);
    if (!known || known.id === START || visit.place !== START || location.hash) return;
    visit.first = known;
    follow(visit);
    notify(visit.words, "resumed");
  }

  function open() {
    const { course } = PathyaStart;
    const lms = PathyaStart.lms();
    const visit = begin(course, lms);
    const known = remembered(visit.state);
    if (known) visit.first = known;
    openQuestions(visit);
    PathyaGlossary.open();
    PathyaSearch.open(visit.words);
    PathyaTabs.open();
    PathyaCaptions.open();
    PathyaSettings.open();
    show(visit, pageOf(target()) || visit.first);
    listen(visit);
    // Last: until then all pages are open, and remain so if something fails.
    document.documentElement.classList.add("ready");
    if (course.lms && !lms) seek(visit);
    else if (known && known.id !== START && !location.hash) notify(visit.words, "resumed");
  }

  return { open };
})();
