"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");

test("only what has the shape of the player's word is heard", async () => {
  const { heard } = await load("preview-shape.js");
  const call = { verb: "LMSCommit", values: [""], result: "true", error: "0", at: 12 };
  const calls = (...last) => ({ kind: "calls", last, total: 1, faults: 0 });
  assert.deepEqual(heard({ ...calls(call), more: "x" }), calls(call));
  assert.deepEqual(heard({ kind: "ready" }), { kind: "ready" });
  for (const wrong of [
    null, 3, "ready", [], {}, { kind: "constructor" }, { kind: "__proto__" }, { kind: ["ready"] },
    calls({ ...call, at: Infinity }), calls({ ...call, values: "x" }), calls({ ...call, values: [{}] }), calls({ ...call, verb: "x".repeat(70001) }),
    calls(null), { ...calls(), last: "x" }, { ...calls(), total: "1" }, calls(...Array(301).fill(call)),
    { kind: "turned", page: { toString: () => "x" } }, { kind: "pressed", n: "1" },
    { kind: "record", key: "", record: { a: {} }, saved: null }, { kind: "record", key: "", record: [], saved: null },
  ]) {
    assert.equal(heard(wrong), null, JSON.stringify(wrong));
  }
});

test("a record is laid out by its names, numbers by their size", async () => {
  const { tree } = await load("preview-shape.js");
  const made = tree({ "cmi.interactions.10.id": "k", "cmi.interactions.2.id": "c", "cmi.core.exit": "suspend", "cmi.a": "x", "cmi.a.b": "y" });
  assert.deepEqual(JSON.parse(JSON.stringify(made)), {
    cmi: { a: { "": "x", b: "y" }, core: { exit: "suspend" }, interactions: { 2: { id: "c" }, 10: { id: "k" } } },
  });
  const odd = tree({ "__proto__.polluted": "yes", "constructor.prototype.x": "1" });
  assert.equal({}.polluted, undefined);
  assert.deepEqual(Object.keys(odd), ["__proto__", "constructor"]);
});

test("a call reads as code does", async () => {
  const { written, isFault } = await load("preview-shape.js");
  assert.equal(written({ verb: "SetValue", values: ["cmi.location", 'a "b"'], result: "", error: "", at: 0 }), 'SetValue("cmi.location", "a \\"b\\"")');
  assert.deepEqual(["", "0", "301"].map(isFault), [false, false, true]);
});
