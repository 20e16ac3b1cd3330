// The line to the studio: tells pages what changes, and people when nobody answers.

/**
 * @typedef {{paths: string[], courses: string[], catalogs: [string, string][], built: string[]}} Changed
 */

/** @type {Map<string, Set<(data: any) => void>>} */
const listeners = new Map();
/** @type {EventSource | null} */
let line = null;
let interrupted = false;

/**
 * Calls `act` for each event of a kind. `changed` has {@link Changed}; `again` has nothing: the
 * line was interrupted, and whatever a page shows may be old.
 * @param {string} kind
 * @param {(data: any) => void} act
 * @returns {() => void} Ends it.
 */
export function listen(kind, act) {
  const known = listeners.get(kind) ?? new Set();
  if (!listeners.has(kind) && line) attach(line, kind);
  listeners.set(kind, known.add(act));
  return () => known.delete(act);
}

/** @param {string} kind @param {any} data */
function tell(kind, data) {
  listeners.get(kind)?.forEach((act) => act(data));
}

/** @param {EventSource} source @param {string} kind */
function attach(source, kind) {
  source.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
}

function connect() {
  if (line) return;
  line = new EventSource("/events");
  [...listeners.keys()].forEach((kind) => line && attach(line, kind));
  line.addEventListener("hello", () => {
    if (interrupted) tell("again", {});
    interrupted = false;
    show(false);
  });
  line.onerror = () => {
    interrupted = true;
    show(true);
    // After an answer that is no stream a browser gives up; we do not.
    if (line?.readyState === EventSource.CLOSED) setTimeout(reconnect, 2000);
  };
}

function reconnect() {
  disconnect();
  if (!document.hidden) connect();
}

function disconnect() {
  line?.close();
  line = null;
}

/** @param {boolean} offline */
function show(offline) {
  const notice = document.getElementById("offline");
  if (notice) notice.hidden = !offline;
}

listen("changed", (/** @type {Changed} */ { paths }) => {
  const notice = document.getElementById("restart");
  if (notice && paths.includes("pathya.toml")) notice.hidden = false;
});

// A browser opens six lines to a server, no more: a window that nobody sees gives its line up.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return connect();
  interrupted = true;
  disconnect();
});
addEventListener("pagehide", disconnect);
addEventListener("pageshow", (event) => {
  if (event.persisted) connect();
});
connect();
