"use strict";
(() => {
  // Keys only: all that they do can be done without them.
  const field = (id) => document.getElementById(id);
  const links = () => [...document.querySelectorAll(".queue .said a")];

  function step(by) {
    const all = links();
    if (!all.length) {
      const link = field(by > 0 ? "next" : "previous");
      if (link) link.click();
      return;
    }
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function open(id) {
    const details = field(id);
    if (!details) return false;
    details.open = true;
    const first = details.querySelector("textarea, input:not([type=hidden]), select");
    if (first) first.focus();
    details.scrollIntoView({ block: "nearest" });
    return true;
  }

  function focus(id) {
    const button = field(id);
    if (button) {
      button.focus();
      button.scrollIntoView({ block: "nearest" });
    }
  }

  function decide(id) {
    if (id === "undo" && field(id) && field(id).matches("button")) {
      focus(id);
      return;
    }
    if (open(id)) return;
    const all = links();
    const link = all.includes(document.activeElement) ? document.activeElement : all[0];
    if (link && link.getAttribute("href")) location.assign(`${link.getAttribute("href")}#${id}`);
  }

  const forms = { a: "approve", x: "accept", d: "dispute", l: "defer", u: "undo", o: "other", s: "aside" };
  const keys = {
    c: () => focus("confirm"),
    j: () => step(1),
    k: () => step(-1),
    "/": () => {
      const search = field("q");
      if (search) search.focus();
      else location.assign(`${field("queue") ? field("queue").getAttribute("href") : "/"}#q`);
    },
    "?": () => {
      const help = field("keys");
      help.open = !help.open;
      help.querySelector("summary").focus();
      help.scrollIntoView({ block: "nearest" });
    },
  };
  for (let at = 1; at < 10; at += 1) keys[at] = () => focus(`candidate-${at}`);
  for (const [key, id] of Object.entries(forms)) keys[key] = () => decide(id);

  document.addEventListener("keydown", (event) => {
    // A button takes the focus by itself: Enter that is held down must not settle the next ones.
    if (event.key === "Enter" && event.repeat) event.preventDefault();
    const isField = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (isField) {
      if (event.key === "Escape") event.target.blur();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
        event.preventDefault();
        event.target.form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  // A form goes once, however often its button is pressed; going back makes it fit to be sent anew.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // After loading: the browser's own way to a fragment takes the focus away again.
  window.addEventListener("load", () => {
    const wanted = location.hash.slice(1);
    if (Object.values(forms).includes(wanted)) open(wanted);
    if (wanted === "q" && field("q")) field("q").focus();
  });
})();
