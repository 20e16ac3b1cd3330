// Home: asks for the rows of a page, draws them, and asks again when something changed.
import { ask, byId, make } from "./dom.js";
import { listen } from "./live.js";
import { bar, counted, percent, reasons, shares } from "./shares.js";

/**
 * @typedef {{errors: number, warnings: number}} Found
 * @typedef {{tag: string, words: Record<string, number>, found: Found, built: boolean, stale: boolean, catalog: boolean, blocks: Record<string, number>}} Cell
 * @typedef {{title: string, tag: string, words: number, lessons: number, minutes: number, found: Found}} Source
 * @typedef {{name: string, source: Source | null, built_at: number, cells: Cell[]}} Row
 */

const asked = new URLSearchParams(location.search);
let page = Number(asked.get("page")) || 1;
byId("show").value = asked.get("show") || "all";
byId("course").value = asked.get("course") || "";

/** @param {Row} row @param {Map<string, string>} languages Names by tag. */
function drawRow(row, languages) {
  const path = encodeURIComponent(row.name);
  if (!row.source) {
    return make("tr", {}, make("th", { scope: "row" }, make("a", { href: `/course/${path}` }, row.name)), make("td", { colspan: languages.size + 1, class: "soft" }, "being counted"));
  }
  const { title, tag, words, lessons, minutes, found } = row.source;
  const size = tag && ` · ${counted(lessons, "lesson")} · ${counted(words, "word")} · ${counted(minutes, "minute")}`;
  const head = make(
    "th",
    { scope: "row" },
    make("a", { href: `/course/${path}`, lang: tag, dir: "auto" }, title || row.name),
    make("small", {}, `${row.name}${size}`),
    make("small", {}, row.built_at ? `built ${new Date(row.built_at * 1000).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}` : "not built"),
  );
  if (!row.cells.length) {
    const message = `cannot be read: ${counted(found.errors, "error")}`;
    return make("tr", {}, head, make("td", { colspan: languages.size + 1, class: "error" }, message));
  }
  const cells = new Map(row.cells.map((cell) => [cell.tag, cell]));
  return make("tr", {}, head, ...[tag, ...languages.keys()].map((one, at) => drawCell(row, cells.get(one), at ? languages.get(one) ?? one : "Source")));
}

/** @param {Row} row @param {Cell | undefined} cell @param {string} name */
function drawCell(row, cell, name) {
  const source = name === "Source";
  if (!cell || (!source && cell.tag === row.source?.tag)) return make("td", {});
  const path = encodeURIComponent(row.name);
  const why = reasons(cell.blocks);
  const notes = [];
  if (!why.length) notes.push(make("span", { class: "cell-note good" }, "ready"));
  if (!cell.catalog) {
    notes.push(make("span", { class: "cell-note warning" }, "no catalog"));
    why.push(`no catalog yet; this makes it: pathya catalog update ${row.name} -l ${cell.tag}`);
  }
  if (cell.found.errors) notes.push(make("span", { class: "cell-note error" }, counted(cell.found.errors, "error")));
  if (cell.found.warnings) notes.push(make("span", { class: "cell-note warning" }, counted(cell.found.warnings, "warning")));
  if (cell.blocks.unbuilt) notes.push(make("span", { class: "cell-note soft" }, "not built"));
  if (cell.blocks.stale) notes.push(make("span", { class: "cell-note soft" }, "changed"));
  return make(
    "td",
    {},
    make(
      "a",
      { href: source ? `/preview/${path}/${cell.tag}` : `/review/${cell.tag}/${path}`, title: why.join(", ") || "ready" },
      make("span", { class: "unseen" }, `${name}: `),
      make("span", { class: "share" }, source ? "source" : percent(shares(cell.words)[0][1])),
      source ? null : bar(cell.words),
      ...notes,
    ),
  );
}

/** @param {any} content */
function drawSums({ sums, courses, waiting }) {
  const blocked = [
    sums.errors && `errors in ${sums.errors}`,
    sums.unsigned && `texts to sign off in ${sums.unsigned} (${counted(sums.words, "word")})`,
    sums.unbuilt && `${sums.unbuilt} not built`,
    sums.stale && `${sums.stale} changed since the last build`,
    sums.unreadable && `${counted(sums.unreadable, "course")} that cannot be read`,
  ].filter(Boolean);
  const counting = waiting ? ` Still counting ${counted(waiting, "course")}.` : "";
  const kept = blocked.length ? ` What keeps the others: ${blocked.join(", ")}.` : "";
  byId("sums").replaceChildren(make("strong", {}, `${sums.ready} of ${sums.editions} editions ready`), ` in ${counted(courses, "course")}.${kept}${counting}`);
}

/** @param {any} content */
function draw(content) {
  page = content.page;
  const { rows } = content;
  const languages = new Map(content.languages);
  const heads = ["Source", ...languages.values()].map((one) => make("th", { scope: "col" }, one));
  byId("head").replaceChildren(make("th", { scope: "col" }, "Course"), ...heads);
  const focused = document.activeElement?.getAttribute("href");
  byId("rows").replaceChildren(...rows.map((/** @type {Row} */ row) => drawRow(row, languages)));
  if (focused) /** @type {HTMLElement | null} */ (document.querySelector(`#rows a[href="${CSS.escape(focused)}"]`))?.focus();
  if (!rows.length) byId("rows").append(make("tr", {}, make("td", { colspan: languages.size + 2 }, "No course is like that.")));
  byId("pages").hidden = content.pages < 2;
  byId("at").textContent = `${content.page} of ${content.pages}`;
  byId("back").disabled = content.page === 1;
  byId("on").disabled = content.page === content.pages;
  byId("no-catalog").hidden = !rows.some((/** @type {Row} */ row) => row.cells.some((cell) => !cell.catalog));
  drawSums(content);
}

let asking = false;
let again = false;

async function load() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const query = new URLSearchParams({ show: byId("show").value, course: byId("course").value, page: String(page) });
    history.replaceState(null, "", `?${query}`);
    draw(await ask(`/api/courses?${query}`));
  } finally {
    asking = false;
    if (again) load();
  }
}

/** @param {number} step */
function turn(step) {
  page += step;
  load();
}

byId("choose").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
byId("choose").addEventListener("input", () => {
  page = 1;
  load();
});
byId("back").addEventListener("click", () => turn(-1));
byId("on").addEventListener("click", () => turn(1));
listen("rows", load);
listen("again", load);
load();
