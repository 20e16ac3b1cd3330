"use strict";
/*
 * Right or wrong: compares a response with a question's key. No page, no platform.
 *
 * A response is a list of strings: the chosen options; for match `left.right` per pair; for order
 * the items as placed, `a.b` being two in one place; for fill one text per blank; for numeric one text.
 */

/** @typedef {"single" | "multiple" | "true-false" | "match" | "order" | "fill" | "numeric"} Type */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {Type} type
 * @property {number} points
 * @property {string} [objective] id
 * @property {string} [level] difficulty; graded questions only
 * @property {boolean} [shuffle] whether its parts are mixed anew for each learner
 * @property {string[]} key the right response; numeric: answer and tolerance
 * @property {string[]} [blanks] fill: ids, in the order of the source
 * @property {string[][]} [accepted] fill: what may stand in each of these blanks
 * @property {string[]} [shown] match, order: ids in the order of the page
 * @property {Record<string, string>} [feedback] HTML by option id, "" for all; graded questions only
 */

const PathyaQuiz = (() => {
  /** Zeros of the digits that our languages write with; nine more follow each. */
  const ZEROS = [
    0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x1c50,
    0xabf0,
  ];
  const GROUPED = /^[+-]?(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d*)?$/;

  /** @param {string} text */
  function asciiDigits(text) {
    return text.replace(/\p{Nd}/gu, (digit) => {
      const code = /** @type {number} */ (digit.codePointAt(0));
      const zero = ZEROS.find((first) => code >= first && code < first + 10);
      return zero === undefined ? digit : String(code - zero);
    });
  }

  /**
   * Bring a typed text to the form in which it is compared: no case, no joiners, no outer space,
   * and hyphens and apostrophes as keyboards have them.
   * @param {string} text
   */
  function normal(text) {
    const bare = text
      .normalize("NFC")
      .replace(/[\u200b-\u200d]/g, "")
      .replace(/[\u2010\u2011]/g, "-")
      .replace(/[\u2018\u2019\u02bc]/g, "'");
    return asciiDigits(bare).replace(/\s+/g, " ").trim().toLowerCase();
  }

  /**
   * Read a number as people type it: native digits, commas between groups (1,50,000 or 150,000).
   * Any other comma is refused: 42,5 may be meant as 42.5, and is never 425.
   * @param {string} text
   * @returns {string} an ASCII decimal, exactly what was typed; "" if it is none
   */
  function decimal(text) {
    const plain = asciiDigits(text)
      .replace(/[\u2010-\u2013\u2212]/g, "-")
      .replace(/\u066b/g, ".")
      .replace(/[\u066c\u060c]/g, ",")
      .replace(/\s/g, "");
    if (plain.includes(",") && !GROUPED.test(plain)) return "";
    const bare = plain.replace(/,/g, "");
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(bare)) return "";
    const places = decimals([bare]);
    return written(units(bare, places), places);
  }

  /** @param {string[]} texts decimal numbers @returns {number} the most digits behind a point */
  function decimals(texts) {
    return Math.max(...texts.map((text) => (text.split(".")[1] || "").length));
  }

  /** @param {string} text a decimal number, which comes to a whole number of 10^-places */
  function units(text, places = 0) {
    const [whole, part = ""] = text.split(".");
    return BigInt(whole + part.padEnd(places, "0"));
  }

  /** @param {bigint} value in units of 10^-places @returns {string} never with an exponent */
  function written(value, places = 0) {
    const [, sign, digits] = /** @type {string[]} */ (/^(-?)(.*)/.exec(String(value)));
    const all = digits.padStart(places + 1, "0");
    const point = all.length - places;
    return sign + `${all.slice(0, point)}.${all.slice(point)}`.replace(/\.0*$|(\.\d*[1-9])0+$/, "$1");
  }

  /**
   * The bounds of what is accepted, with as many decimals as a record takes: no narrower than it is.
   * @param {string[]} key answer and tolerance
   * @param {number} most decimals
   */
  function range(key, most) {
    const places = Math.max(most, decimals(key));
    const [answer, tolerance] = key.map((text) => units(text, places));
    const step = BigInt("1".padEnd(1 + places - most, "0"));
    const low = floor(answer - tolerance, step);
    return [written(low, most), written(-floor(-answer - tolerance, step), most)];
  }

  /** @param {bigint} value @param {bigint} step @returns {bigint} steps */
  function floor(value, step) {
    const rest = value % step;
    return (value - rest) / step - BigInt(rest < 0);
  }

  /** @param {string[]} one @param {string[]} other */
  function same(one, other) {
    return one.length === other.length && one.every((value, at) => value === other[at]);
  }

  /**
   * @param {Question} question
   * @param {string[]} response
   */
  function isAnswered(question, response) {
    if (question.type === "numeric") return decimal(response[0] || "") !== "";
    const wanted = question.accepted ? question.accepted.length : question.key.length;
    const needed = ["match", "order", "fill"].includes(question.type) ? wanted : 1;
    return response.filter((value) => value.trim() !== "").length >= needed;
  }

  /**
   * @param {Question} question
   * @param {string[]} response
   */
  function isRight(question, response) {
    switch (question.type) {
      case "numeric":
        return isNear(decimal(response[0] || ""), question.key);
      case "fill":
        return (question.accepted || []).every((accepted, at) => isAccepted(accepted, response[at]));
      case "order":
        return same(response, question.key);
      default:
        return same([...response].sort(), [...question.key].sort());
    }
  }

  /** @param {string} given @param {string[]} key answer and tolerance; counted in whole numbers: exact */
  function isNear(given, key) {
    if (!given) return false;
    const all = [given, ...key];
    const [number, answer, tolerance] = all.map((text) => units(text, decimals(all)));
    return number - answer <= tolerance && answer - number <= tolerance;
  }

  /** @param {string[]} accepted @param {string} [given] */
  function isAccepted(accepted, given = "") {
    return accepted.map(normal).includes(normal(given));
  }

  /**
   * How much of a question is right, 0 to 1: all or nothing, or the share of its right parts.
   * @param {Question} question
   * @param {string[]} response
   * @param {boolean} partial
   */
  function share(question, response, partial) {
    if (isRight(question, response)) return 1;
    const { type, key } = question;
    if (!partial) return 0;
    const hits = response.filter((value) => key.includes(value)).length;
    if (type === "multiple") return Math.max(0, 2 * hits - response.length) / key.length;
    if (type === "match") return hits / key.length;
    if (type === "order") return key.filter((id, at) => response[at] === id).length / key.length;
    const blanks = (type === "fill" && question.accepted) || [];
    const filled = blanks.filter((accepted, at) => isAccepted(accepted, response[at])).length;
    return blanks.length ? filled / blanks.length : 0;
  }

  return { asciiDigits, normal, decimal, range, isAnswered, isRight, share };
})();
