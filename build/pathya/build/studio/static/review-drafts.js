// What was typed and not saved, kept should the window be loaded anew.

/**
 * @param {string} place Of the text.
 * @param {{mark: string, text: string} | null} draft With the mark of the text that it changes.
 */
export function keepDraft(place, draft) {
  try {
    if (draft) sessionStorage.setItem(`pathya ${place}`, JSON.stringify(draft));
    else sessionStorage.removeItem(`pathya ${place}`);
  } catch {
    // A full store keeps nobody from working.
  }
}

/**
 * @param {string} place
 * @returns {{mark: string, text: string} | null} What was typed, and the mark of what it changes.
 */
export function readDraft(place) {
  return JSON.parse(sessionStorage.getItem(`pathya ${place}`) ?? "null");
}
