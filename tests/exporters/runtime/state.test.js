"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const state = require("./load.js")(["state"], "PathyaState");

/** Without sets, maps, and the prototypes of the scope that the scripts run in. */
const plain = (value) => JSON.parse(JSON.stringify({
  ...value, seen: [...value.seen],
  last: value.last && { ...value.last, shares: [...value.last.shares] },
  attempt: value.attempt && { ...value.attempt, given: [...value.attempt.given] },
}));
const attempt = (given = [], more = {}) => ({ seed: 7, until: 0, extended: false, given: new Map(given), ...more });
const typed = (...values) => ({ typed: true, values });
const chosen = (...values) => ({ typed: false, values });

test("what is written can be read again", () => {
  const before = { at: state.key("fees"), mix: 123456789, seen: new Set(["one", "two"].map(state.key)), best: 66.67, tries: 2, passed: true, attempt: null, last: null };
  assert.deepEqual(plain(state.decode(state.encode(before))), plain(before));
  assert.deepEqual(plain(state.decode(state.encode(state.fresh()))), plain(state.fresh()));
});

test("what is not ours counts as nothing", () => {
  for (const text of ["", "2;at=abcd", "{}", "1", "1;at", "1;best=x;tries=-3", "1;best=200", "1;last=pass-1!", "1;last=short"]) {
    assert.deepEqual(plain(state.decode(text)), plain(state.fresh()), text);
  }
});

test("a paper that was cut off before its answers is no paper: its time would be wrong", () => {
  const text = state.encode({ ...state.fresh(), attempt: attempt([], { until: 1795000000 }) });
  for (const at of [2, 7, 10]) assert.equal(state.decode(text.slice(0, -at)).attempt, null);
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
  const given = Array.from({ length: 300 }, (_, at) => [state.key(`q${at}`), chosen("a")]);
  const open = attempt(given, { seed: 2 ** 31 - 1, until: 1800000000, extended: true });
  const text = state.encode({ at: "abcd", mix: 2 ** 31, seen, best: 66.67, tries: 999, passed: true, attempt: open });
  assert.ok(text.length <= 4096);
  const back = state.decode(text);
  assert.ok(back.seen.has(state.key("lesson-1999")));
  assert.deepEqual([back.best, back.tries, back.passed, back.attempt.until], [66.67, 999, true, 1800000000]);
});

test("a course of 200 lessons stays far below the 4,096 characters of SCORM 1.2", () => {
  const seen = new Set(Array.from({ length: 200 }, (_, at) => state.key(`lesson-${at}`)));
  const text = state.encode({ at: "abcd", seen, best: 66.67, tries: 3 });
  assert.ok(text.length < 1000);
  assert.match(text, /^[\x20-\x7e]+$/);
});

test("an open attempt is written with its answers", () => {
  const given = [
    ["aaaa", chosen("a", "c")], ["bbbb", chosen("", "b", "")], ["cccc", chosen("a.b", "b.a")],
    ["dddd", typed("", "~ 42,5; a=b!*&")], ["eeee", typed("क़ानून 😀", "x")], ["ffff", typed("/\u0000\uffff")],
  ];
  const before = { ...state.fresh(), attempt: attempt(given, { seed: 123456789, until: 1795000000, extended: true }) };
  const text = state.encode(before);
  assert.match(text, /^[\x21-\x7e]+$/);
  assert.deepEqual(plain(state.decode(text)), plain(before));
  const none = { ...state.fresh(), attempt: attempt([], { seed: 0 }) };
  assert.deepEqual(plain(state.decode(state.encode(none))), plain(none));
});

test("a typed answer keeps 64 characters, and no half of one", () => {
  const written = state.encode({ ...state.fresh(), attempt: attempt([["aaaa", typed("😀".repeat(65))]]) });
  assert.deepEqual([...state.decode(written).attempt.given.get("aaaa").values], ["😀".repeat(64)]);
  const short = state.encode({ ...state.fresh(), attempt: attempt([["aaaa", typed("x".repeat(64))]]) });
  assert.deepEqual([...state.decode(short).attempt.given.get("aaaa").values], ["x".repeat(64)]);
});

