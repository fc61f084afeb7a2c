// YASGUI on this site's endpoint: its prefixes, terms and ready queries, and no other address.
import "./yasgui.min.js";
import { Plot } from "./plot.js";
import { queryOfAddress, shareableLink } from "./address.js";
import { renderProblem } from "./problem.js";
import { readyQueries } from "./ready-queries.js";
import { hasServer, root } from "./server.js";

// A query that fits into an address can be cached, also by the server.
const LONGEST_QUERY_IN_ADDRESS = 1500;
const COMMON_PROPERTIES = [
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
// The bundle of YASGUI is no module: it sets this global.
const { Yasgui } = globalThis;
const { Yasqe, Yasr } = Yasgui;

const form = document.getElementById("plain");
const place = document.getElementById("editor");

try {
  if (hasServer) start(await siteDescription());
} catch (error) {
  form.hidden = false;
  place.hidden = true;
  const note = document.getElementById("editor-note");
  note.textContent = `The editor could not start (${error.message}); the form below works without it.`;
  note.hidden = false;
}

async function siteDescription() {
  const response = await fetch(new URL("site.json", root));
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

function start(site) {
  const tab = () => yasgui.getTab();
  Yasgui.Tab.prototype.getShareableLink = function getShareableLink() {
    return shareableLink(this.getYasqe().getValue());
  };
  // Shown first, because a hidden editor cannot measure its lines.
  form.hidden = true;
  place.hidden = false;
  Yasr.registerPlugin("plot", Plot, true);
  Yasr.defaults.errorRenderers = [renderProblem(tab)];
  const yasgui = new Yasgui(place, settings(site));
  // Quotations are shown whole.
  const table = { pluginsConfig: { table: { isEllipsed: false, compact: true } } };
  yasgui.addTab(true, {
    ...Yasgui.Tab.getDefaults(yasgui),
    name: "Query",
    yasr: { settings: table, response: undefined },
  });
  tab().getYasqe().setOption("screenReaderLabel", "Query");
  place.before(readyQueries(site.queries, tab));
  tab().getYasqe().on("query", (yasqe) => {
    yasqe.eachLine((line) => yasqe.removeLineClass(line, "background", "problem-line"));
  });
  keepLinksOnThisHost(site.base);
  window.addEventListener("hashchange", () => queryOfAddress() && tab().setQuery(queryOfAddress()));
  if (queryOfAddress()) tab().query().catch(() => {});
}

// Nothing is stored in the browser: each persistenceId is null.
function settings(site) {
  return {
    persistenceId: null,
    populateFromUrl: false,
    autoAddOnInit: false,
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    requestConfig: {
      endpoint: new URL("sparql", root).href,
      method: (yasr) => {
        const query = yasr.getTab().getYasqe().getValue();
        return query.length < LONGEST_QUERY_IN_ADDRESS ? "GET" : "POST";
      },
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
    yasqe: {
      value: queryOfAddress() || document.getElementById("query").value,
      autocompleters: completers(site),
      prefixCcApi: null,
      persistenceId: null,
      editorHeight: "18rem",
      resizeable: true,
      collapsePrefixesOnLoad: false,
    },
    yasr: {
      persistenceId: null,
      prefixes: site.prefixes,
      pluginOrder: ["table", "plot", "response"],
      defaultPlugin: "table",
    },
  };
}

function completers(site) {
  const terms = (kind) => site.terms.filter((term) => term.kind === kind).map((term) => term.iri);
  const prefixes = Object.entries(site.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  const properties = new Set([...terms("property"), ...COMMON_PROPERTIES]);
  return [
    completer("prefixes", "site-prefixes", prefixes.sort()),
    completer("class", "site-class", terms("class").sort()),
    completer("property", "site-property", [...properties].sort()),
    "variables",
  ];
}

// Register a completer that offers `values`, a variant of one that YASQE has; return its name.
function completer(original, name, values) {
  const variant = {
    name,
    bulk: true,
    autoShow: original === "prefixes",
    persistenceId: null,
    get: () => Promise.resolve(values),
  };
  Yasqe.forkAutocompleter(original, variant, false);
  return name;
}

// Links to resources of this site stay on the host that the reader is on, whatever the base is.
function keepLinksOnThisHost(base) {
  const redirect = (anchor) => {
    if (anchor.href.startsWith(base) && base !== root.href) {
      anchor.title = anchor.href;
      anchor.href = root.href + anchor.href.slice(base.length);
    }
    anchor.removeAttribute("target");
  };
  new MutationObserver(() => {
    for (const anchor of place.querySelectorAll(".yasr_results a[href]:not([title])")) redirect(anchor);
  }).observe(place, { childList: true, subtree: true });
}
