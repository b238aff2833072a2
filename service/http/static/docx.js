// The paragraphs of a .docx, read in the browser: a zip archive with one XML part that holds the text.

const MOST = 20_000_000; // bytes of the part when unpacked

export async function readDocx(buffer) {
  const part = await unpacked(new DataView(buffer), "word/document.xml");
  const xml = new DOMParser().parseFromString(part, "application/xml");
  if (xml.querySelector("parsererror")) throw new Error("This .docx cannot be read.");
  const paragraphs = [...xml.getElementsByTagNameNS("*", "p")].map((paragraph) =>
    [...paragraph.getElementsByTagNameNS("*", "*")]
      .map((node) => (node.localName === "t" ? node.textContent : node.localName === "tab" ? "\t" : node.localName === "br" ? "\n" : ""))
      .join(""),
  );
  return paragraphs.join("\n\n");
}

async function unpacked(view, name) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("This is no .docx.");
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
    const [method, packed, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [names, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const local = view.getUint32(at + 42, true);
    const found = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, names));
    if (found === name) {
      if (size > MOST) throw new Error("This .docx is too large.");
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const bytes = new Uint8Array(view.buffer, start, packed);
      if (method === 0) return new TextDecoder().decode(bytes);
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return new Response(stream).text();
    }
    at += 46 + names + extra + comment;
  }
  throw new Error("This .docx holds no text.");
}
