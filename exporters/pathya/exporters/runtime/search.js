"use strict";
/*
 * Search in the course: what is searched is the page's own text. Case, the script of digits and the
 * ways to write the same letter make no difference.
 */

const PathyaSearch = (() => {
  const PAUSE = 250; // milliseconds without a key before results are shown, and announced
  const [BEFORE, AFTER] = [5, 12]; // words shown round the first one found
  /** What a lesson holds besides its text. */
  const OTHER = ".eyebrow, .turn, .feedback, .verdict, .hint, button, select, [role=tablist], [role=doc-noteref]";

  /**
   * @typedef {object} Searched
   * @property {HTMLElement} page
   * @property {Element} title
   * @property {string[]} words as they stand on the page
   * @property {string[]} plain the same, as they are compared
   */

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {HTMLElement} page @returns {Searched} */
  function read(page) {
    const copy = /** @type {HTMLElement} */ (page.cloneNode(true));
    for (const other of copy.querySelectorAll(OTHER)) other.remove();
    for (const block of copy.querySelectorAll("h1, h2, h3, h4, p, li, th, td, dt, dd, summary, section")) {
      block.append(" "); // or the last word would run into the next block's first
    }
    for (const line of copy.querySelectorAll("br")) line.replaceWith(" ");
    const text = (copy.textContent || "").replace(/\s+/g, " ").trim();
    const title = /** @type {Element} */ (page.querySelector("h1"));
    return { page, title, words: text.split(" "), plain: PathyaQuiz.normal(text).split(" ") };
  }

  /**
   * Find the pages that have all the words; those that have them in the title come first.
   * @param {Searched[]} pages
   * @param {string} typed
   */
  function find(pages, typed) {
    const terms = PathyaQuiz.normal(typed).split(" ");
    const has = (/** @type {string[]} */ plain) => {
      return terms.every((term) => plain.some((word) => word.includes(term)));
    };
    const found = pages.filter(({ plain }) => has(plain));
    const titled = found.filter(({ title }) => has([PathyaQuiz.normal(title.textContent || "")]));
    return {
      pages: [...titled, ...found.filter((one) => !titled.includes(one))],
      place: (/** @type {Searched} */ { plain }) => plain.findIndex((word) => word.includes(terms[0])),
    };
  }

  /**
   * @param {Searched} found
   * @param {number} at the word found
   */
  function entry({ page, title, words }, at) {
    const [item, link, name, text] = ["li", "a", "span", "small"].map((tag) => document.createElement(tag));
    const [from, to] = [Math.max(0, at - BEFORE), at + AFTER];
    link.setAttribute("href", `#${page.id}`);
    name.textContent = title.textContent;
    text.textContent = `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
    for (const mark of ["lang", "dir"]) {
      const value = title.getAttribute(mark);
      if (value) link.setAttribute(mark, value);
    }
    link.append(name, " ", text);
    item.append(link);
    return item;
  }

  /** @param {Words} words */
  function open(words) {
    const field = /** @type {HTMLInputElement} */ (element("_find"));
    const [said, hits] = [element("_found"), element("_hits")];
    /** @type {Searched[]} */
    let pages = [];
    let timer = 0;
    function show() {
      const typed = field.value.trim();
      if (typed && !pages.length) {
        pages = Array.from(document.querySelectorAll("main > .lesson, #_glossary"), (page) =>
          read(/** @type {HTMLElement} */ (page)),
        );
      }
      const found = find(pages, typed);
      const shown = typed ? found.pages : [];
      hits.replaceChildren(...shown.map((one) => entry(one, found.place(one))));
      if (!typed) said.textContent = "";
      else words.write(said, shown.length ? "search-found" : "search-none", { n: shown.length });
    }
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(show, PAUSE);
    });
  }

  return { open };
})();
