// Answers one question at once, as hands do it slowly: for the many plays of the matrix.
(root, [question, right]) => {
  const shown = question.shown || [];
  const fields = Array.from(root.querySelectorAll("input, select"));
  const item = (field) => shown[field.closest("[data-row]").dataset.row - 1];
  const turned = (place, all) => String(((place + (right ? 0 : 1)) % all) + 1);
  const wanted = {
    match: (at) => turned(shown.indexOf(question.key[at].split(".")[1]), shown.length),
    order: (at) => turned(question.key.indexOf(item(fields[at])), shown.length),
    fill: (at) => (right ? `  ${question.accepted[at].at(-1).toUpperCase()} ` : "?"),
    numeric: () => (right ? question.key[0] : "-987"),
  }[question.type];
  fields.forEach((field, at) => {
    if (wanted) field.value = wanted(at);
    else field.checked = question.key.includes(field.value) === right;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    field.dispatchEvent(new Event("change", {bubbles: true}));
  });
}
