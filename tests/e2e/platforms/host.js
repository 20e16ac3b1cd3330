// What all platforms share: a frame for the course, which opens and closes.
window.frame = () => document.getElementById("course");
window.launch = async () => { frame().src = "/course/index.html"; };
window.leave = () => new Promise((left) => {
  frame().onload = left;
  frame().src = "about:blank";
});
// What a platform remembers outlives its own page.
window.read = (name) => JSON.parse(sessionStorage.getItem(name) || "null");
window.write = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));
// The platform stops answering, as when its own session is over; until it is revived.
const apis = () => [window.API, window.API_1484_11].filter(Boolean);
window.die = () => apis().forEach((api) => {
  for (const verb of Object.keys(api)) api[verb] = Object.assign(() => { throw new Error("gone"); }, {alive: api[verb]});
});
window.revive = () => apis().forEach((api) => {
  for (const verb of Object.keys(api)) api[verb] = api[verb].alive || api[verb];
});
