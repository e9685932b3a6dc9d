/* Nothing typed is ever lost: what stands in a form marked data-draft="NAME" is kept in this browser until it is sent. */
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
      localStorage.setItem(key(form.dataset.draft), JSON.stringify(values));
    } catch (error) {
      /* storage is full or switched off: typing goes on all the same */
    }
  }

  function read(form) {
    try {
      return JSON.parse(localStorage.getItem(key(form.dataset.draft)) || "[]");
    } catch (error) {
      return [];
    }
  }

  /* A server's answer with errors already shows what was sent, so it is left as it is. */
  function restore(form) {
    if (form.querySelector(".error")) return;
    const values = read(form);
    fields(form).forEach((field) => {
      const at = values.findIndex(([name]) => name === named(field));
      if (at < 0) return;
      const [[, value]] = values.splice(at, 1);
      if (isBox(field)) field.checked = value;
      else field.value = value;
    });
  }

  /* Sent and accepted: the page that follows says which draft is done. */
  function settle() {
    document.querySelectorAll("[data-draft-done]").forEach((element) => {
      localStorage.removeItem(key(element.dataset.draftDone));
    });
    document.querySelectorAll("form[data-draft]").forEach(restore);
  }

  settle();
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) store(form);
  });
})();
