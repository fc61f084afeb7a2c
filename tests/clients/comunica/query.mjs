// Asks Comunica one query of some sources, and prints its answer.
// node query.mjs QUERY SOURCE…; a source is an address, or TYPE@ADDRESS.
import { QueryEngine } from "@comunica/query-sparql";

const [query, ...addresses] = process.argv.slice(2);
const sources = addresses.map((address) => {
  const found = /^(sparql|file)@(.*)$/.exec(address);
  return found ? { type: found[1], value: found[2] } : address;
});
const result = await new QueryEngine().query(query, { sources });
const mediaType = result.resultType === "quads" ? "application/n-quads" : "application/sparql-results+json";
const { data } = await new QueryEngine().resultToString(result, mediaType);
for await (const piece of data) process.stdout.write(piece);
