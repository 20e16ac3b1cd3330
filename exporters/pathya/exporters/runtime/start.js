"use strict";
/*
 * What cannot wait for the page: the session with the platform begins while lessons still stream in
 * over a slow line. All scripts behind this one run when the page is there; what a bad line has lost
 * of them is asked for once more.
 */

const PathyaStart = (() => {
  const course = /** @type {Course} */ (/** @type {any} */ (window).PATHYA);
  /** @type {string[]} */
  const lost = [];

  /** @returns {Lms | null} */
  function connect() {
    return course.lms ? PathyaLms.connect(course.lms) : null;
  }

  /** @param {Event} event */
  function note({ target }) {
    if (target instanceof HTMLScriptElement) lost.push(target.src);
  }

  /** @param {string} src @returns {Promise<unknown>} */
  function load(src) {
    const script = document.createElement("script");
    return new Promise((done, fail) => {
      Object.assign(script, { src, onload: done, onerror: () => fail(new Error(src)) });
      document.head.append(script);
    });
  }

  /** Without a script the page is one long text; it says so, and that nothing is recorded. */
  function giveUp() {
    const key = "not-loaded";
    const place = /** @type {HTMLElement} */ (document.getElementById("_notice-text"));
    document.documentElement.classList.replace("js", "broken");
    place.lang = course.wordTags[key] || document.documentElement.lang;
    place.textContent = course.words[key];
    /** @type {Element} */ (place.parentElement).className = "notice";
  }

  async function open() {
    window.removeEventListener("error", note, true);
    try {
      await Promise.all(lost.map(load));
      PathyaCourse.open();
    } catch (error) {
      giveUp();
      throw error;
    }
  }

  /** The platform, if it was there in time. */
  const early = connect();
  document.documentElement.classList.add("js");
  window.addEventListener("error", note, true);
  document.addEventListener("DOMContentLoaded", open);

  return { course, lms: () => early || connect() };
})();
