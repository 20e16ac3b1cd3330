"use strict";
/* The limits of SCORM, at the limit: the runtime on a platform that refuses what goes beyond. */
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { test } = require("node:test");
const load = require("./load.js");

const DIST = path.join(__dirname, "../../../node_modules/scorm-again/dist");
const VERSIONS = { scorm12: ["Scorm12API", "API", "LMS"], scorm2004: ["Scorm2004API", "API_1484_11", ""] };

/** A platform of this version, all that it refused, and the runtime in a window that has it. */
function platform(version) {
  const [maker, name, prefix] = VERSIONS[version];
  const window = { opener: null, setTimeout: () => 1, clearTimeout: () => {} };
  Object.assign(window, { top: window, parent: window });
  const there = vm.createContext({ window, setTimeout, clearTimeout, console, URLSearchParams, TextEncoder });
  vm.runInContext(fs.readFileSync(path.join(DIST, `${version}.min.js`), "utf8"), there);
  const Maker = window[maker] || there[maker];
  const api = new Maker({ autocommit: false, logLevel: 5 });
  const refused = [];
  window[name] = Object.fromEntries(["Initialize", "GetValue", "SetValue", "Commit", "GetLastError", "Finish", "Terminate"]
    .filter((verb) => api[prefix + verb])
    .map((verb) => [prefix + verb, (...values) => {
      const result = api[prefix + verb](...values);
      const error = verb === "SetValue" ? String(api[prefix + "GetLastError"]()) : "0";
      if (error !== "0") refused.push([...values, error]);
      return result;
    }]));
  const scripts = ["lms", "state", "quiz", "paper", "cmi", "record"];
  const runtime = load(scripts,
    "({lms: PathyaLms, state: PathyaState, cmi: PathyaCmi, record: PathyaRecord})", { window, performance, clearTimeout: () => {} });
  return { ...runtime, api, refused };
}

const test60 = { pass: 60, attempts: 0, limit: 0, sections: [], competencies: [], questions: [] };
const course = (lessons) => ({ lessons, completion: "passed", assessment: test60 });
const ids = (name, count) => Array.from({ length: count }, (_, at) => `${name}-${at}`);
const letters = "abcdefghijklmnopqrstuvwxyz";
const cmi = (api) => JSON.parse(JSON.stringify(api.cmi));
const single = { id: "q", type: "single", points: 1, key: ["a"] };
const answer = (question, response) => ({ question: { ...single, ...question }, response, share: 0, when: new Date() });

/** Play: come, answer, and leave the session open, so that its record can be read. */
function play(version, act) {
  const there = platform(version);
  const lms = there.lms.connect(version);
  assert.equal(lms.version, version);
  const before = there.cmi.before(lms);
  const keeper = there.record.open(lms, before, (failing) => assert.fail(String(failing)));
  act({ ...there, keeper, before });
  keeper.save();
  assert.deepEqual(there.refused, []);
  return cmi(there.api);
}

for (const version of Object.keys(VERSIONS)) {
  test(`${version}: 200 lessons, 300 answers and a page of 255 letters are kept`, () => {
    const lessons = ids("lesson", 200);
    const typed = (at) => ({ typed: true, values: [`${at} `.padEnd(100, "क")] });
    const given = (state) => new Map(ids("question", 300).map((id, at) => {
      return [state.key(id), at % 10 ? { typed: false, values: [letters[at % 26]] } : typed(at)];
    }));
    const place = "x".repeat(255);
    let kept;
    const record = play(version, ({ record, state, before, keeper }) => {
      const attempt = { seed: 2 ** 31 - 1, until: 1800000000, extended: true, given: given(state) };
      const one = { ...state.fresh(), seen: new Set(lessons.map(state.key)), at: state.key("x"), mix: 2 ** 31, best: 66.67, tries: 999, attempt };
      keeper.keep(record.standing(course(lessons), one, place, before));
      kept = (text) => state.decode(text);
    });
    const text = record.suspend_data;
    assert.ok(text.length <= 4096 && text.length > 3800, String(text.length));
    assert.equal(version === "scorm12" ? record.core.lesson_location : record.location, place);
    const back = kept(text);
    assert.deepEqual([back.seen.size, back.best, back.tries, back.attempt.seed], [200, 66.67, 999, 2 ** 31 - 1]);
    const left = [...back.attempt.given.values()].filter((one) => one.typed).map(({ values }) => values[0]);
    assert.ok(left.length > 0 && left.length < 30);
    // The newest are left, each cut to 64 characters.
    const newest = ids("", 300).map((_, at) => at).filter((at) => at % 10 === 0).slice(-left.length);
    assert.deepEqual(left, newest.map((at) => typed(at).values[0].slice(0, 64)));
    assert.equal(back.attempt.given.size - left.length, 270);
  });

  test(`${version}: 300 answers are recorded, one after the other`, () => {
    const record = play(version, ({ keeper, record, state, before }) => {
      const standing = (place) => record.standing(course(["one"]), state.fresh(), place, before);
      keeper.keep(standing("one"));
      for (let at = 0; at < 300; at += 1) {
        keeper.add(answer({ id: `q${at}` }, ["a"]));
        if (at % 7 === 0) keeper.save();
      }
    });
    const interactions = record.interactions.childArray || Object.values(record.interactions);
    assert.deepEqual(interactions.map(({ id }) => id), Array.from({ length: 300 }, (_, at) => `q${at}`));
  });

  test(`${version}: questions of 9 and of 26 options are recorded whole`, () => {
    const questions = [9, 10, 26].flatMap((count) => {
      const all = [...letters.slice(0, count)];
      const pairs = all.map((id) => `${id}.${id}`);
      return [
        answer({ id: `m${count}`, type: "multiple", key: all }, [...all].reverse()),
        answer({ id: `o${count}`, type: "order", key: all }, [...all].reverse()),
        answer({ id: `p${count}`, type: "match", key: pairs }, [...pairs].reverse()),
        answer({ id: `s${count}`, key: [all.at(-1)] }, [all.at(-1)]),
      ];
    });
    const record = play(version, ({ keeper, record, state, before }) => {
      keeper.keep(record.standing(course(["one"]), state.fresh(), "one", before));
      questions.forEach((one) => keeper.add(one));
    });
    const told = Object.values(record.interactions.childArray || record.interactions)
      .map((one) => one.student_response || one.learner_response);
    assert.equal(told.length, 12);
    const [comma, dot] = version === "scorm12" ? [",", "."] : ["[,]", "[.]"];
    assert.deepEqual(told.slice(8), [
      [...letters].join(comma), [...letters].reverse().join(comma),
      [...letters].map((id) => id + dot + id).join(comma), "z",
    ]);
    if (version === "scorm12") for (const text of told) assert.ok(text.length <= 255);
  });

  test(`${version}: typed texts are cut to what the platform takes, and what is partly right is a number`, () => {
    const accepted = [["क".repeat(300)], ["x"]];
    const record = play(version, ({ keeper, record, state, before }) => {
      keeper.keep(record.standing(course(["one"]), state.fresh(), "one", before));
      keeper.add({ ...answer({ type: "fill", key: [], accepted }, ["ख".repeat(300), "y"]), share: 1 / 3 });
    });
    const [one] = Object.values(record.interactions.childArray || record.interactions);
    assert.equal(one.result, "0.333333");
    assert.ok((one.student_response || one.learner_response).startsWith("ख".repeat(250)));
  });
}
