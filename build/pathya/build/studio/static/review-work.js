// Working at texts: open one, change it, go on; the list and the file stay in step.

import { ask, inLine, messageOf, Refused, typist } from "./review-api.js";
import { by, showPieces, stateName } from "./review-dom.js";
import { keepDraft, readDraft } from "./review-drafts.js";
import { edit } from "./review-editor.js";
import { markRow, renewRows, showCounts, showRows, showScopes } from "./review-list.js";
import { showFound, showOffers } from "./review-panels.js";
import { say, showConflict, showFacts, warn } from "./review-show.js";
import { missing, toPieces, toText } from "./review-text.js";

/** @typedef {import("./review-api.js").Unit} Unit */
/** @typedef {import("./review-api.js").Texts} Texts */
/** @typedef {import("./review-api.js").Offer} Offer */
/** @typedef {import("./review-api.js").Done} Done */

export const data = /** @type {Record<string, string>} */ (by("review").dataset);
const languages = { tag: data.tag, dir: data.dir, source: data.source, sourceDir: data.sourceDir };
const api = `/api/review/${data.tag}/${data.course.split("/").map(encodeURIComponent).join("/")}`;
// Behind a proxy without https a browser has no randomUUID().
const session = crypto.getRandomValues(new Uint32Array(4)).join("-");
const area = /** @type {HTMLTextAreaElement} */ (by("target"));
const everywhere = /** @type {HTMLInputElement} */ (by("everywhere"));

/** @type {Texts} */
let texts = { ids: [], places: [], from: 0, rows: [], counts: {}, scopes: [], catalog: true };
/** @type {Unit | null} */
let unit = null;
/** @type {Unit | null} What somebody else made of the text that is open. */
let theirs = null;
/** @type {Offer[]} */
let offers = [];
let offered = -1;
/** @type {{id: string, unit: Promise<Unit>} | null} */
let ahead = null;
const line = inLine();

export const editor = edit(area, data.fullStop, typist(data.tag), () => {
  if (!unit) return;
  showPieces(by("shown"), toPieces(editor.text()), unit.codes);
  keepDraft(placeOf(unit), isChanged() ? { mark: unit.mark, text: editor.text() } : null);
  checkSoon();
});

const hands = {
  insert: (/** @type {string} */ text) => editor.insert(text),
  insertCode: (/** @type {number} */ code) => unit && editor.insertCode(code, unit.codes),
  retract: (/** @type {string} */ remark) => void act("retract", { remark }),
};

/** The text that is open. */
export function current() {
  return unit;
}

/** @param {Unit} one */
function placeOf(one) {
  return `${data.tag}/${data.course}/${one.id}`;
}

/** Whether something is typed that is not saved. */
export function isChanged() {
  return unit !== null && editor.text() !== toText(unit.target);
}

// --- asking --------------------------------------------------------------------------------------

/** @param {string} id @returns {Promise<Unit>} */
function fetchUnit(id) {
  return ask(`${api}/text?unit=${encodeURIComponent(id)}`);
}

/**
 * Lists what is asked for.
 * @param {Record<string, string>} wanted
 * @returns {Promise<Texts>}
 */
export async function list(wanted) {
  texts = await ask(`${api}/texts?${new URLSearchParams(wanted)}`);
  showRows(texts, unit?.id ?? "", languages);
  showCounts(texts.counts);
  showScopes(texts.scopes);
  return texts;
}

// --- opening -------------------------------------------------------------------------------------

/**
 * Opens a text.
 * @param {string} id
 * @param {boolean} [focus]
 */
export async function open(id, focus = true) {
  say("");
  const next = ahead?.id === id ? ahead.unit : fetchUnit(id);
  ahead = null;
  const found = await next;
  warn("");
  const draft = readDraft(placeOf(found));
  const old = draft !== null && draft.mark !== found.mark && draft.text !== toText(found.target);
  show(old ? { ...found, mark: draft.mark } : found, draft?.text);
  if (old) contest(found);
  history.replaceState(null, "", `#${id}`);
  markRow(id);
  if (focus) {
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }
  void suggest();
  lookAhead();
}

function lookAhead() {
  const after = neighbour(1);
  ahead = after ? { id: after, unit: fetchUnit(after) } : null;
  ahead?.unit.catch(() => (ahead = null));
}

/**
 * Shows a text as the file has it.
 * @param {Unit} found
 * @param {string | null} [typed] What stands in the field instead of its translation.
 */
