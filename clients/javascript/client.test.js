// Run by Node's own test runner next to client.js, against the service at ONRECORD_URL (tests/clients/test_javascript.py).
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { Onrecord, Problem } from "./client.js";

const url = process.env.ONRECORD_URL;
const onrecord = new Onrecord(url);
const SAID = "A ferry that never leaves the pier is a very expensive café.";

test("verifies a quote", async () => {
  const answer = await onrecord.verify({ quote: SAID.replace("never", "always"), speaker: "Ines Calloway" });
  assert.equal(answer.verdict, "altered");
  assert.equal(answer.wording.changes[0].quote.text, "always");
});

test("verifies many, each in its place", async () => {
  const claims = [...Array(104).fill({ quote: SAID }), { quote: "x" }];
  const rows = [];
  for await (const row of onrecord.verifyAll(claims)) rows.push(row);
  assert.equal(rows.length, 105);
  assert.equal(rows[103].verdict, "verbatim");
  assert.ok(rows[104] instanceof Problem);
  assert.equal(rows[104].status, 422);
});

test("counts as slice does", async () => {
  const text = `😀 “${SAID}” said Ines Calloway.`;
  const { findings } = await onrecord.checkDraft({ text });
  assert.equal(text.slice(findings[0].span.start, findings[0].span.end), findings[0].quote);
});

test("lists, reads, adds and removes", async () => {
  const rows = [];
  for await (const row of onrecord.quotations({ limit: 7 })) rows.push(row.id);
  assert.ok(rows.length > 20);
  assert.equal(new Set(rows).size, rows.length);
  assert.equal((await onrecord.quotation(rows[0])).id, rows[0]);
  const text = "“The gulls have learnt to read,” said Peig Donnelly.";
  assert.equal((await onrecord.extract(text)).quotations[0].speaker.name, "Peig Donnelly");
  const { document } = await onrecord.addDocument({ text, outlet: "The Ellery Beacon" }, "a-key");
  assert.equal((await onrecord.document(document.id)).quotations.length, 1);
  await onrecord.removeDocument(document.id);
  await assert.rejects(onrecord.document(document.id), { status: 404 });
  assert.ok((await onrecord.ready()).quotations > 0);
});

test("what is refused is a Problem with the service's words", async () => {
  await assert.rejects(onrecord.verify({ quote: 5 }), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.status, 422);
    assert.equal(error.problem.errors[0].pointer, "/quote");
    return true;
  });
  await assert.rejects(onrecord.verify({ quote: "x".repeat(5001) }), { status: 422 });
  await assert.rejects(onrecord.checkDraft({ text: "x".repeat(200001) }), { status: 422 });
  await assert.rejects(onrecord.quotation("../../x"), { status: 404 });
});

async function withServer(answer, work) {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("sends its key, and again what is to be sent later", async () => {
  const seen = [];
  const answer = (request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(seen.length < 3 ? 503 : 200, { "Retry-After": "0.01" }).end(seen.length < 3 ? "{}" : '{"verdict":"verbatim"}');
  };
  await withServer(answer, async (there) => {
    assert.equal((await new Onrecord(`${there}/`, { key: async () => "k", tries: 3 }).verify({ quote: SAID })).verdict, "verbatim");
    assert.deepEqual(seen, ["Bearer k", "Bearer k", "Bearer k"]);
  });
});

test("no answer, a slow one and one that is none are Problems", async () => {
  await assert.rejects(new Onrecord("http://127.0.0.1:9").ready(), { name: "Problem", status: 0 });
  await withServer(
    () => undefined,
    (there) => assert.rejects(new Onrecord(there, { seconds: 0.05 }).ready(), /nothing came in 0.05 seconds/),
  );
  await withServer(
    (_, response) => response.end("<html>"),
    (there) => assert.rejects(new Onrecord(there).ready(), /cannot be read: HTTP 200/),
  );
});
