"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");
const { page } = require("./dom.js");

function player(kept = null) {
  const localStorage = { getItem: () => kept };
  return load(["narration"], "PathyaNarration", { document: page(), localStorage });
}

const { lineAt, changeAfter, lineFrom, placesOf, clock } = player();

/** Three sentences; the second has two captions, and with the third a text begins. */
const LINES = [
  [0, true, [[250, 1250, "Fees"]]],
  [1, true, [[2250, 4000, "The Rules"], [4000, 6000, "fix the fees."]]],
  [2, false, [[6300, 9000, "Keep a copy."]]],
];

test("the line that is heard began last, also in the silence behind it", () => {
  const times = [0, 249, 250, 1300, 2249, 2250, 5000, 6299, 6300, 60_000];
  assert.deepEqual(times.map((time) => lineAt(LINES, time)), [-1, -1, 0, 0, 0, 1, 1, 1, 2, 2]);
  assert.equal(lineAt([], 5000), -1);
});

test("the next change is a caption's or a sentence's", () => {
  const times = [0, 250, 2250, 4000, 6300];
  const next = times.map((time) => changeAfter(LINES, lineAt(LINES, time), time));
  assert.deepEqual(next, [250, 2250, 4000, 6300, undefined]);
});

test("a step leads to the sentence before and behind, and not past the ends", () => {
  const steps = [[0, 1], [300, 1], [2250, 1], [6400, 1], [6400, -1], [2300, -1], [300, -1], [0, -1]];
  assert.deepEqual(steps.map(([time, step]) => lineFrom(LINES, time, step)), [0, 1, 2, 2, 1, 0, 0, 0]);
});

test("a step back begins anew what was heard for more than two seconds", () => {
  assert.deepEqual([4250, 4251].map((time) => lineFrom(LINES, time, -1)), [0, 1]);
  assert.equal(lineFrom(LINES, 4251, 1), 2);
});

test("marks are found in the order of the lines, also of a text that stands there twice", () => {
  const line = (number) => [number, true, [[0, 1, ""]]];
  const found = (marks, ...numbers) => Array.from(placesOf(marks, numbers.map(line)));
  assert.deepEqual(found(["0", "1", "1", "2"], 0, 1, 2), [0, 1, 3]);
  assert.deepEqual(found(["0", "1", "0", "1"], 0, 1, 0, 1), [0, 1, 2, 3]);
  assert.deepEqual(found(["0", undefined, "2"], 0, 1, 2), [0, -1, 2]);
});

test("a time is said in the digits of the language", () => {
  assert.deepEqual([0, 999, 59_999, 61_000, 3_600_000].map((ms) => clock(ms, "")), ["0:00", "0:00", "0:59", "1:01", "60:00"]);
  assert.equal(clock(83_000, "০১২৩৪৫৬৭৮৯"), "১:২৩");
});

test("a page whose browser forbids to remember is played all the same", () => {
  const localStorage = { getItem() { throw new Error("denied"); } };
  assert.equal(typeof load(["narration"], "PathyaNarration", { document: page(), localStorage }).open, "function");
});
