"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cmi = require("./load.js")(["quiz", "cmi"], "PathyaCmi");

const list = (entries) => JSON.parse(JSON.stringify(entries));
const when = new Date(2026, 10, 22, 5, 7, 9);
const answer = (question, response, share) => ({ question: { id: "q1", points: 2, ...question }, response, share, when });
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
  const one = answer({ type: "multiple", key: ["a", "c"] }, ["a", "b"], 0);
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
    [{ type: "numeric", key: ["0.0000001", "0"] }, [".0000001"], ["0.0000001", "0.0000001"], ["0.0000001[:]0.0000001", "0.0000001"]],
    [
      { type: "numeric", key: ["12345678.12345678", "0"] }, ["12345678.12345678"],
      ["12345678.12345678", "12345678.12345678"], ["12345678.1234567[:]12345678.1234568", "12345678.1234567"],
    ],
  ];
  for (const [question, response, old, now] of cases) {
    const [before, after] = ["scorm12", "scorm2004"].map((version) => values(version, answer(question, response, 1)));
    assert.deepEqual([before["correct_responses.0.pattern"], before.student_response], old);
    assert.deepEqual([after["correct_responses.0.pattern"], after.learner_response], now);
    assert.deepEqual([before.result, after.result], ["correct", "correct"]);
  }
});

test("sets are told in the order of the source, an order as it was given", () => {
  const told = (type, key, response) => {
    const { student_response, "correct_responses.0.pattern": pattern } = values("scorm12", answer({ type, key }, response, 0));
    return [student_response, pattern];
  };
  const chosen = ["c", "a"];
  assert.deepEqual(told("multiple", ["b", "a"], chosen), ["a,c", "a,b"]);
  assert.deepEqual(told("match", ["b.b", "a.a"], ["b.a", "a.b"]), ["a.b,b.a", "a.a,b.b"]);
  assert.deepEqual(told("order", ["b", "a"], ["a", "b"]), ["a,b", "b,a"]);
  assert.deepEqual(told("order", ["b", "a", "c"], ["a.b", "", "c"]), ["a,b,c", "b,a,c"]);
  assert.deepEqual(chosen, ["c", "a"]);
});

test("what is partly right is told as a number", () => {
  const result = (version, share) => values(version, answer({ type: "order", key: ["a"] }, ["a"], share)).result;
  assert.deepEqual([1, 0.5, 1 / 3, 0].map((share) => result("scorm12", share)), ["correct", "0.5", "0.333333", "wrong"]);
  assert.deepEqual([1, 0.5, 1 / 3, 0].map((share) => result("scorm2004", share)), ["correct", "0.5", "0.333333", "incorrect"]);
});

test("long texts are cut, by characters", () => {
  const one = answer({ type: "fill", key: [], accepted: [["x"]] }, ["क".repeat(400)], 0);
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
  assert.deepEqual(before("scorm12", null), [false, "", null, null]);
  assert.deepEqual(before("scorm12", {}), [false, "", null, null]);
  const status = (name) => before("scorm12", { "cmi.core.lesson_status": name }).slice(0, 2);
  assert.deepEqual(["not attempted", "completed", "passed", "failed"].map(status), [
    [false, ""], [true, ""], [true, "passed"], [false, "failed"],
  ]);
  assert.deepEqual(before("scorm12", { "cmi.core.score.raw": "90.5" }), [false, "", 90.5, null]);
  assert.deepEqual(before("scorm2004", {
    "cmi.success_status": "passed", "cmi.completion_status": "unknown",
    "cmi.score.raw": "101", "cmi.progress_measure": "0.4",
  }), [false, "passed", null, 0.4]);
  assert.deepEqual(before("scorm2004", { "cmi.completion_status": "completed", "cmi.score.raw": "x" }), [true, "", null, null]);
});

