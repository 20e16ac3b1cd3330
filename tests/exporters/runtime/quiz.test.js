"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const quiz = require("./load.js")(["quiz"], "PathyaQuiz");

const question = (type, key, more = {}) => ({ id: "q", type, points: 1, key, ...more });

test("a choice is right when exactly the right options are chosen", () => {
  const one = question("multiple", ["a", "c"]);
  assert.equal(quiz.isRight(one, ["c", "a"]), true);
  assert.equal(quiz.isRight(one, ["a"]), false);
  assert.equal(quiz.isRight(one, ["a", "b", "c"]), false);
  assert.equal(quiz.isRight(one, []), false);
});

test("an order is right in its own order only", () => {
  const one = question("order", ["a", "b", "c"]);
  assert.equal(quiz.isRight(one, ["a", "b", "c"]), true);
  assert.equal(quiz.isRight(one, ["a", "c", "b"]), false);
});

test("pairs may be given in any order, but each must be right", () => {
  const one = question("match", ["a.a", "b.b"]);
  assert.equal(quiz.isRight(one, ["b.b", "a.a"]), true);
  assert.equal(quiz.isRight(one, ["a.b", "b.a"]), false);
});

test("a blank takes each accepted answer, in any case, space, digits and composition", () => {
  const one = question("fill", [], { accepted: [["30", "thirty"], ["क़ानून"]] });
  assert.equal(quiz.isRight(one, [" Thirty ", "क़ानून"]), true);
  assert.equal(quiz.isRight(one, ["३०", "\u0958ानून"]), true);
  assert.equal(quiz.isRight(one, ["௩௦", "क़\u200dानून"]), true);
  assert.equal(quiz.isRight(one, ["31", "क़ानून"]), false);
  assert.equal(quiz.isRight(one, ["30"]), false);
});

test("a number is near enough up to the tolerance and not beyond", () => {
  const one = question("numeric", ["30", "0.5"]);
  const right = (text) => quiz.isRight(one, [text]);
  assert.deepEqual(["30", "30.5", "29.5", "३०", "۳۰٫۵", "+30"].map(right), Array(6).fill(true));
  assert.deepEqual(["30.51", "29.49", "-30", "", "thirty", "3 0 0"].map(right), Array(6).fill(false));
  assert.equal(quiz.isRight(question("numeric", ["250", "0"]), ["250.01"]), false);
});

test("numbers are counted exactly, however small and large they are", () => {
  const right = (answer, tolerance, text) => quiz.isRight(question("numeric", [answer, tolerance]), [text]);
  assert.deepEqual(["0.4", "0.2", "0.40", ".4"].map((text) => right("0.3", "0.1", text)), Array(4).fill(true));
  assert.deepEqual(["0.0000001", "0", "0.00000011"].map((text) => right("0.0000001", "0", text)), [true, false, false]);
  const long = "12345678.12345678";
  assert.deepEqual([long, "12345678.12345679"].map((text) => right(long, "0", text)), [true, false]);
  assert.deepEqual(["12345678.1234568", "12345678.1234567"].map((text) => right(long, "0.00000002", text)), [true, false]);
});

test("numbers are read as people write them", () => {
  const read = ["1,50,000", "−5", "–5", "୨୫", "১.৫", "1.2.3", "1e3", "", "."].map(quiz.decimal);
  assert.deepEqual(read, ["150000", "-5", "-5", "25", "1.5", "", "", "", ""]);
  const odd = ["+007.50", ".5", "-.05", "5.", "-0.0", "0.0000001", "9".repeat(30), "100"].map(quiz.decimal);
  assert.deepEqual(odd, ["7.5", "0.5", "-0.05", "5", "0", "0.0000001", "9".repeat(30), "100"]);
});

