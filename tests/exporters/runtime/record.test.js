"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");

/** A clock that runs only when told to. */
const clock = {
  now: 0,
  wall: 0,
  timers: new Map(),
  set: (run, pause) => clock.timers.set(clock.timers.size + 1, { run, due: clock.now + pause }).size,
  clear: (timer) => { if (clock.timers.has(timer)) clock.timers.get(timer).due = Infinity; },
  tick: (pause) => {
    clock.now += pause;
    clock.wall += pause;
    for (const timer of clock.timers.values()) {
      if (timer.due <= clock.now) { timer.due = Infinity; timer.run(); }
    }
  },
};
const { record, state, cmi } = load(
  ["state", "quiz", "cmi", "record"], "({record: PathyaRecord, state: PathyaState, cmi: PathyaCmi})",
  {
    window: { setTimeout: clock.set }, clearTimeout: clock.clear,
    Date: { now: () => clock.wall }, performance: { now: () => clock.now },
  },
);

const course = (more = {}) => ({ lessons: ["one", "two"], completion: "lessons", assessment: null, ...more });
const nothing = cmi.before(null);
const standing = (seen, more = {}, of = course(), before = nothing) => record.standing(
  of, { ...state.fresh(), seen: new Set(seen.map(state.key)), ...more }, seen[0] || "_start", before,
);

/** A platform that writes calls down; `broken.now` makes it fail, and it refuses `broken.names`. */
function platform(known = {}, more = {}) {
  const calls = [];
  const broken = { now: false, names: /^$/, gone: false };
  const lms = {
    version: "scorm12", forgets: false, get: (name) => (broken.gone ? "" : known[name] || ""),
    set: (name, value) => { calls.push(`${name}=${value}`); return !broken.now && !broken.names.test(name); },
    commit: () => { calls.push("commit"); return !broken.now; },
    finish: () => { calls.push("finish"); return true; }, ...more,
  };
  return { lms, calls, broken };
}

const open = (lms, onTrouble = () => {}) => record.open(lms, cmi.before(lms), onTrouble);

test("outcomes follow the rule", () => {
  const test60 = { pass: 60, attempts: 2, review: true, sections: [], questions: [] };
  const outcome = (of, seen, best, tries) => {
    const { complete, success, status } = standing(seen, { best, tries }, of).outcome;
    return [complete, success, status];
  };
  const lessons = course({ assessment: test60 });
  assert.deepEqual(outcome(course(), ["one"], null, 0), [false, "", "incomplete"]);
  assert.deepEqual(outcome(course(), ["one", "two"], null, 0), [true, "", "completed"]);
  assert.deepEqual(outcome(lessons, ["one", "two"], 59.99, 1), [true, "failed", "completed"]);
  assert.deepEqual(outcome(lessons, ["one", "two"], 60, 1), [true, "passed", "passed"]);
  assert.deepEqual(outcome(lessons, ["one"], 60, 1), [false, "passed", "incomplete"]);
  const passed = course({ assessment: test60, completion: "passed" });
  assert.deepEqual(outcome(passed, ["one", "two"], null, 0), [false, "", "incomplete"]);
  assert.deepEqual(outcome(passed, [], 59, 1), [false, "", "incomplete"]);
  assert.deepEqual(outcome(passed, [], 59, 2), [false, "failed", "failed"]);
  assert.deepEqual(outcome(passed, [], 60, 2), [true, "passed", "passed"]);
  const endless = course({ assessment: { ...test60, attempts: 0 }, completion: "passed" });
  assert.deepEqual(outcome(endless, ["one", "two"], 59, 9), [false, "", "incomplete"]);
  assert.deepEqual(outcome(course({ completion: "passed" }), ["one", "two"], null, 0), [true, "", "completed"]);
});

