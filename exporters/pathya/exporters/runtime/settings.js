"use strict";
/*
 * How the page looks: size of text and colours. Set before the page is drawn, and remembered in the
 * browser where that is allowed.
 */

const PathyaSettings = (() => {
  const PLACE = "pathya.display";
  /** What there is to choose; the first of each is how the page looks when nobody chose. */
  const CHOICES = Object.freeze({
    size: ["normal", "large", "largest"],
    theme: ["device", "light", "dark", "contrast"],
  });

  /** @typedef {keyof typeof CHOICES} Choice */

  const NAMES = /** @type {Choice[]} */ (Object.keys(CHOICES));

  /** @param {Choice} name */
  function chosen(name) {
    return document.documentElement.dataset[name] || CHOICES[name][0];
  }

  /**
   * @param {Choice} name
   * @param {string} value what is not known counts as not chosen
   */
  function choose(name, value) {
    const data = document.documentElement.dataset;
    if (CHOICES[name].indexOf(value) > 0) data[name] = value;
    else delete data[name];
  }

  /** Platforms may forbid frames to remember anything. */
  function recall() {
    try {
      return (localStorage.getItem(PLACE) || "").split(" ");
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      localStorage.setItem(PLACE, NAMES.map(chosen).join(" "));
    } catch {
      // Then it lasts until the page is closed.
    }
  }

  function apply() {
    const kept = recall();
    NAMES.forEach((name, at) => choose(name, kept[at] || ""));
  }

  function open() {
    const button = /** @type {HTMLElement} */ (document.getElementById("_settings"));
    const box = /** @type {HTMLDialogElement} */ (document.getElementById("_looks"));
    const radios = /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input"));
    if (!box.showModal) {
      button.hidden = true;
      return;
    }
    button.addEventListener("click", () => {
      for (const radio of radios) radio.checked = radio.value === chosen(/** @type {Choice} */ (radio.name));
      box.showModal();
      // A browser would take the first of them, chosen or not.
      Array.from(radios).find((radio) => radio.checked)?.focus();
    });
    box.addEventListener("change", (event) => {
      const radio = /** @type {HTMLInputElement} */ (event.target);
      choose(/** @type {Choice} */ (radio.name), radio.value);
      keep();
    });
    box.addEventListener("click", (event) => {
      const pressed = /** @type {Element} */ (event.target);
      if (pressed === box || pressed.id === "_looks-close") box.close();
    });
  }

  return { apply, open };
})();

PathyaSettings.apply();