test("a range has the decimals that a record takes, and is no narrower than what is accepted", () => {
  const cases = [
    [["30", "0.5"], ["29.5", "30.5"]],
    [["0", "0.10"], ["-0.1", "0.1"]],
    [["0.0000001", "0"], ["0.0000001", "0.0000001"]],
    [["12345678.12345678", "0"], ["12345678.1234567", "12345678.1234568"]],
    [["-0.00000015", "0.00000001"], ["-0.0000002", "-0.0000001"]],
    [["-0.00000005", "0.00000005"], ["-0.0000001", "0"]],
    [["-0.00000035", "0.00000005"], ["-0.0000004", "-0.0000003"]],
    [["1" + "0".repeat(25), "100"], [`${"9".repeat(23)}00`, `1${"0".repeat(22)}100`]],
  ];
  for (const [key, range] of cases) assert.deepEqual([...quiz.range(key, 7)], range);
});

test("digits of all our scripts are read", () => {
  const nines = "٩۹९৯੯૯୯௯౯೯൯᱙꯹";
  assert.equal(quiz.asciiDigits(nines), "9".repeat([...nines].length));
  assert.equal(quiz.asciiDigits("٠۰०০੦૦୦௦౦೦൦᱐꯰"), "0".repeat(13));
});

test("a question counts as answered when all its parts are", () => {
  assert.equal(quiz.isAnswered(question("single", ["a"]), []), false);
  assert.equal(quiz.isAnswered(question("single", ["a"]), ["b"]), true);
  assert.equal(quiz.isAnswered(question("order", ["a", "b"]), ["b", ""]), false);
  assert.equal(quiz.isAnswered(question("match", ["a.a", "b.b"]), ["a.b"]), false);
  assert.equal(quiz.isAnswered(question("fill", [], { accepted: [["x"], ["y"]] }), ["x", " "]), false);
  assert.equal(quiz.isAnswered(question("numeric", ["1", "0"]), ["one"]), false);
  assert.equal(quiz.isAnswered(question("numeric", ["1", "0"]), ["२"]), true);
});

test("a share is all or nothing, unless parts count", () => {
  const multiple = question("multiple", ["a", "b"]);
  const order = question("order", ["a", "b", "c", "d"]);
  const match = question("match", ["a.a", "b.b"]);
  const fill = question("fill", [], { accepted: [["x"], ["y"]] });
  const cases = [
    [multiple, ["a", "b"], 1], [multiple, ["a"], 0.5], [multiple, ["a", "c"], 0], [multiple, ["c", "d"], 0],
    [multiple, ["a", "b", "c"], 0.5], [multiple, [], 0],
    [order, ["a", "b", "d", "c"], 0.5], [order, ["d", "c", "b", "a"], 0], [order, ["a", "", "", ""], 0.25],
    [order, ["a.b", "", "c", "d"], 0.5],
    [match, ["a.a", "b.a"], 0.5], [match, ["a.b", "b.a"], 0], [match, ["b.b", "a.a"], 1],
    [fill, ["X", "?"], 0.5], [fill, ["?", "Y"], 0.5], [fill, ["?", "?"], 0], [fill, ["x"], 0.5],
    [question("single", ["a"]), ["b"], 0], [question("numeric", ["5", "0"]), ["5.1"], 0],
    [question("numeric", ["30", "30"]), ["30"], 1],
  ];
  for (const [one, response, share] of cases) {
    assert.equal(quiz.share(one, response, true), share, `${one.type} ${response}`);
    assert.equal(quiz.share(one, response, false), share === 1 ? 1 : 0);
  }
});

test("hyphens and apostrophes count as keyboards have them", () => {
  const one = question("fill", [], { accepted: [["learner's e-file"]] });
  for (const text of ["learner\u2019s e\u2011file", "Learner\u2018s e\u2010file", "learner\u02bcs e-file"]) {
    assert.equal(quiz.isRight(one, [text]), true, text);
  }
  assert.equal(quiz.isRight(one, ["learners efile"]), false);
});

test("a comma stands between groups, or the number is refused", () => {
  const read = ["1,00,000", "12,34,567.5", "100,000", "1,000", "१,००,०००", "42,5", "1,0000", ",5", "1,00"];
  assert.deepEqual(read.map(quiz.decimal), ["100000", "1234567.5", "100000", "1000", "100000", "", "", "", ""]);
});
