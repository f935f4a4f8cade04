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
  if (!ACTS.includes(target.dataset.act)) return;
  // A button among input fields sends what they hold.
  const fields = target.closest("[data-fields]")?.querySelectorAll("input") ?? [];
  const values = Object.fromEntries([...fields].map((field) => [field.name, field.value]));
  trigger(target.dataset.act, { ...target.dataset, ...values });
});

// While a draft is written the sheet follows it, unless the user scrolls; then back to the top.
let following = false;
let held = false;
const hold = () => { held = true; };
element.addEventListener("wheel", hold, { passive: true });
element.addEventListener("touchmove", hold, { passive: true });
const follow = () => {
  const paper = element.querySelector(".paper");
  if (!paper) return;
  const atWork = paper.querySelector(".at-work");
  if (atWork && !held) {
    atWork.scrollIntoView({ block: "nearest" });
    following = true;
  }
  if (paper.getAttribute("aria-busy") === "true") return;
  if (following && !held) paper.closest(".draft").scrollTo({ top: 0 });
  following = held = false;
};

watch("value", () => {
  element.querySelectorAll(".asking").forEach((cell) => cell.classList.remove("asking"));
  follow();
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
