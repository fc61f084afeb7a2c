// A plot of an answer, if one suits it: a number for each name, or what happened when.

const MOST_ROWS = 60;
const LONGEST_LABEL = 40;
const NUMBER = /(?:#|^xsd:)(?:integer|decimal|double|float|nonNegativeInteger|int|long|positiveInteger)$/;
const TIME = /(?:#|^xsd:)(?:gYear|gYearMonth|date|dateTime)$/;
const LABEL_NAME = /label|name|title/i;
const SVG = "http://www.w3.org/2000/svg";
const ROW_HEIGHT = 24;
const LABEL_END = 290;
const PLOT_START = 300;
const PLOT_WIDTH = 420;

// A plugin of YASR.
export class Plot {
  constructor(yasr) {
    this.yasr = yasr;
    this.priority = 5;
    this.label = "Plot";
    this.hideFromSelection = false;
  }

  canHandleResults() {
    return Boolean(this.columns());
  }

  columns() {
    const results = this.yasr.results;
    const rows = results && results.getBindings();
    return rows ? plottedColumns(results.getVariables(), rows) : null;
  }

  draw() {
    const rows = this.yasr.results.getBindings();
    this.yasr.resultsEl.replaceChildren(plot(this.columns(), rows));
  }

  getIcon() {
    const icon = element("svg", { viewBox: "0 0 16 16", class: "svgImg" });
    icon.append(element("path", { d: "M1 3h9v3H1zM1 7h13v3H1zM1 11h5v3H1z" }));
    return icon;
  }

  download() {
    const svg = this.yasr.resultsEl.querySelector("svg.plot");
    return {
      getData: () => new XMLSerializer().serializeToString(svg),
      filename: "plot.svg",
      contentType: "image/svg+xml",
      title: "Download the plot as SVG",
    };
  }
}

// Return the columns to plot, chosen by the terms in them: { kind, label, value }; null if none suits.
function plottedColumns(names, rows) {
  if (rows.length < 2 || rows.length > MOST_ROWS) return null;
  const all = (test) => names.filter((name) => rows.every((row) => test(row[name])));
  const numbers = all(isNumber);
  const times = all(isTime);
  const labels = all(Boolean).filter((name) => !numbers.includes(name) && !times.includes(name));
  const label = labels.find((name) => LABEL_NAME.test(name)) || labels[0];
  if (numbers.length) return { kind: "bars", label: label || times[0], value: numbers.at(-1) };
  return times.length && label ? { kind: "times", label, value: times[0] } : null;
}

function isNumber(term) {
  return term && term.datatype && NUMBER.test(term.datatype) && Number.isFinite(Number(term.value));
}

function isTime(term) {
  return term && term.datatype && TIME.test(term.datatype);
}

function plot(columns, rows) {
  const isBars = columns.kind === "bars";
  const values = rows.map((row) => (isBars ? Number : year)(row[columns.value].value));
  const order = rows.map((_, index) => index);
  if (!isBars) order.sort((first, second) => values[first] - values[second]);
  const low = isBars ? Math.min(0, ...values) : Math.min(...values);
  const high = isBars ? Math.max(0, ...values) : Math.max(...values);
  const span = high - low || 1;
  const position = (value) => PLOT_START + ((value - low) / span) * PLOT_WIDTH;
  const height = ROW_HEIGHT * rows.length + 8;
  const svg = element("svg", { viewBox: `0 0 800 ${height}`, role: "img", class: "plot" });
  svg.append(element("title", {}, `${columns.value} by ${columns.label}`));
  order.forEach((index, line) => {
    const y = ROW_HEIGHT * line + 4;
    const label = columns.label ? shortLabel(rows[index][columns.label]) : String(index + 1);
    const end = position(values[index]);
    const zero = isBars ? position(0) : end;
    svg.append(
      element("text", { x: LABEL_END, y: y + 15, "text-anchor": "end" }, label),
      isBars ? bar(zero, end, y) : element("circle", { cx: end, cy: y + 10, r: 5 }),
      element("text", { x: Math.max(end, zero) + 10, y: y + 15 }, rows[index][columns.value].value),
    );
  });
  return svg;
}

function bar(zero, end, y) {
  const width = Math.max(Math.abs(end - zero), 1);
  return element("rect", { x: Math.min(zero, end), y: y + 2, width, height: 16 });
}

// Return a date as a number of years, month and day as a fraction: 2015-03 → 2015.17
function year(date) {
  const [, whole, month, day] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  return Number(whole) + (month ? (Number(month) - 1) / 12 : 0) + (day ? (Number(day) - 1) / 372 : 0);
}

// Return the text of a literal, or the end of an IRI, cut to a length that fits beside the plot.
function shortLabel(term) {
  if (!term) return "";
  const text = term.type === "uri" ? term.value.replace(/^.*[/#](?=.)/, "") : term.value;
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

function element(name, attributes, text) {
  const created = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  if (text !== undefined) created.textContent = text;
  return created;
}
