"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const load = require("./load.js");

const AGAIN = path.join(__dirname, "../../../node_modules/scorm-again/dist");

/** A platform that goes by the book, and a way to ask it: verb, values → [result, error]. */
async function opened(version, saved = null) {
  const { standard } = await load("lms.js");
  const { MODELS } = await load("lms-models.js");
  const model = MODELS[version];
  const platform = standard(model, saved);
  const api = platform.apis[model.api];
  return {
    platform,
    model,
    ask: (verb, ...values) => [api[model.prefix + verb](...values), platform.lastError()],
  };
}

test("a session begins and ends once, and says so in its own codes", async () => {
  for (const [version, ending, expected] of [
    ["scorm12", "Finish", ["301", "301", "301", "301", "101", "301", "301"]],
    ["scorm2004", "Terminate", ["122", "132", "142", "112", "103", "104", "123"]],
  ]) {
    const { ask } = await opened(version);
    const codes = [ask("GetValue", "cmi.suspend_data"), ask("SetValue", "cmi.suspend_data", "x"), ask("Commit", ""), ask(ending, "")];
    assert.deepEqual(ask("Initialize", ""), ["true", "0"]);
    codes.push(ask("Initialize", ""));
    assert.deepEqual(ask(ending, ""), ["true", "0"]);
    if (version === "scorm12") codes.push(ask("SetValue", "cmi.suspend_data", "x"));
    else codes.push(ask("Initialize", ""));
    codes.push(ask("GetValue", "cmi.suspend_data"));
    assert.deepEqual(codes.map(([, code]) => code), expected);
  }
});

const L = "a".repeat.bind("a");
/** [element, value, error]; 0 is none. The rules are those of shared platforms: see scorm-again below. */
const SETS = {
  scorm12: [
    ["cmi.core.lesson_status", "passed", "0"],
    ["cmi.core.lesson_status", "not attempted", "405"],
    ["cmi.core.lesson_status", "Passed", "405"],
    ["cmi.core.score.raw", "100", "0"],
    ["cmi.core.score.raw", "66.67", "0"],
    ["cmi.core.score.raw", "", "0"],
    ["cmi.core.score.raw", "101", "405"],
    ["cmi.core.score.raw", "-1", "405"],
    ["cmi.core.score.raw", "१००", "405"],
    ["cmi.core.session_time", "0000:01:30", "0"],
    ["cmi.core.session_time", "00:01:30.25", "0"],
    ["cmi.core.session_time", "1:2:3", "405"],
    ["cmi.core.session_time", "PT1M", "405"],
    ["cmi.core.exit", "suspend", "0"],
    ["cmi.core.exit", "normal", "405"],
    ["cmi.core.lesson_location", L(255), "0"],
    ["cmi.core.lesson_location", L(256), "405"],
    ["cmi.suspend_data", "क".repeat(4096), "0"],
    ["cmi.suspend_data", L(4097), "405"],
    ["cmi.core.student_id", "x", "403"],
    ["cmi.core._children", "x", "402"],
    ["cmi.interactions._count", "1", "402"],
    ["cmi.completion_status", "completed", "201"],
    ["", "x", "201"],
    ["cmi.interactions.1.id", "q", "201"],
    ["cmi.interactions.0.id", "प्रश्न", "405"],
    ["cmi.interactions.0.id", "q 2", "405"],
    ["cmi.interactions.0.id", "q2", "0"],
    ["cmi.interactions.0.type", "long-fill-in", "405"],
    ["cmi.interactions.0.type", "choice", "0"],
    ["cmi.interactions.0.student_response", "a,b", "0"],
    ["cmi.interactions.0.student_response", "ab", "405"],
    ["cmi.interactions.0.correct_responses.0.pattern", "a", "0"],
    ["cmi.interactions.0.correct_responses.2.pattern", "a", "201"],
    ["cmi.interactions.0.result", "incorrect", "405"],
    ["cmi.interactions.0.result", "wrong", "0"],
    ["cmi.interactions.0.result", "0.5", "0"],
    ["cmi.interactions.0.time", "23:59:59", "0"],
    ["cmi.interactions.0.time", "24:00:00", "405"],
    ["cmi.interactions.1.id", "q3", "0"],
    ["cmi.interactions.1.type", "fill-in", "0"],
    ["cmi.interactions.1.student_response", "सूचना", "0"],
    ["cmi.interactions.1.student_response", L(256), "405"],
    ["cmi.objectives.0.id", "o1", "0"],
    ["cmi.objectives.0.status", "passed", "0"],
    ["cmi.objectives.0.score.raw", "50", "0"],
  ],
  scorm2004: [
    ["cmi.completion_status", "completed", "0"],
    ["cmi.success_status", "passed", "0"],
    ["cmi.success_status", "complete", "406"],
    ["cmi.score.scaled", "0.6666667", "0"],
    ["cmi.score.scaled", "1.1", "407"],
    ["cmi.score.scaled", "x", "406"],
    ["cmi.progress_measure", "0.5", "0"],
    ["cmi.progress_measure", "1.5", "407"],
    ["cmi.session_time", "PT1H2M3.45S", "0"],
    ["cmi.session_time", "PT", "406"],
    ["cmi.session_time", "00:01:00", "406"],
    ["cmi.exit", "normal", "0"],
    ["cmi.location", L(1000), "0"],
    ["cmi.location", L(1001), "406"],
    ["cmi.suspend_data", L(64000), "0"],
    ["cmi.suspend_data", L(64001), "406"],
    ["cmi.mode", "browse", "404"],
    ["cmi.core.lesson_status", "passed", "401"],
    ["cmi.interactions.0.type", "choice", "408"],
    ["cmi.interactions.1.id", "q", "351"],
    ["cmi.interactions.0.id", "q", "0"],
    ["cmi.interactions.0.learner_response", "a", "408"],
    ["cmi.interactions.0.type", "choice", "0"],
    ["cmi.interactions.0.learner_response", "a[,]b", "0"],
    ["cmi.interactions.0.learner_response", "a b", "406"],
    ["cmi.interactions.0.result", "incorrect", "0"],
    ["cmi.interactions.0.result", "wrong", "406"],
    ["cmi.interactions.0.timestamp", "2026-11-22T05:00:00.00+05:30", "0"],
    ["cmi.interactions.0.timestamp", "2026-11-22T05:00:00Z", "406"],
    ["cmi.interactions.0.timestamp", "2026-11-22T05:00:00.123Z", "406"],
    ["cmi.interactions.0.description", "{lang=hi}प्रश्न", "0"],
    ["cmi.interactions.1.id", "n", "0"],
    ["cmi.interactions.1.type", "numeric", "0"],
    ["cmi.interactions.1.correct_responses.0.pattern", "42[:]42", "0"],
    ["cmi.interactions.1.correct_responses.0.pattern", "42", "406"],
    ["cmi.interactions.1.learner_response", "42", "0"],
    ["cmi.interactions.2.id", "m", "0"],
    ["cmi.interactions.2.type", "matching", "0"],
    ["cmi.interactions.2.learner_response", "a[.]b[,]c[.]d", "0"],
    ["cmi.interactions.2.learner_response", "a.b", "406"],
    ["cmi.objectives.0.id", "o1", "0"],
    ["cmi.objectives.0.id", "o2", "351"],
    ["cmi.objectives.1.id", "o1", "351"],
    ["cmi.objectives.0.score.scaled", "1", "0"],
  ],
};

