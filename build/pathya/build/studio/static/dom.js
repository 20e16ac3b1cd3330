// Making elements: text stays text, whatever is in it.

/**
 * Makes an element. Values that are functions become listeners; what is empty is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [values]
 * @param {...(Node | string | null | undefined)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, values = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false && value !== null && value !== undefined && value !== "") {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  for (const one of inside) if (one) made.append(one);
  return made;
}

/**
 * Finds what a page is known to have.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

/**
 * Asks the studio, and gives the JSON that it answers; throws what it says is wrong.
 * @param {string} path
 * @param {any} [body] Sent as JSON, by POST.
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(path, sent);
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}
