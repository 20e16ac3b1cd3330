// What the player tells of calls and records: together, some times a second, however often a
// course calls. What nobody could read anyhow is counted only.
import { isFault, LISTED } from "./preview-shape.js";

/** @typedef {import("./preview-shape.js").Call} Call */
/** @typedef {{key: string, record: Record<string, string>, saved: unknown}} News */

const PAUSE = 50; // milliseconds

/** @param {(kind: string, more: Record<string, unknown>) => void} tell */
export function reporting(tell) {
  /** @type {Call[]} */
  let last = [];
  let [total, faults, timer] = [0, 0, 0];
  /** @type {News | null} */
  let news = null;

  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (total) tell("calls", { last, total, faults });
    if (news) tell("record", { ...news });
    [last, total, faults, news] = [[], 0, 0, null];
  }

  function soon() {
    timer = timer || window.setTimeout(flush, PAUSE);
  }

  return {
    /** @param {Call} call */
    call: (call) => {
      total += 1;
      faults += isFault(call.error) ? 1 : 0;
      last.push(call);
      if (last.length > LISTED) last.shift();
      soon();
    },
    /** @param {News} now */
    record: (now) => {
      if (news && news.key !== now.key) flush();
      news = now;
      soon();
    },
  };
}
