// The plan over the paper: what is ticked stays so, and unfolded what was, when the same plan is shown again.
let shown = null;
let draft = null;
let unfolded = false;

const boxes = () => [...element.querySelectorAll(".basis input[type=checkbox]")];
const tell = () => {
  const button = element.querySelector("[data-act=choose]");
  if (!button) return;
  button.dataset.reports = boxes().filter((box) => box.checked).map((box) => box.value).join(",");
  const more = element.querySelector("[name=more]").value.trim();
  button.disabled = !more && boxes().every((box) => box.checked === box.defaultChecked);
};

element.addEventListener("change", tell);
element.addEventListener("input", tell);
element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.name !== "more") return;
  event.preventDefault();
  tell();
  element.querySelector("[data-act=choose]").click();
});
element.addEventListener("toggle", (event) => { unfolded = event.target.open; }, true);

let ticks = [];
let words = "";
const keep = () => {
  ticks = boxes().map((box) => box.checked);
  words = element.querySelector("[name=more]")?.value ?? "";
};
element.addEventListener("change", keep);
element.addEventListener("input", keep);

const put = () => {
  const basis = element.querySelector(".basis");
  if (basis?.dataset.draft !== draft) unfolded = false;
  if (props.value === shown) {
    boxes().forEach((box, i) => { box.checked = ticks[i] ?? box.checked; });
    const more = element.querySelector("[name=more]");
    if (more) more.value = words;
  }
  shown = props.value;
  draft = basis?.dataset.draft ?? null;
  if (basis) basis.open = unfolded;
  keep();
  tell();
};
watch("value", put);
put();