test("what the platform knew stays true when the course's own memory is lost", () => {
  const test60 = { pass: 60, attempts: 0, review: true, sections: [], questions: [] };
  const outcome = (completion, seen, best, before) => {
    const { outcome, progress } = standing(
      seen, { best, tries: 1 }, course({ assessment: test60, completion }), { ...nothing, ...before },
    );
    return [outcome.complete, outcome.success, outcome.status, progress];
  };
  const done = { complete: true, success: "passed", progress: 1 };
  assert.deepEqual(outcome("passed", [], 20, done), [true, "passed", "passed", 1]);
  assert.deepEqual(outcome("lessons", [], null, done), [true, "passed", "passed", 1]);
  assert.deepEqual(outcome("lessons", [], null, { complete: true }), [true, "", "completed", 0]);
  assert.deepEqual(outcome("lessons", [], 80, { complete: true }), [true, "passed", "passed", 0]);
  assert.deepEqual(outcome("passed", [], null, { success: "failed" }), [false, "failed", "failed", 0]);
  assert.deepEqual(outcome("passed", [], 80, { success: "failed" }), [true, "passed", "passed", 0]);
  assert.deepEqual(outcome("lessons", ["one"], null, { progress: 0.2 }), [false, "", "incomplete", 0.5]);
});

test("lessons that the course no longer has are forgotten", () => {
  const seen = ["gone", "two"];
  assert.equal(standing(seen).state, `1;at=;seen=${state.key("two")}`);
});

test("the first standing is committed at once, later ones together after a second", () => {
  const { lms, calls } = platform();
  const keeper = open(lms);
  keeper.keep(standing([]));
  assert.equal(calls.filter((call) => call === "commit").length, 1);
  keeper.keep(standing(["one"]));
  keeper.keep(standing(["one", "two"]));
  assert.equal(calls.filter((call) => call === "commit").length, 1);
  clock.tick(1000);
  assert.equal(calls.filter((call) => call === "commit").length, 2);
  assert.ok(calls.includes("cmi.core.lesson_status=completed"));
  assert.ok(calls.includes("cmi.core.session_time=0000:00:01"));
  assert.equal(calls.filter((call) => call.startsWith("cmi.core.exit")).length, 1);
});

test("after a second of rest a change is committed at once", () => {
  const { lms, calls } = platform();
  const keeper = open(lms);
  keeper.keep(standing([]));
  clock.tick(1000);
  calls.length = 0;
  keeper.keep(standing(["one"]));
  assert.equal(calls.at(-1), "commit");
  keeper.keep(standing(["one", "two"]));
  clock.tick(999);
  assert.equal(calls.filter((call) => call === "commit").length, 1);
  clock.tick(1);
  assert.equal(calls.filter((call) => call === "commit").length, 2);
});

test("after completion nothing is committed but a change", () => {
  const { lms, calls } = platform({ "cmi.core.lesson_status": "completed" });
  const keeper = open(lms);
  keeper.keep(standing(["one", "two"]));
  calls.length = 0;
  keeper.save();
  assert.deepEqual(calls, []);
  keeper.close();
  keeper.close();
  assert.deepEqual(calls, ["cmi.core.session_time=0000:00:00", "finish"]);
});

test("a platform that forgets is not finished before completion", () => {
  const early = platform({}, { forgets: true });
  const keeper = open(early.lms);
  keeper.keep(standing(["one"]));
  keeper.close();
  assert.ok(!early.calls.includes("finish"));
  assert.equal(early.calls.at(-1), "commit");
  const over = platform({}, { forgets: true });
  const other = open(over.lms);
  other.keep(standing(["one", "two"]));
  other.close();
  assert.equal(over.calls.at(-1), "finish");
});

test("what could not be committed is sent again, and the learner is told once", () => {
  const { lms, calls, broken } = platform({ "cmi.interactions._count": "7" });
  const said = [];
  const keeper = open(lms, (failing) => said.push(failing));
  keeper.keep(standing([]));
  broken.now = true;
  const question = { id: "q1", type: "single", points: 1, key: ["a"] };
  keeper.add({ question, response: ["a"], share: 1, when: new Date(0) });
  keeper.keep(standing(["one"]));
  clock.tick(1000);
  clock.tick(15000);
  assert.deepEqual(said, [true]);
  broken.now = false;
  calls.length = 0;
  clock.tick(15000);
  assert.deepEqual(said, [true, false]);
  assert.ok(calls.includes("cmi.interactions.7.id=q1"));
  assert.ok(calls.includes("cmi.core.lesson_location=one"));
});

