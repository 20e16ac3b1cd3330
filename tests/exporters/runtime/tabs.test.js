"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");
const { element, page } = require("./dom.js");

const heading = (text, attributes = {}) => element("h3", attributes, text);

function open(direction = "ltr") {
  const inner = element("details", {}, element("p", {}, "deep"));
  const sections = [
    element("section", { class: "tab" }, heading("One"), element("p", {}, "first")),
    element("section", { class: "tab", id: "own" }, heading("دو", { lang: "ur", dir: "rtl" }), inner),
    element("section", { class: "tab" }, heading("Three")),
  ];
  const box = element("div", { class: "tabs" }, ...sections);
  const document = page(element("main", {}, box));
  const window = element("window");
  const globals = { document, window, getComputedStyle: () => ({ direction }) };
  const script = load(["tabs"], "PathyaTabs", globals);
  script.open();
  const [list] = box.children;
  const chosen = () => list.children.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  return { document, list, tabs: list.children, sections, inner, chosen, script, window };
}

test("headings become tabs, which name their sections", () => {
  const { list, tabs, sections } = open();
  assert.equal(list.getAttribute("role"), "tablist");
  assert.deepEqual(tabs.map((tab) => tab.textContent), ["One", "دو", "Three"]);
  assert.deepEqual(tabs.map((tab) => tab.getAttribute("lang")), [null, "ur", null]);
  assert.deepEqual(tabs.map((tab) => tab.getAttribute("aria-controls")), sections.map((one) => one.id));
  assert.equal(sections[1].id, "own");
  assert.deepEqual(sections.map((one) => one.getAttribute("aria-labelledby")), tabs.map((tab) => tab.id));
  assert.deepEqual(sections.map((one) => one.getAttribute("role")), Array(3).fill("tabpanel"));
  assert.deepEqual(sections.map((one) => one.firstElementChild.hidden), [true, true, true]);
});

test("one section is shown, and its tab alone is on the way of the Tab key", () => {
  const { tabs, sections, chosen } = open();
  assert.deepEqual([chosen(), sections.map((one) => one.hidden)], [0, [false, true, true]]);
  tabs[2].dispatch("click");
  assert.deepEqual([chosen(), sections.map((one) => one.hidden)], [2, [true, true, false]]);
  assert.deepEqual(tabs.map((tab) => tab.tabIndex), [-1, -1, 0]);
});

for (const [direction, onward, back] of [["ltr", "ArrowRight", "ArrowLeft"], ["rtl", "ArrowLeft", "ArrowRight"]]) {
  test(`arrows lead round, ${direction}`, () => {
    const { document, list, tabs, chosen } = open(direction);
    const walk = (key) => { const used = list.dispatch("keydown", { key }); return [used, chosen()]; };
    tabs[0].focus();
    assert.deepEqual([onward, onward, onward, back, "Home", "End"].map(walk), [
      [true, 1], [true, 2], [true, 0], [true, 2], [true, 0], [true, 2],
    ]);
    assert.equal(document.activeElement, tabs[2]);
    assert.deepEqual(walk("Enter"), [false, 2]);
  });
}

test("what a tab and a fold hide is shown when one comes to it", () => {
  const { inner, chosen, script } = open();
  script.reveal(inner.firstElementChild);
  assert.deepEqual([chosen(), inner.open], [1, true]);
});

test("what is folded is printed, and folded again", () => {
  const { inner, window } = open();
  window.dispatch("beforeprint");
  assert.equal(inner.open, true);
  window.dispatch("afterprint");
  assert.equal(inner.open, false);
});
