// The query in the address of the page.

// Return the query that the address asks for. #query=… is never sent to a server, ?query=… may be.
export function queryOfAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get("query");
  return fragment || new URLSearchParams(location.search).get("query") || "";
}

// Return the address of this page with a query behind its #.
export function shareableLink(query) {
  const address = new URL(location.href);
  address.search = "";
  address.hash = new URLSearchParams({ query }).toString();
  return address.href;
}
