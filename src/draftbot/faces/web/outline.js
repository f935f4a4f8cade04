// The outline editor. `props.value` is what desk.py's editor_value gives and
// outline_from_editor takes; this file owns the DOM below `element`.
// Texts are only ever put in place with textContent and value, never as HTML.
const ICONS = { add: "＋", up: "↑", down: "↓", out: "←", in: "→", remove: "×" };
const DIGITS = "零一二三四五六七八九十";
let model = { words: {}, rows: [] };
let selected = 0;
let replaced = null;

const make = (tag, css, text) => {
  const node = document.createElement(tag);
  if (css) node.className = css;
  if (text) node.textContent = text;
  return node;
};
const chinese = (n) => {
  const tens = Math.floor(n / 10), ones = n % 10;
  return (tens ? (tens > 1 ? DIGITS[tens] : "") + "十" : "") + (ones ? DIGITS[ones] : "");
};
const numbers = () => {
  const counts = [0, 0, 0, 0];
  return model.rows.map((row) => {
    const depth = Math.min(Math.max(row.level, 1), 4) - 1;
    counts[depth] += 1;
    counts.fill(0, depth + 1);
    const n = counts[depth];
    return [`${chinese(n)}、`, `（${chinese(n)}）`, `${n}.`, `（${n}）`][depth];
  });
};
const copy = (value) => JSON.parse(JSON.stringify(value));

const commit = () => {
  props.value = copy(model);
  trigger("edited", {});
};

const select = (index) => {
  selected = index;
  element.querySelectorAll(".row").forEach((row, i) => row.classList.toggle("selected", i === index));
};

const focusRow = (index, part = ".heading") => {
  const row = element.querySelectorAll(".row")[index];
  row?.querySelector(part).focus();
  row?.scrollIntoView({ block: "nearest" });
};

const ACTIONS = {
  add: () => {
    const at = model.rows.length ? selected + 1 : 0;
    const level = model.rows[selected]?.level ?? 1;
    model.rows.splice(at, 0, { heading: "", level, length: null, purpose: "", cues: [], role: "other" });
    selected = at;
  },
  up: () => move(-1),
  down: () => move(1),
  out: () => shift(-1),
  in: () => shift(1),
  remove: () => {
    if (!model.rows.length) return;
    model.rows.splice(selected, 1);
    selected = Math.max(0, Math.min(selected, model.rows.length - 1));
  },
};
const move = (by) => {
  const to = selected + by;
  if (to < 0 || to >= model.rows.length) return;
  [model.rows[selected], model.rows[to]] = [model.rows[to], model.rows[selected]];
  selected = to;
};
const shift = (by) => {
  const row = model.rows[selected];
  if (row) row.level = Math.min(3, Math.max(1, row.level + by));
};

const act = (name) => {
  ACTIONS[name]();
  render();
  focusRow(selected);
  if (name !== "add") commit();
};

const rowNode = (row, index, number, words) => {
  const node = make("li", `row level${row.level}`);
  const heading = make("input", "heading");
  heading.value = row.heading;
  heading.setAttribute("aria-label", `${words.heading} ${number}`);
  heading.placeholder = row.purpose || words.heading;
  heading.title = row.purpose || "";
  heading.addEventListener("input", () => { row.heading = heading.value; props.value = copy(model); });
  const length = make("input", "length");
  length.inputMode = "numeric";
  length.value = row.length ?? "";
  length.placeholder = "—";
  length.setAttribute("aria-label", `${words.length} ${number}`);
  length.addEventListener("input", () => { row.length = length.value.trim(); props.value = copy(model); });
  for (const input of [heading, length]) {
    input.addEventListener("focus", () => select(index));
    input.addEventListener("change", commit);
    input.addEventListener("keydown", (event) => keys(event, index));
  }
  node.append(make("span", "number", number), heading, length);
  return node;
};

const keys = (event, index) => {
  const moves = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
  if (event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    select(index);
    act("add");
  } else if (event.altKey && moves[event.key]) {
    event.preventDefault();
    select(index);
    act(moves[event.key]);
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    focusRow(index + (event.key === "ArrowUp" ? -1 : 1), `.${event.target.className}`);
  }
};

const toolbar = (words) => {
  const bar = make("div", "tools");
  bar.setAttribute("role", "toolbar");
  for (const name of ["add", "up", "down", "out", "in", "remove"]) {
    const button = make("button", `tool ${name}`, ICONS[name]);
    button.type = "button";
    button.title = words[name];
    button.setAttribute("aria-label", words[name]);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => act(name));
    bar.append(button);
  }
  if (replaced) {
    const undo = make("button", "tool undo", words.undo);
    undo.type = "button";
    undo.addEventListener("click", () => {
      model = { ...replaced, words: model.words };
      replaced = null;
      render();
      commit();
    });
    bar.append(undo);
  }
  return bar;
};

const render = () => {
  const words = model.words;
  const scroll = element.querySelector(".rows")?.scrollTop ?? 0;
  const labels = numbers();
  const rows = make("ol", "rows");
  rows.setAttribute("aria-label", words.rows);
  model.rows.forEach((row, index) => rows.append(rowNode(row, index, labels[index], words)));
  if (!model.rows.length) rows.append(make("li", "none", words.empty));
  const hint = make("p", "keys", words.keys);
  element.querySelector(".outline-editor").replaceChildren(toolbar(words), rows, hint);
  rows.scrollTop = scroll;
  select(Math.min(selected, Math.max(0, model.rows.length - 1)));
};

const take = () => {
  const next = props.value ? copy(props.value) : { words: {}, rows: [] };
  const bare = (rows) => JSON.stringify(rows.map((row) => [row.heading, row.level]));
  const same = bare(next.rows) === bare(model.rows);
  if (!same && model.rows.length) replaced = model;
  if (same && JSON.stringify(next) === JSON.stringify(model)) return;
  const focused = element.contains(document.activeElement);
  model = next;
  render();
  if (same && focused) focusRow(selected);
};

watch("value", take);
take();
render();