function show(found, typed = null) {
  unit = found;
  settle();
  everywhere.checked = false;
  showFacts(found, languages, data.user, hands);
  editor.set(typed ?? toText(found.target));
  if (typed === null) showFound(found.found);
}

/** Asks whose words are to stay. @param {Unit} other What stands in the file now. */
function contest(other) {
  theirs = other;
  warn("Somebody else has changed this text: what you typed is kept.");
  showConflict(other);
}

/** Nobody else's words stand against ours, or not any more. */
function settle() {
  if (theirs) warn("");
  theirs = null;
  by("conflict").hidden = true;
}

/** Takes what somebody else made of the text. */
export function takeTheirs() {
  if (theirs) show(theirs);
}

/** Saves what is typed over what somebody else made of the text. */
export function keepMine() {
  if (!unit || !theirs) return;
  unit = { ...unit, mark: theirs.mark };
  by("conflict").hidden = true;
  void act("save");
}

/** Collects suggestions. @param {boolean} [engine] Ask the engine instead. */
export async function suggest(engine = false) {
  if (!unit) return;
  const { id } = unit;
  offers = [];
  offered = -1;
  by("offers").replaceChildren();
  try {
    const said = engine ? await ask(`${api}/engine`, { unit: id })
      : await ask(`${api}/suggestions?unit=${encodeURIComponent(id)}`);
    if (unit.id !== id) return;
    offers = said.offers;
    showOffers(offers, unit, languages, take);
  } catch (fault) {
    warn(messageOf(fault));
  }
}

/** @param {Offer} offer */
function take(offer) {
  editor.replaceAll(toText(offer.target));
  offered = offers.indexOf(offer);
  say(`Suggestion ${offered + 1} of ${offers.length}: ${offer.origin}`);
}

/** Takes the first suggestion, or the one after that which was taken. */
export function nextOffer() {
  if (offers.length) take(offers[(offered + 1) % offers.length]);
  else say("There is no suggestion.");
}

/** Inserts the first code that the translation lacks. */
export function nextCode() {
  if (!unit) return;
  const [code] = missing(unit.source, unit.codes, toPieces(editor.text()));
  if (code) editor.insertCode(code, unit.codes);
  else say("No code is missing.");
}

// --- checking ------------------------------------------------------------------------------------

let checks = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let checking;

function checkSoon() {
  clearTimeout(checking);
  checking = setTimeout(check, 100);
}

async function check() {
  if (!unit) return;
  const mine = ++checks, { id } = unit;
  if (!isChanged()) return showFound(unit.found);
  try {
    const said = await ask(`${api}/check`, { unit: id, target: toPieces(editor.text()) });
    if (mine === checks && unit.id === id) showFound(said.found);
  } catch {
    // The next letter asks again.
  }
}

// --- doing ---------------------------------------------------------------------------------------

/** What people want done is begun one after the other, on the text that is then open. */
let turn = Promise.resolve();

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
function inTurn(work) {
  const done = turn.then(editor.ready).then(work);
  turn = done.then(() => {}, () => {});
  return done;
}

/**
 * Does something to the open text. With `onwards` the next one is opened at once, while this one is
 * on its way to the file; it comes back if it did not get there.
 * @param {string} action
 * @param {{remark?: string, onwards?: boolean}} [how]
 * @returns {Promise<boolean>} Whether it was done.
 */
export async function act(action, { remark = "", onwards = false } = {}) {
  const begun = await inTurn(() => begin(action, remark, onwards ? () => go(1) : null));
  return begun.done;
}

/** Goes on, and saves what was typed. @param {() => Promise<void>} move */
function leave(move) {
  return inTurn(async () => {
    if (isChanged()) await begin("save", "", move);
    else await move();
  });
}

export const next = () => leave(() => go(1));
export const back = () => leave(() => go(-1));

/** Goes to another text. @param {string} id */
export function switchTo(id) {
  return leave(() => open(id).catch((fault) => warn(messageOf(fault))));
}

/**
 * @param {string} action
 * @param {string} remark
 * @param {(() => Promise<void>) | null} move Where to go meanwhile.
 * @returns {Promise<{done: Promise<boolean>}>} When one has gone there.
 */
