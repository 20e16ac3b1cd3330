"use strict";
/*
 * The interface's words on the page: with their numbers in the language's digits, and marked when
 * they stand in from another language.
 */

const PathyaWords = (() => {
  /** @param {Course} course */
  function open(course) {
    /** @param {number | string} value */
    function native(value) {
      const text = String(value);
      return course.digits ? text.replace(/\d/g, (digit) => course.digits[+digit]) : text;
    }

    /**
     * @param {string} key
     * @param {Record<string, number | string>} values
     * @returns {string}
     */
    function word(key, values) {
      const foreign = key in course.wordTags;
      return course.words[key].replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        if (value === undefined) return whole;
        if (foreign) return name === "percent" ? `${value}%` : String(value);
        return name === "percent" ? word("percent", { n: value }) : native(value);
      });
    }

    /**
     * Write a word into an element.
     * @param {Element} element
     * @param {string} key
     * @param {Record<string, number | string>} [values]
     */
    function write(element, key, values = {}) {
      element.textContent = word(key, values);
      const tag = course.wordTags[key];
      if (tag) {
        element.setAttribute("lang", tag);
        element.setAttribute("dir", "auto");
      } else {
        element.removeAttribute("lang");
        element.removeAttribute("dir");
      }
    }

    return { word, write };
  }

  return { open };
})();

/** @typedef {ReturnType<typeof PathyaWords.open>} Words */
