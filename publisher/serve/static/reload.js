// Loads the page again after a build, and shows what forbids one.
const events = new EventSource(new URL("events", import.meta.url));

events.addEventListener("reload", () => location.reload());

events.addEventListener("findings", (event) => {
  const id = "watch-findings";
  document.getElementById(id)?.remove();
  const lines = JSON.parse(event.data);
  if (lines.length === 0) return;
  const shown = document.createElement("section");
  shown.id = id;
  shown.setAttribute("role", "alert");
  const heading = document.createElement("h2");
  heading.textContent = "Not published: the site below is the last good one";
  const list = document.createElement("pre");
  list.textContent = lines.join("\n");
  shown.append(heading, list);
  document.body.prepend(shown);
});
