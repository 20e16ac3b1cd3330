"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const shares = require("./load.js")("shares.js");

test("states are drawn from what is done to what is not there", async () => {
  const words = { new: 20, machine: 20, fuzzy: 10, memory: 10, rejected: 10, translated: 10, "signed-off": 20 };
  assert.deepEqual((await shares).shares(words), [["signed-off", 20], ["translated", 10], ["draft", 40], ["new", 30]]);
  assert.deepEqual((await shares).shares({}), [["signed-off", 0], ["translated", 0], ["draft", 0], ["new", 0]]);
});

test("nothing looks done, or not begun, that is not", async () => {
  const { percent } = await shares;
  assert.deepEqual([0, 0.01, 0.99, 1.4, 50.5, 99.4, 99.99, 100].map(percent), ["0 %", "1 %", "1 %", "1 %", "51 %", "99 %", "99 %", "100 %"]);
});

test("what keeps an edition is said in words", async () => {
  const { reasons } = await shares;
  assert.deepEqual(reasons({}), []);
  assert.deepEqual(reasons({ errors: 1, unsigned: 1 }), ["1 error", "1 word not signed off"]);
  assert.deepEqual(reasons({ errors: 2, unsigned: 123456, unbuilt: 1, stale: 1 }), [
    "2 errors", "1,23,456 words not signed off", "not built", "changed since the last build",
  ]);
});