test("200 lessons and 300 answers fit: typed ones give way, the oldest first", () => {
  const seen = new Set(Array.from({ length: 200 }, (_, at) => state.key(`lesson-${at}`)));
  const given = Array.from({ length: 300 }, (_, at) => [
    state.key(`question-${at}`), at % 10 ? chosen("a") : typed(`${at} `.padEnd(64, "क")),
  ]);
  const before = { at: "abcd", mix: 2 ** 31, seen, best: 66.67, tries: 3, passed: false, attempt: attempt(given), last: null };
  const text = state.encode(before);
  assert.ok(text.length <= 4096 && text.length > 3850, String(text.length));
  const back = state.decode(text);
  assert.deepEqual(plain({ ...back, attempt: null }), plain({ ...before, attempt: null }));
  const lost = given.filter(([id]) => !back.attempt.given.has(id));
  assert.deepEqual(lost, given.filter(([, one]) => one.typed).slice(0, lost.length));
  assert.ok(lost.length > 0 && lost.length < 30);
  const [last] = given.filter(([, one]) => one.typed).slice(-1);
  assert.deepEqual([...back.attempt.given.get(last[0]).values], last[1].values.map((text) => text.slice(0, 64)));
});

test("an answer that just fits is kept", () => {
  const size = (count) => state.encode({ ...state.fresh(), attempt: attempt([
    ["aaaa", typed("x".repeat(64))], ["bbbb", chosen("a".repeat(count))],
  ]) });
  assert.equal(state.decode(size(10)).attempt.given.size, 2);
  const many = (count) => Array.from({ length: count }, (_, at) => [state.key(`q${at}`), typed("x".repeat(64))]);
  for (let count = 50; count < 70; count += 1) {
    const text = state.encode({ ...state.fresh(), attempt: attempt(many(count)) });
    assert.ok(text.length <= 4096);
    const kept = state.decode(text).attempt.given.size;
    assert.ok(kept === count || text.length > 4096 - 70);
  }
});

const finished = (count, more = {}) => {
  const shares = new Map(Array.from({ length: count }, (_, at) => [state.key(`o${at}`), Math.round(at * 3337 % 10001) / 100]));
  return { ...state.fresh(), last: { score: 66.67, passed: true, shares }, ...more };
};
const lessons = (count) => new Set(Array.from({ length: count }, (_, at) => state.key(`lesson-${at}`)));

test("what the last attempt came to is kept until the next one begins", () => {
  const before = finished(6);
  const text = state.encode(before);
  assert.match(text, /^[\x21-\x7e]+$/);
  assert.deepEqual(plain(state.decode(text)), plain(before));
  for (const score of [0, 0.01, 33.33, 99.99, 100]) {
    const one = { ...state.fresh(), last: { ...before.last, score, passed: false } };
    const { score: back, passed } = state.decode(state.encode(one)).last;
    assert.deepEqual([back, passed], [score, false]);
  }
  assert.equal(state.decode(state.encode({ ...before, attempt: attempt() })).last, null);
});

test("200 lessons and the scores of 300 objectives fit, and of more as many as there is room for", () => {
  const rest = { best: 66.67, tries: 3, mix: 2 ** 31 };
  const text = state.encode(finished(325, { seen: lessons(200), ...rest }));
  assert.ok(text.length <= 4096);
  assert.equal(state.decode(text).last.shares.size, 325);
  const full = state.encode(finished(325, { seen: lessons(900), ...rest }));
  assert.ok(full.length <= 4096 && full.length > 4080);
  const back = state.decode(full);
  assert.equal(back.seen.size, 900);
  assert.deepEqual(plain(back).last.shares, plain(finished(325)).last.shares.slice(0, back.last.shares.size));
});

test("no course with the scores of a finished attempt writes more than 4,096 characters", () => {
  for (let count = 950; count <= 1000; count += 1) {
    const text = state.encode(finished(9, { at: "abcd", seen: lessons(count), best: 66.67, tries: 999, passed: true, mix: 2 ** 31 }));
    assert.ok(text.length <= 4096, String(text.length));
    assert.equal(state.decode(text).seen.size, Math.min(count, 990));
  }
});
