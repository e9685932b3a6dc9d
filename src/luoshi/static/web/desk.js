/* The desk: forms that open in place save themselves while one types; files go up as soon as they are chosen.
   form[data-report] posts to its own address with do=save|attach|remove:KEY and gets back its parts. */
(() => {
  "use strict";

  const WAIT = 1000;
  const states = new WeakMap();
  const reportOf = (element) => (element && element.closest ? element.closest("form[data-report]") : null);

  function stateOf(form) {
    if (!states.has(form)) states.set(form, { timer: 0, busy: false, next: null, then: null });
    return states.get(form);
  }

  function body(form, doing) {
    const data = new FormData(form);
    if (doing !== "attach") Array.from(data.keys()).forEach((name) => { if (data.get(name) instanceof File) data.delete(name); });
    data.set("do", doing);
    return data;
  }

  const holdsFiles = (part) => Array.from(part.querySelectorAll("input[type=file]")).some((input) => input.files.length);

  /* Files chosen while something else was being saved stay chosen; the hand stays where it was. */
  function put(form, text, doing) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    answer.querySelectorAll("[data-part]").forEach((part) => {
      const old = form.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!old || (doing !== "attach" && holdsFiles(old))) return;
      const held = old.contains(document.activeElement);
      const fresh = document.importNode(part, true);
      old.replaceWith(fresh);
      const first = held && fresh.querySelector("input:not([type=hidden]), button");
      if (first) first.focus({ preventScroll: true });
    });
  }

  /* What the browser keeps is only what the server does not have yet. */
  function forget(form) {
    const version = form.querySelector("[name=version]");
    if (!form.dataset.draft || !version) return;
    form.dataset.draftStamp = version.value;
    localStorage.removeItem(`luoshi-draft:${form.dataset.draft}`);
  }

  async function post(form, doing) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.busy) {
      if (state.next !== "attach") state.next = doing;
      return;
    }
    state.busy = true;
    form.classList.toggle("sending", doing !== "save");
    try {
      const answer = await fetch(form.action, { method: "POST", body: body(form, doing), headers: { "X-Sent-By": "script" }, credentials: "same-origin" });
      const text = await answer.text();
      if (answer.redirected || !text.includes("data-part")) throw new Error("no parts");
      const typing = state.timer;
      put(form, text, doing);
      if (answer.ok && !typing && !state.next) forget(form);
    } catch (error) {
      const unsaved = form.querySelector("[data-unsaved]");
      if (unsaved) unsaved.hidden = false;
    }
    form.classList.remove("sending");
    state.busy = false;
    const [next, then] = [state.next, state.then];
    state.next = null;
    state.then = null;
    if (then) form.requestSubmit(then);
    else if (next) post(form, next);
  }

  document.addEventListener("input", (event) => {
    const form = reportOf(event.target);
    if (!form || event.target.type === "file") return;
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => { state.timer = 0; post(form, "save"); }, WAIT);
  });

  document.addEventListener("change", (event) => {
    const form = reportOf(event.target);
    if (form && event.target.type === "file" && event.target.files.length) post(form, "attach");
  });

  document.addEventListener("submit", (event) => {
    const form = reportOf(event.target);
    if (!form) return;
    const button = event.submitter;
    const state = stateOf(form);
    if (button && /^remove:|^mine:/.test(button.value)) {
      event.preventDefault();
      post(form, button.value);
    } else if (state.busy) {
      event.preventDefault(); /* the save under way brings a new version; then it is sent */
      state.then = button;
    } else {
      clearTimeout(state.timer);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest ? event.target.closest("form") : null;
    const button = form && form.querySelector("[data-send]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  /* Opened in place: the hand goes on where the eye is. */
  document.addEventListener("htmx:after:process", (event) => {
    const opened = event.target.closest ? event.target.closest("article.duty--open") : null;
    const first = opened && !opened.dataset.met && opened.querySelector("form [name=quantity], form .textarea, form .select");
    if (!first) return;
    opened.dataset.met = "yes";
    first.focus({ preventScroll: true });
  });

  /* How many things there are to do, beside the entry of the navigation. */
  document.querySelectorAll("[data-count]").forEach(async (link) => {
    try {
      const answer = await fetch(link.dataset.count, { credentials: "same-origin" });
      const count = answer.ok && !answer.redirected ? parseInt(await answer.text(), 10) : 0;
      if (!count) return;
      const badge = document.createElement("span");
      badge.className = "nav__n";
      badge.textContent = count;
      link.append(badge);
    } catch (error) {
      /* the page has been left, or the server is away: the entry works without its figure */
    }
  });
})();