for (const version of ["scorm12", "scorm2004"]) {
  test(`${version} takes what every platform takes, and no more`, async () => {
    const { ask } = await opened(version);
    ask("Initialize", "");
    for (const [name, value, code] of SETS[version]) {
      const said = ask("SetValue", name, value);
      assert.deepEqual(said, [code === "0" ? "true" : "false", code], `${name} = ${value.slice(0, 40)}`);
    }
  });

  test(`what ${version} takes, scorm-again takes too`, async () => {
    vm.runInThisContext(fs.readFileSync(path.join(AGAIN, `${version}.min.js`), "utf8"));
    const Again = globalThis[version === "scorm12" ? "Scorm12API" : "Scorm2004API"];
    const api = new Again({ autocommit: false, logLevel: 5 });
    const prefix = version === "scorm12" ? "LMS" : "";
    api[`${prefix}Initialize`]("");
    const { ask } = await opened(version);
    ask("Initialize", "");
    for (const [name, value, code] of SETS[version]) {
      if (code !== "0") continue;
      assert.equal(String(api[`${prefix}SetValue`](name, value)), "true", `${name} = ${value.slice(0, 40)}`);
    }
  });
}

test("what is read has a default, a value, or a code", async () => {
  for (const [version, reads] of [
    ["scorm12", [
      ["cmi.core.lesson_status", "not attempted", "0"],
      ["cmi.core.entry", "ab-initio", "0"],
      ["cmi.suspend_data", "", "0"],
      ["cmi.core.exit", "", "404"],
      ["cmi.interactions._count", "0", "0"],
      ["cmi.interactions.0.id", "", "404"],
      ["cmi.objectives.0.id", "", "201"],
      ["cmi.core._children", /student_id/, "0"],
      ["cmi.nothing", "", "201"],
    ]],
    ["scorm2004", [
      ["cmi.completion_status", "unknown", "0"],
      ["cmi.suspend_data", "", "403"],
      ["cmi.exit", "", "405"],
      ["cmi.objectives._count", "0", "0"],
      ["cmi.objectives.0.id", "", "301"],
      ["cmi.nothing", "", "401"],
      ["cmi.nothing._count", "", "401"],
    ]],
  ]) {
    const { ask } = await opened(version);
    ask("Initialize", "");
    for (const [name, value, code] of reads) {
      const [said, error] = ask("GetValue", name);
      if (value instanceof RegExp) assert.match(said, value);
      else assert.deepEqual([said, error], [value, code], name);
    }
  }
});

