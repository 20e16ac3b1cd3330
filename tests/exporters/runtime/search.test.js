"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");

const scripts = ["quiz", "search"];
const quiz = load(scripts, "PathyaQuiz");
const search = load(scripts, "PathyaSearch");

/** A page as the script reads it: its title and its passages. */
function lesson(title, ...texts) {
  const passages = texts.map((text) => {
    const words = text.split(" ");
    return { element: text, words, plain: words.map(quiz.normal) };
  });
  return { page: title, title, name: quiz.normal(title), passages };
}

const found = (pages, typed) => {
  return search.find(pages, typed).map((hit) => [hit.title, hit.passage && hit.passage.element]);
};

test("all words must be on the page; the passage with all of them is what one is led to", () => {
  const pages = [
    lesson("Fees", "The fee is ten rupees.", "A poor citizen pays no fee."),
    lesson("Offices", "A citizen writes to the office."),
  ];
  assert.deepEqual(found(pages, "citizen fee"), [["Fees", "A poor citizen pays no fee."]]);
  assert.deepEqual(found(pages, "citizen"), [
    ["Fees", "A poor citizen pays no fee."],
    ["Offices", "A citizen writes to the office."],
  ]);
  assert.deepEqual(found(pages, "citizen rupees"), [["Fees", "The fee is ten rupees."]]);
  assert.deepEqual(found(pages, "citizen appeal"), []);
});

test("pages that have the words in their title come first, and a title counts as text", () => {
  const pages = [lesson("Offices", "Fees are paid here."), lesson("Fees of two kinds", "Ten rupees.")];
  assert.deepEqual(found(pages, "FEES"), [["Fees of two kinds", undefined], ["Offices", "Fees are paid here."]]);
  assert.deepEqual(found(pages, "kinds rupees"), [["Fees of two kinds", "Ten rupees."]]);
});

for (const [name, written, typed] of [
  ["letters with a nukta, in one sign or two", "ह\u095bार", "ह\u091c\u093cार"],
  ["vowels in two parts, in one sign or two", "க\u0bcaடு", "க\u0bc6\u0bbeடு"],
  ["joiners", "क्‍ष", "क्ष"],
  ["digits of Devanagari", "३० दिन", "30 दिन"],
  ["digits of Odia", "30 ଦିନ", "୩୦ ଦିନ"],
  ["digits of Urdu", "30 دن", "۳۰ دن"],
  ["case", "Section 7(1) ÉTAT", "section état"],
]) {
  test(`makes no difference: ${name}`, () => {
    assert.deepEqual(found([lesson("One", written)], typed), [["One", written]]);
    assert.deepEqual(found([lesson(written)], typed), [[written, undefined]]);
  });
}

test("a few words stand round the first one found", () => {
  const words = Array.from({ length: 40 }, (_, at) => `w${at}.`);
  const excerpt = (typed, ...texts) => search.excerpt(search.find([lesson("Title", ...texts)], typed)[0]);
  assert.equal(excerpt("w20.", words.join(" ")), `… ${words.slice(15, 32).join(" ")} …`);
  assert.equal(excerpt("w1.", "w1. w2."), "w1. w2.");
  assert.equal(excerpt("title", "Some text."), "Some text.");
  assert.equal(excerpt("title"), "");
});
