// Say that a copy of the site on a disk answers no queries. This is not a module, because browsers
// load no module from a file: address.
if (location.protocol === "file:") {
  document.getElementById("no-server").hidden = false;
  for (const field of document.querySelectorAll("#plain button, #plain textarea")) field.disabled = true;
}
