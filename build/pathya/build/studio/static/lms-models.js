// The data models of SCORM 1.2 and SCORM 2004 4th Edition, as narrow as the strictest platform
// reads them: what passes here passes everywhere. Pure tables and checks; imports nothing.

/**
 * @typedef {object} Element what may be done with an element of the data model
 * @property {"rw" | "r" | "w"} access
 * @property {(value: string, get: (name: string) => string) => boolean} [fits] `get` reads from the
 * same place: `get("type")` beside `interactions.0.result` is the type of that interaction
 * @property {(value: string) => boolean} [inRange]
 * @property {string} [value] what it has before it is set
 * @property {string} [needs] what has to be set before, in the same place
 */
/**
 * @typedef {object} Codes errors by what went wrong; [not begun, over] for the session's
 * @property {[string, string]} start begun already, over
 * @property {[string, string]} finish
 * @property {[string, string]} get
 * @property {[string, string]} set
 * @property {[string, string]} commit
 * @property {string} argument
 * @property {string} unknown
 * @property {string} unset "" if reading what is not set is no error
 * @property {string} keyword
 * @property {string} readOnly
 * @property {string} writeOnly
 * @property {string} type
 * @property {string} range
 * @property {string} needs
 * @property {string} getGap
 * @property {string} setGap
 * @property {string} failed a commit
 */
/**
 * @typedef {object} Model
 * @property {string} api the window's property that courses look for
 * @property {string} prefix
 * @property {string} finish
 * @property {Codes} codes
 * @property {Record<string, Element>} elements by name, `n` for an index
 * @property {Record<string, string>} errors what codes mean
 * @property {string} exit
 * @property {string} entry
 * @property {string} session
 * @property {string} total
 * @property {(text: string) => number} seconds reads a stretch of time
 * @property {(seconds: number) => string} stretch writes one
 */

/** @param {number} limit @returns {Element["fits"]} */
const upTo = (limit) => (value) => value.length <= limit;
/** @param {...string} words @returns {NonNullable<Element["fits"]>} */
const oneOf = (...words) => (value) => words.includes(value);
/** @param {RegExp} shape @returns {NonNullable<Element["fits"]>} */
const like = (shape) => (value) => shape.test(value);
/** @param {number} least @param {number} most */
const between = (least, most) => (/** @type {string} */ value) => Number(value) >= least && Number(value) <= most;
/** @param {string} value @returns {Element} */
const given = (value) => ({ access: "r", value });
/** @param {Element["fits"]} [fits] @param {Partial<Element>} [more] @returns {Element} */
const both = (fits, more = {}) => ({ access: "rw", fits, ...more });
/** @param {Element["fits"]} [fits] @param {Partial<Element>} [more] @returns {Element} */
const told = (fits, more = {}) => ({ access: "w", fits, ...more });

/** @param {string} name @param {Record<string, Element>} inner @returns {Record<string, Element>} */
function within(name, inner) {
  return Object.fromEntries(Object.entries(inner).map(([key, one]) => [`${name}.${key}`, one]));
}

// --- SCORM 1.2: the Run-Time Environment of 2001, §3.4 ---------------------------------------------