test("what the platform gave need not be told again, nothing else", () => {
  const held = (version, values) => {
    return list(cmi.held(version, cmi.before({ version, get: (name) => values[name] || "" })));
  };
  assert.deepEqual(held("scorm12", {}), [["cmi.suspend_data", ""]]);
  assert.deepEqual(held("scorm12", { "cmi.core.score.raw": "0", "cmi.suspend_data": "x" }), [
    ["cmi.core.score.min", "0"], ["cmi.core.score.max", "100"], ["cmi.core.score.raw", "0"], ["cmi.suspend_data", "x"],
  ]);
  assert.deepEqual(held("scorm2004", {}), [["cmi.progress_measure", "-1"], ["cmi.suspend_data", ""]]);
  assert.deepEqual(held("scorm2004", { "cmi.score.raw": "50", "cmi.progress_measure": "0" }), [
    ["cmi.score.min", "0"], ["cmi.score.max", "100"], ["cmi.score.raw", "50"], ["cmi.score.scaled", "0.5"],
    ["cmi.progress_measure", "0"], ["cmi.suspend_data", ""],
  ]);
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

test("an answer is told with its objective, its time, and in 2004 the question's words", () => {
  const one = { ...answer({ type: "single", key: ["a"], objective: "o1" }, ["a"], 1), shown: new Date(when.getTime() - 61700), first: new Date(when.getTime() - 1000) };
  const asked = { text: "  क्या {यह}\n सही है? ", tag: "hi" };
  const old = values("scorm12", { ...one, asked });
  assert.deepEqual([old["objectives.0.id"], old.latency, old.description], ["o1", "0000:01:01", undefined]);
  const now = values("scorm2004", { ...one, asked });
  assert.deepEqual([now["objectives.0.id"], now.latency], ["o1", "PT0H1M0S"]);
  assert.equal(now.description, "{lang=hi}क्या यह सही है?");
  assert.equal(values("scorm2004", one).description, undefined);
});

test("in 1.2 the time is that of the answer, in 2004 that at which the question was there", () => {
  const one = answer({ type: "single", key: ["a"] }, ["a"], 1);
  const shown = new Date(when.getTime() - 90000);
  const first = new Date(when.getTime() - 60000);
  const told = (version, more) => {
    const { time, timestamp, latency } = values(version, { ...one, ...more });
    return [time || timestamp.slice(11, 19), latency];
  };
  assert.deepEqual(told("scorm12", { shown, first }), ["05:07:09", "0000:01:30"]);
  assert.deepEqual(told("scorm2004", { shown, first }), ["05:05:39", "PT0H0M30S"]);
  for (const version of ["scorm12", "scorm2004"]) assert.deepEqual(told(version, {}), ["05:07:09", undefined]);
  assert.deepEqual(told("scorm2004", { shown }), ["05:05:39", undefined]);
});

test("a description names no language and no script that platforms refuse", () => {
  const said = (tag) => {
    const one = { ...answer({ type: "single", key: ["a"] }, ["a"], 1), asked: { text: "x", tag } };
    return values("scorm2004", one).description;
  };
  assert.deepEqual(["brx", "brx-Deva", "mni-Mtei", "ur", "en"].map(said), [
    "x", "x", "{lang=mni}x", "{lang=ur}x", "{lang=en}x",
  ]);
});

test("a text is cut between signs, within the limit", () => {
  const described = (text, tag = "brx") => {
    const one = { ...answer({ type: "single", key: ["a"] }, ["a"], 1), asked: { text, tag } };
    return values("scorm2004", one).description;
  };
  assert.equal(described("x".repeat(250)), "x".repeat(250));
  assert.equal(described("x".repeat(251)), "x".repeat(250));
  assert.equal(described("x".repeat(400), "hi").length, 250);
  assert.equal(described(`${"x".repeat(249)}कि`), `${"x".repeat(249)}`);
  assert.equal(described(`${"x".repeat(248)}कि`), `${"x".repeat(248)}कि`);
  assert.equal(described(`${"x".repeat(248)}क्षा`), "x".repeat(248));
  assert.equal(described(`${"x".repeat(249)}😀`), "x".repeat(249));
  assert.equal(described("\u093f".repeat(300)), "");
});

test("a place of 255 characters is told, a longer one cut", () => {
  for (const version of ["scorm12", "scorm2004"]) {
    const told = (length) => list(cmi.entries(version, { ...standing({}), place: "x".repeat(length) }, new Map()))
      .find(([name]) => name.endsWith("location"))[1].length;
    assert.deepEqual([told(255), told(256)], [255, 255]);
  }
});

const shelf = (version, more = {}) => ({ version, get: (name) => more[name] || "" });

test("objectives are found by their id, or come behind the others", () => {
  const lms = shelf("scorm2004", {
    "cmi.objectives._count": "2", "cmi.objectives.0.id": "PRIMARY", "cmi.objectives.1.id": "o1",
  });
  const told = cmi.objectives("scorm2004", cmi.goals(lms), [{ id: "o2", score: 59.99 }, { id: "o1", score: 60 }], 60);
  assert.deepEqual(list(told), [
    ["cmi.objectives.2.id", "o2"], ["cmi.objectives.2.score.min", "0"], ["cmi.objectives.2.score.max", "100"],
    ["cmi.objectives.2.score.raw", "59.99"], ["cmi.objectives.2.score.scaled", "0.5999"],
    ["cmi.objectives.2.success_status", "failed"],
    ["cmi.objectives.1.score.min", "0"], ["cmi.objectives.1.score.max", "100"],
    ["cmi.objectives.1.score.raw", "60"], ["cmi.objectives.1.score.scaled", "0.6"],
    ["cmi.objectives.1.success_status", "passed"],
  ]);
});

test("a platform that counts absurdly is not believed", () => {
  for (const count of ["-3", "99999999999", "1e400"]) {
    const lms = shelf("scorm12", { "cmi.objectives._count": count });
    assert.ok([...cmi.goals(lms)].length <= 1000);
    assert.ok(cmi.count(lms, "objectives") >= 0);
  }
});

test("the score of an objective is never lowered", () => {
  const lms = shelf("scorm12", {
    "cmi.objectives._count": "1", "cmi.objectives.0.id": "o1", "cmi.objectives.0.score.raw": "80",
  });
  const goals = cmi.goals(lms);
  const told = (score) => list(cmi.objectives("scorm12", goals, [{ id: "o1", score }], 60)).slice(2);
  assert.deepEqual(told(20), [["cmi.objectives.0.score.raw", "80"], ["cmi.objectives.0.status", "passed"]]);
  assert.deepEqual(told(90), [["cmi.objectives.0.score.raw", "90"], ["cmi.objectives.0.status", "passed"]]);
  assert.deepEqual(told(70)[0], ["cmi.objectives.0.score.raw", "90"]);
});
