// Runs in the page's head: which pane a narrow screen shows, and what counts as one press.
(() => {
  // A session that is over: said over the page, where what was typed still stands; signing in
  // happens in another tab.
  const ask = window.fetch;
  window.fetch = async (...args) => {
    const answer = await ask(...args);
    if (answer.status === 401) askToSignIn(answer.clone());
    else if (answer.ok) document.getElementById("signed-out")?.remove();
    return answer;
  };
  const askToSignIn = async (answer) => {
    if (document.getElementById("signed-out")) return;
    const said = await answer.json().catch(() => null);
    const link = document.createElement("a");
    link.id = "signed-out";
    link.href = "/sign-in";
    link.target = "_blank";
    link.textContent = said?.error?.message ?? "401";
    document.body.append(link);
  };
  const show = (pane) => {
    document.documentElement.dataset.pane = pane;
    for (const button of document.querySelectorAll("[data-pane]:is(button)")) {
      button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
    }
  };
  document.documentElement.dataset.pane = "talk";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.pane) show(button.dataset.pane);
    if (button.id === "write") show("paper");
    if (button.hasAttribute("data-folder")) chooseFolder();
  });

  // A folder, chosen or dropped, is given to the upload as the files below it; hidden ones, Word's
  // locks and what Windows puts beside are none.
  const NO_REPORT = /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i;
  const isSeen = (path) => !path.split("/").some((part) => NO_REPORT.test(part));
  const give = (files) => {
    const input = document.querySelector("#upload input[type=file]");
    if (!input || !files.length) return;
    const given = new DataTransfer();
    for (const file of files) given.items.add(file);
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chooseFolder = () => {
    const folder = document.createElement("input");
    folder.type = "file";
    folder.webkitdirectory = true;
    folder.id = "upload-folder";
    folder.hidden = true;
    folder.addEventListener("change", () => {
      give([...folder.files].filter((file) => isSeen(file.webkitRelativePath)));
      folder.remove();
    });
    document.getElementById("upload-folder")?.remove();
    document.body.append(folder);
    folder.click();
  };
  const filesBelow = async (entry) => {
    if (!isSeen(entry.name)) return [];
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader();
    const found = [];
    // A reader gives at most a hundred entries at once.
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...await filesBelow(one));
    }
  };
  document.addEventListener("drop", async (event) => {
    if (!event.target.closest?.("#upload-box")) return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) return;
    event.preventDefault();
    event.stopPropagation();
    const found = [];
    for (const entry of entries) found.push(...await filesBelow(entry));
    give(found);
  }, true);

  // A second Enter or click on the same words, not typed anew, is the first once more: until the
  // answer comes the words still stand there.
  const SAME_PRESS_MS = 2000;
  let pressed = { words: null, at: 0 };
  const holdSecond = (event) => {
    const words = document.querySelector("#message textarea")?.value.trim();
    const isSecond = words && words === pressed.words && performance.now() - pressed.at < SAME_PRESS_MS;
    if (!isSecond) pressed = { words, at: performance.now() };
    else {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target.closest("#message")) holdSecond(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#send")) holdSecond(event);
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.closest("#message")) pressed.words = null;
  }, true);
})();
