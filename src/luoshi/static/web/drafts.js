/* Nothing typed is ever lost: what stands in a form marked data-draft="NAME" is kept in this browser until it is sent.
   With data-draft-stamp="VERSION" the server keeps it too: what this browser kept beside another version is not put over
   what the server has. */
(() => {
  "use strict";

  const key = (name) => `luoshi-draft:${name}`;
  const isBox = (field) => /^(checkbox|radio)$/.test(field.type);
  const fields = (form) => Array.from(form.elements).filter((field) => field.name && !/^(hidden|file|password|submit|button)$/.test(field.type));

  /* A box is known by its value too, since lists of boxes change between two visits. */
  const named = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name);

  function store(form) {
    const values = fields(form).map((field) => [named(field), isBox(field) ? field.checked : field.value]);
    try {
      localStorage.setItem(key(form.dataset.draft), JSON.stringify({ stamp: form.dataset.draftStamp || "", values }));
    } catch (error) {
      /* storage is full or switched off: typing goes on all the same */
    }
  }

  function read(form) {
    try {
      const kept = JSON.parse(localStorage.getItem(key(form.dataset.draft)) || "{}");
      return kept.stamp === (form.dataset.draftStamp || "") ? kept.values : [];
    } catch (error) {
      return [];
    }
  }

  /* A server's answer with errors already shows what was sent, so it is left as it is. */
  function restore(form) {
    form.dataset.draftRead = "yes";
    if (form.querySelector(".error:not([role=status]), [role=alert]:not([hidden])") || form.hasAttribute("data-sent")) return;
    const values = read(form);
    const kept = values.length;
    fields(form).forEach((field) => {
      const at = values.findIndex(([name]) => name === named(field));
      if (at < 0) return;
      const [[, value]] = values.splice(at, 1);
      if (isBox(field)) field.checked = value;
      else field.value = value;
    });
    if (kept && form.dataset.draftStamp) form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* Sent and accepted: the page that follows says which draft is done. */
  function restoreAll() {
    document.querySelectorAll("[data-draft-done]").forEach((element) => {
      localStorage.removeItem(key(element.dataset.draftDone));
    });
    document.querySelectorAll("form[data-draft]:not([data-draft-read])").forEach(restore);
  }

  /* Once every script listens: what is restored is to be saved. */
  document.addEventListener("DOMContentLoaded", restoreAll);
  document.addEventListener("htmx:after:process", restoreAll);
  document.addEventListener("htmx:after:swap", restoreAll);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) store(form);
  });
})();
