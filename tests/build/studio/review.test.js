"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");

const BOLD = { n: 1, kind: "bold", alone: false };
const PICTURE = { n: 2, kind: "image", alone: true };

test("codes are written and read back, and brackets that are none", async () => {
  const { toText, toPieces } = await load("review-text.js");
  for (const [pieces, text] of [
    [["Read ", 1, "the Act", -1, " ", 2], "Read ⟦1⟧the Act⟦/1⟧ ⟦2⟧"],
    [["सूची ⟦1⟧"], "सूची \\⟦1⟧"],
    [["a\\", 1, "b\\c", -1], "a\\\\⟦1⟧b\\c⟦/1⟧"],
    [["\\\\⟦/7⟧"], "\\\\\\\\\\⟦/7⟧"],
    [["⟦0⟧ ⟦x⟧"], undefined],
    [[], ""],
  ]) {
    if (text !== undefined) assert.equal(toText(pieces), text);
    assert.deepEqual(toPieces(toText(pieces)), pieces);
  }
});

test("whatever stands in a text comes back", async () => {
  const { toText, toPieces } = await load("review-text.js");
  const parts = ["\\", "⟦", "⟧", "/", "1", "x", "क्ष", "\u200c"];
  let seed = 7;
  const draw = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 3000; round++) {
    const words = () => Array.from({ length: 1 + draw(7) }, () => parts[draw(parts.length)]).join("");
    const pieces = [words(), 1, words(), -1, words()];
    assert.deepEqual(toPieces(toText(pieces)), pieces);
  }
});

test("a caret does not rest in a code, and a code is deleted as a whole", async () => {
  const { outside, deletion, widened } = await load("review-text.js");
  const text = "a⟦1⟧b⟦/1⟧";
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((at) => outside(text, at)), [0, 1, 1, 4, 4, 5]);
  assert.equal(outside(text, 2, 1), 4);
  assert.equal(outside(text, 3, 4), 1);
  assert.deepEqual(deletion(text, 4, true), [1, 4]);
  assert.deepEqual(deletion(text, 1, false), [1, 4]);
  assert.equal(deletion(text, 1, true), null);
  assert.equal(deletion(text, 5, true), null);
  assert.deepEqual(deletion(text, 9, true), [5, 9]);
  assert.deepEqual(widened(text, 2, 6), [1, 9]);
  assert.equal(deletion("\\⟦1⟧", 4, true), null);
});

test("missing codes are named in the order of the source", async () => {
  const { missing } = await load("review-text.js");
  const source = ["x", 2, "y", 1, "z", -1];
  const codes = [BOLD, PICTURE];
  assert.deepEqual(missing(source, codes, ["x"]), [2, 1]);
  assert.deepEqual(missing(source, codes, [2, 1, "x"]), [-1]);
  assert.deepEqual(missing(source, codes, [1, "x", -1, 2]), []);
});

test("a code goes around what is selected", async () => {
  const { insertion } = await load("review-text.js");
  assert.deepEqual(insertion(1, [BOLD], "अ"), { text: "⟦1⟧अ⟦/1⟧", caret: 8 });
  assert.deepEqual(insertion(1, [BOLD], ""), { text: "⟦1⟧⟦/1⟧", caret: 3 });
  assert.deepEqual(insertion(2, [PICTURE], "अ"), { text: "⟦2⟧अ", caret: 3 });
  assert.deepEqual(insertion(-1, [BOLD], ""), { text: "⟦/1⟧", caret: 4 });
});

test("terms are cut out of the words, across codes and letters of two units", async () => {
  const { cutAtTerms } = await load("review-text.js");
  const term = { start: 2, end: 8 };
  assert.deepEqual(cutAtTerms(["😀 pu", 1, "blic", -1, "."], [term]), [
    { piece: "😀 ", term: null },
    { piece: "pu", term },
    { piece: 1, term: null },
    { piece: "blic", term },
    { piece: -1, term: null },
    { piece: ".", term: null },
  ]);
});

// --- keys ------------------------------------------------------------------------------------------

const press = (code, key, held = "") => ({
  code, key, ctrlKey: held.includes("C"), shiftKey: held.includes("S"), altKey: held.includes("A"),
  metaKey: held.includes("M"),
});

test("each key does one thing, whatever the layout", async () => {
  const { KEYS, deedOf } = await load("review-keys.js");
  assert.equal(new Set(KEYS.map((one) => one.press)).size, KEYS.length);
  assert.equal(new Set(KEYS.map((one) => one.deed)).size, KEYS.length);
  assert.equal(deedOf(press("Enter", "Enter", "C")), "save");
  assert.equal(deedOf(press("Enter", "Enter", "CS")), "sign-off");
  assert.equal(deedOf(press("Enter", "Enter")), null);
  assert.equal(deedOf(press("Digit1", "!", "CS")), "zwj");
  assert.equal(deedOf(press("Digit2", "ॅ", "CS")), "zwnj");
  assert.equal(deedOf(press("Slash", "य", "C")), "help");
  assert.equal(deedOf(press("F2", "F2", "M")), null);
  assert.equal(deedOf({ ...press("Enter", "Enter", "C"), isComposing: true }), null);
});

test("no key of ours is one of browsers, screen readers or input methods", async () => {
  const { KEYS } = await load("review-keys.js");
  const taken = new Set([
    ..."C-t C-n C-w C-r C-l C-d C-f C-g C-h C-j C-k C-o C-p C-s C-u C-Tab C-+ C-- C-0".split(" "),
    ..."C-a C-c C-v C-x C-y C-z C-b C-i C-e C-m C-q C-Space C-. C-; CS-u CS-e CS-t CS-n".split(" "),
    ..."F1 F3 F5 F6 F7 F9 F10 F11 F12 A-ArrowLeft A-ArrowRight A-Home A-d A-F4 A-Tab A-e".split(" "),
    ..."Escape Tab Enter S-Enter A-Enter S-F10 C-F4 C-F5 C-F6 S-F5 S-F6 S-F7 S-F3".split(" "),
  ]);
  assert.deepEqual(KEYS.filter((one) => taken.has(one.press)), []);
  // With Ctrl and Alt together people type letters, and VoiceOver is steered.
  assert.deepEqual(KEYS.filter((one) => one.press.startsWith("CA")), []);
});

// --- roman typing --------------------------------------------------------------------------------

test("a word is typed on letter by letter", async () => {
  const { typedOn, erased, parted } = await load("review-typing.js");
  let word = typedOn(null, "l", 4);
  assert.deepEqual(word, { start: 3, roman: "l", shown: "l" });
  word = { ...word, shown: "ल" };
  word = typedOn(word, "o", 5);
  assert.deepEqual(word, { start: 3, roman: "lo", shown: "लo" });
  assert.equal(typedOn(word, " ", 6), null);
  assert.deepEqual(typedOn(word, "k", 1), { start: 0, roman: "k", shown: "k" });
  assert.equal(typedOn(null, ".", 1), null);
  const shown = { start: 0, roman: "lok", shown: "लोक" };
  assert.deepEqual(erased(shown, 3), { start: 0, roman: "lo", shown: "लोक" });
  assert.equal(erased(shown, 2), null);
  assert.equal(erased({ start: 0, roman: "l", shown: "ल" }, 1), null);
  assert.deepEqual(parted("sa."), ["sa", "."]);
  assert.deepEqual(parted("sa.D"), ["sa.D", ""]);
});
