/* A file can be dropped on its field; its name is shown, and while it is sent, how far it is. */
(() => {
  "use strict";

  document.documentElement.classList.add("has-script");

  const dropAt = (event) => (event.target.closest ? event.target.closest("[data-drop]") : null);

  function show(drop) {
    const input = drop.querySelector("input[type=file]");
    const names = Array.from(input.files, (file) => file.name).join("，");
    drop.querySelector("[data-drop-name]").textContent = names;
    drop.classList.toggle("is-ready", Boolean(names));
  }

  document.addEventListener("change", (event) => {
    const drop = dropAt(event);
    if (drop) show(drop);
  });

  ["dragover", "dragleave", "drop"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const drop = dropAt(event);
      if (!drop) return;
      event.preventDefault();
      drop.classList.toggle("is-over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      drop.querySelector("input[type=file]").files = event.dataTransfer.files;
      show(drop);
    });
  });

  /* The server answers 204 with the next address in a header, or with the form again and what is wrong with it. */
  function follow(request) {
    const next = request.getResponseHeader("X-Next");
    if (next || new URL(request.responseURL).pathname !== location.pathname) {
      location.assign(next || request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    document.querySelector("main").innerHTML = answer.querySelector("main").innerHTML;
    const alert = document.querySelector("main [role=alert]");
    if (alert) alert.focus();
  }

  function send(form) {
    const [working, broken] = [form.querySelector("[data-working]"), form.querySelector("[data-broken]")];
    const bar = working.querySelector("progress");
    const busy = (on) => {
      working.hidden = !on;
      form.querySelectorAll("button").forEach((button) => { button.disabled = on; });
    };
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (sent) => {
      if (sent.lengthComputable && sent.loaded < sent.total) bar.value = (100 * sent.loaded) / sent.total;
      else bar.removeAttribute("value");
    });
    request.addEventListener("load", () => follow(request));
    request.addEventListener("error", () => {
      busy(false);
      broken.hidden = false;
    });
    request.open("POST", form.getAttribute("action") || location.href);
    request.setRequestHeader("X-Sent-By", "script");
    request.send(new FormData(form));
    broken.hidden = true;
    busy(true);
  }

  /* form[data-progress] is sent by script, so that its progress bar can follow. */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-progress]")) return;
    event.preventDefault();
    send(event.target);
  });
})();
