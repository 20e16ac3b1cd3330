// The review screen: keys, buttons and lists, and what happens elsewhere.

import { listen } from "./live.js";
import { messageOf } from "./review-api.js";
import { by, make } from "./review-dom.js";
import { deedOf, KEYS } from "./review-keys.js";
import { markRow, PAGE } from "./review-list.js";
import { say, warn } from "./review-show.js";
import * as work from "./review-work.js";

const filter = /** @type {HTMLSelectElement} */ (by("filter"));
const scope = /** @type {HTMLSelectElement} */ (by("scope"));
const find = /** @type {HTMLInputElement} */ (by("find"));
const whole = /** @type {HTMLInputElement} */ (by("whole"));
const remark = /** @type {HTMLInputElement} */ (by("remark"));
const help = /** @type {HTMLDialogElement} */ (by("help"));
const { data, editor } = work;
let from = 0;

/** What the list is to show. @returns {Record<string, string>} */
function wanted() {
  return { filter: filter.value, scope: scope.value, text: find.value,
    at: work.current()?.id ?? "" };
}

/** Shows the list, and from where. @param {Record<string, string>} [more] */
async function list(more = {}) {
  try {
    const texts = await work.list({ ...wanted(), ...more });
    from = texts.from;
    return texts;
  } catch (fault) {
    warn(messageOf(fault));
    return null;
  }
}

/** Shows the list from its beginning, and its first text if the open one is not in it. */
async function listFirst() {
  const texts = await list();
  const id = work.current()?.id ?? "";
  if (texts?.ids.length && !texts.ids.includes(id) && !work.isChanged()) {
    await work.open(texts.ids[0], false);
  }
}

async function addRemark() {
  if (await work.act("remark", { remark: remark.value })) remark.value = "";
}

async function sendBack() {
  if (await work.act("send-back", { remark: remark.value })) remark.value = "";
}

function toggleRoman() {
  const button = document.getElementById("roman");
  if (!button) return say("Nothing is typed so in this language.");
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", `${on}`);
  editor.setRoman(on);
  by("target").focus();
  say(on ? "Roman typing is on" : "Roman typing is off");
}

/** @type {Record<import("./review-keys.js").Deed, () => unknown>} */
const deeds = {
  save: () => work.act("save", { onwards: true }),
  "sign-off": () => work.act("sign-off", { onwards: true }),
  "send-back": sendBack,
  undo: work.undo,
  next: work.next,
  back: work.back,
  code: work.nextCode,
  suggestion: work.nextOffer,
  roman: toggleRoman,
  zwj: () => editor.insert("\u200d"),
  zwnj: () => editor.insert("\u200c"),
  help: () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const deed = deedOf(event);
  if (!deed || help.open || (event.altKey && event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  void deeds[deed]();
});

/** @type {[string, () => unknown][]} */
const buttons = [
  ["save", deeds.save], ["sign-off", deeds["sign-off"]], ["send-back", sendBack],
  ["undo", work.undo], ["back", deeds.back], ["next", deeds.next], ["help-open", deeds.help],
  ["help-close", () => help.close()], ["zwj", deeds.zwj], ["zwnj", deeds.zwnj],
  ["roman", toggleRoman], ["ask-engine", () => work.suggest(true)],
  ["take-theirs", work.takeTheirs], ["keep-mine", work.keepMine],
  ["earlier", () => list({ at: "", from: `${Math.max(from - PAGE, 0)}` })],
  ["later", () => list({ at: "", from: `${from + PAGE}` })],
];
for (const [id, deed] of buttons) {
  document.getElementById(id)?.addEventListener("click", () => void deed());
}

by("keys").replaceChildren(...KEYS.map(({ keys, does }) =>
  make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, keys)), make("td", {}, does))));
for (const { deed, keys } of KEYS) {
  const button = document.getElementById(deed === "help" ? "help-open" : deed);
  if (button) button.title = [button.title, keys].filter(Boolean).join(" · ");
}

by("rows").addEventListener("click", (event) => {
  const row = event.target instanceof Element && event.target.closest("[data-unit]");
  const id = row instanceof HTMLElement && row.dataset.unit;
  if (id) void work.switchTo(id);
});

by("remark-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void addRemark();
});

for (const select of [filter, scope]) select.addEventListener("change", listFirst);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let finding;
find.addEventListener("input", () => {
  clearTimeout(finding);
  finding = setTimeout(() => list(), 150);
});

whole.addEventListener("change", async () => {
  const id = work.current()?.id ?? "";
  by("review").classList.toggle("whole", whole.checked);
  if (whole.checked) filter.value = "all";
  if (whole.checked && !scope.value) scope.value = id.split(".")[0];
  await list();
  markRow(id);
});

// --- what happens elsewhere ----------------------------------------------------------------------

/** @type {ReturnType<typeof setTimeout> | undefined} */
let refreshing;

/** Whether the file could not be read when it was last looked at. */
let unread = false;

async function refresh() {
  try {
    await work.refresh(wanted());
    if (unread) warn("");
    unread = false;
  } catch (fault) {
    warn(messageOf(fault));
    unread = true;
  }
}

function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(refresh, 100);
}

listen("changed", (said) => {
  const course = data.course.split("/")[0];  // captions are the course's
  const all = !said.courses.length && !said.catalogs.length && !said.built.length;
  const mine = all || said.catalogs.some((/** @type {[string, string]} */ one) =>
    one[0] === data.tag && one[1] === course);
  if (mine || said.courses.includes(course)) refreshSoon();
});
listen("again", refreshSoon);
addEventListener("beforeunload", (event) => {
  if (work.isChanged()) event.preventDefault();
});

async function begin() {
  const asked = new URLSearchParams(location.search).get("filter");
  if (asked && [...filter.options].some((one) => one.value === asked)) filter.value = asked;
  const id = decodeURIComponent(location.hash.slice(1));
  let texts = await list({ at: id });
  if (!texts?.ids.length && filter.value === "todo" && !id) {
    filter.value = "all";
    texts = await list();
  }
  const first = id || texts?.ids[0];
  if (first) await work.open(first);
}

begin().catch((fault) => warn(messageOf(fault)));
