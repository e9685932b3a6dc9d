/* Keys of a page's own: [data-key] is clicked, [data-focus-key] gets the focus. Phrases are put into fields, texts
   are copied. Every page works without it. */
(() => {
  "use strict";

  const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable;
  const own = (element) => Boolean(element.closest("a[href], button, summary, dialog"));
  const marked = (attribute, key) => document.querySelector(`[${attribute}~="${CSS.escape(key)}"]`);

  function pressed(event) {
    if (event.ctrlKey || event.metaKey) return event.key === "Enter" ? "Ctrl+Enter" : "";
    if (event.altKey || typing(event.target)) return "";
    if (event.key === "Enter" && own(event.target)) return "";
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  }

  /* A key held down counts once, so that nothing is decided unseen. */
  document.addEventListener("keydown", (event) => {
    const key = event.repeat || event.isComposing || event.defaultPrevented ? "" : pressed(event);
    if (!key) return;
    const clicked = marked("data-key", key);
    const focused = clicked ? null : marked("data-focus-key", key);
    if (clicked && !clicked.disabled) clicked.click();
    if (focused) focused.focus();
    if (clicked || focused) event.preventDefault();
  });

  function fill(button) {
    const field = document.getElementById(button.dataset.fills);
    const before = field.value.trim();
    field.value = before ? `${before}\n${button.textContent.trim()}` : button.textContent.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function copied(field) {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }

  /* The clipboard needs https or this machine; where there is neither, the older way does. */
  async function copy(button) {
    const field = document.getElementById(button.dataset.copies);
    const said = document.getElementById(button.dataset.says);
    let done = false;
    try {
      await navigator.clipboard.writeText(field.value);
      done = true;
    } catch (error) {
      done = copied(field);
    }
    said.textContent = done ? said.dataset.done : said.dataset.failed;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-fills], [data-copies]") : null;
    if (!button) return;
    if (button.dataset.fills) fill(button);
    else copy(button);
  });

  /* [data-all=NAME] ticks every box of that name. */
  document.addEventListener("change", (event) => {
    const name = event.target.dataset.all;
    if (!name) return;
    event.target.form.querySelectorAll(`input[name="${name}"]`).forEach((box) => { box.checked = event.target.checked; });
  });

  /* What came without a page load is read from its head, or from what is wrong with it. A filter keeps the focus. */
  document.addEventListener("htmx:after:swap", () => {
    const head = document.querySelector("[data-comes-first]");
    if (!head) return;
    const part = head.closest("article");
    if (typing(document.activeElement) && !part.contains(document.activeElement)) return;
    (part.querySelector("[aria-invalid=true]") || head).focus({ preventScroll: true });
  });
})();