test("in trouble, too, commits are a second apart", () => {
  const { lms, calls, broken } = platform();
  const keeper = open(lms);
  keeper.keep(standing([]));
  broken.now = true;
  clock.tick(1000);
  calls.length = 0;
  for (const seen of [["one"], ["two"], ["one", "two"]]) keeper.keep(standing(seen));
  assert.equal(calls.filter((call) => call === "commit").length, 1);
  clock.tick(1000);
  assert.equal(calls.filter((call) => call === "commit").length, 2);
});

test("a device whose clock is set back goes on to save, and counts the time as it passes", () => {
  const { lms, calls } = platform();
  const keeper = open(lms);
  keeper.keep(standing([]));
  clock.wall -= 3600000;
  clock.tick(1000);
  keeper.keep(standing(["one"]));
  assert.ok(calls.includes("cmi.core.session_time=0000:00:01"));
});

test("a refused place or state is sent again, and the learner is told", () => {
  const { lms, calls, broken } = platform();
  const said = [];
  const keeper = open(lms, (failing) => said.push(failing));
  keeper.keep(standing([]));
  broken.names = /suspend_data/;
  keeper.keep(standing(["one"]));
  clock.tick(1000);
  assert.deepEqual(said, [true]);
  broken.names = /^$/;
  calls.length = 0;
  clock.tick(15000);
  assert.deepEqual(said, [true, false]);
  const { state: text } = standing(["one"]);
  assert.deepEqual(calls, [`cmi.suspend_data=${text}`, "cmi.core.session_time=0000:00:16", "commit"]);
});

test("an answer that alone is refused is let go, and no learner is frightened", () => {
  const { lms, calls, broken } = platform();
  const said = [];
  const keeper = open(lms, (failing) => said.push(failing));
  keeper.keep(standing([]));
  broken.names = /interactions|score.m/;
  const question = { id: "q1", type: "single", points: 1, key: ["a"] };
  keeper.add({ question, response: ["a"], share: 1, when: new Date(0) });
  keeper.keep(standing(["one"], { best: 50 }));
  clock.tick(1000);
  calls.length = 0;
  clock.tick(15000);
  keeper.save();
  assert.deepEqual(said, []);
  assert.deepEqual(calls.filter((call) => /interactions|score.m/.test(call)), []);
});

test("in trouble answers wait and come again", () => {
  const { lms, calls, broken } = platform();
  const keeper = open(lms);
  keeper.keep(standing([]));
  broken.names = /interactions|session_time/;
  const question = { id: "q1", type: "single", points: 1, key: ["a"] };
  keeper.add({ question, response: ["a"], share: 1, when: new Date(0) });
  keeper.keep(standing(["one"]));
  clock.tick(1000);
  broken.names = /^$/;
  calls.length = 0;
  clock.tick(15000);
  assert.ok(calls.includes("cmi.interactions.0.id=q1"));
});

test("only a package made to run without a platform is remembered by the browser", () => {
  const kept = [];
  const storage = { setItem: (...pair) => kept.push(pair), getItem: (name) => (name ? "text" : null) };
  const here = load(["state", "quiz", "cmi", "record"], "PathyaRecord", { localStorage: storage });
  for (const lms of ["scorm12", "scorm2004", ""]) {
    const one = course({ id: "rti", lms });
    here.local(one).keep(standing(["one"]));
    assert.equal(here.recall(one), lms ? "" : "text");
  }
  assert.deepEqual(kept, [["pathya.rti", standing(["one"]).state]]);
});

test("progress counts lessons, and the test where it must be passed", () => {
  assert.equal(standing(["one"]).progress, 0.5);
  const passed = course({ completion: "passed", assessment: { pass: 60, attempts: 0, questions: [] } });
  assert.equal(standing(["one", "two"], {}, passed).progress, 2 / 3);
});

test("where a section has its own mark, the score alone is no pass", () => {
  const sections = [{ id: "s", pass: 50, draw: [], questions: [] }];
  const of = course({ assessment: { pass: 60, attempts: 0, review: true, sections, questions: [] } });
  assert.equal(standing([], { best: 90, tries: 1 }, of).outcome.success, "failed");
  assert.equal(standing([], { best: 90, tries: 1, passed: true }, of).outcome.success, "passed");
});

