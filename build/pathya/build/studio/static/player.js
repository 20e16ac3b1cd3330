// The player: holds the learner's page, is the platform that it looks for, and does what the studio
// says. It lives where content lives: it has nothing of the studio, and the studio trusts nothing
// that it says.
import { igot2024, igot2026 } from "./lms-igot.js";
import { MODELS } from "./lms-models.js";
import { standard } from "./lms.js";
import { reporting } from "./player-calls.js";
import { marking } from "./player-marks.js";

/** @typedef {import("./lms.js").Platform} Platform */
/**
 * @typedef {object} Order what is to be opened
 * @property {string} course
 * @property {string} tag
 * @property {"scorm12" | "scorm2004" | "web"} form
 * @property {string} part
 * @property {string} revision
 * @property {string} page empty: where the learner left, or the beginning
 * @property {string} platform
 * @property {string} key of the record: other courses, parts, formats and platforms have others
 * @property {unknown} saved what an earlier visit left
 * @property {boolean} dark
 * @property {boolean} big
 */
/** @typedef {{page: string, x: number, y: number}} Place */

const STUDIO = document.body.dataset.studio ?? "";
const PAGES = document.body.dataset.pages ?? "";
const LOOKS = 1000; // that a page is waited for, each 10 milliseconds after the last

const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("course"));
const marks = marking(/** @type {HTMLElement} */ (document.getElementById("marks")), frame, (n) => tell("pressed", { n }));

/** @type {Order | null} */
let order = null;
/** @type {Platform | null} */
let platform = null;
/** @type {Document | null} */
let learnersPage = null;
let waiting = 0;
let began = 0;
let moved = 0;

/** @param {string} kind @param {Record<string, unknown>} [more] */
function tell(kind, more = {}) {
  window.parent.postMessage({ kind, ...more }, STUDIO);
}

const report = reporting(tell);

// --- the platform ----------------------------------------------------------------------------------

/** @param {unknown} saved @returns {Platform | null} */
function makePlatform(saved) {
  if (!order || order.form === "web") return null;
  if (order.platform === "igot-2024") return igot2024(saved);
  if (order.platform === "igot-2026") return igot2026(saved);
  return standard(MODELS[order.form], saved);
}

/**
 * Puts the platform where courses look for it. Each page that calls begins a visit of its own: only
 * then has the page before it said its last word.
 * @param {unknown} saved
 */
function install(saved) {
  const places = /** @type {any} */ (window);
  platform = makePlatform(saved);
  learnersPage = null;
  for (const api of ["API", "API_1484_11"]) {
    const known = platform?.apis[api];
    if (known) places[api] = Object.fromEntries(Object.keys(known).map((verb) => [verb, listening(api, verb)]));
    else delete places[api];
  }
  tellRecord();
}

/** @param {string} api @param {string} verb */
function listening(api, verb) {
  return (/** @type {unknown[]} */ ...values) => {
    if (frame.contentDocument !== learnersPage) {
      if (learnersPage) platform = makePlatform(platform?.saved());
      learnersPage = frame.contentDocument;
    }
    const now = /** @type {Platform} */ (platform);
    const result = now.apis[api][verb](...values);
    if (now.hears()) {
      const error = verb.endsWith("GetLastError") ? "" : String(now.lastError());
      const at = Math.round(performance.now() - began);
      report.call({ verb, values: values.map(String), result: String(result), error, at });
    }
    if (/Commit|Finish|Terminate/.test(verb)) tellRecord();
    return result;
  };
}

function tellRecord() {
  report.record({ key: order?.key ?? "", record: platform?.record() ?? {}, saved: platform?.saved() ?? null });
}

// --- the page --------------------------------------------------------------------------------------

/** @returns {Place} */
function place() {
  const [doc, view] = [frame.contentDocument, frame.contentWindow];
  const page = doc?.querySelector(".page.current")?.id ?? "";
  return { page, x: view?.scrollX ?? 0, y: view?.scrollY ?? 0 };
}

/** The learner closes the course, if one is open; some players go first. */
function leave() {
  if (!learnersPage) return;
  platform?.leave();
  if (!platform?.hears()) tellRecord();
}

/**
 * Loads the page, in the stead of the one that is there.
 * @param {string} page
 * @param {Place | null} [back] where to scroll to when it is there
 */
function load(page, back = null) {
  if (!order) return;
  const parts = [order.course, order.tag, order.form, order.part].map(encodeURIComponent);
  const hash = page ? `#${encodeURIComponent(page)}` : "";
  const before = frame.contentDocument;
  leave();
  frame.contentWindow?.location.replace(`${PAGES}${parts.join("/")}/index.html?v=${order.revision}${hash}`);
  clearTimeout(waiting);
  wait(before, back, LOOKS);
}

