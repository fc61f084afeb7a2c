// Reads all members of an event stream, and prints a line of JSON for each.
// node replicate.mjs ADDRESS [ascending|descending]
import { intoConfig, replicateLDES } from "ldes-client";
import { Writer } from "n3";

const [url, order = "none"] = process.argv.slice(2);
const members = replicateLDES(intoConfig({ url, defaultTimezone: "Z" }), order).stream().getReader();
for (let read = await members.read(); !read.done; read = await members.read()) {
  const { id, isVersionOf, timestamp, quads } = read.value;
  const lines = new Writer({ format: "N-Quads" }).quadsToString(quads);
  console.log(JSON.stringify({ id: id.value, isVersionOf, timestamp, lines }));
}
