// Findings on the learner's page. The page stays as it is: marks are laid over it, at the passages
// that are found by their words.

/**
 * @typedef {object} Mark
 * @property {number} n which finding
 * @property {string} severity
 * @property {string} page the id of the page's element
 * @property {string} text what the passage says; empty: the page as a whole
 * @property {number} nth which of those that say so
 */

const RANKS = ["info", "warning", "error"];

/** @param {string | null} text White space differs between a text and how it is printed. */
const bare = (text) => (text ?? "").replace(/\s+/g, "");

/**
 * Gives the innermost elements that say a text.
 * @param {Element} root
 * @param {string} wanted without white space
 * @returns {Element[]}
 */
function saying(root, wanted) {
  const inner = Array.from(root.children).filter((one) => bare(one.textContent).includes(wanted));
  return inner.length ? inner.flatMap((one) => saying(one, wanted)) : [root];
}

/**
 * Finds a passage: exactly as it is, or else within something longer.
 * @param {Document} doc
 * @param {Mark} mark
 * @returns {Element | null}
 */
export function passage(doc, { page, text, nth }) {
  const root = doc.getElementById(page);
  if (!root) return null;
  const whole = root.querySelector("h1") ?? root;
  const wanted = bare(text);
  if (!wanted || !bare(root.textContent).includes(wanted)) return whole;
  const found = saying(root, wanted);
  const same = found.filter((one) => bare(one.textContent) === wanted);
  const all = same.length ? same : found;
  return all[Math.min(nth, all.length) - 1];
}

/**
 * Lays marks over a page, and keeps them beside their passages.
 * @param {HTMLElement} layer
 * @param {HTMLIFrameElement} frame
 * @param {(n: number) => void} onPress
 */
export function marking(layer, frame, onPress) {
  /** @type {Mark[]} */
  let marks = [];
  /** @type {{button: HTMLButtonElement, element: Element}[]} */
  let laid = [];
  /** @type {{box: HTMLElement, element: Element} | null} */
  let spot = null;
  const sizes = new ResizeObserver(() => settle());

  function settle() {
    const height = frame.clientHeight;
    let last = -Infinity;
    for (const { button, element } of laid) {
      const { top, bottom, width } = element.getBoundingClientRect();
      button.hidden = !width || bottom < 0 || top > height;
      if (button.hidden) continue;
      last = Math.max(top, 0, last + 30);
      button.style.top = `${last}px`;
    }
    if (!spot) return;
    const { left, top, width, height: tall } = spot.element.getBoundingClientRect();
    Object.assign(spot.box.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${tall}px` });
  }

  function lay() {
    const doc = frame.contentDocument;
    laid.forEach(({ button }) => button.remove());
    laid = [];
    if (!doc) return;
    /** @type {Map<Element, Mark[]>} */
    const byPlace = new Map();
    for (const mark of marks) {
      const element = passage(doc, mark);
      if (element) byPlace.set(element, [...(byPlace.get(element) ?? []), mark]);
    }
    laid = [...byPlace].map(([element, some]) => ({ element, button: make(some) }));
    laid.sort((one, other) => (one.element.compareDocumentPosition(other.element) & 4 ? -1 : 1));
    layer.append(...laid.map(({ button }) => button));
    settle();
  }

  /** @param {Mark[]} some */
  function make(some) {
    const worst = Math.max(...some.map(({ severity }) => RANKS.indexOf(severity)));
    const severity = RANKS[worst] ?? "info";
    const button = document.createElement("button");
    button.type = "button";
    button.className = severity;
    button.textContent = some.length > 1 ? String(some.length) : "!";
    button.setAttribute("aria-label", some.length > 1 ? `${some.length} findings, ${severity}` : `1 finding, ${severity}`);
    button.addEventListener("click", () => onPress(some[0].n));
    return button;
  }

  function forget() {
    spot?.box.remove();
    spot = null;
  }

  return {
    /** @param {Mark[]} some */
    set(some) {
      marks = some;
      lay();
    },
    /** A new page is there. */
    follow() {
      const { contentWindow, contentDocument: doc } = frame;
      forget();
      lay();
      if (!contentWindow || !doc) return;
      doc.addEventListener("scroll", settle, { capture: true, passive: true });
      contentWindow.addEventListener("resize", settle);
      contentWindow.addEventListener("hashchange", () => {
        forget();
        settle();
      });
      sizes.disconnect();
      sizes.observe(doc.body);
    },
    /**
     * Shows where a finding is; its page has been turned to.
     * @param {number} n
     */
    show(n) {
      const doc = frame.contentDocument;
      const mark = marks.find((one) => one.n === n);
      const element = doc && mark && passage(doc, mark);
      forget();
      if (!element) return;
      element.scrollIntoView({ block: "center" });
      const box = document.createElement("div");
      box.id = "spot";
      layer.append(box);
      spot = { box, element };
      settle();
    },
  };
}
