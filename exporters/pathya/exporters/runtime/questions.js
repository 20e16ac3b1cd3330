"use strict";
/*
 * Questions on the page: reads the learner's response from native controls, and shows what it was
 * worth.
 */

const PathyaQuestions = (() => {
  /**
   * All elements of one selector, as the kind that they are known to be.
   * @template {Element} T
   * @param {Element} root
   * @param {string} selector
   * @returns {T[]}
   */
  function all(root, selector) {
    return /** @type {T[]} */ (Array.from(root.querySelectorAll(selector)));
  }

  /** @param {Element} root @returns {string[]} */
  function chosen(root) {
    return all(root, "input:checked").map((input) => /** @type {HTMLInputElement} */ (input).value);
  }

  /** @param {Element} root @param {string} selector */
  function typed(root, selector) {
    const input = /** @type {HTMLInputElement} */ (root.querySelector(selector));
    return input.value.trim();
  }

  /** @param {Element} root @param {string} selector @param {string} [text] */
  function write(root, selector, text = "") {
    const input = /** @type {HTMLInputElement} */ (root.querySelector(selector));
    input.value = text;
  }

  /** @param {Element} root @returns {string[]} */
  function selected(root) {
    return all(root, "select").map((select) => /** @type {HTMLSelectElement} */ (select).value);
  }

  /** @param {Question} question @param {Element} root */
  function pairs(question, root) {
    const shown = question.shown || [];
    return selected(root).flatMap((value, at) => {
      const left = question.key[at].split(".")[0];
      return value ? [`${left}.${shown[+value - 1]}`] : [];
    });
  }

  /** @param {Question} question @param {Element} root the rows of an order question, as they stand */
  function rows({ shown = [] }, root) {
    return all(root, "[data-row] select").map((list) => {
      const row = /** @type {HTMLElement} */ (list.parentElement).dataset.row;
      return { list: /** @type {HTMLSelectElement} */ (list), name: shown[Number(row) - 1] };
    });
  }

  /** @param {Question} question @param {Element} root each place's item; `a.b` where two are in one */
  function sequence(question, root) {
    const all = rows(question, root);
    return all.map((_, at) => all.filter(({ list }) => +list.value === at + 1).map(({ name }) => name).join("."));
  }

  /**
   * Bring options, items or choices into the order that a seed gives them.
   * @param {Question} question
   * @param {Element} root
   * @param {number} seed
   */
  function mix(question, root, seed) {
    if (!question.shuffle) return;
    const name = (/** @type {any} */ part) => {
      return part.dataset.option || (question.shown || [])[(part.dataset.row || part.value) - 1];
    };
    for (const list of all(root, ".options, .places, .pairs:not(.places) select")) {
      const parts = new Map(Array.from(list.children, (part) => [name(part), part]));
      parts.delete(undefined);
      list.append(...PathyaPaper.mixed(seed, question, [...parts.keys()]).map((id) => parts.get(id) || ""));
    }
  }

  /**
   * What the learner has answered so far.
   * @param {Question} question
   * @param {Element} root
   */
  function response(question, root) {
    switch (question.type) {
      case "match":
        return pairs(question, root);
      case "order":
        return sequence(question, root);
      case "fill":
        return (question.blanks || []).map((id) => typed(root, `#${id}`));
      case "numeric":
        return [typed(root, "input")];
      default:
        return chosen(root);
    }
  }

  /**
   * A question's words, a gap as "…", and the language that they stand in.
   * @param {Element} root
   */
  function asked(root) {
    const stem = /** @type {Element} */ (/** @type {Element} */ (root.querySelector(".stem")).cloneNode(true));
    for (const gap of all(stem, "input")) gap.replaceWith("…");
    const tag = stem.querySelector("[lang]")?.getAttribute("lang") || document.documentElement.lang;
    return { text: (stem.textContent || "").trim(), tag };
  }

  /**
   * Put an answer back as it was given; what is no longer offered stays open.
   * @param {Question} question
   * @param {Element} root
   * @param {string[]} given
   */
  function restore(question, root, given) {
    const shown = question.shown || [];
    const lists = /** @type {HTMLSelectElement[]} */ (all(root, "select"));
    switch (question.type) {
      case "match":
        lists.forEach((list, at) => {
          const left = question.key[at].split(".")[0];
          const pair = given.find((one) => one.split(".")[0] === left) || "";
          const place = shown.indexOf(pair.split(".")[1]);
          list.value = place < 0 ? "" : String(place + 1);
        });
        break;
      case "order":
        rows(question, root).forEach(({ list, name }) => {
          const place = given.findIndex((names) => names.split(".").includes(name));
          list.value = place < 0 || place >= shown.length ? "" : String(place + 1);
        });
        break;
      case "fill":
        (question.blanks || []).forEach((id, at) => write(root, `#${id}`, given[at]));
        break;
      case "numeric":
        write(root, "input", given[0]);
        break;
      default:
        for (const input of /** @type {HTMLInputElement[]} */ (all(root, "input"))) {
          input.checked = given.includes(input.value);
        }
    }
  }

  /**
   * Show right or wrong under a question, with the feedback that belongs to the response.
   * @param {Element} root
   * @param {Words} words
   * @param {number} share how much of it is right, 0 to 1
   * @param {string[]} given
   */
  function showVerdict(root, words, share, given) {
    clear(root);
    root.classList.add(share === 1 ? "is-right" : "is-wrong");
    say(root, words, share === 1 ? "is-right" : share ? "is-partly" : "not-right");
    for (const note of all(root, "[data-for]")) {
      const key = note.getAttribute("data-for") || "";
      /** @type {HTMLElement} */ (note).hidden = key !== "" && !given.includes(key);
    }
  }

  /** @param {Element} root @param {Words} words @param {string} key */
  function say(root, words, key) {
    const verdict = root.querySelector(".verdict");
    if (verdict) words.write(verdict, key);
  }

  /** @param {Element} root */
  function clear(root) {
    root.classList.remove("is-right", "is-wrong");
    for (const verdict of all(root, ".verdict")) verdict.textContent = "";
    for (const note of all(root, "[data-for]")) /** @type {HTMLElement} */ (note).hidden = true;
  }

  /**
   * Put feedback into a graded question: it comes with the data, never in markup.
   * @param {Question} question
   * @param {Element} root
   */
  function addFeedback(question, root) {
    for (const [key, html] of Object.entries(question.feedback || {})) {
      const note = document.createElement("div");
      note.className = "feedback";
      note.setAttribute("data-for", key);
      note.innerHTML = html;
      const option = all(root, "[data-option]").find((one) => one.getAttribute("data-option") === key);
      (option || root).append(note);
    }
  }

  /** @type {WeakMap<Element, Date>} */
  const shown = new WeakMap();
  const eyes = window.IntersectionObserver && new IntersectionObserver((entries) => {
    entries.filter((one) => one.isIntersecting).forEach((one) => see(one.target));
  });

  /** @param {Element} root */
  function see(root) {
    shown.set(root, new Date());
    eyes?.unobserve(root);
  }

  /** @param {Element} root whose coming into sight is noted */
  function watch(root) {
    see(root);
    eyes?.observe(root);
  }

  /**
   * Let a practice question be checked, as often as one likes.
   * @param {Question} question
   * @param {HTMLFormElement} form
   * @param {Words} words
   * @param {(answer: Answer) => void} onAnswer
   */
  function practise(question, form, words, onAnswer) {
    watch(form);
    const again = /** @type {HTMLButtonElement} */ (form.querySelector(".again"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = response(question, form);
      if (!PathyaQuiz.isAnswered(question, given)) {
        clear(form);
        say(form, words, "answer-first");
        return;
      }
      const right = PathyaQuiz.isRight(question, given);
      showVerdict(form, words, right ? 1 : 0, given);
      again.hidden = right;
      const when = new Date();
      const share = right ? 1 : 0;
      onAnswer({ question, response: given, share, when, first: when, shown: shown.get(form), asked: asked(form) });
      see(form);
    });
    form.addEventListener("input", () => clear(form));
    again.addEventListener("click", () => {
      HTMLFormElement.prototype.reset.call(form); // a field may be called reset
      clear(form);
      again.hidden = true;
      /** @type {HTMLElement} */ (form.querySelector("input, select")).focus();
    });
  }

  return { shown, watch, response, asked, mix, restore, showVerdict, addFeedback, practise };
})();
