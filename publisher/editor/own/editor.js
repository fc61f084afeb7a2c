// YASGUI on this site's endpoint: its prefixes, terms and ready queries, and no other address.
"use strict";

(() => {
  const form = document.getElementById("plain");
  const place = document.getElementById("editor");
  const note = document.getElementById("editor-note");
  const root = new URL(".", location.href);
  const endpoint = new URL("sparql", root).href;
  // A query that fits into an address can be kept by the server and by caches.
  const LONGEST_ADDRESS = 1500;
  const COMMON = [
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#object",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/ns/oa#hasSource",
    "http://www.w3.org/ns/oa#hasSelector",
    "http://www.w3.org/ns/oa#exact",
  ];

  function say(text) {
    note.textContent = text;
    note.hidden = !text;
  }

  // The query that an address asks for: #query=… is never sent to a server, ?query=… may be.
  function asked() {
    const fragment = new URLSearchParams(location.hash.slice(1)).get("query");
    return fragment || new URLSearchParams(location.search).get("query") || "";
  }

  function link(query) {
    const address = new URL(location.href);
    address.search = "";
    address.hash = new URLSearchParams({ query }).toString();
    return address.href;
  }

  function completer(yasqe, from, name, values) {
    yasqe.forkAutocompleter(from, {
      name,
      bulk: true,
      autoShow: from === "prefixes",
      persistenceId: null,
      get: () => Promise.resolve(values),
    }, false);
    return name;
  }

  function completers(Yasqe, about) {
    const terms = (kind) => about.terms.filter((one) => one.kind === kind).map((one) => one.iri);
    const prefixes = Object.entries(about.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
    return [
      completer(Yasqe, "prefixes", "site-prefixes", prefixes.sort()),
      completer(Yasqe, "class", "site-class", terms("class").sort()),
      completer(Yasqe, "property", "site-property", [...new Set([...terms("property"), ...COMMON])].sort()),
      "variables",
    ];
  }

  // A problem of RFC 9457 as its sentence, and the place in the query that it names.
  function problem(tab) {
    return async (error) => {
      let said;
      try {
        said = JSON.parse(error.text);
      } catch {
        return undefined;
      }
      if (!said || !said.title) return undefined;
      const box = document.createElement("div");
      box.className = "problem";
      box.setAttribute("role", "alert");
      const title = document.createElement("strong");
      title.textContent = said.title;
      const detail = document.createElement("p");
      detail.textContent = said.detail || "";
      box.append(title, detail);
      if (said.line) {
        const where = document.createElement("p");
        where.textContent = `Line ${said.line}, column ${said.column}.`;
        box.append(where);
        const at = { line: said.line - 1, ch: Math.max(said.column - 1, 0) };
        tab().getYasqe().setCursor(at);
        tab().getYasqe().addLineClass(at.line, "background", "problem-line");
      }
      return box;
    };
  }

  // Links to resources of this site stay on the host that the person is on.
  function keepOnThisHost(base) {
    const mend = (anchor) => {
      if (anchor.href.startsWith(base) && base !== root.href) {
        anchor.title = anchor.href;
        anchor.href = root.href + anchor.href.slice(base.length);
      }
      anchor.removeAttribute("target");
    };
    new MutationObserver(() => {
      for (const anchor of place.querySelectorAll(".yasr_results a[href]:not([title])")) mend(anchor);
    }).observe(place, { childList: true, subtree: true });
  }

  function readyQueries(about, tab) {
    const box = document.createElement("p");
    const select = document.createElement("select");
    select.id = "ready";
    select.append(new Option("Pick one …", ""));
    for (const one of about.queries) select.append(new Option(one.title, one.name));
    const label = document.createElement("label");
    label.htmlFor = select.id;
    label.textContent = "Ready queries";
    const words = document.createElement("span");
    words.className = "words";
    select.addEventListener("change", () => {
      const one = about.queries.find((query) => query.name === select.value);
      if (!one) return;
      const page = document.createElement("a");
      page.href = `queries/${encodeURIComponent(one.name)}.html`;
      page.textContent = "its page";
      words.replaceChildren(`${one.description} `, page);
      tab().setQuery(one.text);
      tab().query().catch(() => {});
    });
    box.className = "ready";
    box.append(label, " ", select, " ", words);
    return box;
  }

  function start(about) {
    const { Yasqe, Yasr } = Yasgui;
    let yasgui;
    const tab = () => yasgui.getTab();
    Yasgui.Tab.prototype.getShareableLink = function share() {
      return link(this.getYasqe().getValue());
    };
    // An editor that is not shown cannot measure its lines.
    form.hidden = true;
    place.hidden = false;
    Yasr.registerPlugin("plot", PublisherPlot, true);
    Yasr.defaults.errorRenderers = [problem(tab)];
    // What is written here stays here: nothing is kept in the browser.
    yasgui = new Yasgui(place, {
      persistenceId: null,
      populateFromUrl: false,
      autoAddOnInit: false,
      copyEndpointOnNewTab: true,
      endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
      requestConfig: {
        endpoint,
        method: (one) => (one.getTab().getYasqe().getValue().length < LONGEST_ADDRESS ? "GET" : "POST"),
        acceptHeaderSelect: "application/sparql-results+json",
        acceptHeaderGraph: "text/turtle",
      },
      yasqe: {
        value: asked() || document.getElementById("query").value,
        autocompleters: completers(Yasqe, about),
        prefixCcApi: null,
        persistenceId: null,
        editorHeight: "18rem",
        resizeable: true,
        collapsePrefixesOnLoad: false,
      },
      yasr: {
        persistenceId: null,
        prefixes: about.prefixes,
        pluginOrder: ["table", "plot", "response"],
        defaultPlugin: "table",
      },
    });
    // A quotation is shown whole.
    const settings = { pluginsConfig: { table: { isEllipsed: false, compact: true } } };
    yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name: "Query", yasr: { settings, response: undefined } });
    tab().getYasqe().setOption("screenReaderLabel", "Query");
    place.before(readyQueries(about, tab));
    tab().getYasqe().on("query", (one) => {
      one.eachLine((line) => one.removeLineClass(line, "background", "problem-line"));
    });
    keepOnThisHost(about.base);
    window.addEventListener("hashchange", () => asked() && tab().setQuery(asked()));
    if (asked()) tab().query().catch(() => {});
  }

  async function begin() {
    if (!(await window.PublisherServer)) return;
    const reply = await fetch(new URL("site.json", root));
    if (!reply.ok) throw new Error(reply.statusText);
    start(await reply.json());
  }

  if (window.Yasgui) {
    begin()
      .catch((error) => {
        form.hidden = false;
        place.hidden = true;
        say(`The editor could not start (${error.message}); the form below works without it.`);
      });
  }
})();
