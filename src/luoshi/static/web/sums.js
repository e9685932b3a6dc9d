/* Shares that must add up: in a fieldset[data-sum="ID"], fields [data-share] are summed and held against the field #ID. */
(() => {
  "use strict";

  const SCALE = 10000;
  const parsed = (text) => (/^\s*[0-9][0-9,]*(\.[0-9]{1,4})?\s*$/.test(text) ? Math.round(Number(text.replace(/,/g, "")) * SCALE) : null);
  const written = (value) => String(value / SCALE);

  function tell(box) {
    const said = box.querySelector("[data-sum-said]");
    const shares = Array.from(box.querySelectorAll("[data-share]"), (field) => parsed(field.value)).filter((value) => value !== null);
    const whole = document.getElementById(box.dataset.sum);
    const due = whole ? parsed(whole.value) : null;
    if (!said) return;
    said.hidden = shares.length === 0;
    const sum = shares.reduce((left, right) => left + right, 0);
    const words = due === sum ? said.dataset.fits : said.dataset.differs;
    said.textContent = words.replace("{sum}", written(sum)).replace("{due}", due === null ? "—" : written(due));
    said.classList.toggle("error", due !== sum);
  }

  const all = () => document.querySelectorAll("[data-sum]").forEach(tell);
  document.addEventListener("input", (event) => { if (event.target.closest("form")) all(); });
  document.addEventListener("htmx:afterSwap", all);
  all();
})();
