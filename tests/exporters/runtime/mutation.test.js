"use strict";
/*
 * Tests of the tests: each comparison and each piece of arithmetic in the rules of scoring is turned
 * round, one at a time, and the unit tests must notice.
 */
const assert = require("node:assert/strict");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { test } = require("node:test");
const load = require("./load.js");

/** What stands for an operator, a method or a sign in front; more than one: each in its turn. */
const OTHERS = {
  "===": ["!=="], "!==": ["==="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "&&": ["||"], "||": ["&&"], "+=": ["-="],
};
const METHODS = { every: "some", some: "every", max: "min", min: "max", round: "floor", floor: "ceil", ceil: "floor" };
/** The rules: a script, its part if not the whole of it, and the tests that hold them. */
const RULES = [
  ["quiz", null, ["quiz"]],
  ["paper", null, ["paper"]],
  ["record", "outcome", ["record"]],
];
/** What nobody can notice, and why. */
const EQUIVALENT = {
  quiz: {
    "const zero = ZEROS.find((first) => code >= first && code < first + 10); | < | <=":
      "What stands behind the ten digits of a script is never a digit, and nothing else is looked up.",
  },
  paper: {
    "ranked.sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1)); | < | <=":
      "No two names are the same.",
  },
};

/** Comments, texts and regular expressions: nothing in them is a rule. */
const NO_CODE = /\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|(?<=[(,=[]\s*)\/(?:\[(?:\\.|[^\]\\])*\]|\\.|[^/\\\n])+\/[a-z]*/g;
const RULE = /(?<= )(?:===|!==|<=|>=|<|>|\+=?|-|\*|\/|%|&&|\|\|)(?= )|(?<=[\s(])[!-](?=[\w(])|(?<=\.)(?:every|some|max|min|round|floor|ceil)(?=\()/g;

/** All ways to turn one thing round: its place in the text, its length, what stands there then. */
function mutants(text, only) {
  const code = text.replace(NO_CODE, (one) => one.replace(/[^\n]/g, "_"));
  const [from, to] = only ? [code.indexOf(`function ${only}(`), code.indexOf("\n  }\n", code.indexOf(`function ${only}(`))] : [0, code.length];
  return [...code.matchAll(RULE)].filter(({ index }) => index >= from && index < to).flatMap(({ 0: sign, index }) => {
    const line = text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index)).trim();
    const isPrefix = text[index + 1] !== " " && (sign === "!" || sign === "-");
    const others = isPrefix ? [""] : OTHERS[sign] || [METHODS[sign]];
    return others.map((other) => ({ start: index, length: sign.length, other, said: `${line} | ${sign} | ${other}` }));
  });
}

/** Run a file of tests here and now; true when one of them fails. */
function fails(name) {
  const file = path.join(__dirname, `${name}.test.js`);
  const real = Module._load;
  Module._load = (request, ...rest) => (request === "node:test" ? { test: (_, run) => run() } : real(request, ...rest));
  delete require.cache[file];
  try {
    require(file);
    return false;
  } catch {
    return true;
  } finally {
    Module._load = real;
  }
}

for (const [name, only, tests] of RULES) {
  test(`${name}${only ? `, ${only}` : ""}: no rule can be turned round unnoticed`, () => {
    const text = fs.readFileSync(path.join(load.FOLDER, `${name}.js`), "utf8");
    assert.ok(tests.every((one) => !fails(one)), "the tests pass as it is");
    const all = mutants(text, only);
    assert.ok(all.length > 10);
    const survivors = all.filter(({ start, length, other }) => {
      load.standIns.set(name, text.slice(0, start) + other + text.slice(start + length));
      const isNoticed = tests.some(fails);
      load.standIns.clear();
      return !isNoticed;
    });
    const known = EQUIVALENT[name] || {};
    assert.deepEqual(survivors.map(({ said }) => said), Object.keys(known));
  });
}
