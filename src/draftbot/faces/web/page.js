// Runs in the page's head: which pane a narrow screen shows, and a fixed light theme.
(() => {
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
})();
