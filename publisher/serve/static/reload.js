// Reload the page after a build. If a build failed, show its findings above the page.
const events = new EventSource(new URL("events", import.meta.url));

events.addEventListener("reload", () => location.reload());

events.addEventListener("findings", (event) => {
  const id = "watch-findings";
  document.getElementById(id)?.remove();
  const lines = JSON.parse(event.data);
  if (lines.length === 0) return;
  const box = document.createElement("section");
  box.id = id;
  box.setAttribute("role", "alert");
  const heading = document.createElement("h2");
  heading.textContent = "Not published: the site below is the last good one";
  const list = document.createElement("pre");
  list.textContent = lines.join("\n");
  box.append(heading, list);
  document.body.prepend(box);
});
