// What hands do slowly, done at once: for the many plays of the matrix.
async ([what, ...values]) => {
  const {practice, lessons, assessment} = PATHYA;
  const one = (selector) => document.querySelector(selector);

  function answer(question, right) {
    const root = one(`[data-question="${question.id}"]`);
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

  /** Press a link, and wait until its page is shown. */
  function turn(link) {
    return new Promise((turned) => {
      addEventListener("hashchange", () => turned(), {once: true});
      link.click();
    });
  }

  const acts = {
    answer,
    async lessons() {
      if (!one(`#${lessons[0]}.current`)) await turn(one("#_onward"));
      for (const lesson of lessons) {
        for (const question of practice) {
          const form = one(`#${lesson} #q_${question.id}`);
          if (!form) continue;
          answer(question, true);
          form.querySelector("button[type=submit]").click();
          if (!form.classList.contains("is-right")) throw new Error(question.id);
        }
        await turn(one(`#${lesson} .after`));
      }
    },
    test(right) {
      one("#_begin").click();
      for (const question of assessment.questions) answer(question, right);
      one("#_submit").click();
    },
  };
  await acts[what](...values);
}
