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
 * @param {string} mark
 * @returns {string | null} What was typed, if the text is still the one that it was to change.
 */
export function readDraft(place, mark) {
  const draft = JSON.parse(sessionStorage.getItem(`pathya ${place}`) ?? "null");
  return draft?.mark === mark ? draft.text : null;
}
