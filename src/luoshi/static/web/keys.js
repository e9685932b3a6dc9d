/* Keyboard: / searches, j and k walk the rows, Enter opens one, ? tells of all this. Every page works without it. */
(() => {
  "use strict";

  const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable;
  const rows = () => Array.from(document.querySelectorAll("[data-rows] tbody tr, [data-rows] [data-row]")).filter((row) => row.querySelector("a[href]"));

  function walk(step) {
    const all = rows();
    if (!all.length) return false;
    const at = all.findIndex((row) => row.classList.contains("is-at"));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("is-at", row === next));
    next.querySelector("a[href]").focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  function help() {
    const dialog = document.getElementById("keyboard");
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
  }

  function search() {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus();
    return Boolean(field);
  }

  const actions = { j: () => walk(1), k: () => walk(-1), "?": help, "/": search };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const action = actions[event.key];
    if (action && action() !== false) event.preventDefault();
  });

  document.querySelectorAll("[data-opens=keyboard]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", help);
  });
})();
