// Filters and keys of the review page. What is shown stands in the address, so that a filtered view can be cited:
// #i2-4 is a difference, #part=part-3&only=important&at=i2-4 one among those that are shown.
(() => {
  "use strict";
  const find = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("article.row")];
  const parts = [...document.querySelectorAll("section.part")];
  const radios = [...document.querySelectorAll("input[name=part]")];
  const record = new Map([...document.querySelectorAll("tr[data-of]")].map((line) => [line.dataset.of, line]));
  const folds = [...document.querySelectorAll(".pair details")];
  const important = find("only-important");
  const form = find("without-form");
  const state = find("state");
  let current = null;

  const part = () => radios.find((radio) => radio.checked)?.value ?? "";
  const filtered = () => part() !== "" || Boolean(important?.checked) || Boolean(form?.checked);
  const shown = () => rows.filter((row) => !row.hidden);

  const filter = () => {
    for (const row of rows) {
      row.hidden =
        (part() !== "" && row.parentElement.id !== part()) ||
        (Boolean(important?.checked) && !row.hasAttribute("data-important")) ||
        (Boolean(form?.checked) && row.hasAttribute("data-form"));
      const line = record.get(row.id);
      if (line) line.hidden = row.hidden;
    }
    for (const section of parts) section.hidden = !section.querySelector("article.row:not([hidden])");
    if (current?.hidden) current = null;
    state.hidden = !filtered();
    state.textContent = filtered() ? `${state.dataset.all}件のうち ${shown().length}件を表示しています（絞り込み中）` : "";
  };

  const remember = () => {
    const address = new URLSearchParams();
    if (part() !== "") address.set("part", part());
    if (important?.checked) address.set("only", "important");
    if (form?.checked) address.set("without", "form");
    let hash = current ? current.id : "";
    if (filtered()) {
      if (current) address.set("at", current.id);
      hash = address.toString();
    }
    history.replaceState(null, "", hash === "" ? location.pathname + location.search : `#${hash}`);
  };

  const go = (row) => {
    if (!row) return;
    current = row;
    // A difference may stand below the bar of filters, which keeps to the top.
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  };

  // The difference before or after the one that was last looked at, else the nearest to the top of the window.
  const step = (by) => {
    const all = shown();
    let at = all.indexOf(current);
    if (at < 0) {
      at = all.findIndex((row) => row.getBoundingClientRect().bottom > 0);
      at = by > 0 ? at - 1 : at;
    }
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
    remember();
  };

  const restore = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    const address = new URLSearchParams(hash.includes("=") ? hash : "");
    const wanted = address.get("part") ?? "";
    const radio = radios.find((radio) => radio.value === wanted) ?? radios[0];
    radio.checked = true;
    if (important) important.checked = address.get("only") === "important";
    if (form) form.checked = address.get("without") === "form";
    filter();
    const id = hash.includes("=") ? (address.get("at") ?? "") : hash;
    const row = rows.find((row) => row.id === id && !row.hidden);
    if (row) go(row);
  };

  const changed = () => {
    filter();
    remember();
  };

  for (const input of [...radios, important, form]) input?.addEventListener("change", changed);
  find("unfold").addEventListener("change", (event) => {
    for (const fold of folds) fold.open = event.target.checked;
  });
  find("next").addEventListener("click", () => step(1));
  find("previous").addEventListener("click", () => step(-1));

  // A link to a difference keeps the filters as long as they show it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const row = link && rows.find((row) => row.id === link.getAttribute("href").slice(1));
    if (!row || row.hidden || !filtered() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(row);
    remember();
  });

  document.addEventListener("keydown", (event) => {
    if (!find("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "m" && important) {
      important.checked = !important.checked;
      changed();
    } else if (event.key === "a") {
      radios[0].checked = true;
      if (important) important.checked = false;
      if (form) form.checked = false;
      changed();
    } else return;
    event.preventDefault();
  });

  // Paper folds nothing away.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  addEventListener("hashchange", restore);
  find("tools").hidden = false;
  restore();
})();
