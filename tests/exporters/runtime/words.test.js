"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");

const words = require("./load.js")(["words"], "PathyaWords").open({
  digits: "०१२३४५६७८९",
  words: { read: "{n} / {total}", percent: "{n} %", score: "अंक: {percent}", left: "Left: {n}", best: "Best: {percent}" },
  wordTags: { left: "en", best: "en" },
});

/** An element that has nothing but what is written into it. */
function element() {
  const attributes = {};
  return {
    textContent: "", attributes,
    setAttribute: (name, value) => { attributes[name] = value; },
    removeAttribute: (name) => { delete attributes[name]; },
  };
}

test("numbers stand in the digits of the word's own language", () => {
  assert.equal(words.word("read", { n: 3, total: 12 }), "३ / १२");
  assert.equal(words.word("score", { percent: 66.67 }), "अंक: ६६.६७ %");
  assert.equal(words.word("left", { n: 12 }), "Left: 12");
  assert.equal(words.word("best", { percent: 90 }), "Best: 90%");
  assert.equal(words.word("read", { n: 3 }), "३ / {total}");
});

test("a word that stands in says its language, the next one in its place does not", () => {
  const place = element();
  words.write(place, "left", { n: 1 });
  assert.deepEqual([place.textContent, place.attributes], ["Left: 1", { lang: "en", dir: "auto" }]);
  words.write(place, "read", { n: 1, total: 2 });
  assert.deepEqual([place.textContent, place.attributes], ["१ / २", {}]);
});
