"use strict";
(() => {
  const list = document.getElementById("list");
  const claims = [...list.children];
  const texts = new Map(claims.map((claim) => [claim, claim.textContent.toLowerCase()]));
  const field = (id) => document.getElementById(id);
  const fields = { q: field("q"), source: field("source"), statement: field("statement"), sort: field("sort") };
  const buttons = [...document.querySelectorAll("[data-filter-verdict]")];
  const wholes = [...document.querySelectorAll("[data-filter-standing]")];
  const verdicts = new Set();

  const verdictsOf = (whole) =>
    [...whole.closest(".standing").querySelectorAll("[data-filter-verdict]")].map(
      (button) => button.dataset.filterVerdict,
    );
  const press = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));

  function fits(claim) {
    const { verdict, statement, sources } = claim.dataset;
    const words = fields.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    return (
      (!verdicts.size || verdicts.has(verdict)) &&
      (!fields.statement.value || statement === fields.statement.value) &&
      (!fields.source.value || sources.split(" ").includes(fields.source.value)) &&
      words.every((word) => texts.get(claim).includes(word))
    );
  }

  const inOrder = (a, b) => a.dataset.order - b.dataset.order;
  const orders = {
    order: inOrder,
    rank: (a, b) => a.dataset.rank - b.dataset.rank,
    gap: (a, b) => b.dataset.gap - a.dataset.gap || inOrder(a, b),
    statement: (a, b) => a.dataset.statement.localeCompare(b.dataset.statement) || inOrder(a, b),
  };

  function show() {
    let shown = 0;
    for (const claim of claims) {
      claim.hidden = !fits(claim);
      shown += claim.hidden ? 0 : 1;
    }
    list.append(...[...claims].sort(orders[fields.sort.value] ?? orders.rank));
    field("shown").textContent =
      shown === claims.length ? `${shown} claims` : `${shown} of ${claims.length} claims`;
    field("none").hidden = shown > 0;
    field("reset").hidden = shown === claims.length;
    for (const button of buttons) press(button, verdicts.has(button.dataset.filterVerdict));
    for (const whole of wholes) {
      const own = verdictsOf(whole);
      press(whole, own.length > 0 && own.every((verdict) => verdicts.has(verdict)));
    }
  }

  function remember() {
    const state = new URLSearchParams();
    if (verdicts.size) state.set("verdict", [...verdicts].join(","));
    for (const [name, control] of Object.entries(fields)) {
      if (control.value && control.value !== "rank") state.set(name, control.value);
    }
    const hash = state.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  function clear() {
    verdicts.clear();
    for (const control of [fields.q, fields.source, fields.statement]) control.value = "";
  }

  function follow() {
    const hash = location.hash.slice(1);
    const target = hash && document.getElementById(hash);
    if (target && target.classList.contains("claim")) {
      if (!fits(target)) clear();
      show();
      target.querySelector("details").open = true;
      target.scrollIntoView();
    } else if (!target && hash.includes("=")) {
      const state = new URLSearchParams(hash);
      clear();
      for (const verdict of (state.get("verdict") ?? "").split(",").filter(Boolean)) verdicts.add(verdict);
      for (const [name, control] of Object.entries(fields)) {
        if (state.has(name)) control.value = state.get(name);
      }
      if (!fields.sort.value) fields.sort.value = "rank";
      show();
    }
  }

  function change() {
    show();
    remember();
  }

  for (const control of Object.values(fields)) control.addEventListener("input", change);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const verdict = button.dataset.filterVerdict;
      if (!verdicts.delete(verdict)) verdicts.add(verdict);
      change();
    });
  }
  for (const whole of wholes) {
    whole.addEventListener("click", () => {
      const own = verdictsOf(whole);
      const areAll = own.every((verdict) => verdicts.has(verdict));
      for (const verdict of own) areAll ? verdicts.delete(verdict) : verdicts.add(verdict);
      change();
    });
  }
  field("reset").addEventListener("click", () => { clear(); change(); fields.q.focus(); });

  const visible = () => [...list.children].filter((claim) => !claim.hidden);
  field("unfold").addEventListener("click", (event) => {
    const areOpen = visible().every((claim) => claim.querySelector("details").open);
    for (const claim of visible()) claim.querySelector("details").open = !areOpen;
    event.target.textContent = areOpen ? "Open all" : "Close all";
  });

  function step(by) {
    const shown = visible();
    const at = shown.findIndex((claim) => claim.contains(document.activeElement));
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) next.querySelector("summary").focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select")) {
      if (event.key === "Escape" && event.target === fields.q) { fields.q.value = ""; change(); }
      return;
    }
    if (event.key === "/") { event.preventDefault(); fields.q.focus(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  // A grid wider than its place opens at the reading that fits, else at the declared one.
  function uncover(details) {
    for (const box of details.querySelectorAll(".tried .scroll")) {
      const isCut = box.scrollWidth > box.clientWidth + 1;
      box.previousElementSibling.hidden = !isCut;
      const cell = (box.querySelector("td.fit") ?? box.querySelector(".ring"))?.closest("td, .fit");
      if (!isCut || !cell) continue;
      const head = box.querySelector("th").offsetWidth;
      box.scrollLeft = cell.offsetLeft - head - (box.clientWidth - head - cell.offsetWidth) / 2;
    }
  }
  list.addEventListener("toggle", (event) => { if (event.target.open) uncover(event.target); }, true);

  window.addEventListener("beforeprint", () => {
    for (const details of list.querySelectorAll(".claim > details")) details.open = true;
  });
  window.addEventListener("hashchange", follow);
  for (const button of [...buttons, ...wholes]) button.disabled = false;
  document.querySelector(".tools").hidden = false;
  follow();
})();
