"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const paper = require("./load.js")(["quiz", "paper"], "PathyaPaper");

const LEVELS = ["Easy", "Medium", "Difficult", "HOTS"];
const question = (id, more = {}) => ({ id, type: "single", points: 1, key: ["a"], level: "Easy", ...more });
const section = (questions, more = {}) => ({ id: "s", pass: null, draw: [], questions: questions.map(({ id }) => id), ...more });
const exam = (questions, more = {}) => ({
  pass: 60, attempts: 0, negative: 0, partial: false, sections: [section(questions)], competencies: [], questions, ...more,
});
const bank = (count) => Array.from({ length: count }, (_, at) => question(`q${at}`, { level: LEVELS[at % 4] }));
const drawn = (questions, draw, seed, kept = []) => {
  const test = exam(questions, { sections: [section(questions, { draw })] });
  return paper.draw(test, seed, (id) => kept.includes(id)).flatMap((part) => part.questions.map(({ id }) => id));
};
const DRAW = [["Easy", 3], ["HOTS", 2]];

test("without draw a paper has all questions, in their order", () => {
  assert.deepEqual(drawn(bank(9), [], 5), bank(9).map(({ id }) => id));
});

test("a paper has as many questions of each difficulty as are to be drawn", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const levels = drawn(bank(40), DRAW, seed).map((id) => LEVELS[Number(id.slice(1)) % 4]);
    assert.deepEqual(levels, ["Easy", "Easy", "Easy", "HOTS", "HOTS"]);
  }
});

test("one seed gives one paper, and seeds draw evenly", () => {
  assert.deepEqual(drawn(bank(40), DRAW, 9), drawn(bank(40), DRAW, 9));
  const often = new Map();
  for (let seed = 0; seed < 2000; seed += 1) {
    for (const id of drawn(bank(40), [["Easy", 3]], seed)) often.set(id, (often.get(id) || 0) + 1);
  }
  assert.equal(often.size, 10);
  for (const count of often.values()) assert.ok(count > 500 && count < 700, String(count));
});

test("what was answered stays on the paper through 100 rebuilds of the bank", () => {
  let random = 1;
  const next = (below) => (random = (random * 48271) % 2147483647) % below;
  let questions = bank(40);
  const first = drawn(questions, DRAW, 77);
  for (let build = 0; build < 100; build += 1) {
    questions = [...questions].sort(() => next(3) - 1);
    questions.splice(next(questions.length), 0, question(`new${build}`, { level: LEVELS[next(4)] }));
    const victim = next(questions.length);
    if (!first.includes(questions[victim].id)) questions.splice(victim, 1);
    assert.deepEqual(drawn(questions, DRAW, 77, first), first);
  }
});

test("a question that comes or goes changes at most one on the paper", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const before = drawn(bank(40), DRAW, seed);
    const after = drawn([question("fresh"), ...bank(40)], DRAW, seed);
    assert.ok(before.filter((id) => !after.includes(id)).length <= 1);
    const fewer = drawn(bank(40).filter(({ id }) => id !== before[0]), DRAW, seed);
    assert.deepEqual(before.filter((id) => !fewer.includes(id)), [before[0]]);
  }
});

test("options are mixed by the seed, each question by itself", () => {
  const ids = ["a", "b", "c", "d"];
  const orders = new Set();
  for (let seed = 0; seed < 300; seed += 1) orders.add(paper.shuffled(seed, ids, "q").join(""));
  assert.equal(orders.size, 24);
  assert.deepEqual(paper.shuffled(3, ids, "q"), paper.shuffled(3, [...ids].reverse(), "q"));
  const scopes = Array.from({ length: 20 }, (_, at) => paper.shuffled(3, ids, `q${at}`).join(""));
  assert.ok(new Set(scopes).size > 5);
});

test("names of one rank stand in the order of the alphabet", () => {
  // With this seed the two have one hash, as is known of FNV-1a.
  const [seed, one, other] = [0x325b47ac, "costarring", "liquid"];
  assert.equal(paper.rank(seed, `.${one}`), paper.rank(seed, `.${other}`));
  assert.deepEqual([...paper.shuffled(seed, [one, other])], [one, other]);
  assert.deepEqual([...paper.shuffled(seed, [other, one])], [one, other]);
});

test("the parts of a question are mixed, but never into the order that is asked for", () => {
  const order = question("q", { type: "order", key: ["a", "b", "c"] });
  const match = question("q", { type: "match", key: ["a.a", "b.b", "c.c"] });
  const choice = question("q", { key: ["a"] });
  const seen = (one, names) => {
    const orders = new Set();
    for (let seed = 0; seed < 300; seed += 1) orders.add(paper.mixed(seed, one, names).join(""));
    return [...orders].sort();
  };
  const names = ["a", "b", "c"];
  for (const one of [order, match]) assert.deepEqual(seen(one, names), ["acb", "bac", "bca", "cab", "cba"]);
  assert.deepEqual(seen(choice, names), ["abc", "acb", "bac", "bca", "cab", "cba"]);
  for (const type of ["order", "match"]) {
    assert.deepEqual(seen({ ...order, type, key: ["a", "b"] }, ["a", "b"]), ["ba"]);
  }
  assert.deepEqual(paper.mixed(3, order, names), paper.mixed(3, order, ["c", "a", "b"]));
});

