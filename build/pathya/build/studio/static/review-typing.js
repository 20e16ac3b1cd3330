// Roman typing: the word that is being typed is kept in Latin letters, and shown in the script.
// Pure: what is in the text, and what the word was, is told with each key.

/**
 * @typedef {object} Word
 * @property {number} start Where it begins in the text.
 * @property {string} roman What was typed.
 * @property {string} shown What stands in the text for it.
 */

const LETTER = /^[A-Za-z]$/;
// Signs that mean a letter of the scheme only inside a word, or before one: .D, ~N, M^.
const SIGN = /^[.~^]$/;

/**
 * Goes on with a word after something was typed; null: no word is being typed.
 * @param {Word | null} word
 * @param {string} typed What was inserted, at once.
 * @param {number} caret Behind it.
 * @returns {Word | null}
 */
export function typedOn(word, typed, caret) {
  const goesOn = word && caret === word.start + word.shown.length + typed.length;
  if (goesOn && (LETTER.test(typed) || SIGN.test(typed))) {
    return { ...word, roman: word.roman + typed, shown: word.shown + typed };
  }
  return LETTER.test(typed) || typed === "~"
    ? { start: caret - typed.length, roman: typed, shown: typed }
    : null;
}

/**
 * Takes back the last letter that was typed; null: the word is gone, or the caret is elsewhere.
 * @param {Word | null} word
 * @param {number} caret
 * @returns {Word | null}
 */
export function erased(word, caret) {
  if (!word || caret !== word.start + word.shown.length || word.roman.length < 2) return null;
  return { ...word, roman: word.roman.slice(0, -1) };
}

/**
 * Parts what was typed into what is converted, and a sign that may still be one of the end.
 * @param {string} roman
 * @returns {[string, string]}
 */
export function parted(roman) {
  const end = /[.~^]*$/.exec(roman)?.[0] ?? "";
  return [roman.slice(0, roman.length - end.length), end];
}
