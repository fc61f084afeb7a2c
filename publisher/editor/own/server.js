// Whether somebody answers queries here. A host that has the site's files alone is told apart at
// once, before a query is written for nothing.
"use strict";

window.PublisherServer = (async () => {
  const endpoint = new URL("sparql", new URL(".", location.href));
  let answers = false;
  if (location.protocol !== "file:") {
    try {
      // What the service is, as only a server says it: some hosts answer each address by a page.
      const reply = await fetch(endpoint, { method: "HEAD", headers: { Accept: "text/turtle" } });
      const type = reply.headers.get("Content-Type") || "";
      // A server that is busy or starts is there.
      answers = (reply.ok && type.startsWith("text/turtle")) || type.startsWith("application/problem+json");
    } catch {
      answers = false;
    }
  }
  if (!answers) {
    document.getElementById("no-server").hidden = false;
    for (const one of document.querySelectorAll("#plain button, #plain textarea")) one.disabled = true;
  }
  return answers;
})();
