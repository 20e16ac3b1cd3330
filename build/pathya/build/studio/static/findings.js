// Findings of several languages, put together.

/**
 * @typedef {{path: string, line: number, severity: string, code: string, message: string, hint: string, summary: string, why: string, source: string}} Finding
 * @typedef {{finding: Finding, tags: string[]}} Place
 */

/** Severities, the gravest first. */
export const ORDER = ["error", "warning", "info"];

/**
 * Puts findings together by rule, each said once with the languages in which it is true.
 * @param {[string, Finding[]][]} found By language.
 * @returns {[Finding, Place[]][]} The gravest first.
 */
export function byRule(found) {
  /** @type {Map<string, Map<string, Place>>} */
  const rules = new Map();
  for (const [tag, all] of found) {
    for (const finding of all) {
      const { severity, code, path: file, line, message } = finding;
      const rule = rules.get(`${ORDER.indexOf(severity)} ${code}`) ?? new Map();
      rules.set(`${ORDER.indexOf(severity)} ${code}`, rule);
      const key = JSON.stringify([file, line, message]);
      const place = rule.get(key) ?? { finding, tags: [] };
      rule.set(key, { finding, tags: [...place.tags, tag] });
    }
  }
  const sorted = [...rules].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([, places]) => [[...places.values()][0].finding, [...places.values()]]);
}
