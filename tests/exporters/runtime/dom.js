"use strict";
/* As much of a browser's page as the runtime's scripts for reading need. */

class Text {
  constructor(text) { this.textContent = text; }
  cloneNode() { return new Text(this.textContent); }
}

class Node {
  constructor(tag, attributes = {}, ...children) {
    Object.assign(this, { tag, attributes: {}, dataset: {}, style: {}, parentElement: null });
    Object.assign(this, { childNodes: [], listeners: {}, tabIndex: -1, hidden: false, open: false });
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
    this.append(...children);
  }
  get children() { return this.childNodes.filter((node) => node instanceof Node); }
  get firstElementChild() { return this.children[0] || null; }
  get className() { return this.attributes.class || ""; }
  get hash() { return this.attributes.href || ""; }
  get textContent() { return this.childNodes.map((node) => node.textContent).join(""); }
  set textContent(text) { this.childNodes = [new Text(text)]; }
  get id() { return this.attributes.id || ""; }
  set id(value) { this.attributes.id = value; }
  getAttribute(name) { return this.attributes[name] ?? null; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  removeAttribute(name) { delete this.attributes[name]; }
  append(...nodes) { this.childNodes.push(...nodes.map((node) => this.adopt(node))); }
  prepend(...nodes) { this.childNodes.unshift(...nodes.map((node) => this.adopt(node))); }
  replaceChildren(...nodes) { this.childNodes = []; this.append(...nodes); }
  adopt(node) {
    if (!(node instanceof Node)) return typeof node === "string" ? new Text(node) : node;
    const from = node.parentElement;
    if (from) from.childNodes = from.childNodes.filter((one) => one !== node);
    node.parentElement = this;
    return node;
  }
  cloneNode() {
    const copy = new Node(this.tag, this.attributes);
    copy.append(...this.childNodes.map((node) => node.cloneNode()));
    return copy;
  }
  all() { return this.children.flatMap((child) => [child, ...child.all()]); }
  /** `tag`, `.class`, `#id`, `[name]`, `[name=value]`, `tag:not([open])`: no more is asked for. */
  matches(selector) {
    if (selector.endsWith(":not([open])")) return !this.open && this.tag === selector.split(":")[0];
    const [, name, , value] = /^\[([\w-]+)(=(.*))?\]$/.exec(selector) || [];
    if (name) return value === undefined ? name in this.attributes : this.attributes[name] === value;
    if (selector.startsWith(".")) return this.className.split(" ").includes(selector.slice(1));
    if (selector.startsWith("#")) return this.id === selector.slice(1);
    return this.tag === selector;
  }
  querySelectorAll(selector) {
    const last = selector.split(" ").pop();
    return this.all().filter((node) => node.matches(last));
  }
  closest(selector) {
    if (this.matches(selector)) return this;
    return this.parentElement ? this.parentElement.closest(selector) : null;
  }
  contains(other) { return other === this || this.all().includes(other); }
  addEventListener(name, heard) { (this.listeners[name] = this.listeners[name] || []).push(heard); }
  /** Tell all who listen here and further up; gives whether anybody wanted nothing else to happen. */
  dispatch(name, event = {}) {
    let prevented = false;
    const told = { target: this, preventDefault: () => { prevented = true; }, ...event };
    for (let node = this; node; node = node.parentElement) {
      for (const heard of node.listeners[name] || []) heard(told);
    }
    return prevented;
  }
  focus() { Node.document.activeElement = this; }
  showModal() { this.open = true; }
  close() { this.open = false; }
}

/** A page with these elements, as scripts find it. */
function page(...children) {
  const root = new Node("html", {}, ...children);
  const document = {
    activeElement: null,
    documentElement: root,
    addEventListener: (name, heard) => root.addEventListener(name, heard),
    createElement: (tag) => new Node(tag),
    getElementById: (id) => root.all().find((node) => node.id === id) || null,
    querySelectorAll: (selector) => root.querySelectorAll(selector),
  };
  Node.document = document;
  return document;
}

/** @param {string} tag */
const element = (tag, attributes, ...children) => new Node(tag, attributes, ...children);

module.exports = { element, page };
