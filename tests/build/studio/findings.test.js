"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const findings = require("./load.js")("findings.js");
const one = (code, severity, line, message = "m") => ({ code, severity, line, message, path: "a.md", hint: "", summary: "", why: "", source: "" });

test("findings stand together by rule, the gravest first, each once", async () => {
  const { byRule } = await findings;
  const both = one("ABC002", "warning", 3);
  const found = [
    ["en", [both, one("ABC003", "info", 1)]],
    ["hi", [both, one("ABC009", "error", 1), one("ABC002", "warning", 4)]],
  ];
  const laid = byRule(found).map(([first, places]) => [first.code, places.map(({ finding, tags }) => [finding.line, ...tags])]);
  assert.deepEqual(laid, [
    ["ABC009", [[1, "hi"]]],
    ["ABC002", [[3, "en", "hi"], [4, "hi"]]],
    ["ABC003", [[1, "en"]]],
  ]);
});

test("a rule that a target weighs otherwise is kept apart", async () => {
  const { byRule } = await findings;
  const laid = byRule([["en", [one("A", "warning", 1), one("A", "error", 2)]]]);
  assert.deepEqual(laid.map(([first]) => first.severity), ["error", "warning"]);
  assert.deepEqual(byRule([]), []);
});
