"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");
const { element, page } = require("./dom.js");

const BOX = [["size", "normal"], ["size", "large"], ["theme", "device"], ["theme", "contrast"]];

/** A browser's memory; `null`: the frame may not remember. */
function memory(kept) {
  return {
    kept,
    getItem() { if (kept === null) throw new Error("SecurityError"); return this.kept; },
    setItem(place, value) { if (kept === null) throw new Error("SecurityError"); this.kept = value; },
  };
}

function open(localStorage) {
  const radios = BOX.map(([name, value]) => Object.assign(element("input"), { name, value }));
  const close = element("button", { id: "_looks-close" });
  const box = element("dialog", { id: "_looks" }, ...radios, close);
  const button = element("button", { id: "_settings" });
  const document = page(button, box);
  load(["settings"], "PathyaSettings", { document, localStorage }).open();
  const checked = () => radios.filter((radio) => radio.checked).map((radio) => radio.value);
  return { box, button, close, radios, checked, document, look: document.documentElement.dataset };
}

test("what was chosen is remembered, and what nobody knows is not", () => {
  assert.deepEqual({ ...open(memory("large contrast")).look }, { size: "large", theme: "contrast" });
  assert.deepEqual({ ...open(memory("normal device")).look }, {});
  assert.deepEqual({ ...open(memory("huge")).look }, {});
  assert.deepEqual({ ...open(memory("")).look }, {});
});

test("the box shows the look, changes it at once and keeps it", () => {
  const storage = memory("large contrast");
  const { box, button, close, radios, checked, look, document } = open(storage);
  button.dispatch("click");
  assert.deepEqual([box.open, checked()], [true, ["large", "contrast"]]);
  assert.equal(document.activeElement, radios[1]);
  radios[2].dispatch("change");
  assert.deepEqual([{ ...look }, storage.kept], [{ size: "large" }, "large device"]);
  close.dispatch("click");
  assert.equal(box.open, false);
});

test("a click beside the box closes it, one inside does not", () => {
  const { box, button, radios } = open(memory(""));
  button.dispatch("click");
  radios[0].dispatch("click");
  assert.equal(box.open, true);
  box.dispatch("click");
  assert.equal(box.open, false);
});

test("where nothing can be remembered the choice lasts until the page is closed", () => {
  const { radios, look } = open(memory(null));
  radios[1].dispatch("change");
  assert.deepEqual({ ...look }, { size: "large" });
});

test("a browser without dialogs is offered no settings", () => {
  const [button, box] = [element("button", { id: "_settings" }), element("dialog", { id: "_looks" })];
  box.showModal = undefined;
  load(["settings"], "PathyaSettings", { document: page(button, box), localStorage: memory("") }).open();
  assert.equal(button.hidden, true);
});
