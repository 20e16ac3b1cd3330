// The board of a course: its languages, and what a platform would say, language by language.
import { ask, byId, make } from "./dom.js";
import { byRule, ORDER } from "./findings.js";
import { listen } from "./live.js";
import { bar, counted, percent, reasons, shares } from "./shares.js";

/**
 * @typedef {import("./findings.js").Finding} Finding
 * @typedef {import("./findings.js").Place} Place
 */

const course = byId("editions").dataset.course;
const path = encodeURIComponent(course);

// --- languages

/** @param {any} row @param {Map<string, string>} names */
function drawEditions(row, names) {
  const drawn = row.cells.map((/** @type {any} */ cell) => {
    const source = cell.tag === row.source.tag;
    const why = reasons(cell.blocks);
    const { errors, warnings } = cell.found;
    const open = make("a", { href: `/preview/${path}/${cell.tag}` }, "Preview");
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, names.get(cell.tag) ?? cell.tag, source ? " (source)" : ""),
      make("td", {}, open, source ? null : " · ", source ? null : make("a", { href: `/review/${cell.tag}/${path}` }, "Review")),
      make("td", { class: "bar-cell" }, source ? "" : percent(shares(cell.words)[0][1]), source ? null : bar(cell.words)),
      make("td", {}, Object.entries(cell.words).map(([state, number]) => `${number} ${state === "new" ? "not translated" : state}`).join(", ")),
      make("td", {}, make("span", { class: errors && "error" }, errors ? counted(errors, "error") : ""), errors && warnings ? ", " : null, make("span", { class: warnings && "warning" }, warnings ? counted(warnings, "warning") : "")),
      make("td", {}, make("span", { class: why.length ? "" : "good" }, why.join(", ") || "ready")),
    );
  });
  byId("editions").replaceChildren(...drawn);
}

async function loadEditions() {
  const { row, languages } = await ask(`/api/course/${path}`);
  if (row.source) drawEditions(row, new Map(languages));
}

// --- findings

/** @param {Place} place @param {number} all How many languages were looked at. */
function drawPlace({ finding, tags }, all) {
  const where = `${finding.path}${finding.line ? `:${finding.line}` : ""}`;
  return make(
    "li",
    {},
    make("p", {}, make("code", {}, where), all > 1 && tags.length < all ? make("small", {}, ` ${tags.join(" ")}`) : null),
    make("p", { class: "message" }, finding.message),
    finding.hint ? make("p", { class: "soft message" }, finding.hint) : null,
  );
}

/** @param {[Finding, Place[]]} rule @param {number} all */
function drawRule([first, places], all) {
  const why = make("p", { class: "why" }, first.why, first.source ? make("small", {}, ` (${first.source})`) : null);
  return make(
    "details",
    { class: "rule", "data-rule": first.code },
    make("summary", {}, make("span", { class: first.severity }, `${first.severity} `), make("span", { class: "code" }, `${first.code} `), first.summary, make("small", {}, ` ${counted(places.length, "place")}`)),
    why,
    make("ul", { class: "findings" }, ...places.map((place) => drawPlace(place, all))),
  );
}

let asked = 0;

/** Asks for one language after the other, and shows what is known by then. */
async function loadFindings() {
  const mine = ++asked;
  const target = byId("target").value;
  const tags = byId("language").value ? [byId("language").value] : [...byId("language").options].map((one) => one.value).filter(Boolean);
  /** @type {[string, Finding[]][]} */
  const found = [];
  for (const tag of tags) {
    if (mine !== asked) return;
    byId("state").textContent = `Checking: ${found.length} of ${counted(tags.length, "language")} done.`;
    const { findings } = await ask(`/api/findings/${path}?${new URLSearchParams({ target, language: tag })}`);
    found.push([tag, findings]);
    if (mine === asked) drawFindings(byRule(found), found.length);
  }
  const all = byRule(found);
  const numbers = ORDER.map((severity) => counted(all.filter(([first]) => first.severity === severity).reduce((sum, [, places]) => sum + places.length, 0), severity, severity === "info" ? "info" : `${severity}s`));
  if (mine === asked) byId("state").textContent = `${numbers.join(", ")}.`;
}

/** @param {[Finding, Place[]][]} rules @param {number} all */
function drawFindings(rules, all) {
  const open = new Set([...document.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-rule")));
  const drawn = rules.map((rule) => drawRule(rule, all));
  for (const one of drawn) one.open = open.has(one.dataset.rule ?? null);
  byId("found").replaceChildren(...drawn);
}

/** @param {import("./live.js").Changed} changed */
function concerns({ courses, catalogs, built, paths }) {
  const others = !courses.length && !catalogs.length && !built.length && paths.length;
  return others || courses.includes(course) || catalogs.some(([, one]) => one === course);
}

byId("choose").addEventListener("change", loadFindings);
listen("rows", (/** @type {{courses: string[]}} */ { courses }) => courses.includes(course) && loadEditions());
listen("changed", (changed) => concerns(changed) && loadFindings());
listen("again", () => location.reload());
loadEditions();
loadFindings();
