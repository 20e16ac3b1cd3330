// The preview: the learner's page in its player, made anew whenever a file is saved, and what is
// wrong with it.
import { ask, byId, make } from "./dom.js";
import { listen } from "./live.js";
import { addCalls, clearCalls, showRecord } from "./preview-console.js";
import { goToFinding, listFindings } from "./preview-findings.js";
import { records, startPlayer } from "./preview-player.js";

/** @typedef {import("./preview-findings.js").Finding} Finding */
/** @typedef {import("./preview-player.js").Player} Player */
/** @typedef {import("./preview-shape.js").Call} Call */
/**
 * @typedef {object} Seen
 * @property {string} revision empty: there is no page
 * @property {boolean} fresh
 * @property {{id: string, title: string}[]} parts
 * @property {Finding[]} found
 * @property {string} source
 * @property {[string, string][]} languages
 */

const root = byId("preview");
const { course, player: address, editor } = root.dataset;
const asked = new URLSearchParams(location.search);
const FLAGS = ["dark", "big", "beside"];
const CHOICES = ["form", "part", "platform", "width"];

/** What is shown; it stands in the address too. */
const now = {
  tag: /** @type {string} */ (root.dataset.tag),
  form: asked.get("form") ?? "scorm12",
  part: asked.get("part") ?? "",
  platform: asked.get("platform") ?? "standard",
  width: asked.get("width") ?? "",
  dark: asked.has("dark"),
  big: asked.has("big"),
  beside: asked.has("beside"),
  page: decoded(location.hash.slice(1)),
};
let source = "";
/** What is in the player, and beside it: the revision, and what it is of. */
const inside = { main: { revision: "", of: "" }, beside: { revision: "", of: "" } };
const frames = { main: /** @type {HTMLIFrameElement} */ (byId("page")), beside: /** @type {HTMLIFrameElement} */ (byId("beside-page")) };
/** @type {{main: Player | null, beside: Player | null}} */
const players = { main: null, beside: null };
/** @typedef {"main" | "beside"} Side */

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function remember() {
  const query = new URLSearchParams();
  for (const name of CHOICES) {
    const value = now[/** @type {"form"} */ (name)];
    if (value && byId(name).options[0]?.value !== value) query.set(name, value);
  }
  FLAGS.forEach((name) => now[/** @type {"dark"} */ (name)] && query.set(name, ""));
  const said = query.toString().replace(/=(?=&|$)/g, "");
  const hash = now.page ? `#${encodeURIComponent(now.page)}` : "";
  history.replaceState(null, "", `/preview/${encodeURIComponent(course ?? "")}/${now.tag}${said ? `?${said}` : ""}${hash}`);
}

// --- what there is ---------------------------------------------------------------------------------

/** @param {string} tag @returns {Promise<Seen>} */
function look(tag) {
  return ask(`/api/preview/${encodeURIComponent(course ?? "")}/${tag}/${now.form}`);
}

let asking = 0;

async function refresh() {
  const mine = (asking += 1);
  try {
    const seen = await look(now.tag);
    if (mine !== asking) return;
    source = seen.source;
    draw(seen);
    put("main", now.tag, seen.revision);
    const beside = now.beside && source && source !== now.tag ? await look(source) : null;
    if (mine === asking && beside) put("beside", source, beside.revision);
  } catch (fault) {
    byId("state").textContent = /** @type {Error} */ (fault).message;
    byId("state").hidden = false;
  }
}

/** @param {Seen} seen */
function draw(seen) {
  fill("language", seen.languages.map(([tag, name]) => [tag, tag === source ? `${name} (source)` : name]), now.tag);
  fill("part", seen.parts.map(({ id, title }) => [id, title]), now.part);
  now.part = seen.parts.length ? byId("part").value : now.part;
  byId("part-of").hidden = seen.parts.length < 2;
  byId("beside").disabled = now.tag === source;
  byId("beside-page").parentElement.hidden = !now.beside || now.tag === source || !seen.revision;
  byId("stage").hidden = !seen.revision;
  const old = "The files have errors: this is the last page without.";
  const none = "The course has errors and cannot be shown. They are listed here; the page comes as soon as they are mended.";
  const state = seen.fresh ? "" : seen.revision ? old : none;
  if (byId("state").textContent !== state) byId("state").textContent = state;
  byId("state").hidden = !state;
  const opening = editor ? `/api/preview/${encodeURIComponent(course ?? "")}/${now.tag}/open` : "";
  found = seen.found;
  listFindings(found, opening, showFinding);
  mark();
}

/** @type {Finding[]} */
let found = [];

/** @param {number} n */
function showFinding(n) {
  frames.main.scrollIntoView({ block: "nearest" }); // browsers let pages sleep that nobody sees
  players.main?.say("show", { n, page: found[n].page });
}

function mark() {
  const here = found.flatMap((one, n) => {
    const { page, text, nth, severity, part } = one;
    return page && part === now.part ? [{ n, page, text, nth, severity }] : [];
  });
  players.main?.say("marks", { found: here });
}

