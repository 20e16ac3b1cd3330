"use strict";
/* Loads the runtime's classic scripts as a browser does: one after the other, in one scope. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "../../../exporters/pathya/exporters/runtime");

/** Scripts that stand in for those of the same name: mutants. */
const standIns = new Map();

/** Run scripts with these globals and give the value of an expression in their scope. */
function load(names, expression, globals = {}) {
  const context = vm.createContext({ ...globals });
  for (const name of names) {
    const file = path.join(FOLDER, `${name}.js`);
    vm.runInContext(standIns.get(name) || fs.readFileSync(file, "utf8"), context, { filename: file });
  }
  return vm.runInContext(expression, context);
}

module.exports = Object.assign(load, { FOLDER, standIns });