const DECIMAL_12 = /^-?\d+(\.\d+)?$/;
const SCORE_12 = /^(\d{1,3}(\.\d+)?)?$/;
const IDENTIFIER_12 = /^[\x21-\x7e]{1,255}$/;
const CLOCK_12 = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?)?$/;
const STRETCH_12 = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d\d?)?$/;
/** @type {Record<string, RegExp>} */
const RESPONSES_12 = {
  "true-false": /^[01tf]$/,
  choice: /^([0-9a-z](,[0-9a-z])*)?$/,
  sequencing: /^([0-9a-z](,[0-9a-z])*)?$/,
  matching: /^([0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*)?$/,
  numeric: DECIMAL_12,
  likert: /^[0-9a-z]?$/,
};
/** @type {Element["fits"]} */
const response12 = (value, get) => value.length <= 255 && (RESPONSES_12[get("type")] ?? /^/).test(value);
const score12 = () => within("score", {
  _children: given("raw,min,max"),
  raw: both(like(SCORE_12), { inRange: between(0, 100) }),
  min: both(like(SCORE_12), { inRange: between(0, 100) }),
  max: both(like(SCORE_12), { inRange: between(0, 100) }),
});
const status12 = oneOf("passed", "completed", "failed", "incomplete", "browsed");

/** @param {string} text */
function seconds12(text) {
  const [h, m, s] = text.split(":").map(Number);
  return h * 3600 + m * 60 + s || 0;
}

/** @param {number} seconds */
function stretch12(seconds) {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((one, at) => String(one).padStart(at ? 2 : 4, "0")).join(":");
}

/** @type {Model} */
export const SCORM12 = {
  api: "API",
  prefix: "LMS",
  finish: "Finish",
  exit: "cmi.core.exit",
  entry: "cmi.core.entry",
  session: "cmi.core.session_time",
  total: "cmi.core.total_time",
  seconds: seconds12,
  stretch: stretch12,
  codes: {
    start: ["101", "101"],
    finish: ["301", "301"],
    get: ["301", "301"],
    set: ["301", "301"],
    commit: ["301", "301"],
    argument: "201",
    unknown: "201",
    unset: "",
    keyword: "402",
    readOnly: "403",
    writeOnly: "404",
    type: "405",
    range: "405",
    needs: "",
    getGap: "201",
    setGap: "201",
    failed: "101",
  },
  errors: {
    0: "No error",
    101: "General exception",
    201: "Invalid argument",
    301: "Not initialised",
    402: "Element is a keyword",
    403: "Element is read only",
    404: "Element is write only",
    405: "Incorrect data type",
  },
  elements: within("cmi", {
    _version: given("3.4"),
    ...within("core", {
      _children: given("student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time"),
      student_id: given("learner"),
      student_name: given("Learner, A"),
      lesson_location: both(upTo(255)),
      credit: given("credit"),
      lesson_status: both(status12, { value: "not attempted" }),
      entry: given("ab-initio"),
      ...score12(),
      total_time: given("0000:00:00"),
      lesson_mode: given("normal"),
      exit: told(oneOf("time-out", "suspend", "logout", "")),
      session_time: told(like(STRETCH_12)),
    }),
    suspend_data: both(upTo(4096)),
    launch_data: given(""),
    comments: both(upTo(4096)),
    comments_from_lms: given(""),
    ...within("student_data", {
      _children: given("mastery_score,max_time_allowed,time_limit_action"),
      mastery_score: given(""),
      max_time_allowed: given(""),
      time_limit_action: given(""),
    }),
    ...within("student_preference", {
      _children: given("audio,language,speed,text"),
      audio: both(like(/^-?\d{1,3}$/), { inRange: between(-1, 100) }),
      language: both(upTo(255)),
      speed: both(like(/^-?\d{1,3}$/), { inRange: between(-100, 100) }),
      text: both(oneOf("-1", "0", "1")),
    }),
    "objectives._children": given("id,score,status"),
    ...within("objectives.n", { id: both(like(IDENTIFIER_12)), ...score12(), status: both(status12) }),
    "interactions._children": given("id,objectives,time,type,correct_responses,weighting,student_response,result,latency"),
    ...within("interactions.n", {
      id: told(like(IDENTIFIER_12)),
      "objectives.n.id": told(like(IDENTIFIER_12)),
      time: told(like(CLOCK_12)),
      type: told(oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric")),
      "correct_responses.n.pattern": told(response12),
      weighting: told(like(DECIMAL_12)),
      student_response: told(response12),
      result: told((value) => ["correct", "wrong", "unanticipated", "neutral"].includes(value) || DECIMAL_12.test(value)),
      latency: told(like(STRETCH_12)),
    }),
  }),
};

// --- SCORM 2004 4th Edition: the Run-Time Environment, §4 ------------------------------------------

const REAL = /^-?\d+(\.\d{1,7})?$/;
const IDENTIFIER = /^[\x21-\x7e]{1,4000}$/;
const SHORT = "[\\x21-\\x2a\\x2b\\x2d-\\x5a\\x5c\\x5e-\\x7e]{1,250}";
const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?([+-]([01]\d|2[0-3]):[0-5]\d|Z)?)?)?$/;
const STRETCH = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d\d?)?S)?)?$/;
const WORDS = /^(\{lang=[a-z]{2,3}(-[A-Za-z0-9]+)*\})?/;
/** @param {number} limit @returns {Element["fits"]} */
const words = (limit) => (value) => value.replace(WORDS, "").length <= limit;
/** @param {string} one @param {string} parted */
const listed = (one, parted) => new RegExp(`^(${one}(\\[${parted}\\]${one})*)?$`);
/** @type {Record<string, RegExp>} */
const RESPONSES = {
  "true-false": /^(true|false)$/,
  choice: listed(SHORT, ","),
  sequencing: listed(SHORT, ","),
  matching: listed(`${SHORT}\\[\\.\\]${SHORT}`, ","),
  numeric: REAL,
  likert: new RegExp(`^${SHORT}$`),
  "fill-in": /^[^]{0,4000}$/,
  "long-fill-in": /^[^]{0,4000}$/,
};
const RANGE = /^(-?\d+(\.\d{1,7})?)?\[:\](-?\d+(\.\d{1,7})?)?$/;
/** @type {Element["fits"]} */
const response = (value, get) => (RESPONSES[get("type")] ?? /^/).test(value);
/** @type {Element["fits"]} */
const pattern = (value, get) => (get("type") === "numeric" ? RANGE.test(value) : (RESPONSES[get("type")] ?? /^/).test(value));
const score = () => within("score", {
  _children: given("scaled,raw,min,max"),
  scaled: both(like(REAL), { inRange: between(-1, 1) }),
  raw: both(like(REAL)),
  min: both(like(REAL)),
  max: both(like(REAL)),
});
const completion = () => both(oneOf("completed", "incomplete", "not attempted", "unknown"), { value: "unknown" });
const success = () => both(oneOf("passed", "failed", "unknown"), { value: "unknown" });
/** @param {Record<string, Element>} inner @param {string} first has to be set before the others */
function after(first, inner) {
  return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, { needs: first, ...one }]));
}

