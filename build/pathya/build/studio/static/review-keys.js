// The keys of the review screen. Browsers, screen readers, IBus and the keyboards of Windows leave
// these alone; ZWJ and ZWNJ are where Windows' own Indian keyboards have them.

/**
 * @typedef {"save" | "sign-off" | "send-back" | "undo" | "next" | "back" | "code" | "suggestion"
 *   | "roman" | "zwj" | "zwnj" | "help"} Deed
 * @typedef {{code: string, key: string, ctrlKey: boolean, shiftKey: boolean, altKey: boolean,
 *   metaKey: boolean, isComposing?: boolean}} Press
 */

/** @type {{deed: Deed, keys: string, press: string, does: string}[]} */
export const KEYS = [
  { deed: "save", keys: "Ctrl+Enter", press: "C-Enter", does: "Save, and go on to the next text" },
  { deed: "sign-off", keys: "Ctrl+Shift+Enter", press: "CS-Enter", does: "Sign off, and go on" },
  { deed: "send-back", keys: "F8", press: "F8", does: "Send back: it wants another look" },
  { deed: "undo", keys: "Shift+F8", press: "S-F8", does: "Undo the last thing that you saved" },
  { deed: "next", keys: "Alt+↓", press: "A-ArrowDown", does: "Next text; saves what you changed" },
  { deed: "back", keys: "Alt+↑", press: "A-ArrowUp", does: "Previous text; saves what you changed" },
  { deed: "code", keys: "F2", press: "F2", does: "Insert the next code, around what is selected" },
  { deed: "suggestion", keys: "F4", press: "F4", does: "Take the first suggestion; again: the next" },
  { deed: "roman", keys: "Shift+F2", press: "S-F2", does: "Roman typing on or off" },
  { deed: "zwj", keys: "Ctrl+Shift+1", press: "CS-1", does: "Zero width joiner (ZWJ)" },
  { deed: "zwnj", keys: "Ctrl+Shift+2", press: "CS-2", does: "Zero width non-joiner (ZWNJ)" },
  { deed: "help", keys: "Ctrl+/", press: "C-/", does: "These keys" },
];

/**
 * Says what a key is for; null: nothing of ours.
 * @param {Press} press
 * @returns {Deed | null}
 */
export function deedOf(press) {
  if (press.metaKey || press.isComposing) return null;
  const held = `${press.ctrlKey ? "C" : ""}${press.altKey ? "A" : ""}${press.shiftKey ? "S" : ""}`;
  // A digit by its place: with Shift, and in Indian layouts, the key has another name.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  const name = `${held}${held && "-"}${digit ?? (press.code === "Slash" ? "/" : press.key)}`;
  return KEYS.find((one) => one.press === name)?.deed ?? null;
}
