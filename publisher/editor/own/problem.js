// What the endpoint refuses: a problem document, https://www.rfc-editor.org/rfc/rfc9457

// Return a renderer of errors for YASR, which also marks the line of the query that is meant.
export function renderProblem(tab) {
  return async (error) => {
    const problem = parsed(error.text);
    if (!problem || !problem.title) return undefined;
    const box = document.createElement("div");
    box.className = "problem";
    box.setAttribute("role", "alert");
    box.append(element("strong", problem.title), element("p", problem.detail || ""));
    if (problem.line) {
      box.append(element("p", `Line ${problem.line}, column ${problem.column}.`));
      markLine(tab().getYasqe(), problem);
    }
    return box;
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function markLine(yasqe, problem) {
  const position = { line: problem.line - 1, ch: Math.max(problem.column - 1, 0) };
  yasqe.setCursor(position);
  yasqe.addLineClass(position.line, "background", "problem-line");
}
