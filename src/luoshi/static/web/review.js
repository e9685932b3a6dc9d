/* The review screen by keyboard, in step with the text. Without this file every button and link works all the same. */
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const list = () => byId("review-list");
  const text = () => byId("review-text");
  if (!list()) return;

  /* Rows ---------------------------------------------------------------------------------------------------------- */
  const rows = () => Array.from(document.querySelectorAll("#review-list .readings > .reading[id]"));
  let current = null; // the id of the row that keys act on

  const row = () => byId(current);
  const markOf = (element) => (element ? byId(element.dataset.mark) : null);

  function choose(element, how) {
    if (!element) return;
    document.querySelectorAll(".reading--on, .m--on").forEach((one) => one.classList.remove("reading--on", "m--on"));
    document.querySelectorAll(".reading[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    current = element.id;
    element.classList.add("reading--on");
    element.setAttribute("aria-current", "true");
    const mark = markOf(element);
    if (mark) mark.classList.add("m--on");
    if (how === "mark") return;
    history.replaceState(history.state, "", `#${element.id}`);
    if (how !== "quiet") element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
    follow(mark, text());
  }

  function walk(step) {
    const all = rows();
    const at = all.indexOf(row());
    choose(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
  }

  /* Behind the row of that name the next open one; else the first; else the way to the next chapter, or to adoption. */
  function onward(code) {
    const all = rows();
    const at = all.findIndex((one) => one.id === `r-${code}`);
    const open = (one) => "open" in one.dataset;
    const next = all.slice(at + 1).find(open) || all.find(open);
    const listed = document.querySelector("#review-list .reading--wide");
    if (next) choose(next);
    else if (listed) listed.focus();
    else (byId("review-onward") || byId("review-adopt")).focus();
  }

  /* In step ------------------------------------------------------------------------------------------------------- */
  const narrow = () => window.matchMedia("(max-width: 900px)").matches;
  const following = () => byId("review-follow") && byId("review-follow").checked;
  let driver = null; // the pane a person scrolls: only that one moves the other
  let ours = 0; // until then scrolling is our own doing

  function follow(element, pane) {
    if (!element || !pane || !following()) return;
    ours = Date.now() + 150;
    const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += offset - pane.clientHeight / 3;
  }

  function topmost(elements, line) {
    let low = 0;
    let high = elements.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (elements[middle].getBoundingClientRect().bottom < line) low = middle + 1;
      else high = middle;
    }
    return elements[low];
  }

  function step() {
    if (Date.now() < ours || !following()) return;
    if (driver === "text") {
      const marks = rows().map(markOf).filter(Boolean);
      const mark = marks.length && topmost(marks, text().getBoundingClientRect().top + text().clientHeight / 3);
      const beside = mark && rows().find((one) => one.dataset.mark === mark.id);
      if (beside && !narrow()) {
        ours = Date.now() + 150;
        list().scrollTop += beside.getBoundingClientRect().top - list().getBoundingClientRect().top - list().clientHeight / 3;
      }
    } else if (driver === "list") {
      const edge = narrow() ? text().getBoundingClientRect().bottom + 40 : list().getBoundingClientRect().top + list().clientHeight / 3;
      const all = rows();
      if (all.length) follow(markOf(topmost(all, edge)), text());
    }
  }

  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; step(); });
  }, true);
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const inside = (pane) => pane && pane.contains(event.target);
      driver = inside(text()) ? "text" : "list";
    }, { capture: true, passive: true });
  });

  /* Keys ---------------------------------------------------------------------------------------------------------- */
  const press = (selector) => {
    const button = row() && row().querySelector(selector);
    if (button) button.click();
    return Boolean(button);
  };

  function open(doing) {
    if (!row()) return;
    if (press(`[data-act=${doing}]`)) return;
    const edit = row().querySelector("[data-act=edit], [data-act=close]");
    if (!edit) return;
    const address = `${edit.getAttribute("hx-get").split("&do=")[0]}&do=${doing}`;
    window.htmx.ajax("GET", address, { swap: "none", source: edit });
  }

  const acts = {
    next: () => walk(1),
    previous: () => walk(-1),
    confirm: () => {
      if (!row()) return onward("");
      return press("[data-act=confirm]") || walk(1);
    },
    edit: () => open("edit"),
    split: () => open("split"),
    merge: () => open("merge"),
    strike: () => open("strike"),
    add: () => offer(),
    undo: () => byId("review-undo").click(),
    help: () => byId("review-keys").showModal(),
  };
  const KEYS = { j: "next", k: "previous", e: "edit", s: "split", m: "merge", x: "strike", a: "add", u: "undo", "?": "help" };

  const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type);
  const pressable = (element) => Boolean(element.closest("a, button, summary, form, input, select, dialog"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.closest(".reading")) {
      if (press("[data-act=close]")) event.preventDefault();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const act = event.key === "Enter" && !pressable(event.target) ? "confirm" : KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[act]();
  }, true);

  document.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key) { acts[key.dataset.key](); return; }
    if (event.target.closest("[data-closes]")) { event.target.closest("dialog").close(); return; }
    const beside = event.target.closest(".reading[id]");
    if (beside) { choose(beside, "mark"); follow(markOf(beside), text()); return; }
    const link = event.target.closest("#review-text a[href^='#r-']");
    if (link) {
      event.preventDefault();
      choose(byId(decodeURIComponent(link.hash.slice(1))));
    }
  });
  document.addEventListener("focusin", (event) => {
    const beside = event.target.closest(".reading[id]");
    if (beside && beside.id !== current) choose(beside, "mark");
  });

  /* Adding: what is selected in the text, as offsets of the document ------------------------------------------------ */
  const tag = ".m-tag, .m-start, .m-problem";

  function offset(node, at) {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, at);
    const before = range.cloneContents();
    before.querySelectorAll(tag).forEach((one) => one.remove());
    return Number(paragraph.dataset.start) + Array.from(before.textContent).length;
  }

  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!text().contains(range.commonAncestorContainer)) return null;
    const words = range.cloneContents();
    words.querySelectorAll(tag).forEach((one) => one.remove());
    return { start: offset(range.startContainer, range.startOffset), end: offset(range.endContainer, range.endOffset), words: words.textContent };
  }

  function offer() {
    const found = selected();
    const dialog = byId("review-add");
    const form = dialog.querySelector("form");
    const words = found && found.start !== null && found.end !== null ? found.words.trim() : "";
    form.elements.start.value = words ? found.start : "";
    form.elements.end.value = words ? found.end : "";
    if (!words) { form.requestSubmit(); return; } // the server says what to do first
    byId("review-add-words").textContent = words.slice(0, 200);
    dialog.showModal();
  }
  byId("review-add").addEventListener("keydown", (event) => {
    const button = byId("review-add").querySelectorAll("button[name=kind]")[Number(event.key) - 1];
    if (button) button.click();
  });

  /* After an answer ----------------------------------------------------------------------------------------------- */
  function settle(element) {
    const mark = markOf(element);
    if (!mark) return;
    mark.classList.toggle("m--doubt", "doubt" in element.dataset);
    mark.classList.toggle("m--gone", "gone" in element.dataset);
  }

  function point(opened) {
    const place = opened.querySelector("[data-here]");
    const found = place && selected();
    if (!found || found.start === null) return;
    place.hidden = false;
    place.querySelector("input").value = found.start;
    place.querySelector("input").checked = true;
  }

  function go(told) {
    const { onward: behind, focus, opened } = told.dataset;
    if (opened && byId(opened)) {
      choose(byId(opened), "quiet");
      point(byId(opened));
      const field = byId(opened).querySelector(".error ~ .input, .reading__form input:not([type=hidden]):checked, .reading__form .input, .reading__form .btn, .reading__panel a");
      if (field) { field.focus({ preventScroll: true }); if (field.select) field.select(); }
    } else if (focus && byId(focus)) choose(byId(focus));
    else if (behind) onward(behind);
  }

  function show() {
    document.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });
  }

  document.addEventListener("htmx:after:swap", (event) => {
    const dialog = byId("review-add");
    if (dialog.open) dialog.close();
    show();
    const answer = event.detail.ctx.text || "";
    if (!answer.includes('id="review-say"')) { lost(); return; }
    rows().forEach(settle);
    const told = byId("review-say").querySelector("span");
    if (told) go(told);
  });

  function lost() {
    const say = byId("review-say");
    const banner = document.createElement("span");
    banner.className = "banner banner--alert";
    banner.textContent = say.dataset.lost;
    say.replaceChildren(banner);
  }
  document.addEventListener("htmx:error", lost);

  /* A browser that comes to the address of a row gives it the focus sooner or later; it belongs into its field. */
  function into(field, row) {
    field.focus();
    row.addEventListener("focus", () => field.focus(), { once: true });
  }

  /* At first ------------------------------------------------------------------------------------------------------ */
  show();
  const asked = location.hash.startsWith("#r-") ? byId(decodeURIComponent(location.hash.slice(1))) : null;
  const first = asked || rows().find((one) => "open" in one.dataset) || rows()[0];
  if (asked) {
    choose(asked);
    const field = asked.querySelector(".reading__form .input");
    if (field) into(field, asked);
  } else if (first) {
    choose(first, "mark");
    follow(markOf(first), text());
  }
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#r-")) choose(byId(decodeURIComponent(location.hash.slice(1))));
  });
})();
