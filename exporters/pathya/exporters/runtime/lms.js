"use strict";
/*
 * Finds the learning platform (LMS) and speaks SCORM 1.2 or 2004 with it, whatever its manners.
 *
 * Platforms answer with "true", with true, with the stored value, or with false and no error at
 * all. So nothing is a failure here but an exception, or an answer other than true that GetLastError
 * explains. What says nothing at all, or gives promises, is no platform.
 */

/** @typedef {"scorm12" | "scorm2004"} Version */
/** @typedef {Record<string, (...values: string[]) => unknown>} Api */
/**
 * @typedef {object} Lms
 * @property {Version} version
 * @property {boolean} forgets it is a player of iGOT: Finish wipes what is needed to resume
 * @property {(name: string) => string} get "" for whatever is not there
 * @property {(name: string, value: string) => boolean} set
 * @property {() => boolean} commit
 * @property {() => boolean} finish
 */

const PathyaLms = (() => {
  /** @type {Record<Version, {name: string, prefix: string, start: string, finish: string}>} */
  const DIALECTS = {
    scorm12: { name: "API", prefix: "LMS", start: "Initialize", finish: "Finish" },
    scorm2004: { name: "API_1484_11", prefix: "", start: "Initialize", finish: "Terminate" },
  };
  const FINE = ["", "0"];
  const ALREADY_STARTED = ["101", "103"];
  const LOST = {};

  /**
   * Look for an API in a window and those around it; foreign ones throw when they are touched.
   * @param {Window | null} start
   * @param {Version} version
   * @returns {Api | null}
   */
  function search(start, version) {
    const dialect = DIALECTS[version];
    let place = /** @type {any} */ (start);
    for (let hops = 0; place && hops < 100; hops += 1) {
      try {
        const api = place[dialect.name];
        if (api && api[dialect.prefix + dialect.start]) return api;
      } catch {
        // Another origin: the one around it may be ours again.
      }
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  }

  /** @param {Version} version */
  function find(version) {
    const here = search(window, version);
    if (here) return here;
    try {
      const top = /** @type {Window} */ (window.top);
      return search(window.opener, version) || search(top.opener, version);
    } catch {
      return null;
    }
  }

  /** @param {unknown} result */
  function isMute(result) {
    return !["string", "boolean", "number"].includes(typeof result);
  }

  /**
   * @param {Version} version
   * @param {Api} api
   * @returns {Lms | null} null when the platform refuses to begin
   */
  function begin(version, api) {
    const { prefix, start, finish } = DIALECTS[version];

    /** @param {string} verb @param {string[]} values */
    function call(verb, ...values) {
      try {
        return api[prefix + verb](...values);
      } catch {
        return LOST;
      }
    }
    function error() {
      const code = call("GetLastError");
      return code === LOST ? "" : String(code ?? "");
    }
    /** @param {unknown} result @param {string} [value] may be given back for "true" */
    function done(result, value) {
      if (result === LOST) return false;
      if (String(result) === "true" || (result === value && value !== "false")) return true;
      return FINE.includes(error());
    }

    const started = call(start, "");
    if (started === LOST || (isMute(started) && isMute(call("GetLastError")))) return null;
    if (String(started) !== "true" && ![...FINE, ...ALREADY_STARTED].includes(error())) return null;
    return {
      version,
      forgets: started === true,
      get: (name) => {
        const value = call("GetValue", name);
        return value === LOST ? "" : String(value ?? "");
      },
      set: (name, value) => done(call("SetValue", name, value), value),
      commit: () => done(call("Commit", "")),
      finish: () => done(call(finish, "")),
    };
  }

  /**
   * Start a session with the platform; a package of one version takes the other where it must.
   * @param {Version} preferred
   * @returns {Lms | null}
   */
  function connect(preferred) {
    /** @type {Version[]} */
    const versions = preferred === "scorm12" ? ["scorm12", "scorm2004"] : ["scorm2004", "scorm12"];
    for (const version of versions) {
      const api = find(version);
      const lms = api && begin(version, api);
      if (lms) return lms;
    }
    return null;
  }

  return { connect };
})();