test("a learner who comes back finds what was saved, and time adds up", async () => {
  const first = await opened("scorm12");
  first.ask("Initialize", "");
  first.ask("SetValue", "cmi.suspend_data", "here");
  first.ask("SetValue", "cmi.core.exit", "suspend");
  first.ask("SetValue", "cmi.core.session_time", "0000:01:30");
  first.ask("Finish", "");
  const again = await opened("scorm12", first.platform.saved());
  again.ask("Initialize", "");
  assert.deepEqual(again.ask("GetValue", "cmi.core.entry"), ["resume", "0"]);
  assert.deepEqual(again.ask("GetValue", "cmi.suspend_data"), ["here", "0"]);
  again.ask("SetValue", "cmi.core.session_time", "0000:00:45");
  again.ask("SetValue", "cmi.core.exit", "");
  again.ask("Finish", "");
  assert.equal(again.platform.record()["cmi.core.total_time"], "0000:02:15");
  const third = await opened("scorm12", again.platform.saved());
  third.ask("Initialize", "");
  assert.deepEqual(third.ask("GetValue", "cmi.core.entry"), ["", "0"]);
});

test("a commit fails when it is told to, once, and nothing is lost", async () => {
  for (const [version, code] of [["scorm12", "101"], ["scorm2004", "391"]]) {
    const { ask, platform } = await opened(version);
    ask("Initialize", "");
    ask("SetValue", "cmi.suspend_data", "here");
    platform.failNext(true);
    assert.deepEqual(ask("Commit", ""), ["false", code]);
    assert.deepEqual(platform.record(), {});
    assert.deepEqual(ask("Commit", ""), ["true", "0"]);
    assert.equal(platform.record()["cmi.suspend_data"], "here");
  }
});

test("names that every object has are no elements", async () => {
  const { ask } = await opened("scorm12");
  ask("Initialize", "");
  for (const name of ["__proto__", "constructor", "toString", "cmi.__proto__", "cmi.interactions.0.__proto__"]) {
    assert.equal(ask("SetValue", name, "x")[0], "false", name);
    assert.equal(ask("GetValue", name)[0], "", name);
  }
});

test("iGOT's player of 2024 has its own manners", async () => {
  const { igot2024 } = await load("lms-igot.js");
  let player = igot2024(null);
  let api = player.apis.API;
  assert.equal(api.LMSSetValue("cmi.suspend_data", "x"), false);
  assert.equal(api.LMSInitialize(""), true);
  assert.equal(api.LMSGetValue("cmi.core.lesson_status"), "");
  assert.equal(api.LMSSetValue("cmi.core.lesson_status", "incomplete"), "incomplete");
  assert.equal(api.LMSSetValue("cmi.core.lesson_location", "there"), "there");
  assert.equal(api.LMSSetValue("cmi.suspend_data", "x"), "x");
  assert.equal(api.LMSCommit(""), false);
  assert.equal(api.LMSGetLastError(), "");
  assert.deepEqual(player.record(), {}); // it tells nobody of what is not completed
  player = igot2024(player.saved());
  api = player.apis.API;
  api.LMSInitialize("");
  assert.deepEqual(["cmi.suspend_data", "cmi.core.lesson_location"].map((name) => api.LMSGetValue(name)), ["x", ""]);
  api.LMSSetValue("cmi.core.lesson_status", "completed");
  player.failNext(true);
  api.LMSCommit("");
  assert.deepEqual(player.record(), {});
  assert.equal(api.LMSFinish(""), false);
  assert.equal(player.record()["cmi.core.lesson_status"], "completed");
  assert.equal(api.LMSGetValue("cmi.suspend_data"), false); // nobody is there
});

test("iGOT's player of 2026 answers for both versions and keeps its last error", async () => {
  const { igot2026 } = await load("lms-igot.js");
  let player = igot2026(null);
  const { API: old, API_1484_11: api } = player.apis;
  assert.equal(api.GetValue("cmi.location"), "");
  assert.equal(player.lastError(), "122");
  assert.equal(api.Initialize(""), "true");
  assert.equal(player.lastError(), "0");
  assert.equal(api.GetLastError(), "122"); // no success takes it back
  assert.equal(api.Initialize(""), "false");
  assert.equal(api.SetValue("cmi.location", "there"), "true");
  assert.equal(old.LMSGetValue("cmi.location"), "there");
  assert.equal(api.Commit(""), "true");
  assert.deepEqual(player.record(), {}); // told when the learner leaves
  player.leave();
  assert.equal(player.hears(), false);
  assert.deepEqual(player.record(), { "cmi.location": "there" });
  player = igot2026(player.saved());
  assert.equal(player.apis.API_1484_11.Initialize(""), "false"); // the session is open still
  assert.equal(player.lastError(), "103");
  assert.equal(player.apis.API_1484_11.GetValue("cmi.location"), "there");
  player.apis.API_1484_11.SetValue("cmi.completion_status", "completed");
  player.apis.API_1484_11.Commit("");
  assert.equal(player.record()["cmi.completion_status"], "completed");
});
