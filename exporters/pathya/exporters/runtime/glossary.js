"use strict";
/*
 * Words that the course explains: a link to the glossary opens the meaning where one reads.
 * Without this script, or in a browser without dialogs, the links lead to the glossary itself.
 */

const PathyaGlossary = (() => {
  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  function open() {
    const box = /** @type {HTMLDialogElement | null} */ (document.getElementById("_term"));
    if (!box || !box.showModal) return;
    document.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      // Who asks for a new window shall have it.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.className === "term" && explain(link, box)) event.preventDefault();
      else if (box.contains(link)) box.close();
    });
    // The box fills its element, so only the ground behind it is the element itself.
    box.addEventListener("click", (event) => {
      if (event.target === box) box.close();
    });
    element("_term-close").addEventListener("click", () => box.close());
  }

  /**
   * Show what a word means. Escape and the way back of the focus are the dialog's own.
   * @param {HTMLAnchorElement} link
   * @param {HTMLDialogElement} box
   * @returns {boolean} whether the glossary has it
   */
  function explain(link, box) {
    const entry = document.getElementById(link.hash.slice(1));
    const [word, meaning] = entry ? entry.children : [];
    if (!word || !meaning) return false;
    copy(word, element("_term-word"));
    copy(meaning, element("_term-meaning"));
    // Anew, so that it is announced when one word's meaning leads to another.
    if (box.open) box.close();
    box.showModal();
    return true;
  }

  /**
   * @param {Element} from
   * @param {HTMLElement} to
   */
  function copy(from, to) {
    to.replaceChildren(...Array.from(from.childNodes, (node) => node.cloneNode(true)));
    to.lang = from.getAttribute("lang") || "";
    to.dir = from.getAttribute("dir") || "";
    if (!to.lang) to.removeAttribute("lang"); // an empty one would say: of no known language
    for (const named of to.querySelectorAll("[id]")) named.removeAttribute("id");
  }

  return { open };
})();
