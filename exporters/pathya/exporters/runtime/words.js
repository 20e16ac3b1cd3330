"use strict";
/*
 * The interface's words on the page: with their numbers in the language's digits, and marked when
 * they stand in from another language.
 */

const PathyaWords = (() => {
  /** @param {Course} course */
  function open(course) {
    const foreign = course.wordsTag !== document.documentElement.lang;

    /** @param {number} value */
    function number(value) {
      const text = String(value);
      return course.digits ? text.replace(/\d/g, (digit) => course.digits[+digit]) : text;
    }

    /**
     * @param {string} key
     * @param {Record<string, number | string>} [values]
     */
    function word(key, values = {}) {
      return course.words[key].replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        return value === undefined ? whole : typeof value === "number" ? number(value) : value;
      });
    }

    /** @param {number} value */
    function percent(value) {
      return word("percent", { n: value });
    }

    /**
     * Write a word into an element.
     * @param {Element} element
     * @param {string} key
     * @param {Record<string, number | string>} [values]
     */
    function write(element, key, values) {
      element.textContent = word(key, values);
      if (foreign) {
        element.setAttribute("lang", course.wordsTag);
        element.setAttribute("dir", "auto");
      }
    }

    return { number, word, percent, write };
  }

  return { open };
})();

/** @typedef {ReturnType<typeof PathyaWords.open>} Words */
