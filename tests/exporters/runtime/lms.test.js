"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");

/** Connect from a window with these properties, itself the top. */
function connect(properties, version = "scorm12") {
  const window = { opener: null, ...properties };
  window.top = window.top || window;
  window.parent = window.parent || window;
  return load(["lms"], "PathyaLms", { window }).connect(version);
}

/** A 1.2 platform that answers in its own way. */
const api12 = (answers = {}) => ({
  LMSInitialize: () => "true", LMSFinish: () => "true", LMSCommit: () => "true",
  LMSGetValue: () => "", LMSSetValue: () => "true", LMSGetLastError: () => "0", ...answers,
});
const api2004 = () => ({
  Initialize: () => "true", Terminate: () => "true", Commit: () => "true",
  GetValue: () => "", SetValue: () => "true", GetLastError: () => "0",
});

test("the platform is found in a window above one of another origin", () => {
  const top = { API: api12() };
  top.parent = top;
  const foreign = new Proxy({ parent: top }, {
    get: (target, name) => { if (name === "parent") return target.parent; throw new Error("foreign"); },
  });
  assert.equal(connect({ parent: foreign, top }).version, "scorm12");
});

test("the platform is found in the window that opened the course", () => {
  const opener = { API_1484_11: api2004() };
  opener.parent = opener;
  assert.equal(connect({ opener }, "scorm2004").version, "scorm2004");
});

test("no platform is no error", () => {
  assert.equal(connect({}), null);
});

test("of two platforms the package's own version is taken, else the one there is", () => {
  const both = { API: api12(), API_1484_11: api2004() };
  assert.equal(connect(both, "scorm12").version, "scorm12");
  assert.equal(connect(both, "scorm2004").version, "scorm2004");
  assert.equal(connect({ API_1484_11: api2004() }, "scorm12").version, "scorm2004");
});

test("a refused start falls back to the other platform, a second start goes on", () => {
  const refusing = api12({ LMSInitialize: () => "false", LMSGetLastError: () => "102" });
  assert.equal(connect({ API: refusing }), null);
  assert.equal(connect({ API: refusing, API_1484_11: api2004() }).version, "scorm2004");
  const started = api12({ LMSInitialize: () => "false", LMSGetLastError: () => "101" });
  assert.equal(connect({ API: started }).version, "scorm12");
});

test("stored values, booleans and empty errors are no failures", () => {
  const igot = api12({
    LMSInitialize: () => true, LMSGetLastError: () => "", LMSCommit: () => false,
    LMSFinish: () => false, LMSSetValue: (_name, value) => value,
  });
  const lms = connect({ API: igot });
  assert.deepEqual([lms.forgets, connect({ API: api12() }).forgets], [true, false]);
  const calls = [];
  const chatty = connect({ API: { ...igot, LMSGetLastError: () => { calls.push("error"); return ""; } } });
  chatty.set("cmi.core.exit", "suspend");
  assert.deepEqual(calls, []);
  assert.deepEqual([lms.set("x", ""), lms.set("x", "0"), lms.commit(), lms.finish()], [true, true, true, true]);
});

test("what gives the stored value back has stored it, whatever error was the last", () => {
  const sticky = connect({ API: api12({
    LMSInitialize: () => true, LMSGetLastError: () => 201, LMSSetValue: (_name, value) => value,
  }) });
  assert.deepEqual(["x", "", "0", "false"].map((value) => sticky.set("x", value)), [true, true, true, false]);
});

test("an answer that the platform explains, and an exception, are failures", () => {
  const failing = connect({ API: api12({ LMSCommit: () => "false", LMSGetLastError: () => "101" }) });
  assert.deepEqual([failing.forgets, failing.commit()], [false, false]);
  const refusing = connect({ API: api12({ LMSSetValue: () => "", LMSGetLastError: () => "405" }) });
  assert.equal(refusing.set("cmi.suspend_data", "x"), false);
  const refused = api12({ LMSSetValue: () => "false", LMSGetLastError: () => "405" });
  assert.equal(connect({ API: refused }).set("cmi.suspend_data", "false"), false);
  const dead = api12({ LMSInitialize: () => { throw new Error("gone"); } });
  assert.equal(connect({ API: dead }), null);
  const gone = connect({ API: api12({ LMSCommit: () => { throw new Error("gone"); }, LMSGetValue: () => { throw new Error("gone"); } }) });
  assert.deepEqual([gone.commit(), gone.get("cmi.suspend_data")], [false, ""]);
});

test("what says nothing, or only promises, is no platform", () => {
  const all = (answer) => Object.fromEntries(Object.keys(api12()).map((name) => [name, answer]));
  assert.equal(connect({ API: all(() => undefined) }), null);
  assert.equal(connect({ API: all(() => Promise.resolve("true")) }), null);
  assert.equal(connect({ API: all(async () => {}), API_1484_11: api2004() }).version, "scorm2004");
  assert.equal(connect({ API: api12({ LMSInitialize: () => undefined }) }).version, "scorm12");
});

test("what a platform has not is an empty text", () => {
  const odd = connect({ API: api12({ LMSGetValue: (name) => ({ a: null, b: undefined, c: 0 })[name] }) });
  assert.deepEqual(["a", "b", "c"].map(odd.get), ["", "", "0"]);
});
