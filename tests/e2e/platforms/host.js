// What all platforms share: a frame for the course, which opens and closes.
window.frame = () => document.getElementById("course");
window.launch = async () => { frame().src = "/course/index.html"; };
window.leave = () => new Promise((left) => {
  frame().onload = left;
  frame().src = "about:blank";
});
