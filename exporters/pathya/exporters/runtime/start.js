"use strict";
/*
 * What cannot wait for the page: the session with the platform begins while lessons still stream in
 * over a slow line. All scripts behind this one run when the page is there.
 */

const PathyaStart = (() => {
  const course = /** @type {Course} */ (/** @type {any} */ (window).PATHYA);

  /** @returns {Lms | null} */
  function connect() {
    return course.lms ? PathyaLms.connect(course.lms) : null;
  }

  document.documentElement.classList.add("js");
  /** The platform, if it was there in time. */
  const early = connect();

  return { course, lms: () => early || connect() };
})();
