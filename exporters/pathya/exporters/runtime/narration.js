"use strict";
/* Lessons read aloud; only packages with such have this script. Nothing is loaded before it is asked
 * for. Which sentence is heard is counted from the sound's own clock, with a timer for the next. */

const PathyaNarration = (() => {
  const KEPT = "pathya.narration";
  const AGAIN = 2000; // milliseconds of a sentence after which going back begins it anew
  const HANDS = 5000; // milliseconds for which the page stays where the learner scrolled it
  const EARLY = 20; // a browser may stand a moment before the time that it was sent to
  const CONTROLS = "a, button, input, label, select, summary, textarea";

  /** @typedef {[number, number, string]} Cue start, end in milliseconds; words */
  /** @typedef {[number, boolean, Cue[]]} Line mark, whether a text begins, captions */
  /**
   * @typedef {object} Player
   * @property {Element} page the lesson
   * @property {HTMLElement} box
   * @property {HTMLAudioElement} audio
   * @property {Line[]} lines nothing until the learner listens
   * @property {(HTMLElement | null)[]} marks of the lines, on the page
   * @property {number} at the line that is heard; -1: none
   * @property {number} timer
   * @property {boolean} used the learner has listened
   */

  /** The player that was heard last. @type {Player | null} */
  let last = null;
  let touched = -HANDS;
  let [speed, captions] = recall();

  function recall() {
    try {
      const [rate, shown] = (localStorage.getItem(KEPT) || "").split(" ");
      return /** @type {const} */ ([rate || "1", shown !== "0"]);
    } catch {
      return /** @type {const} */ (["1", true]); // platforms may forbid frames to remember
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEPT, `${speed} ${captions ? 1 : 0}`);
    } catch {
      // Then it lasts until the page is closed.
    }
  }

  /** A line on which nobody wants to load sound by mistake. */
  function isSlow() {
    const line = /** @type {any} */ (navigator).connection;
    return Boolean(line && (line.saveData || /2g/.test(line.effectiveType)));
  }

  // --- the sentence that is heard -----------------------------------------------------------------

  /** @param {Line} line */
  function start([, , cues]) {
    return cues[0][0];
  }

  /** The line that is heard at a time; -1: none yet. @param {Line[]} lines @param {number} time */
  function lineAt(lines, time) {
    return lines.filter((line) => start(line) <= time).length - 1;
  }

  /**
   * When something else is heard or shown, after a time in this line.
   * @param {Line[]} lines @param {number} at @param {number} time
   */
  function changeAfter(lines, at, time) {
    const cues = at < 0 ? [] : lines[at][2];
    return [...cues.map(([from]) => from), ...lines.slice(at + 1, at + 2).map(start)].find((from) => from > time);
  }

  /**
   * The line to which a step leads: a step back begins a sentence anew, if much of it was heard.
   * @param {Line[]} lines @param {number} time @param {number} step
   */
  function lineFrom(lines, time, step) {
    const at = lineAt(lines, time);
    const anew = step < 0 && at >= 0 && time - start(lines[at]) > AGAIN;
    return anew ? at : Math.min(Math.max(at + step, 0), lines.length - 1);
  }

  /**
   * Find the mark of each line: -1: it has none. A text that stands in a lesson twice has the same
   * marks twice, so the next one behind the line before is meant.
   * @param {(string | undefined)[]} marks in their order on the page
   * @param {Line[]} lines
   */
  function placesOf(marks, lines) {
    let before = -1;
    return lines.map(([number]) => {
      const at = marks.findIndex((one, place) => place > before && one === String(number));
      if (at >= 0) before = at;
      return at;
    });
  }

  /** @param {Player} player */
  function now({ audio }) {
    return audio.currentTime * 1000 + EARLY;
  }

  /**
   * Show what is heard now, and wait for what comes next.
   * @param {Player} player
   */
  function follow(player) {
    clearTimeout(player.timer);
    const { audio, lines } = player;
    const time = now(player);
    const at = lineAt(lines, time);
    if (at !== player.at) mark(player, at);
    const cues = at < 0 ? [] : lines[at][2];
    showCue(player, cues.filter(([from]) => from <= time).pop());
    if (audio.paused) return;
    const next = changeAfter(lines, at, time);
    if (next) player.timer = window.setTimeout(follow, Math.max(0, next - time) / audio.playbackRate + EARLY, player);
  }

  /** @param {Player} player @param {number} at */
  function mark(player, at) {
    const { box, marks } = player;
    marks[player.at]?.classList.remove("heard");
    list(box).children[player.at]?.removeAttribute("aria-current");
    player.at = at;
    const found = marks[at];
    list(box).children[at]?.setAttribute("aria-current", "true");
    if (!found) return;
    found.classList.add("heard");
    if (!found.getClientRects().length) PathyaTabs.reveal(found);
    if (Date.now() - touched > HANDS) bring(found, box);
  }

  /**
   * Bring a sentence into sight, unless it is.
   * @param {HTMLElement} found
   * @param {HTMLElement} box
   */
  function bring(found, box) {
    const { top, bottom } = found.getBoundingClientRect();
    if (top >= box.getBoundingClientRect().bottom && bottom <= window.innerHeight) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    found.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  /** @param {Player} player @param {Cue} [cue] */
  function showCue({ box, used }, cue) {
    const place = /** @type {HTMLElement} */ (box.querySelector(".cue"));
    place.hidden = !captions || !used;
    const text = cue ? cue[2] : "";
    if (place.textContent !== text) place.textContent = text;
  }

  // --- when which sentence is heard ---------------------------------------------------------------

  /** @param {Player} player @returns {Promise<unknown>} */
  function read(player) {
    if (player.lines.length) return Promise.resolve();
    const script = document.createElement("script");
    return new Promise((done) => {
      script.onload = () => {
        script.remove();
        if (!player.lines.length) take(player, /** @type {any} */ (window).PATHYA_LINES);
        done(null);
      };
      script.onerror = done; // the sound is heard without them; the next time they are asked for again
      script.src = player.audio.dataset.lines || "";
      document.head.append(script);
    });
  }

  /** @param {Player} player @param {Line[]} lines */
  function take(player, lines) {
    const { page, box } = player;
    player.lines = lines;
    player.marks = marksOf(page, lines);
    list(box).replaceChildren(...lines.map((line, at) => item(player, line, at)));
    follow(player);
  }

  /** @param {Element} page @param {Line[]} lines */
  function marksOf(page, lines) {
    const all = /** @type {HTMLElement[]} */ (Array.from(page.querySelectorAll("[data-s]")));
    return placesOf(all.map(({ dataset }) => dataset.s), lines).map((at) => all[at] || null);
  }

  /** @param {HTMLElement} box */
  function list(box) {
    return /** @type {HTMLElement} */ (/** @type {Element} */ (box.nextElementSibling).querySelector("ol"));
  }

  /** @param {Player} player @param {Line} line @param {number} at */
  function item(player, line, at) {
    const [, begins, cues] = line;
    const [row, button, text] = ["li", "button", "span"].map((tag) => document.createElement(tag));
    Object.assign(button, { type: "button", className: "plain", textContent: clock(start(line)) });
    button.addEventListener("click", () => startAt(player, at));
    text.textContent = cues.map(([, , words]) => words).join(" ");
    row.classList.toggle("begins", begins);
    row.append(button, " ", text);
    return row;
  }

  /** @param {number} ms @param {string} [digits] of the language, if they are others */
  function clock(ms, digits = PathyaStart.course.digits) {
    const seconds = Math.floor(ms / 1000);
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return digits ? text.replace(/\d/g, (digit) => digits[+digit]) : text;
  }

  // --- what learners do ---------------------------------------------------------------------------

  /** @param {Player} player */
  function play(player) {
    if (player.audio.error) player.audio.load();
    player.used = true;
    player.box.classList.remove("asleep");
    read(player);
    player.audio.play().catch((fault) => {
      if (fault.name !== "AbortError") silent(player); // the learner pressed pause
    });
  }

  /** Say in words that nothing can be heard. @param {Player} player */
  function silent({ box }) {
    const [said, place] = [".silent", "[role=status]"].map((name) => /** @type {Element} */ (box.querySelector(name)));
    place.replaceChildren(...Array.from(said.childNodes, (node) => node.cloneNode(true)));
  }

  /** @param {Player} player @param {number} at */
  function goTo(player, at) {
    player.audio.currentTime = at < 0 ? 0 : start(player.lines[at]) / 1000;
    touched = -HANDS;
    follow(player);
  }

  /** @param {Player} player @param {number} at */
  function startAt(player, at) {
    goTo(player, at);
    play(player);
  }

  /** @param {Player} player @param {number} step */
  async function skip(player, step) {
    await read(player);
    const { lines } = player;
    if (lines.length) goTo(player, lineFrom(lines, now(player), step));
  }

  /** @param {Player} player @param {MouseEvent} event */
  function press(player, event) {
    const pressed = /** @type {Element} */ (event.target);
    const found = /** @type {HTMLElement | null} */ (pressed.closest("[data-s]"));
    // Who marks words to copy them, or follows a link, wants to hear nothing.
    if (!player.used || !found || pressed.closest(CONTROLS) || String(getSelection())) return;
    const at = player.marks.indexOf(found);
    if (at >= 0) startAt(player, at);
  }

  /** Keys and screens that are locked. @param {Player} player */
  function offer(player) {
    const { mediaSession } = navigator;
    if (!mediaSession) return;
    const title = player.page.querySelector("h1")?.textContent || "";
    mediaSession.metadata = new MediaMetadata({ title, album: document.querySelector(".brand")?.textContent || "" });
    const { audio } = player;
    /** @type {[MediaSessionAction, MediaSessionActionHandler][]} */
    const actions = [
      ["play", () => play(player)],
      ["pause", () => audio.pause()],
      ["stop", () => audio.pause()],
      ["previoustrack", () => skip(player, -1)],
      ["nexttrack", () => skip(player, 1)],
      ["seekbackward", () => skip(player, -1)],
      ["seekforward", () => skip(player, 1)],
    ];
    for (const [name, act] of actions) {
      try {
        mediaSession.setActionHandler(name, act);
      } catch {
        // A browser need not know all of them.
      }
    }
  }

  // --- the player ---------------------------------------------------------------------------------

  /** @param {Player} player */
  function refresh(player) {
    const { audio, box } = player;
    const set = (/** @type {string} */ name, /** @type {boolean} */ hidden) => {
      /** @type {HTMLElement} */ (box.querySelector(name)).hidden = hidden;
    };
    const active = document.activeElement;
    const held = box.contains(active) && active?.matches(".play, .pause");
    set(".play", !audio.paused);
    set(".pause", audio.paused);
    // What is hidden loses the focus.
    if (held) /** @type {HTMLElement} */ (box.querySelector(audio.paused ? ".play" : ".pause")).focus();
    document.documentElement.classList.toggle("listening", !audio.paused);
  }

  /** @param {Player} player */
  function tell({ audio, box }) {
    // What the browser says is endless while it loads Opus from servers that send no parts.
    const text = `${clock(audio.currentTime * 1000)} / ${clock(Number(audio.dataset.ms))}`;
    const place = /** @type {Element} */ (box.querySelector(".time"));
    if (place.textContent !== text) place.textContent = text;
  }

  /** Set all players as the learner wants them. @param {Player[]} players */
  function apply(players) {
    for (const { audio, box } of players) {
      audio.defaultPlaybackRate = audio.playbackRate = Number(speed);
      /** @type {HTMLSelectElement} */ (box.querySelector("select")).value = speed;
      box.querySelector(".captions")?.setAttribute("aria-pressed", String(captions));
    }
  }

  /** @param {HTMLElement} box @returns {Player} */
  function build(box) {
    const audio = /** @type {HTMLAudioElement} */ (box.querySelector("audio"));
    const form = /** @type {HTMLTemplateElement} */ (document.getElementById("_player"));
    const copy = /** @type {DocumentFragment} */ (document.importNode(form.content, true));
    box.after(/** @type {Node} */ (copy.querySelector("details")));
    box.append(copy);
    audio.controls = false;
    const slow = isSlow();
    box.classList.toggle("asleep", slow);
    /** @type {HTMLElement} */ (box.querySelector(".slow")).hidden = !slow;
    const page = /** @type {Element} */ (box.closest(".page"));
    return { page, box, audio, lines: [], marks: [], at: -1, timer: 0, used: false };
  }

  /** @param {Player} player @param {Player[]} players */
  function listen(player, players) {
    const { audio, box, page } = player;
    /** @type {[string, () => void][]} */
    const buttons = [
      [".play", () => play(player)],
      [".pause", () => audio.pause()],
      [".earlier", () => skip(player, -1)],
      [".later", () => skip(player, 1)],
      [".captions", () => { captions = !captions; keep(); apply(players); follow(player); }],
    ];
    for (const [name, act] of buttons) box.querySelector(name)?.addEventListener("click", act);
    box.querySelector("select")?.addEventListener("change", (event) => {
      speed = /** @type {HTMLSelectElement} */ (event.target).value;
      keep();
      apply(players);
    });
    for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => refresh(player));
    for (const name of ["playing", "pause", "seeked", "ratechange", "timeupdate"]) {
      audio.addEventListener(name, () => follow(player));
    }
    audio.addEventListener("timeupdate", () => tell(player));
    audio.addEventListener("error", () => silent(player));
    audio.addEventListener("playing", () => box.querySelector("[role=status]")?.replaceChildren());
    page.addEventListener("click", (event) => press(player, /** @type {MouseEvent} */ (event)));
    box.nextElementSibling?.addEventListener("toggle", () => read(player));
    new MutationObserver(() => {
      if (!page.classList.contains("current")) audio.pause();
    }).observe(page, { attributeFilter: ["class"] });
  }

  /** One sound at a time: this, or a film in the lesson. @param {Player[]} players @param {Event} event */
  function alone(players, { target }) {
    const player = players.find(({ audio }) => audio === target) || null;
    const others = /** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelectorAll("audio, video"));
    const heard = player ? Array.from(others) : last ? [last.audio] : [];
    heard.filter((one) => one !== target).forEach((one) => one.pause());
    if (player) offer(last = player);
  }

  function open() {
    const boxes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".narration"));
    const players = Array.from(boxes, build);
    apply(players);
    for (const player of players) {
      listen(player, players);
      refresh(player);
      tell(player);
    }
    document.addEventListener("play", (event) => alone(players, event), true);
    for (const name of ["wheel", "touchmove", "keydown"]) {
      document.addEventListener(name, (event) => {
        const inside = /** @type {Element} */ (event.target).closest?.(".narration, .narration + details");
        if (!inside) touched = Date.now();
      }, { passive: true });
    }
  }

  return { open, lineAt, changeAfter, lineFrom, placesOf, clock };
})();

PathyaNarration.open();
