
"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const button = document.getElementById("open-all");
  const rows = [...document.querySelectorAll("tbody.claim")].map((node) => ({
    node, words: null, verdict: node.dataset.verdict, kind: node.dataset.kind, sources: node.dataset.sources,
  }));
  const stories = [...document.querySelectorAll("section.story")];
  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const apply = () => {
    const { verdict, kind, source, text } = form.elements;
    const wanted = plain(text.value).trim();
    let count = 0;
    for (const row of rows) {
      let keep = (!verdict.value || row.verdict === verdict.value) && (!kind.value || row.kind === kind.value) &&
        (!source.value || row.sources.includes(` ${source.value} `));
      if (keep && wanted) {
        row.words ??= plain(row.node.textContent);
        keep = row.words.includes(wanted);
      }
      row.node.hidden = !keep;
      count += keep;
    }
    for (const story of stories) story.hidden = !story.querySelector("tbody.claim:not([hidden])");
    shown.textContent = count === rows.length ? `${count} claims` : `${count} of ${rows.length} claims`;
  };
  const all = () => document.querySelectorAll("tr.more > td > details");
  form.hidden = false;
  form.reset();
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    for (const details of all()) details.open = open;
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Close all" : "Open all";
  });
  const closed = new Set();
  addEventListener("beforeprint", () => {
    for (const details of all()) if (!details.open) { closed.add(details); details.open = true; }
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed.clear();
  });
  const bar = () => {
    const height = getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0;
    // A style element would break the page's policy; a property set by script does not.
    document.documentElement.style.setProperty("--bar", `${height}px`);
  };
  addEventListener("resize", bar);
  bar();
})();
