// The field in which people translate: codes stay whole, roman typing turns into the script.
// A plain textarea, so that input methods, spell checking, undo and screen readers do their work.

import { deletion, insertion, outside, widened } from "./review-text.js";
import { erased, parted, typedOn } from "./review-typing.js";

/** @typedef {import("./review-text.js").Code} Code */
/** @typedef {import("./review-typing.js").Word} Word */

/**
 * @typedef {object} Editor
 * @property {() => string} text
 * @property {() => Promise<void>} ready When all that was typed stands there in the script.
 * @property {(text: string) => void} set Puts another text in; what was typed cannot be undone.
 * @property {(text: string) => void} insert In the place of what is selected.
 * @property {(text: string) => void} replaceAll So that it can be undone.
 * @property {(code: number, codes: Code[]) => void} insertCode
 * @property {(on: boolean) => void} setRoman
 */

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} fullStop What ends a sentence in the language.
 * @param {(text: string) => Promise<string>} convert Writes a word in the script.
 * @param {() => void} changed
 * @returns {Editor}
 */
export function edit(area, fullStop, convert, changed) {
  let roman = false, ours = false, caret = 0;
  /** @type {Word | null} */
  let word = null;
  /** @type {Set<Word>} Words that are being converted. */
  const pending = new Set();
  /** @type {Set<Promise<void>>} */
  const busy = new Set();
  /** @type {WeakSet<Word>} Words that have become longer or shorter. */
  const gone = new WeakSet();

  /** @param {number} start @param {number} end @param {string} text */
  function replace(start, end, text) {
    ours = true;
    if (document.activeElement !== area) area.focus();
    area.setSelectionRange(start, end);
    // The one way that leaves the browser's own undo whole.
    if (start === end && !text) { /* nothing to do */ }
    else if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      area.setRangeText(text, start, end, "end");
    }
    ours = false;
    after();
  }

  function after() {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
    changed();
  }

  /** Writes the word that is typed in the script, as soon as that is known. @param {Word} typed */
  async function turn(typed) {
    const [stem, end] = parted(typed.roman);
    pending.add(typed);
    const made = stem ? await convert(stem) : "";
    pending.delete(typed);
    // A word that has gone on meanwhile is asked for as a whole.
    if (gone.has(typed)) return;
    const stop = typed.start + typed.shown.length, behind = area.selectionStart - stop;
    const shown = made + (end === "." ? fullStop : end);
    if (area.value.slice(typed.start, stop) !== typed.shown || shown === typed.shown) return;
    replace(typed.start, stop, shown);
    if (behind > 0) area.setSelectionRange(...both(typed.start + shown.length + behind));
    for (const later of new Set(word ? [...pending, word] : pending)) {
      if (later.start > typed.start) later.start += shown.length - typed.shown.length;
    }
    typed.shown = shown;
    caret = area.selectionStart;
  }

  /** @param {Word | null} next What is typed now. */
  function goOn(next) {
    if (word && next?.start === word.start) gone.add(word);
    word = next;
    if (!next) return;
    const turning = turn(next).finally(() => busy.delete(turning));
    busy.add(turning);
  }

  /** Lets nothing be typed inside a code. @param {InputEvent} event */
  function keepOut(event) {
    const at = outside(area.value, area.selectionStart, caret);
    if (at === area.selectionStart) return;
    event.preventDefault();
    replace(at, at, event.data ?? "");
  }

  area.addEventListener("beforeinput", (event) => {
    if (ours || event.isComposing || area.selectionStart !== area.selectionEnd) return;
    const at = area.selectionStart, backwards = /Backward$/.test(event.inputType);
    if (!/^delete(Content|Word)(Backward|Forward)$/.test(event.inputType)) return keepOut(event);
    const shorter = backwards ? erased(word, at) : null;
    if (shorter) {
      event.preventDefault();
      goOn(shorter);
      return;
    }
    word = null;
    const range = deletion(area.value, at, backwards);
    if (!range) return;
    event.preventDefault();
    replace(...range, "");
  });

  area.addEventListener("input", (event) => {
    if (ours) return;
    const { inputType, data, isComposing } = /** @type {InputEvent} */ (event);
    const typed = roman && !isComposing && inputType === "insertText" && data;
    goOn(typed ? typedOn(word, data, area.selectionStart) : null);
    after();
  });

  // A caret does not rest inside a code, and a selection does not cut one.
  document.addEventListener("selectionchange", () => {
    if (ours || document.activeElement !== area || composing) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    const [from, to] = start === end ? both(outside(value, start, caret))
      : widened(value, start, end);
    caret = from;
    if (from !== start || to !== end) area.setSelectionRange(from, to, area.selectionDirection);
  });
  // That event comes late: where the caret was is known from before the key.
  area.addEventListener("keydown", () => {
    if (outside(area.value, area.selectionStart) === area.selectionStart) caret = area.selectionStart;
  });
  let composing = false;
  area.addEventListener("compositionstart", () => (composing = true));
  area.addEventListener("compositionend", () => (composing = false));

  return {
    text: () => area.value,
    async ready() {
      while (busy.size) await Promise.all(busy);
    },
    set(text) {
      pending.forEach((one) => gone.add(one));
      word = null;
      area.value = text;
      caret = text.length;
      after();
    },
    insert: (text) => replace(area.selectionStart, area.selectionEnd, text),
    replaceAll: (text) => replace(0, area.value.length, text),
    insertCode(code, codes) {
      const { selectionStart: start, selectionEnd: end, value } = area;
      const made = insertion(code, codes, value.slice(start, end));
      replace(start, end, made.text);
      area.setSelectionRange(...both(start + made.caret));
    },
    setRoman(on) {
      roman = on;
      word = null;
    },
  };
}

/** @param {number} at @returns {[number, number]} */
function both(at) {
  return [at, at];
}
