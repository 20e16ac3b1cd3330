"use strict";
/*
 * Takes one learner through many builds of a course: `node rebuild.js <folder>`. The folder has the
 * runtime's scripts of a package, and `builds.json`: the data scripts of its builds, in order. In
 * every build the learner comes back, and what is remembered must be what the course still has.
 */
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const context = vm.createContext({ window: {} });
for (const name of ["lms", "state", "quiz", "paper", "cmi", "record"]) vm.runInContext(read(`${name}.js`), context);
const { paper, cmi, record, state } = vm.runInContext(
  "({paper: PathyaPaper, cmi: PathyaCmi, record: PathyaRecord, state: PathyaState})", context,
);
const courses = JSON.parse(read("builds.json")).map((data) => {
  vm.runInContext(data, context);
  return context.window.PATHYA;
});

const key = state.key;
const plain = (value) => JSON.parse(JSON.stringify(value));
const ids = (parts) => plain(parts.flatMap((part) => part.questions.map(({ id }) => id)));
const draw = (course, attempt) => paper.draw(course.assessment, attempt.seed, (id) => attempt.given.has(key(id)));
const answer = ({ type, key: right }, at) => {
  return type === "fill" ? { typed: true, values: [`उत्तर ${at}`, ""] } : { typed: type === "numeric", values: plain(right) };
};

/** The learner before anything was rebuilt: some lessons read, half a paper answered. */
function begin(course) {
  const attempt = { seed: 20261122, until: 1795000000, extended: true, given: new Map() };
  draw(course, attempt).flatMap((part) => part.questions).forEach((one, at) => {
    if (at % 2) attempt.given.set(key(one.id), answer(one, at));
  });
  const seen = new Set(course.lessons.filter((_, at) => at % 2).map(key));
  const scored = [...course.assessment.sections, { id: "o1" }, { id: "o2" }, ...course.assessment.competencies];
  const last = { score: 33.33, passed: false, shares: new Map(scored.map(({ id }, at) => [key(id), at * 12.5])) };
  return { at: key(course.lessons[3]), mix: 77, seen, best: 66.67, tries: 2, passed: true, attempt, last };
}

/** Come back with what the platform kept, and leave again. */
function visit(course, text) {
  const back = state.decode(text);
  return { back, text: record.standing(course, back, "", cmi.before(null)).state };
}

function follow(first, isOpen) {
  const start = begin(first);
  if (!isOpen) start.attempt = null;
  let text = state.encode(start);
  let left = first.lessons.filter((id) => start.seen.has(key(id)));
  const paperOf = (course) => (isOpen ? ids(draw(course, start.attempt)).filter((id) => start.attempt.given.has(key(id))) : []);
  const answered = paperOf(first);
  for (const course of courses) {
    const { back, text: next } = visit(course, text);
    left = left.filter((id) => course.lessons.includes(id));
    const known = new Set(course.lessons.filter((id) => back.seen.has(key(id))));
    assert.deepEqual([...known].sort(), [...left].sort());
    assert.deepEqual([back.at, back.mix, back.best, back.tries, back.passed], [start.at, 77, 66.67, 2, true]);
    if (isOpen) {
      assert.deepEqual(plain([...back.attempt.given]), plain([...start.attempt.given]));
      assert.deepEqual([back.attempt.seed, back.attempt.until, back.attempt.extended], [20261122, 1795000000, true]);
      const parts = ids(draw(course, back.attempt));
      assert.deepEqual(answered.filter((id) => parts.includes(id)).sort(), [...answered].sort());
      assert.equal(new Set(parts).size, parts.length);
    } else {
      assert.deepEqual(plain([...back.last.shares]), plain([...start.last.shares]));
      assert.deepEqual([back.last.score, back.last.passed], [33.33, false]);
    }
    assert.ok(next.length <= 4096);
    text = next;
  }
  assert.ok(left.length > 0 && left.length < start.seen.size, "some lessons that were read must go, and some stay");
}

follow(courses[0], true);
follow(courses[0], false);
console.log(courses.length);
