"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const state = require("./load.js")(["state"], "PathyaState");

const plain = (value) => ({ ...value, seen: [...value.seen] });

test("what is written can be read again", () => {
  const before = { at: state.key("fees"), seen: new Set(["one", "two"].map(state.key)), best: 66.67, tries: 2 };
  assert.deepEqual(plain(state.decode(state.encode(before))), plain(before));
  assert.deepEqual(plain(state.decode(state.encode(state.fresh()))), plain(state.fresh()));
});

test("what is not ours counts as nothing", () => {
  for (const text of ["", "2;at=abcd", "{}", "1", "1;at", "1;best=x;tries=-3", "1;best=200"]) {
    assert.deepEqual(plain(state.decode(text)), plain(state.fresh()), text);
  }
});

test("keys are four ASCII characters, other for other ids", () => {
  const keys = new Set();
  for (let at = 0; at < 500; at += 1) keys.add(state.key(`lesson-${at}`));
  assert.equal(keys.size, 500);
  for (const key of keys) assert.match(key, /^[\w-]{4}$/);
  assert.equal(state.key("time-limits"), state.key("time-limits"));
});

test("the exporter knows these keys", () => {
  assert.deepEqual(["_start", "time-limits"].map(state.key), ["nzLv", "wmxG"]);
  assert.equal(state.key("lesson-2492"), state.key("lesson-4512"));
});

test("no course writes more than the 4,096 characters of SCORM 1.2", () => {
  const seen = new Set(Array.from({ length: 2000 }, (_, at) => state.key(`lesson-${at}`)));
  const text = state.encode({ at: "abcd", seen, best: 66.67, tries: 999 });
  assert.ok(text.length <= 4096);
  assert.ok(state.decode(text).seen.has(state.key("lesson-1999")));
});

test("a course of 200 lessons stays far below the 4,096 characters of SCORM 1.2", () => {
  const seen = new Set(Array.from({ length: 200 }, (_, at) => state.key(`lesson-${at}`)));
  const text = state.encode({ at: "abcd", seen, best: 66.67, tries: 3 });
  assert.ok(text.length < 1000);
  assert.match(text, /^[\x20-\x7e]+$/);
});
