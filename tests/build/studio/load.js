// Loads a module of the studio's that imports nothing.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const STATIC = path.join(__dirname, "../../../build/pathya/build/studio/static");

module.exports = (name) => {
  const source = fs.readFileSync(path.join(STATIC, name), "utf8");
  return import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`);
};