/** @param {string} id @param {[string, string][]} options @param {string} value */
function fill(id, options, value) {
  const select = byId(id);
  const known = JSON.stringify(options);
  if (select.dataset.known !== known) {
    select.replaceChildren(...options.map(([key, name]) => make("option", { value: key }, name)));
    select.dataset.known = known;
  }
  if (options.some(([key]) => key === value)) select.value = value;
}

// --- the players -----------------------------------------------------------------------------------

/** @param {Side} side */
function keyOf(side) {
  return side === "main" ? [course, now.part, now.form, now.platform].join(" ") : "";
}

/**
 * Brings a player to a revision: what it has not open is opened, what is open is loaded again in
 * its place.
 * @param {Side} side
 * @param {string} tag
 * @param {string} revision
 */
function put(side, tag, revision) {
  const player = players[side];
  const known = inside[side];
  if (!revision || !now.part) return;
  if (!player) return start(side);
  if (!ready.has(side)) return;
  const of = [tag, now.part, now.form, side === "main" ? now.platform : ""].join(" ");
  if (known.of !== of) {
    const order = { course, tag, form: now.form, part: now.part, revision, page: now.page, platform: now.platform, dark: now.dark, big: now.big };
    player.say("open", { order: { ...order, key: keyOf(side) || of, saved: side === "main" ? records.get(keyOf(side)) : null } });
  } else if (known.revision !== revision) player.say("reload", { revision });
  Object.assign(known, { of, revision });
}

/** @type {Set<Side>} */
const ready = new Set();

/** @param {Side} side */
function start(side) {
  const other = side === "main" ? "beside" : "main";
  /** @type {Record<string, (said: any) => void>} */
  const shared = {
    ready: () => {
      ready.add(side);
      refresh();
    },
    scrolled: ({ share }) => now.beside && players[other]?.say("scroll", { share }),
    turned: ({ page }) => turned(side, page),
  };
  /** @type {Record<string, (said: any) => void>} */
  const main = {
    arrived: ({ page, title }) => {
      frames.main.title = `The course: ${title}`;
      turned(side, page);
      mark();
    },
    calls: (news) => {
      addCalls(news, now.form);
      if (news.last.some((/** @type {Call} */ { verb }) => /Commit|Finish|Terminate/.test(verb))) byId("fail-said").textContent = "";
    },
    record: ({ key, record, saved }) => {
      if (key !== keyOf("main")) return;
      records.set(key, saved);
      showRecord(record);
    },
    pressed: ({ n }) => goToFinding(n),
  };
  players[side] = startPlayer(frames[side], String(address), side === "main" ? { ...shared, ...main } : shared);
}

/** @param {Side} side @param {string} page */
function turned(side, page) {
  if (!page || page === now.page) return;
  now.page = page;
  remember();
  players[side === "main" ? "beside" : "main"]?.say("turn", { page });
}

// --- the controls ----------------------------------------------------------------------------------

function show() {
  for (const name of FLAGS) byId(name).setAttribute("aria-pressed", String(now[/** @type {"dark"} */ (name)]));
  for (const name of ["form", "platform", "width"]) byId(name).value = now[/** @type {"form"} */ (name)];
  byId("stage").dataset.width = now.width;
  byId("no-platform").hidden = now.form !== "web";
  byId("console").hidden = now.form === "web";
}

/** @param {string} name */
function flip(name) {
  const flag = /** @type {"dark" | "big" | "beside"} */ (name);
  now[flag] = !now[flag];
  show();
  remember();
  if (flag === "beside") refresh();
  else for (const player of [players.main, players.beside]) player?.say("look", { dark: now.dark, big: now.big });
}

/** @param {string} name */
function choose(name) {
  Object.assign(now, { [name === "language" ? "tag" : name]: byId(name).value });
  if (name === "form" || name === "platform") clearCalls();
  show();
  remember();
  if (name !== "width") refresh();
}

FLAGS.forEach((name) => byId(name).addEventListener("click", () => flip(name)));
["language", ...CHOICES].forEach((name) => byId(name).addEventListener("change", () => choose(name)));
byId("choose").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
byId("resume").addEventListener("click", () => players.main?.say("resume"));
byId("over").addEventListener("click", () => {
  clearCalls();
  now.page = "";
  players.main?.say("restart");
});
byId("fail").addEventListener("click", () => {
  players.main?.say("fail", { on: true });
  byId("fail-said").textContent = "The next commit fails.";
});
byId("clear").addEventListener("click", clearCalls);
byId("faults").addEventListener("change", () => byId("call-list").classList.toggle("faults", byId("faults").checked));

listen("preview", (/** @type {any} */ news) => {
  if (news.course !== course || news.form !== now.form) return;
  // The page first: what is wrong with it comes when it is asked for.
  if (news.tag === now.tag) put("main", now.tag, news.revision);
  if (news.tag === source && now.beside && source !== now.tag) put("beside", source, news.revision);
  refresh();
});
listen("again", refresh);
show();
clearCalls();
start("main");
refresh();
