// The ready queries of the site, to pick one and run it.

// Return a paragraph with the list; `tab` returns the tab of YASGUI in which a query runs.
export function readyQueries(queries, tab) {
  const select = document.createElement("select");
  select.id = "ready";
  select.append(new Option("Pick one …", ""));
  for (const query of queries) select.append(new Option(query.title, query.name));
  const label = document.createElement("label");
  label.htmlFor = select.id;
  label.textContent = "Ready queries";
  const description = document.createElement("span");
  description.className = "words";
  select.addEventListener("change", () => {
    const query = queries.find((candidate) => candidate.name === select.value);
    if (!query) return;
    description.replaceChildren(`${query.description} `, pageLink(query));
    tab().setQuery(query.text);
    tab().query().catch(() => {});
  });
  const paragraph = document.createElement("p");
  paragraph.className = "ready";
  paragraph.append(label, " ", select, " ", description);
  return paragraph;
}

function pageLink(query) {
  const link = document.createElement("a");
  link.href = `queries/${encodeURIComponent(query.name)}.html`;
  link.textContent = "its page";
  return link;
}