/** @param {string} text */
function seconds(text) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text) ?? [];
  const [d, h, m, s] = [1, 2, 3, 4].map((at) => Number(found[at] ?? 0));
  return d * 86400 + h * 3600 + m * 60 + s;
}

/** @param {number} all */
function stretch(all) {
  const whole = Math.round(all);
  return `PT${Math.floor(whole / 3600)}H${Math.floor(whole / 60) % 60}M${whole % 60}S`;
}

/** @type {Model} */
export const SCORM2004 = {
  api: "API_1484_11",
  prefix: "",
  finish: "Terminate",
  exit: "cmi.exit",
  entry: "cmi.entry",
  session: "cmi.session_time",
  total: "cmi.total_time",
  seconds,
  stretch,
  codes: {
    start: ["103", "104"],
    finish: ["112", "113"],
    get: ["122", "123"],
    set: ["132", "133"],
    commit: ["142", "143"],
    argument: "201",
    unknown: "401",
    unset: "403",
    keyword: "404",
    readOnly: "404",
    writeOnly: "405",
    type: "406",
    range: "407",
    needs: "408",
    getGap: "301",
    setGap: "351",
    failed: "391",
  },
  errors: {
    0: "No error",
    101: "General exception",
    103: "Already initialised",
    104: "Content instance terminated",
    112: "Termination before initialisation",
    113: "Termination after termination",
    122: "Retrieve data before initialisation",
    123: "Retrieve data after termination",
    132: "Store data before initialisation",
    133: "Store data after termination",
    142: "Commit before initialisation",
    143: "Commit after termination",
    201: "General argument error",
    301: "General get failure",
    351: "General set failure",
    391: "General commit failure",
    401: "Undefined data model element",
    403: "Value not initialised",
    404: "Element is read only",
    405: "Element is write only",
    406: "Type mismatch",
    407: "Value out of range",
    408: "Dependency not established",
  },
  elements: {
    ...within("cmi", {
      _version: given("1.0"),
      "comments_from_learner._children": given("comment,location,timestamp"),
      ...within("comments_from_learner.n", { comment: both(words(4000)), location: both(upTo(250)), timestamp: both(like(MOMENT)) }),
      "comments_from_lms._children": given("comment,location,timestamp"),
      "comments_from_lms._count": given("0"),
      completion_status: completion(),
      completion_threshold: { access: "r" },
      credit: given("credit"),
      entry: given("ab-initio"),
      exit: told(oneOf("time-out", "suspend", "logout", "normal", "")),
      launch_data: { access: "r" },
      learner_id: given("learner"),
      learner_name: given("Learner, A"),
      ...within("learner_preference", {
        _children: given("audio_level,language,delivery_speed,audio_captioning"),
        audio_level: both(like(REAL), { inRange: between(0, Infinity), value: "1" }),
        language: both(upTo(250), { value: "" }),
        delivery_speed: both(like(REAL), { inRange: between(0, Infinity), value: "1" }),
        audio_captioning: both(oneOf("-1", "0", "1"), { value: "0" }),
      }),
      location: both(upTo(1000)),
      max_time_allowed: { access: "r" },
      mode: given("normal"),
      progress_measure: both(like(REAL), { inRange: between(0, 1) }),
      scaled_passing_score: { access: "r" },
      ...score(),
      session_time: told(like(STRETCH)),
      success_status: success(),
      suspend_data: both(upTo(64000)),
      time_limit_action: given("continue,no message"),
      total_time: given("PT0H0M0S"),
      "objectives._children": given("id,score,success_status,completion_status,progress_measure,description"),
      "objectives.n.id": both(like(IDENTIFIER)),
      ...within("objectives.n", after("id", {
        ...score(),
        success_status: success(),
        completion_status: completion(),
        progress_measure: both(like(REAL), { inRange: between(0, 1) }),
        description: both(words(250)),
      })),
      "interactions._children": given("id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description"),
      "interactions.n.id": both(like(IDENTIFIER)),
      ...within("interactions.n", after("id", {
        type: both(oneOf("true-false", "choice", "fill-in", "long-fill-in", "likert", "matching", "performance", "sequencing", "numeric", "other")),
        "objectives.n.id": both(like(IDENTIFIER)),
        timestamp: both(like(MOMENT)),
        "correct_responses.n.pattern": both(pattern, { needs: "type" }),
        weighting: both(like(REAL)),
        learner_response: both(response, { needs: "type" }),
        result: both((value) => ["correct", "incorrect", "unanticipated", "neutral"].includes(value) || REAL.test(value)),
        latency: both(like(STRETCH)),
        description: both(words(250)),
      })),
    }),
    "adl.nav.request": both(like(/^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^}]+\}(choice|jump))$/), { value: "_none_" }),
    "adl.nav.request_valid.continue": given("unknown"),
    "adl.nav.request_valid.previous": given("unknown"),
  },
};

/** The models by the version that a package speaks. */
export const MODELS = { scorm12: SCORM12, scorm2004: SCORM2004 };
