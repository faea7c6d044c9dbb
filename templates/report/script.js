"use strict";
// Filters and sorts the tables of the page. It only ever shows, hides and reorders what stands there: no text
// becomes markup.
(() => {
  const collator = new Intl.Collator("en", { numeric: true });

  /** What a cell is sorted by: its number if it has one, or else its text. */
  const keyOf = (cell) => {
    const value = cell.dataset.v;
    if (value) return Number(value);
    return cell.textContent.trim();
  };

  /** Numbers before texts, and what is empty last, whichever way it is sorted. */
  const compare = (one, other, sign) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
    return sign * (typeof one === "number" ? one - other : collator.compare(one, other));
  };

  const sort = (table, header) => {
    const column = header.cellIndex;
    const isDown = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, (row) => [keyOf(row.cells[column]), row]);
    keyed.sort(([one], [other]) => compare(one, other, isDown ? -1 : 1));
    body.append(...keyed.map(([, row]) => row));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const header of table.tHead.rows[0].cells) {
      header.firstElementChild.addEventListener("click", () => sort(table, header));
    }
  }

  const filter = (form) => {
    const table = document.getElementById(form.dataset.table);
    const rows = Array.from(table.tBodies[0].rows, (row) => [row, row.textContent.toLowerCase()]);
    const search = form.querySelector("input");
    const selects = Array.from(form.querySelectorAll("select"));
    const output = form.querySelector("output");
    const number = (count) => count.toLocaleString("en-US");
    const update = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = selects.filter((select) => select.value !== "");
      let shown = 0;
      for (const [row, text] of rows) {
        const isShown = words.every((word) => text.includes(word))
          && chosen.every((select) => row.dataset[select.dataset.by] === select.value);
        row.hidden = !isShown;
        shown += isShown;
      }
      output.textContent = number(shown) + " of " + number(rows.length) + " shown";
    };
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();
  };
  document.querySelectorAll("form.controls").forEach(filter);

  // An identifier that is cut off is told where the pointer rests.
  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td.id, td.range, td.vault, td.description");
    if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
  });

  // A link to a rule unfolds it.
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target && target.closest("details");
    if (!details) return;
    details.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // On paper everything is unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  document.documentElement.classList.add("scripted");
})();
