"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cmi = require("./load.js")(["quiz", "cmi"], "PathyaCmi");

const list = (entries) => JSON.parse(JSON.stringify(entries));
const when = new Date(2026, 10, 22, 5, 7, 9);
const answer = (question, response, right) => ({ question: { id: "q1", points: 2, ...question }, response, right, when });
const values = (version, one) => Object.fromEntries(
  list(cmi.interaction(version, 3, one)).map(([name, value]) => [name.replace("cmi.interactions.3.", ""), value]),
);

test("times have the form that each version takes", () => {
  assert.equal(cmi.duration("scorm12", 3723.9), "0001:02:03");
  assert.equal(cmi.duration("scorm2004", 3723.9), "PT1H2M3S");
  assert.equal(cmi.duration("scorm12", 1e12), "9999:00:00");
  assert.equal(cmi.moment("scorm12", when), "05:07:09");
  assert.match(cmi.moment("scorm2004", when), /^2026-11-22T05:07:09\.00[+-]\d\d:\d\d$/);
});

test("a choice is told in the words of each version", () => {
  const one = answer({ type: "multiple", key: ["a", "c"] }, ["a", "b"], false);
  const { time, ...old } = values("scorm12", one);
  assert.deepEqual(old, {
    id: "q1", type: "choice", "correct_responses.0.pattern": "a,c", student_response: "a,b", result: "wrong", weighting: "2",
  });
  const { timestamp, ...now } = values("scorm2004", one);
  assert.deepEqual(now, {
    id: "q1", type: "choice", "correct_responses.0.pattern": "a[,]c", learner_response: "a[,]b", result: "incorrect", weighting: "2",
  });
  assert.ok(time && timestamp);
});

test("responses of all types have the form that each version takes", () => {
  const cases = [
    [{ type: "true-false", key: ["true"] }, ["false"], ["t", "f"], ["true", "false"]],
    [{ type: "match", key: ["a.a", "b.b"] }, ["a.b", "b.a"], ["a.a,b.b", "a.b,b.a"], ["a[.]a[,]b[.]b", "a[.]b[,]b[.]a"]],
    [{ type: "order", key: ["a", "b"] }, ["b", "a"], ["a,b", "b,a"], ["a[,]b", "b[,]a"]],
    [{ type: "fill", key: [], accepted: [["३०", "तीस"], ["x"]] }, ["तीस[,]", "y"], ["३०; x", "तीस ; y"], ["३०[,]x", "तीस[,]y"]],
    [{ type: "numeric", key: ["42", "0.1"] }, ["४२"], ["42", "42"], ["41.9[:]42.1", "42"]],
  ];
  for (const [question, response, old, now] of cases) {
    const [before, after] = ["scorm12", "scorm2004"].map((version) => values(version, answer(question, response, true)));
    assert.deepEqual([before["correct_responses.0.pattern"], before.student_response], old);
    assert.deepEqual([after["correct_responses.0.pattern"], after.learner_response], now);
    assert.deepEqual([before.result, after.result], ["correct", "correct"]);
  }
});

test("long texts are cut, by characters", () => {
  const one = answer({ type: "fill", key: [], accepted: [["x"]] }, ["क".repeat(400)], false);
  assert.equal(values("scorm12", one).student_response.length, 255);
  assert.equal(values("scorm2004", one).learner_response.length, 250);
});

const standing = (outcome, best = null) => ({ place: "fees", state: "1;at=abcd", best, progress: 0.5, outcome });

test("score and status go together, the score first", () => {
  const passed = standing({ complete: true, success: "passed", status: "passed" }, 80);
  assert.deepEqual(list(cmi.entries("scorm12", passed, new Map())), [
    ["cmi.core.score.min", "0"], ["cmi.core.score.max", "100"], ["cmi.core.score.raw", "80"],
    ["cmi.core.lesson_status", "passed"], ["cmi.core.lesson_location", "fees"],
    ["cmi.core.exit", "suspend"], ["cmi.suspend_data", "1;at=abcd"],
  ]);
  assert.deepEqual(list(cmi.entries("scorm2004", passed, new Map())), [
    ["cmi.score.min", "0"], ["cmi.score.max", "100"], ["cmi.score.raw", "80"], ["cmi.score.scaled", "0.8"],
    ["cmi.success_status", "passed"], ["cmi.completion_status", "completed"], ["cmi.progress_measure", "1"],
    ["cmi.location", "fees"], ["cmi.exit", "suspend"], ["cmi.suspend_data", "1;at=abcd"],
  ]);
});

test("what the platform knows of earlier visits is read, whatever it gives", () => {
  const before = (version, values) => {
    const read = cmi.before(values && { version, get: (name) => values[name] || "" });
    return [read.complete, read.success, read.best, read.progress];
  };
  assert.deepEqual(before("scorm12", null), [false, "", 0, 0]);
  assert.deepEqual(before("scorm12", {}), [false, "", 0, 0]);
  const status = (name) => before("scorm12", { "cmi.core.lesson_status": name }).slice(0, 2);
  assert.deepEqual(["not attempted", "completed", "passed", "failed"].map(status), [
    [false, ""], [true, ""], [true, "passed"], [false, "failed"],
  ]);
  assert.deepEqual(before("scorm12", { "cmi.core.score.raw": "90.5" }), [false, "", 90.5, 0]);
  assert.deepEqual(before("scorm2004", {
    "cmi.success_status": "passed", "cmi.completion_status": "unknown",
    "cmi.score.raw": "101", "cmi.progress_measure": "0.4",
  }), [false, "passed", 0, 0.4]);
  assert.deepEqual(before("scorm2004", { "cmi.completion_status": "completed", "cmi.score.raw": "x" }), [true, "", 0, 0]);
});

test("a status is never lowered", () => {
  const open = standing({ complete: false, success: "failed", status: "incomplete" });
  const told = (version, known) => list(cmi.entries(version, open, new Map(known)))
    .filter(([name]) => name.includes("status"));
  assert.deepEqual(told("scorm12", [["cmi.core.lesson_status", "completed"]]), []);
  assert.deepEqual(told("scorm12", [["cmi.core.lesson_status", "not attempted"]]), [["cmi.core.lesson_status", "incomplete"]]);
  assert.deepEqual(told("scorm2004", [["cmi.success_status", "passed"], ["cmi.completion_status", "completed"]]), []);
  assert.deepEqual(told("scorm2004", [["cmi.success_status", "unknown"], ["cmi.completion_status", "unknown"]]), [
    ["cmi.success_status", "failed"], ["cmi.completion_status", "incomplete"],
  ]);
});
