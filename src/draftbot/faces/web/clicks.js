// Turns clicks inside a gr.HTML component into its events. ACTS is put before
// this text by frame.py, so that gradio finds the event names in quotes.
let returnTo = null;
const close = () => {
  props.value = "";
  returnTo?.focus?.({ preventScroll: true });
  returnTo = null;
};

element.addEventListener("click", (event) => {
  const target = event.target.closest("button");
  if (!target || !element.contains(target)) return;
  if (target.hasAttribute("data-close")) return close();
  if (target.hasAttribute("data-ask")) {
    element.querySelectorAll(".asking").forEach((other) => other.classList.remove("asking"));
    return target.closest("td").classList.add("asking");
  }
  if (target.hasAttribute("data-unask")) return target.closest("td").classList.remove("asking");
  if (target.dataset.light) {
    element.querySelectorAll(".lit").forEach((other) => other.classList.remove("lit"));
    target.closest(target.dataset.light)?.classList.add("lit");
  }
  if (ACTS.includes(target.dataset.act)) trigger(target.dataset.act, { ...target.dataset });
});

element.addEventListener("input", (event) => {
  if (!event.target.hasAttribute("data-filter")) return;
  const words = event.target.value.trim().toLowerCase();
  element.querySelectorAll("tr[data-words]").forEach((row) => {
    row.hidden = !row.dataset.words.includes(words);
  });
});

watch("value", () => {
  element.querySelectorAll(".asking").forEach((cell) => cell.classList.remove("asking"));
  element.querySelector(".at-work")?.scrollIntoView({ block: "nearest" });
  const log = element.querySelector(".log");
  if (log) log.scrollTop = log.scrollHeight;
  const drawer = element.querySelector(".drawer");
  if (drawer) {
    const passage = drawer.querySelector(".passage");
    if (passage) passage.scrollIntoView({ block: "center" });
    else drawer.querySelector(".scroll").scrollTop = 0;
    if (!drawer.contains(document.activeElement)) {
      returnTo = document.activeElement;
      drawer.querySelector("[data-close]").focus({ preventScroll: true });
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !element.querySelector(".drawer")) return;
  close();
});
