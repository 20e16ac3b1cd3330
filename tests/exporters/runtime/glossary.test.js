"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const load = require("./load.js");
const { element, page } = require("./dom.js");

const term = (id, ...text) => element("a", { class: "term", href: `#${id}` }, ...text);

function open(change = () => {}) {
  const meaning = [element("p", { id: "note" }, "Holds information; see "), term("officer", "officer")];
  const entry = (id, word, ...rest) => element("div", { id }, word, element("dd", {}, ...rest));
  const box = element(
    "dialog", { id: "_term" },
    element("p", { id: "_term-word" }), element("div", { id: "_term-meaning" }),
    element("button", { id: "_term-close" }), element("a", { id: "_term-all", href: "#_glossary" }),
  );
  const links = { authority: term("authority", "authority"), unknown: term("unknown", "nothing") };
  const document = page(
    ...Object.values(links), box,
    entry("authority", element("dt", { lang: "en", dir: "ltr" }, "Authority"), ...meaning),
    entry("officer", element("dt", {}, "Officer"), "Replies."),
  );
  change(box);
  load(["glossary"], "PathyaGlossary", { document }).open();
  const said = () => ["_term-word", "_term-meaning"].map((id) => document.getElementById(id));
  return { box, links, said, document };
}

test("a link opens the meaning in its own language, with no id twice", () => {
  const { box, links, said, document } = open();
  assert.equal(links.authority.dispatch("click"), true);
  const [word, meaning] = said();
  assert.equal(box.open, true);
  assert.deepEqual([word.textContent, word.lang, word.dir], ["Authority", "en", "ltr"]);
  assert.equal(meaning.textContent, "Holds information; see officer");
  assert.deepEqual(document.documentElement.all().filter((one) => one.id === "note").length, 1);
});

test("a word within a meaning is explained in its turn", () => {
  const { box, links, said } = open();
  links.authority.dispatch("click");
  assert.equal(said()[1].children[1].dispatch("click"), true);
  const [word, meaning] = said();
  assert.deepEqual([box.open, word.textContent, meaning.textContent], [true, "Officer", "Replies."]);
});

test("what the glossary lacks, and what shall open elsewhere, remains a link", () => {
  const { box, links } = open();
  assert.equal(links.unknown.dispatch("click"), false);
  for (const key of ["ctrlKey", "metaKey", "shiftKey"]) {
    assert.equal(links.authority.dispatch("click", { [key]: true }), false);
  }
  assert.equal(box.open, false);
});

test("the button, the ground behind and the way to the glossary close the box", () => {
  const { box, links, document } = open();
  for (const closing of [document.getElementById("_term-close"), box, document.getElementById("_term-all")]) {
    links.authority.dispatch("click");
    assert.equal(box.open, true);
    assert.equal(closing.dispatch("click"), false);
    assert.equal(box.open, false);
  }
});

test("without dialogs links lead to the glossary", () => {
  const { links } = open((box) => { box.showModal = undefined; });
  assert.equal(links.authority.dispatch("click"), false);
});