/** Without the prototypes of the scope that the scripts run in. */
const plain = (value) => JSON.parse(JSON.stringify(value));
const marked = (test, given) =>
  plain(paper.mark(test, paper.draw(test, 1, () => false), new Map(Object.entries(given))));

test("the score weighs questions by their points and keeps two decimals", () => {
  const two = exam([question("p"), question("q", { points: 2, key: ["b"] })]);
  const score = (p, q) => marked(two, { p: [p], q: [q] }).score;
  assert.deepEqual([score("a", "b"), score("a", "a"), score("b", "b"), score("b", "a")], [100, 33.33, 66.67, 0]);
  assert.equal(marked(exam([]), {}).score, 0);
});

test("a wrong answer costs its per cent, no answer nothing, and nothing falls below 0", () => {
  const four = exam(["p", "q", "r", "s"].map((id) => question(id, { points: 2 })), { negative: 25 });
  assert.equal(marked(four, { p: ["a"], q: ["a"], r: ["b"] }).score, 43.75);
  assert.equal(marked(four, { p: ["a"], q: ["a"] }).score, 50);
  assert.equal(marked(four, { p: ["a"], q: ["a"], r: ["", " "] }).score, 50);
  assert.equal(marked(four, { p: ["b"] }).score, 0);
});

test("what is not answered as a whole costs nothing", () => {
  const pairs = question("p", { type: "match", key: ["a.a", "b.b", "c.c"] });
  const blanks = question("q", { type: "fill", key: [], accepted: [["x"], ["y"]] });
  const number = question("r", { type: "numeric", key: ["5", "0"] });
  const four = exam([pairs, blanks, number, question("s")], { negative: 100 });
  const open = { p: ["a.b"], q: ["?", ""], r: ["five"], s: ["a"] };
  assert.equal(marked(four, open).score, 25);
  assert.equal(marked(four, { ...open, p: ["a.b", "b.a", "c.c"] }).score, 0);
});

test("parts count where the author says so, and what is partly right costs nothing", () => {
  const one = question("p", { type: "order", key: ["a", "b", "c", "d"] });
  const given = { p: ["a", "b", "d", "c"] };
  assert.equal(marked(exam([one]), given).score, 0);
  assert.equal(marked(exam([one], { partial: true, negative: 50 }), given).score, 50);
});

test("a paper passes as a whole and in each section with a mark", () => {
  const all = ["p", "q", "r", "s"].map((id) => question(id));
  const [one, two] = [section(all.slice(0, 2), { id: "one" }), section(all.slice(2), { id: "two" })];
  const passed = (pass, first, second, given) => {
    const sections = [{ ...one, pass: first }, { ...two, pass: second }];
    return marked(exam(all, { pass, sections }), given).passed;
  };
  const half = { p: ["a"], q: ["a"] };
  assert.equal(passed(50, null, null, half), true);
  assert.equal(passed(51, null, null, half), false);
  assert.equal(passed(50, 100, null, half), true);
  assert.equal(passed(50, null, 1, half), false);
  assert.equal(passed(50, 50, 50, { p: ["a"], r: ["a"] }), true);
  assert.equal(passed(50, 51, null, { p: ["a"], r: ["a"] }), false);
  assert.equal(passed(60, 50, 50, { p: ["a"], r: ["a"] }), false);
  const empty = section([], { id: "none", pass: 60 });
  assert.equal(marked(exam(all, { pass: 50, sections: [one, empty] }), half).passed, true);
  assert.deepEqual(
    marked(exam(all, { sections: [{ ...one, pass: 60 }, two] }), { p: ["a"], r: ["a"], s: ["a"] }),
    {
      score: 75, passed: false, objectives: [], competencies: [],
      sections: [
        { id: "one", pass: 60, passed: false, score: 50 }, { id: "two", pass: null, passed: true, score: 100 },
      ],
    },
  );
});

test("each objective has a score of its own", () => {
  const all = [
    question("p", { objective: "o1" }), question("q", { objective: "o2", points: 3 }),
    question("r", { objective: "o1" }), question("s"),
  ];
  const { objectives } = marked(exam(all), { p: ["a"], q: ["a"] });
  assert.deepEqual(objectives, [{ id: "o1", score: 50 }, { id: "o2", score: 100 }]);
});

test("a competency has the score of all its objectives' questions, if any was asked", () => {
  const all = [
    question("p", { objective: "o1" }), question("q", { objective: "o2", points: 3 }),
    question("r", { objective: "o3" }), question("s"),
  ];
  const competencies = [
    { id: "c1", objectives: ["o1", "o2"] }, { id: "c2", objectives: ["o3", "o4"] }, { id: "c3", objectives: ["o4"] },
  ];
  const given = { q: ["a"], r: ["b"] };
  assert.deepEqual(marked(exam(all, { competencies }), given).competencies, [
    { id: "c1", score: 75 }, { id: "c2", score: 0 },
  ]);
});

test("a clock counts hours when there are any", () => {
  assert.deepEqual([3909, 3600, 3599, 309, 60, 59, 58.2, 0, -5].map(paper.clock),
    ["1:05:09", "1:00:00", "59:59", "5:09", "1:00", "0:59", "0:59", "0:00", "0:00"]);
});
