"use strict";
/*
 * Search in the course: what is searched is the page's own text. Case, the script of digits and the
 * ways to write the same letter make no difference.
 */

const PathyaSearch = (() => {
  const PAUSE = 250; // milliseconds without a key before results are shown, and announced
  const [BEFORE, AFTER] = [5, 12]; // words shown round the first one found
  /** What a lesson holds besides its text. */
  const OTHER =
    "h1, .eyebrow, .turn, .feedback, .verdict, .hint, button, select, [role=tablist], [role=doc-noteref], .drawing";
  const BLOCK = "h2, h3, h4, h5, h6, p, li, th, td, dt, dd, pre, summary, div, section";
  let marked = 0;

  /**
   * @typedef {object} Passage
   * @property {HTMLElement} element
   * @property {string[]} words as they stand on the page
   * @property {string[]} plain the same, as they are compared
   */
  /**
   * @typedef {object} Searched
   * @property {HTMLElement} page
   * @property {HTMLElement} title
   * @property {string} name the title, as it is compared
   * @property {Passage[]} passages
   */

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /**
   * The texts of a page, and in which block each stands. A line's end parts words, as a space does.
   * @param {HTMLElement} page
   */
  function texts(page) {
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    /** @type {{ node: Node, text: string, block: HTMLElement }[]} */
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = /** @type {Element} */ (node.parentElement);
      const text = node.nodeName === "BR" ? " " : node.nodeValue;
      if (!text || parent.closest(OTHER)) continue;
      found.push({ node, text, block: /** @type {HTMLElement} */ (parent.closest(BLOCK)) });
    }
    return found;
  }

  /** @param {HTMLElement} page @returns {Searched} */
  function read(page) {
    /** @type {{ block: HTMLElement, text: string }[]} */
    const joined = [];
    for (const { text, block } of texts(page)) {
      const last = joined[joined.length - 1];
      if (last && last.block === block) last.text += text;
      else joined.push({ block, text });
    }
    const title = /** @type {HTMLElement} */ (page.querySelector("h1"));
    const passages = joined.filter(({ text }) => text.trim()).map(({ block, text }) => {
      const words = text.trim().split(/\s+/);
      // The heading of a tab is hidden, for the tab says the same.
      const shown = block.hidden ? /** @type {HTMLElement} */ (block.parentElement) : block;
      return { element: shown, words, plain: words.map(PathyaQuiz.normal) };
    });
    return { page, title, name: PathyaQuiz.normal(title.textContent || ""), passages };
  }

  /**
   * Find the pages that have all the words, those that have them in the title first; and on each the
   * first passage that has all, or else any.
   * @param {Searched[]} pages
   * @param {string} typed
   */
  function find(pages, typed) {
    const terms = PathyaQuiz.normal(typed).split(" ");
    const has = (/** @type {Passage} */ { plain }) => (/** @type {string} */ term) => {
      return plain.some((word) => word.includes(term));
    };
    const hits = pages.map((searched) => {
      const named = terms.filter((term) => searched.name.includes(term));
      const left = terms.filter((term) => !named.includes(term));
      const found = left.every((term) => searched.passages.some((one) => has(one)(term)));
      const passage =
        searched.passages.find((one) => terms.every(has(one))) ||
        searched.passages.find((one) => terms.some(has(one)));
      return { ...searched, passage, terms, found, titled: !left.length };
    });
    return hits.filter(({ found }) => found).sort((one, other) => +other.titled - +one.titled);
  }

  /** @typedef {ReturnType<typeof find>[number]} Hit */

  /** @param {Hit} hit */
  function excerpt({ passage, passages, terms }) {
    const { words, plain } = passage || passages[0] || { words: [], plain: [] };
    const at = Math.max(0, plain.findIndex((word) => terms.some((term) => word.includes(term))));
    const [from, to] = [Math.max(0, at - BEFORE), at + AFTER];
    return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
  }

  /** @param {Hit} hit */
  function entry(hit) {
    const [item, link, name, text] = ["li", "a", "span", "small"].map((tag) => document.createElement(tag));
    const place = hit.passage ? hit.passage.element : hit.page;
    place.id = place.id || `_found-${++marked}`;
    link.setAttribute("href", `#${place.id}`);
    name.textContent = hit.title.textContent;
    text.textContent = excerpt(hit);
    for (const mark of ["lang", "dir"]) {
      const value = hit.title.getAttribute(mark);
      if (value) link.setAttribute(mark, value);
    }
    link.append(name, " ", text);
    link.addEventListener("click", () => highlight(hit));
    item.append(link);
    return item;
  }

  /**
   * Mark the words found on a page, in browsers that can without a change to the page.
   * @param {Hit} hit
   */
  function highlight({ page, terms }) {
    const { CSS, Highlight } = /** @type {any} */ (window);
    if (!Highlight) return;
    const marks = new Highlight();
    for (const { node, text } of texts(page)) {
      for (const word of text.matchAll(/\S+/g)) {
        if (!terms.some((term) => PathyaQuiz.normal(word[0]).includes(term))) continue;
        const range = document.createRange();
        range.setStart(node, word.index || 0);
        range.setEnd(node, (word.index || 0) + word[0].length);
        marks.add(range);
      }
    }
    CSS.highlights.set("found", marks);
  }

  /** @param {Words} words */
  function open(words) {
    const field = /** @type {HTMLInputElement} */ (element("_find"));
    const [said, hits] = [element("_found"), element("_hits")];
    /** @type {Searched[]} */
    let pages = [];
    let timer = 0;
    function show() {
      const typed = PathyaQuiz.normal(field.value);
      if (typed && !pages.length) {
        pages = Array.from(document.querySelectorAll("main > .lesson, #_glossary"), (page) =>
          read(/** @type {HTMLElement} */ (page)),
        );
      }
      const shown = typed ? find(pages, typed) : [];
      hits.replaceChildren(...shown.map(entry));
      if (!typed) said.textContent = "";
      else words.write(said, shown.length ? "search-found" : "search-none", { n: shown.length });
    }
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(show, PAUSE);
    });
  }

  return { open, find, excerpt };
})();
