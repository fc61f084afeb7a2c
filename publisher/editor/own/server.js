// Whether a server answers queries here. If the host has only the site's files, the page says so
// at once, before a reader writes a query in vain.

// The root of the site.
export const root = new URL(".", location.href);

export const hasServer = await answersQueries();

if (!hasServer) {
  document.getElementById("no-server").hidden = false;
  for (const field of document.querySelectorAll("#plain button, #plain textarea")) field.disabled = true;
}

async function answersQueries() {
  try {
    // Ask for the description of the service, because some hosts answer every address with a page.
    const response = await fetch(new URL("sparql", root), { method: "HEAD", headers: { Accept: "text/turtle" } });
    const type = response.headers.get("Content-Type") || "";
    // A server that is busy or starting is there, too.
    return (response.ok && type.startsWith("text/turtle")) || type.startsWith("application/problem+json");
  } catch {
    return false;
  }
}
