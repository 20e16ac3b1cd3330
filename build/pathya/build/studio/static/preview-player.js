// One player in its frame: what is said to it, and what it is heard to say.
import { heard } from "./preview-shape.js";

/**
 * @typedef {object} Player
 * @property {HTMLIFrameElement} frame
 * @property {(kind: string, more?: Record<string, unknown>) => void} say
 */

/**
 * Starts a player in a frame. Whatever it says goes to `acts` by its kind, if it has the shape.
 * @param {HTMLIFrameElement} frame
 * @param {string} address
 * @param {Record<string, (said: any) => void>} acts
 * @returns {Player}
 */
export function startPlayer(frame, address, acts) {
  const { origin } = new URL(address);
  window.addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    const said = heard(data);
    if (said) acts[said.kind]?.(said);
  });
  frame.src = address;
  return {
    frame,
    say: (kind, more = {}) => frame.contentWindow?.postMessage({ kind, ...more }, origin),
  };
}

/** What a platform knew when a window was closed or the language changed: for as long as its tab. */
export const records = {
  /** @param {string} key @returns {unknown} */
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(`preview ${key}`) ?? "null");
    } catch {
      return null;
    }
  },
  /** @param {string} key @param {unknown} saved */
  set(key, saved) {
    try {
      sessionStorage.setItem(`preview ${key}`, JSON.stringify(saved));
    } catch {
      // Too large, or nothing may be kept: then it lasts until the page is closed.
    }
  },
};
