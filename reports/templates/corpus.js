"use strict";
(() => {
  const papers = JSON.parse(document.getElementById("papers").textContent);
  const texts = papers.map((paper) => paper.slice(0, 3).join("\n").toLowerCase());
  const field = document.getElementById("q");
  const body = document.querySelector("#list tbody");
  const listed = [...body.children];
  const rest = document.getElementById("pages");
  const said = document.getElementById("shown");
  const before = said.textContent;
  const MOST = 100;

  function cell(kind, text, label) {
    const made = document.createElement(kind);
    made.textContent = text;
    if (label) {
      made.className = "number";
      made.dataset.label = label;
    }
    return made;
  }

  const names = [...document.querySelectorAll("#list thead .number")].map((head) => head.dataset.standing);

  function row([title, claimant, file, path, ...counts]) {
    const made = document.createElement("tr");
    const head = cell("th", "");
    head.scope = "row";
    const link = document.createElement("a");
    link.href = `${path}/index.html`;
    link.textContent = title;
    head.append(link, " ", cell("small", `${claimant}; ${file}`));
    made.append(head, ...counts.map((count, at) => cell("td", count, names[at])));
    return made;
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) {
      body.replaceChildren(...listed);
      said.textContent = before;
      if (rest) rest.hidden = false;
      return;
    }
    const found = papers.filter((_, at) => words.every((word) => texts[at].includes(word)));
    body.replaceChildren(...found.slice(0, MOST).map(row));
    said.textContent = found.length > MOST ? `${found.length} papers fit; the first ${MOST} are shown` : `${found.length} of ${papers.length} papers fit`;
    if (rest) rest.hidden = true;
  }

  field.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== field) {
      event.preventDefault();
      field.focus();
    }
  });
  document.querySelector(".tools").hidden = false;
})();
