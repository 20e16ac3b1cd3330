"use strict";
/*
 * Sections that become tabs. Without this script, and in print, they stand one under the other.
 * What unfolds is open in print, too.
 */

const PathyaTabs = (() => {
  /** The section of each tab. @type {WeakMap<Element, HTMLElement>} */
  const panels = new WeakMap();

  function open() {
    document.querySelectorAll("main .tabs").forEach(build);
    window.addEventListener("beforeprint", unfold);
  }

  /** Print what is folded as well: older browsers have no style for it. */
  function unfold() {
    const folded = /** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll("main details:not([open])")
    );
    const set = (/** @type {boolean} */ open) => folded.forEach((one) => { one.open = open; });
    set(true);
    window.addEventListener("afterprint", () => set(false), { once: true });
  }

  /**
   * @param {Element} box
   * @param {number} number of the box on the page
   */
  function build(box, number) {
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    const sections = /** @type {HTMLElement[]} */ (Array.from(box.children));
    list.append(...sections.map((section, at) => tab(section, `_tab-${number + 1}-${at + 1}`)));
    box.prepend(list);
    select(/** @type {HTMLElement} */ (list.firstElementChild));
    list.addEventListener("click", (event) => {
      const pressed = /** @type {Element} */ (event.target).closest("[role=tab]");
      if (pressed) select(/** @type {HTMLElement} */ (pressed));
    });
    list.addEventListener("keydown", (event) => move(list, event));
  }

  /**
   * @param {HTMLElement} section
   * @param {string} id
   */
  function tab(section, id) {
    const heading = /** @type {HTMLElement} */ (section.firstElementChild);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", id, textContent: heading.textContent });
    for (const mark of ["lang", "dir"]) {
      const value = heading.getAttribute(mark);
      if (value) button.setAttribute(mark, value);
    }
    section.id = section.id || `${id}-panel`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", section.id);
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", id);
    section.tabIndex = 0;
    heading.hidden = true;
    panels.set(button, section);
    return button;
  }

  /** @param {HTMLElement} chosen */
  function select(chosen) {
    const list = /** @type {Element} */ (chosen.parentElement);
    for (const one of /** @type {HTMLElement[]} */ (Array.from(list.children))) {
      const section = /** @type {HTMLElement} */ (panels.get(one));
      one.setAttribute("aria-selected", String(one === chosen));
      one.tabIndex = one === chosen ? 0 : -1;
      section.hidden = one !== chosen;
    }
  }

  /**
   * @param {Element} list
   * @param {KeyboardEvent} event
   */
  function move(list, event) {
    const tabs = /** @type {HTMLElement[]} */ (Array.from(list.children));
    const at = tabs.findIndex((one) => one === document.activeElement);
    const onward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const places = new Map([[onward, at + 1], [back, at - 1], ["Home", 0], ["End", -1]]);
    const place = places.get(event.key);
    if (place === undefined || at < 0) return;
    event.preventDefault();
    const next = tabs[(place + tabs.length) % tabs.length];
    select(next);
    next.focus();
  }

  /**
   * Open what hides something: its tab, and what unfolds.
   * @param {Element} found
   */
  function reveal(found) {
    const section = found.closest("[role=tabpanel]");
    const button = section && document.getElementById(section.getAttribute("aria-labelledby") || "");
    if (button) select(button);
    const folded = found.closest("details");
    if (folded) folded.open = true;
  }

  return { open, reveal };
})();
