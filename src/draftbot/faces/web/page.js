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
  });

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
