// Writing on the paper itself: a click fills a blank, a double click edits a sentence, 改 a point.
// What is typed only ever stands in `value`, never in HTML.
let scrolled = null;

const busy = () => element.querySelector(".paper")?.getAttribute("aria-busy") === "true";

// `field` in the place of what `node` holds: Enter or leaving it sends, Escape gives up.
// Until the answer comes it stays, so that what is refused is not lost.
const writeIn = (node, field, send) => {
  const before = [...node.childNodes];
  const first = field.value.trim();
  let sent = first;
  const leave = () => {
    node.classList.remove("in-hand");
    node.replaceChildren(...before);
  };
  const finish = () => {
    const text = field.value.trim();
    if (!field.isConnected) return;
    if (text === first) return leave();
    if (text === sent) return;
    sent = text;
    scrolled = element.querySelector(".draft")?.scrollTop ?? null;
    send(text);
  };
  node.classList.add("in-hand");
  node.replaceChildren(field);
  if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 4}px`;
  field.focus();
  field.addEventListener("blur", finish);
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") {
      sent = field.value.trim();
      leave();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      finish();
    }
  });
};

// One field at a time: an answer shows the whole paper anew, with no field in it.
const openField = () => element.querySelector(".in-hand :is(input, textarea)");

const fill = (blank) => {
  const number = [...element.querySelectorAll(".s[data-at] mark.blank")].indexOf(blank) + 1;
  const field = document.createElement("input");
  field.setAttribute("aria-label", blank.textContent);
  field.placeholder = blank.textContent.replace(/^【待补：|】$/g, "");
  field.maxLength = 200;
  writeIn(blank, field, (text) => trigger("fill", { number, text }));
};

const edit = (sentence) => {
  const plain = sentence.cloneNode(true);
  plain.querySelectorAll(".cite").forEach((cite) => cite.remove());
  const field = document.createElement("textarea");
  field.value = plain.textContent;
  field.rows = Math.max(2, Math.ceil(field.value.length / 30));
  const [section, number] = sentence.dataset.at.split(".").map(Number);
  writeIn(sentence, field, (text) => trigger("edit", { section, sentence: number, text }));
};

const rewrite = (button) => {
  const point = button.closest(".point");
  const plain = point.cloneNode(true);
  plain.querySelectorAll(".cite, .asks").forEach((other) => other.remove());
  const field = document.createElement("textarea");
  field.value = plain.textContent;
  field.rows = Math.max(2, Math.ceil(field.value.length / 30));
  const [section, sentence] = button.dataset.rewrite.split(".").map(Number);
  writeIn(point, field, (text) => trigger("rewrite", { section, sentence, text }));
};

element.addEventListener("click", (event) => {
  if (event.target.closest("[data-act=settle]")) scrolled = element.querySelector(".draft")?.scrollTop ?? null;
  const button = event.target.closest("[data-rewrite]");
  if (!button || busy()) return;
  if (openField()) openField().focus();
  else rewrite(button);
});
element.addEventListener("click", (event) => {
  const blank = event.target.closest(".s[data-at] mark.blank:not(.in-hand)");
  if (!blank || busy() || blank.closest(".in-hand, .locked")) return;
  if (openField()) openField().focus();
  else fill(blank);
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".s[data-at] mark.blank:not(.in-hand)")) {
    event.preventDefault();
    event.target.click();
  }
});
element.addEventListener("dblclick", (event) => {
  const sentence = event.target.closest(".s[data-at]:not(.in-hand)");
  if (!sentence || busy() || event.target.closest(".cite, .in-hand, .asks") || sentence.matches(".locked")) return;
  if (openField()) openField().focus();
  else edit(sentence);
});

watch("value", () => {
  const draft = element.querySelector(".draft");
  if (scrolled !== null && draft) draft.scrollTop = scrolled;
  scrolled = null;
});