async function begin(action, remark, move) {
  if (!unit) return { done: Promise.resolve(false) };
  const mine = unit, typed = editor.text();
  // A comment is no decision about what is being typed.
  const says = action === "remark" || action === "retract";
  const sent = line.send(`${api}/edit`, {
    session, unit: mine.id, base: mine.mark, action, remark,
    target: says ? mine.target : toPieces(typed), everywhere: everywhere.checked,
  });
  const moved = move ? move() : Promise.resolve();
  const done = sent.then((answer) => {
    if (!says) keepDraft(placeOf(mine), null);
    finish(answer, says ? typed : null);
    return true;
  }, (fault) => moved.then(() => comeBack(fault, mine, typed)));
  await moved;
  return { done };
}

/**
 * @param {Done} done
 * @param {string | null} typed What is to stay in the field.
 */
function finish(done, typed) {
  if (done.rows.length > 1) ahead = null;
  renewRows(done.rows, unit?.id ?? "", languages);
  showCounts(done.counts);
  const state = stateName(done.unit.state), many = done.rows.length;
  say([many > 1 ? `${state}: ${many} texts.` : `${state}.`, neighbour(1) ? "" : END].join(" "));
  if (unit?.id === done.unit.id) {
    warn("");
    show(done.unit, typed);
  }
  if (done.kept) warn("Kept for another look: it cannot be shown as it is, see the findings.");
}

/**
 * Goes back to a text that could not be changed, with what was typed in it.
 * @param {unknown} fault
 * @param {Unit} mine
 * @param {string} typed
 */
function comeBack(fault, mine, typed) {
  const message = messageOf(fault);
  if (unit?.id !== mine.id) {
    unit = null; // what is typed in it by now is kept as its draft
    show(mine, typed);
    history.replaceState(null, "", `#${mine.id}`);
    markRow(mine.id);
    area.focus();
  }
  warn(message);
  if (fault instanceof Refused && fault.kind === "conflict" && fault.unit) contest(fault.unit);
  return false;
}

/** Takes back the last thing that was done in this window. */
export async function undo() {
  try {
    const done = await line.send(`${api}/undo`, { session });
    keepDraft(placeOf(done.unit), null);
    show(done.unit);
    finish(done, null);
    history.replaceState(null, "", `#${done.unit.id}`);
    markRow(done.unit.id);
    say(`Undone: ${stateName(done.unit.state)}`);
    void suggest();
    lookAhead();
  } catch (fault) {
    warn(messageOf(fault));
  }
}

/** Names the text before or after the open one in the list. @param {number} step */
function neighbour(step) {
  if (!unit) return texts.ids[0];
  const { id, place } = unit, at = texts.ids.indexOf(id);
  if (at >= 0) return texts.ids[at + step];
  const later = texts.places.findIndex((one) => one > place);
  if (step > 0) return later < 0 ? undefined : texts.ids[later];
  return texts.ids[(later < 0 ? texts.ids.length : later) - 1];
}

const END = "This is the last text of the list.";

/** Goes to the text before or after. @param {number} step */
export async function go(step) {
  const id = neighbour(step);
  if (!id) return say(step > 0 ? END : "This is the first text of the list.");
  try {
    await open(id);
  } catch (fault) {
    warn(messageOf(fault));
  }
}

// --- what others do ------------------------------------------------------------------------------

/**
 * Takes in what has changed in the file, and keeps what is being typed. Throws {@link Refused}.
 * @param {Record<string, string>} wanted The list.
 */
export async function refresh(wanted) {
  await line.empty();
  ahead = null;
  const here = texts.rows.some((row) => row.id === unit?.id);
  await list(here ? wanted : { ...wanted, at: "", from: `${texts.from}` });
  if (unit) await renew(unit);
  lookAhead();
}

/** @param {Unit} before */
async function renew(before) {
  const now = await fetchUnit(before.id);
  if (unit?.id !== before.id || unit.mark !== before.mark || line.waiting()) return;
  const typed = editor.text(), changed = isChanged();
  if (now.mark === before.mark) {
    unit = now;
    settle();
    showFacts(now, languages, data.user, hands);
    return changed ? undefined : showFound(now.found);
  }
  const other = toText(now.target);
  if (changed && other !== toText(before.target) && other !== typed) {
    return contest(now);
  }
  const caret = area.selectionStart;
  show(now, changed ? typed : null);
  area.setSelectionRange(caret, caret);
  const who = now.state === "signed-off" ? now.reviewer : now.by;
  warn(`Changed meanwhile: ${stateName(now.state)}${who && ` by ${who}`}.`);
}
