// A draft as a reader sees it: pieces of text with where each stands in what was submitted, and how it is set.

const BLOCKS = /^(p|div|h[1-6]|li|ul|ol|blockquote|article|section|header|footer|figure|figcaption|table|tr|pre|br|hr|title)$/;
const HIDDEN = /^(script|style|head|template|noscript|svg)$/;
const STRONG = /^(b|strong)$/;
const SLANTED = /^(i|em|cite)$/;
// What may stand within a token has an end, so that a text of openings alone takes no time by the square of its length.
const HTML_TOKEN = /<!--[\s\S]*?(?:-->|$)|<\/?([a-z][a-z0-9]{0,60})\b[^>]{0,2000}>|&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);|[^<&]+|[<&]/gi;
const MARKDOWN_TOKEN = /^(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)|\*\*|__|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])|!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/gmu;

export function recognised(text) {
  if (/<(?:p|div|html|body|article|h[1-6]|br|blockquote|span|strong|em)\b[^<>]*>/i.test(text)) return "html";
  return /^#{1,6} \S|^> \S|\*\*\S|\]\(https?:/m.test(text) ? "markdown" : "text";
}

// [{start, end, text, set}]: `set` is "", "strong", "em" or "head"; text whose length is not end - start cannot be divided.
export function pieces(text, format) {
  if (format === "html") return htmlPieces(text);
  return format === "markdown" ? markdownPieces(text) : [{ start: 0, end: text.length, text, set: "" }];
}

function htmlPieces(text) {
  const out = [];
  const open = { hidden: 0, strong: 0, em: 0, head: 0 };
  for (const match of text.matchAll(HTML_TOKEN)) {
    const [token, name] = match;
    const start = match.index;
    const end = start + token.length;
    if (name) {
      const tag = name.toLowerCase();
      const step = token.startsWith("</") ? -1 : token.endsWith("/>") ? 0 : 1;
      if (HIDDEN.test(tag)) open.hidden = Math.max(0, open.hidden + step);
      else if (STRONG.test(tag)) open.strong = Math.max(0, open.strong + step);
      else if (SLANTED.test(tag)) open.em = Math.max(0, open.em + step);
      else if (/^h[1-6]$/.test(tag)) open.head = Math.max(0, open.head + step);
      if (BLOCKS.test(tag) && out.length && !out.at(-1).text.endsWith("\n\n")) out.push({ start, end, text: tag === "br" ? "\n" : "\n\n", set: "" });
    } else if (!open.hidden && !token.startsWith("<!--")) {
      const set = open.head ? "head" : open.strong ? "strong" : open.em ? "em" : "";
      const shown = token.startsWith("&") ? entity(token) : token.replace(/\s/g, " ");
      if (shown.trim() || (out.length && !/\s$/.test(out.at(-1).text))) out.push({ start, end, text: shown, set });
    }
  }
  return out;
}

function entity(token) {
  const holder = new DOMParser().parseFromString(token, "text/html");
  return holder.body.textContent || token;
}

function markdownPieces(text) {
  const out = [];
  const is = { strong: false, em: false };
  let at = 0;
  let head = -1;
  const add = (start, end, shown = text.slice(start, end)) => {
    if (end <= start) return;
    if (start < head && head < end) { // a heading ends with its line, and what follows is no part of it
      add(start, head);
      add(head, end);
      return;
    }
    out.push({ start, end, text: shown, set: start < head ? "head" : is.strong ? "strong" : is.em ? "em" : "" });
  };
  for (const match of text.matchAll(MARKDOWN_TOKEN)) {
    const token = match[0];
    const start = match.index;
    add(at, start);
    at = start + token.length;
    if (match[1] !== undefined) add(start + token.indexOf("[") + 1, start + token.indexOf("[") + 1 + match[1].length);
    else if (token.startsWith("#")) {
      const line = text.indexOf("\n", start);
      head = line < 0 ? text.length : line;
    } else if (/^[-*+][ \t]/.test(token)) add(start, at, "• ");
    else if (token === "**" || token === "__") is.strong = !is.strong;
    else if (token === "*" || token === "_") is.em = !is.em;
  }
  add(at, text.length);
  return out;
}

// How many quotes have one word: they are left out, since one word is anybody's.
export function oneWordQuotes(text) {
  return (text.match(/[“"«][\p{L}\p{N}’'-]+[.,]?[”"»]/gu) || []).length;
}

// The words as they stand in a draft of this format.
export function written(words, format) {
  return format === "html" ? words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : words;
}
