// iGOT Karmayogi's players, as their code behaves: neither goes by the book. Imports nothing.

/** @typedef {import("./lms.js").Platform} Platform */
/** @typedef {import("./lms.js").Values} Values */
/** @typedef {{store: Values | null, server: Values | null}} Saved */

const DONE = ["cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status"];
/** What the player of 2024 brings back. */
const RESTORED = ["cmi.core.exit", "cmi.core.lesson_status", "cmi.core.session_time", "cmi.suspend_data"];

/** @param {string | undefined} status */
const isIn = (status) => status === "completed" || status === "passed";
/** @param {unknown} value */
const text = (value) => String(value ?? "");

/**
 * The player of 2024: SCORM 1.2 alone. It answers true to Initialize, the stored value to SetValue,
 * false to Commit and Finish also when they succeed, "" for what is unset and for every error.
 * Finish empties its store. Its server hears of nothing but a completed or passed course.
 * @param {unknown} saved
 * @returns {Platform}
 */
export function igot2024(saved) {
  let { store: kept, server } = /** @type {Saved} */ (saved ?? { store: null, server: null });
  const restored = Object.entries(kept ?? server ?? {}).filter(([name]) => RESTORED.includes(name));
  let store = Object.fromEntries(restored);
  let started = false;
  let failing = false;

  function tell() {
    if (!failing && isIn(store["cmi.core.lesson_status"])) server = { ...store };
    failing = false;
  }
  /** @param {() => unknown} answer */
  const ifStarted = (answer) => started && answer();

  return {
    apis: {
      API: {
        LMSInitialize: () => (started = true),
        LMSGetValue: (name) => ifStarted(() => store[text(name)] || ""),
        LMSSetValue: (name, value) => ifStarted(() => {
          store[text(name)] = text(value);
          return value;
        }),
        LMSCommit: () => {
          tell();
          kept = { ...store };
          return false;
        },
        LMSFinish: () => ifStarted(() => {
          tell();
          [kept, store, started] = [null, {}, false];
          return false;
        }),
        LMSGetLastError: () => "",
        LMSGetErrorString: () => "",
        LMSGetDiagnostic: () => "",
      },
    },
    record: () => server ?? {},
    saved: () => ({ store: kept, server }),
    leave: () => {},
    hears: () => true,
    failNext: (on) => {
      failing = on;
    },
    lastError: () => "",
  };
}

/**
 * The player of 2026: both versions over one store, and no look at types. The last error stays
 * until the store is emptied. A session that was left open is open when the learner comes back. The
 * player goes before the course does: what a course says when it is closed is heard by nobody.
 * @param {unknown} saved
 * @returns {Platform}
 */
export function igot2026(saved) {
  let { server } = /** @type {Saved} */ (saved ?? { store: null, server: null });
  /** @type {Values} */
  let store = { ...server };
  /** @type {string[]} */
  let errors = [];
  let [terminated, reported, gone, failing, fresh] = [false, false, false, false, false];

  /** @param {string} code @param {unknown} answer */
  const fail = (code, answer) => {
    errors.push(code);
    fresh = true;
    return answer;
  };
  const isDone = () => DONE.some((name) => isIn(store[name]));
  const clear = () => [store, errors] = [{}, []];
  function tell() {
    if (reported) return;
    if (failing) {
      failing = false;
      return;
    }
    reported = isDone();
    server = { ...store };
  }
  function commit() {
    if (!Object.keys(store).length) return false;
    if (isDone()) tell();
    return true;
  }
  const start = () => {
    store.Initialized = "true";
    return true;
  };
  /** @param {() => unknown} answer */
  const open12 = (answer) => (store.Initialized ? answer() : fail("301", false));
  /** @param {string} before @param {string} after @param {string} refusal @param {() => unknown} answer */
  const open2004 = (before, after, refusal, answer) => {
    if (terminated) return fail(after, refusal);
    return store.Initialized ? answer() : fail(before, refusal);
  };
  /** @param {unknown} name @param {unknown} value */
  const put = (name, value) => (store[text(name)] = text(value));
  /** @param {(...values: unknown[]) => unknown} answer */
  const heard = (answer) => (/** @type {unknown[]} */ ...values) => {
    fresh = false;
    return answer(...values);
  };
  /** @param {Record<string, (...values: unknown[]) => unknown>} api */
  const all = (api) => Object.fromEntries(Object.entries(api).map(([verb, answer]) => [verb, heard(answer)]));

  return {
    apis: {
      API: all({
        LMSInitialize: start,
        LMSGetValue: (name) => open12(() => store[text(name)] || fail("201", "")),
        LMSSetValue: (name, value) => open12(() => put(name, value)),
        LMSCommit: commit,
        LMSFinish: () => open12(() => {
          const answer = commit();
          clear();
          return answer;
        }),
        LMSGetLastError: () => errors[errors.length - 1] ?? "",
        LMSGetErrorString: () => "",
        LMSGetDiagnostic: () => "",
      }),
      API_1484_11: all({
        Initialize: () => {
          if (terminated) return fail("104", "false");
          if (store.Initialized) return fail("103", "false");
          start();
          return "true";
        },
        GetValue: (name) => open2004("122", "123", "", () => store[text(name)] || fail("403", "")),
        SetValue: (name, value) => open2004("132", "133", "false", () => {
          put(name, value);
          return "true";
        }),
        Commit: () => open2004("142", "143", "false", () => {
          commit();
          return "true";
        }),
        Terminate: () => open2004("112", "113", "false", () => {
          commit();
          clear();
          terminated = true;
          return "true";
        }),
        GetLastError: () => String(errors[errors.length - 1] ?? 0),
        GetErrorString: () => "",
        GetDiagnostic: () => "",
      }),
    },
    record: () => Object.fromEntries(Object.entries(server ?? {}).filter(([name]) => name !== "Initialized")),
    saved: () => ({ store: null, server }),
    leave: () => {
      tell();
      clear();
      gone = true;
    },
    hears: () => !gone,
    failNext: (on) => {
      failing = on;
    },
    lastError: () => (fresh ? errors[errors.length - 1] : "0"),
  };
}