/** @param {Document | null} before @param {Place | null} back @param {number} looks */
function wait(before, back, looks) {
  const doc = frame.contentDocument;
  const root = doc !== before && doc?.URL !== "about:blank" ? doc?.documentElement : null;
  if (root) dress();
  if (doc && root && (root.classList.contains("ready") || doc.readyState === "complete")) arrive(doc, back);
  else if (looks) waiting = window.setTimeout(() => wait(before, back, looks - 1), 10);
}

/** @param {Document} doc @param {Place | null} back */
function arrive(doc, back) {
  const view = /** @type {Window} */ (frame.contentWindow);
  if (back) {
    scroll(back.x, back.y);
    // Pictures and fonts may have been on their way still.
    view.addEventListener("load", () => moved || scroll(back.x, back.y));
    moved = 0;
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      view.addEventListener(kind, () => (moved = 1), { passive: true, once: true });
    }
  }
  marks.follow();
  view.addEventListener("hashchange", () => tell("turned", { page: place().page }));
  view.addEventListener("scroll", onScroll, { passive: true });
  tell("arrived", { page: place().page, revision: order?.revision ?? "", title: doc.title });
}

/** @param {number} x @param {number} y */
function scroll(x, y) {
  frame.contentWindow?.scrollTo({ left: x, top: y, behavior: "instant" });
}

/**
 * Takes the page away, and goes on when it has said its last word.
 * @param {() => void} then
 */
function close(then) {
  clearTimeout(waiting);
  leave();
  frame.addEventListener("load", then, { once: true });
  frame.contentWindow?.location.replace("about:blank");
}

/** Looks as the studio wants it to: what a learner's own device and settings would do. */
function dress() {
  const root = frame.contentDocument?.documentElement;
  if (!root || !order) return;
  if (order.dark) root.dataset.theme = "dark";
  else if (root.dataset.theme === "dark") delete root.dataset.theme;
  root.style.fontSize = order.big ? "200%" : "";
  document.documentElement.style.colorScheme = order.dark ? "dark" : "";
}

// --- two pages side by side ------------------------------------------------------------------------

let quietUntil = 0;

/** How far the page can be scrolled. */
function room() {
  const root = frame.contentDocument?.documentElement;
  return root ? Math.max(1, root.scrollHeight - root.clientHeight) : 1;
}

function onScroll() {
  if (performance.now() < quietUntil) return;
  tell("scrolled", { share: (frame.contentWindow?.scrollY ?? 0) / room() });
}

/** @param {number} share */
function follow(share) {
  quietUntil = performance.now() + 200;
  scroll(frame.contentWindow?.scrollX ?? 0, share * room());
}

/** @param {string} page */
function turn(page) {
  const view = frame.contentWindow;
  if (view && frame.contentDocument?.getElementById(page) && place().page !== page) view.location.hash = page;
}

/**
 * A page turns when the browser has told it of its new address.
 * @param {string} page
 * @param {() => void} act
 * @param {number} looks
 */
function whenTurned(page, act, looks) {
  if (place().page === page || !looks) act();
  else window.setTimeout(() => whenTurned(page, act, looks - 1), 20);
}

// --- what the studio says --------------------------------------------------------------------------

function forgetOnDevice() {
  try {
    const mine = Object.keys(localStorage).filter((key) => key.startsWith(`pathya.${order?.course}`));
    mine.forEach((key) => localStorage.removeItem(key));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** @type {Record<string, (said: any) => void>} */
const ACTS = {
  open: ({ order: next }) => {
    began = began || performance.now();
    const before = order;
    const begin = () => {
      const saved = before?.key === next.key ? platform?.saved() : next.saved;
      order = next;
      install(saved);
      load(next.page);
    };
    if (before) close(begin);
    else begin();
  },
  reload: ({ revision }) => {
    if (!order) return;
    order = { ...order, revision };
    const back = place();
    load(back.page, back);
  },
  resume: () => load(""),
  restart: () => close(() => {
    forgetOnDevice();
    install(null);
    load("");
  }),
  look: ({ dark, big }) => {
    if (order) order = { ...order, dark, big };
    dress();
  },
  fail: ({ on }) => platform?.failNext(on),
  marks: ({ found }) => marks.set(found),
  show: ({ n, page }) => {
    turn(page);
    whenTurned(page, () => marks.show(n), 500);
  },
  turn: ({ page }) => turn(page),
  scroll: ({ share }) => follow(share),
};

window.addEventListener("message", ({ data, origin, source }) => {
  if (origin !== STUDIO || source !== window.parent || window.parent === window) return;
  ACTS[data?.kind]?.(data);
});
tell("ready");
