// A plot of an answer that suits one: a number for each name, or what happened when.
"use strict";

const PublisherPlot = (() => {
  const LONGEST = 60;
  const NUMBER = /(?:#|^xsd:)(?:integer|decimal|double|float|nonNegativeInteger|int|long|positiveInteger)$/;
  const TIME = /(?:#|^xsd:)(?:gYear|gYearMonth|date|dateTime)$/;
  const SVG = "http://www.w3.org/2000/svg";

  function isNumber(term) {
    return term && term.datatype && NUMBER.test(term.datatype) && Number.isFinite(Number(term.value));
  }

  function isTime(term) {
    return term && term.datatype && TIME.test(term.datatype);
  }

  // The columns of a plot, by what their terms are; null where the answer has none to plot.
  function columns(names, rows) {
    if (rows.length < 2 || rows.length > LONGEST) return null;
    const all = (is) => names.filter((name) => rows.every((row) => is(row[name])));
    const numbers = all(isNumber);
    const times = all(isTime);
    const labels = names.filter(
      (name) => !numbers.includes(name) && !times.includes(name) && rows.every((row) => row[name]),
    );
    const label = labels.find((name) => /label|name|title/i.test(name)) || labels[0];
    if (numbers.length) {
      return { kind: "bars", label: label || times[0], value: numbers[numbers.length - 1] };
    }
    return times.length && label ? { kind: "times", label, value: times[0] } : null;
  }

  function element(name, attributes, text) {
    const found = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
    if (text !== undefined) found.textContent = text;
    return found;
  }

  function short(term) {
    if (!term) return "";
    const text = term.type === "uri" ? term.value.replace(/^.*[/#](?=.)/, "") : term.value;
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  }

  // Months and days between the years: 2015-03 is 2015.17.
  function year(text) {
    const [, whole, month, day] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(text);
    return Number(whole) + (month ? (Number(month) - 1) / 12 : 0) + (day ? (Number(day) - 1) / 372 : 0);
  }

  function draw(found, rows) {
    const isBars = found.kind === "bars";
    const values = rows.map((row) => (isBars ? Number(row[found.value].value) : year(row[found.value].value)));
    const order = rows.map((_, at) => at);
    if (!isBars) order.sort((a, b) => values[a] - values[b]);
    const low = isBars ? Math.min(0, ...values) : Math.min(...values);
    const high = isBars ? Math.max(0, ...values) : Math.max(...values);
    const span = high - low || 1;
    const place = (value) => 300 + ((value - low) / span) * 420;
    const height = 24 * rows.length + 8;
    const name = `${found.value} by ${found.label}`;
    const svg = element("svg", { viewBox: `0 0 800 ${height}`, role: "img", class: "plot" });
    svg.append(element("title", {}, name));
    order.forEach((at, line) => {
      const y = 24 * line + 4;
      const text = found.label ? short(rows[at][found.label]) : String(at + 1);
      svg.append(element("text", { x: 290, y: y + 15, "text-anchor": "end" }, text));
      const end = place(values[at]);
      if (isBars) {
        const zero = place(0);
        svg.append(
          element("rect", { x: Math.min(zero, end), y: y + 2, width: Math.max(Math.abs(end - zero), 1), height: 16 }),
        );
      } else {
        svg.append(element("circle", { cx: end, cy: y + 10, r: 5 }));
      }
      svg.append(element("text", { x: Math.max(end, place(isBars ? 0 : values[at])) + 10, y: y + 15 }, rows[at][found.value].value));
    });
    return svg;
  }

  class Plot {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 5;
      this.label = "Plot";
      this.hideFromSelection = false;
    }

    canHandleResults() {
      return Boolean(this.found());
    }

    found() {
      const results = this.yasr.results;
      const rows = results && results.getBindings();
      return rows ? columns(results.getVariables(), rows) : null;
    }

    draw() {
      const rows = this.yasr.results.getBindings();
      this.yasr.resultsEl.replaceChildren(draw(this.found(), rows));
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

  return Plot;
})();
