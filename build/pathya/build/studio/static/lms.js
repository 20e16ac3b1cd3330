// A learning platform that goes by the book: what it takes, every platform takes. Imports nothing;
// the data model is handed in. The record is flat: the elements that have a value, by name.

/** @typedef {import("./lms-models.js").Model} Model */
/** @typedef {import("./lms-models.js").Element} Element */
/** @typedef {Record<string, string>} Values elements of the data model, by name */
/** @typedef {Record<string, (...values: unknown[]) => unknown>} Api */
/**
 * @typedef {object} Platform
 * @property {Record<string, Api>} apis by the name that courses look for in windows
 * @property {() => Values} record what has been saved
 * @property {() => unknown} saved what outlives the visit; as JSON
 * @property {() => void} leave the learner closes the course, before its page is gone
 * @property {() => boolean} hears whether anybody listens still
 * @property {(on: boolean) => void} failNext whether the next commit fails
 * @property {() => string} lastError after a call; "" or "0": there was none
 */

const INDEX = /\.\d+(?=\.|$)/g;

/**
 * The place of an element whose siblings are asked: `cmi.interactions.0` for
 * `cmi.interactions.0.correct_responses.1.pattern`.
 * @param {string} name
 */
function place(name) {
  return /^cmi\.\w+\.\d+/.exec(name)?.[0] ?? name.slice(0, name.lastIndexOf("."));
}

/** @param {Model} model @param {string} name @returns {Element | undefined} */
function elementOf({ elements }, name) {
  const key = name.replace(INDEX, ".n");
  return Object.keys(elements).includes(key) ? elements[key] : undefined;
}

/** @param {Values} values @param {string} list `cmi.interactions`, say */
export function count(values, list) {
  const found = Object.keys(values)
    .filter((name) => name.startsWith(`${list}.`))
    .map((name) => name.slice(list.length + 1).split(".")[0]);
  return new Set(found.filter((one) => /^\d+$/.test(one))).size;
}

/**
 * Finds an index that leaves a gap: a list grows one by one.
 * @param {Values} values
 * @param {string} name
 * @param {number} room 1 if the next one may be begun
 */
function gap(values, name, room) {
  return [...name.matchAll(INDEX)].some((found) => {
    return Number(found[0].slice(1)) >= count(values, name.slice(0, found.index)) + room;
  });
}

/**
 * Says why a value cannot be read: an error's code, or "".
 * @param {Model} model
 * @param {Values} values
 * @param {string} name
 */
function cannotGet(model, values, name) {
  const { codes } = model;
  if (!name) return codes.argument;
  const element = elementOf(model, name);
  if (!element) return codes.unknown;
  if (element.access === "w") return codes.writeOnly;
  if (gap(values, name, 0)) return codes.getGap;
  return (values[name] ?? element.value) === undefined ? codes.unset : "";
}

/**
 * Says why a value cannot be set: an error's code, or "".
 * @param {Model} model
 * @param {Values} values
 * @param {string} name
 * @param {string} value
 */
function cannotSet(model, values, name, value) {
  const { codes } = model;
  if (!name) return codes.argument;
  if (/\._(children|count|version)$/.test(name)) return codes.keyword;
  const element = elementOf(model, name);
  if (!element) return codes.unknown;
  if (element.access === "r") return codes.readOnly;
  if (gap(values, name, 1)) return codes.setGap;
  const get = (/** @type {string} */ key) => values[`${place(name)}.${key}`] ?? "";
  if (element.needs && codes.needs && !get(element.needs)) return codes.needs;
  if (element.fits && !element.fits(value, get)) return codes.type;
  if (value !== "" && element.inRange && !element.inRange(value)) return codes.range;
  return isTwice(values, name, value) ? codes.setGap : "";
}

/**
 * In 2004 two objectives never have one name, and none gets another.
 * @param {Values} values
 * @param {string} name
 * @param {string} value
 */
function isTwice(values, name, value) {
  if (!/^cmi\.objectives\.\d+\.id$/.test(name) || !("cmi.objectives.0.id" in values)) return false;
  if (name in values) return values[name] !== value;
  return Object.entries(values).some(([key, one]) => /^cmi\.objectives\.\d+\.id$/.test(key) && one === value);
}

/**
 * @param {Model} model
 * @param {unknown} saved what an earlier visit left, or null
 * @returns {Platform}
 */
export function standard(model, saved) {
  const { codes, prefix } = model;
  let record = /** @type {Values} */ (saved ?? {});
  /** @type {Values} */
  let values = begun(model, record);
  let error = "0";
  let stage = 0; // not begun, open, over
  let failing = false;

  /** @param {string} code @param {string} answer */
  const say = (code, answer) => {
    error = code || "0";
    return answer;
  };
  /**
   * Answers while the session is open.
   * @param {[string, string]} closed
   * @param {string} refusal
   * @param {() => string} answer
   */
  const open = (closed, refusal, answer) => (stage === 1 ? answer() : say(closed[stage ? 1 : 0], refusal));

  function save() {
    if (failing) {
      failing = false;
      return false;
    }
    record = { ...values };
    return true;
  }

  /** @param {string} name */
  function get(name) {
    if (/\._count$/.test(name) && !(name in model.elements)) {
      const list = name.slice(0, -7);
      const known = Object.keys(model.elements).some((one) => one.startsWith(`${list.replace(INDEX, ".n")}.n.`));
      return say(known ? "" : codes.unknown, known ? String(count(values, list)) : "");
    }
    const code = cannotGet(model, values, name);
    return say(code, code ? "" : values[name] ?? elementOf(model, name)?.value ?? "");
  }

  /** @param {string} name @param {string} value */
  function set(name, value) {
    const code = cannotSet(model, values, name, value);
    if (!code) values[name] = value;
    return say(code, code ? "false" : "true");
  }

  function finish() {
    const spent = model.seconds(values[model.session] ?? "") + model.seconds(record[model.total] ?? "");
    values[model.total] = model.stretch(spent);
    stage = 2;
    return save() ? say("", "true") : say(codes.failed, "false");
  }

  /** @type {Api} */
  const api = {
    Initialize: (given) => {
      if (stage) return say(codes.start[stage - 1], "false");
      if (given !== "") return say(codes.argument, "false");
      stage = 1;
      return say("", "true");
    },
    [model.finish]: () => open(codes.finish, "false", finish),
    GetValue: (name) => open(codes.get, "", () => get(String(name ?? ""))),
    SetValue: (name, value) => open(codes.set, "false", () => set(String(name ?? ""), String(value ?? ""))),
    Commit: () => open(codes.commit, "false", () => (save() ? say("", "true") : say(codes.failed, "false"))),
    GetLastError: () => error,
    GetErrorString: (code) => model.errors[String(code)] ?? "",
    GetDiagnostic: (code) => model.errors[String(code || error)] ?? "",
  };
  const named = Object.fromEntries(Object.entries(api).map(([verb, act]) => [prefix + verb, act]));
  return {
    apis: { [model.api]: named },
    record: () => record,
    saved: () => record,
    leave: () => {},
    hears: () => true,
    failNext: (on) => {
      failing = on;
    },
    lastError: () => error,
  };
}

/**
 * What a course finds when it is opened: the last record, without what belongs to the last visit.
 * @param {Model} model
 * @param {Values} record
 * @returns {Values}
 */
function begun(model, record) {
  const { [model.exit]: exit, [model.session]: _, ...rest } = record;
  if (!Object.keys(record).length) return {};
  return { ...rest, [model.entry]: exit === "suspend" ? "resume" : "" };
}