test("objectives are sent once, before the score, and read only when there are any to send", () => {
  const read = [];
  const { lms, calls } = platform({}, { get: (name) => { read.push(name); return ""; } });
  const keeper = open(lms);
  keeper.keep(standing([]));
  assert.ok(read.length <= 12 && !read.some((name) => name.includes("objectives")));
  const known = calls.length;
  keeper.mark([{ id: "o1", score: 50 }], 60);
  keeper.save();
  assert.deepEqual(calls.slice(known, known + 5), [
    "cmi.objectives.0.id=o1", "cmi.objectives.0.score.min=0", "cmi.objectives.0.score.max=100",
    "cmi.objectives.0.score.raw=50", "cmi.objectives.0.status=failed",
  ]);
  const told = calls.length;
  keeper.mark([{ id: "o2", score: 80 }, { id: "o1", score: 40 }], 60);
  keeper.save();
  const names = calls.slice(told).filter((call) => call.includes("objectives"));
  assert.deepEqual(names.map((call) => call.split(".")[2]), ["1", "1", "1", "1", "1"]);
});

test("who comes back makes few calls: what the platform gave it is not told again", () => {
  const before = standing(["one"], { best: 80, tries: 1 });
  const given = {
    "cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "80", "cmi.suspend_data": before.state,
  };
  const { lms, calls } = platform(given);
  open(lms).keep(before);
  assert.deepEqual(calls, ["cmi.core.lesson_location=one", "cmi.core.exit=suspend", "commit"]);
  const now = platform({
    "cmi.completion_status": "incomplete", "cmi.success_status": "failed", "cmi.score.raw": "80",
    "cmi.progress_measure": "0.5", "cmi.suspend_data": before.state,
  }, { version: "scorm2004" });
  open(now.lms).keep(before);
  assert.deepEqual(now.calls, ["cmi.location=one", "cmi.exit=suspend", "commit"]);
});

test("answers given while the platform was gone come behind those of earlier visits", () => {
  const { lms, calls, broken } = platform({ "cmi.interactions._count": "7", "cmi.objectives._count": "1", "cmi.objectives.0.id": "o0" });
  const keeper = open(lms);
  keeper.keep(standing([]));
  Object.assign(broken, { now: true, gone: true });
  const question = { id: "q1", type: "single", points: 1, key: ["a"] };
  keeper.add({ question, response: ["a"], share: 1, when: new Date(0) });
  keeper.mark([{ id: "o1", score: 50 }], 60);
  keeper.keep(standing(["one"]));
  clock.tick(1000);
  Object.assign(broken, { now: false, gone: false });
  calls.length = 0;
  clock.tick(15000);
  const ids = calls.filter((call) => /\.\d\.id=/.test(call));
  assert.deepEqual(ids, ["cmi.interactions.7.id=q1", "cmi.objectives.1.id=o1"]);
  keeper.add({ question: { ...question, id: "q2" }, response: ["a"], share: 1, when: new Date(0) });
  keeper.save();
  assert.ok(calls.includes("cmi.interactions.8.id=q2"));
});

test("a player of iGOT is told in 1.2 too how far one is, never less than before", () => {
  const told = (lenient, known) => {
    const { lms, calls } = platform(known, { forgets: lenient });
    const keeper = open(lms);
    keeper.keep(standing([]));
    assert.ok(!calls.some((call) => call.includes("progress")));
    keeper.keep(standing(["one"]));
    keeper.save();
    keeper.keep(standing(["one", "two"]));
    keeper.save();
    return calls.filter((call) => call.includes("progress")).map((call) => call.split("=")[1]);
  };
  assert.deepEqual(told(false), []);
  assert.deepEqual(told(true), ["0.5", "1"]);
  assert.deepEqual(told(true, { "cmi.progress_measure": "0.75" }), ["0.75", "1"]);
});

test("a platform that does not count its answers is asked for each, and none is written over", () => {
  const { lms, calls } = platform({ "cmi.interactions.0.id": "q0", "cmi.interactions.1.id": "q1" });
  const keeper = open(lms);
  const question = { id: "q2", type: "single", points: 1, key: ["a"] };
  keeper.add({ question, response: ["a"], right: true, when: new Date(0) });
  keeper.keep(standing([]));
  assert.ok(calls.includes("cmi.interactions.2.id=q2"));
});
