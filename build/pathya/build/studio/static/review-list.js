// The list of texts: rows to choose from, or a whole page to read.

import { by, make, showPieces, stateName, STATE_NAMES } from "./review-dom.js";

/** @typedef {import("./review-api.js").Row} Row */
/** @typedef {import("./review-api.js").Texts} Texts */
/** @typedef {{tag: string, dir: string, source: string, sourceDir: string}} Languages */

/** How many texts the studio lists at once. */
export const PAGE = 100;

/**
 * Shows a page of rows.
 * @param {Texts} texts
 * @param {string} current The id of the text that is open.
 * @param {Languages} languages
 */
export function showRows(texts, current, languages) {
  by("rows").replaceChildren(...texts.rows.map((row) => rowElement(row, current, languages)));
  by("rows").setAttribute("start", `${texts.from + 1}`);
  by("earlier").hidden = texts.from === 0;
  by("later").hidden = texts.from + PAGE >= texts.ids.length;
  const last = texts.from + texts.rows.length;
  by("size").textContent = !texts.ids.length ? "No texts." : texts.rows.length < texts.ids.length
    ? `Texts ${texts.from + 1}–${last} of ${texts.ids.length}`
    : `${texts.ids.length} ${texts.ids.length === 1 ? "text" : "texts"}`;
  by("no-catalog").hidden = texts.catalog;
}

/**
 * Shows some rows anew, where they stand.
 * @param {Row[]} rows
 * @param {string} current
 * @param {Languages} languages
 */
export function renewRows(rows, current, languages) {
  by("no-catalog").hidden = true; // what is saved makes one
  for (const row of rows) {
    document.getElementById(`row-${row.id}`)?.parentElement
      ?.replaceWith(rowElement(row, current, languages));
  }
}

/** Marks the row of the text that is open. @param {string} current */
export function markRow(current) {
  by("rows").querySelector("[aria-current]")?.removeAttribute("aria-current");
  const row = document.getElementById(`row-${current}`);
  row?.setAttribute("aria-current", "true");
  row?.scrollIntoView({ block: "nearest" });
}

/** @param {Row} row @param {string} current @param {Languages} languages */
function rowElement(row, current, languages) {
  const source = make("span", { lang: languages.source, dir: languages.sourceDir, class: "said" });
  const target = make("span", { lang: languages.tag, dir: languages.dir, class: "said target" });
  // Of the chips here nobody needs to know more than where they are.
  showPieces(source, row.source, []);
  showPieces(target, row.target, []);
  const flags = [row.changed && "source changed", row.found && `${row.found} findings`,
    row.remarks && `${row.remarks} comments`].filter(Boolean).join(" · ");
  const button = make("button", { type: "button", id: `row-${row.id}`, "data-unit": row.id,
    class: `row state-${row.state} role-${role(row.note)}` },
    make("span", { class: "dot", title: stateName(row.state) },
      make("span", { class: "unseen" }, `${stateName(row.state)}: `)), source, target);
  if (flags) button.append(make("span", { class: "flags" }, flags));
  if (row.id === current) button.setAttribute("aria-current", "true");
  return make("li", {}, button);
}

/** What a text is on its page. @param {string} note @returns {string} */
export function role(note) {
  const said = note.split(" · ").pop() ?? "";
  if (said === "title" || said === "section title") return "title";
  return said === "heading" ? "heading" : "text";
}

/**
 * Shows how far the course has come.
 * @param {Record<string, number>} counts
 */
export function showCounts(counts) {
  const all = Math.max(Object.values(counts).reduce((sum, one) => sum + one, 0), 1);
  by("states").replaceChildren(...STATE_NAMES.slice().reverse().map((name) => {
    const part = make("span", { class: `part state-${name}` });
    part.style.flexGrow = `${counts[name] / all}`;
    return part;
  }));
  const finished = counts.translated + counts["signed-off"];
  by("progress").textContent =
    `${finished} of ${all} translated, ${counts["signed-off"]} signed off`;
}

/**
 * Fills the choice of lessons, and keeps what was chosen.
 * @param {Texts["scopes"]} scopes
 */
export function showScopes(scopes) {
  const select = /** @type {HTMLSelectElement} */ (by("scope")), chosen = select.value;
  const options = scopes.map(({ id, title, open }) =>
    make("option", { value: id }, open ? `${title} (${open})` : title));
  select.replaceChildren(make("option", { value: "" }, "Whole course"), ...options);
  select.value = scopes.some((one) => one.id === chosen) ? chosen : "";
}
