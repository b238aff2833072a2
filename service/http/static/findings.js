// What is shown of a verification. Everything that a draft or a source says goes in as text, never as markup.

import { FIELDS, SEVERITIES, VERDICTS } from "./vocabulary.js";

export { SEVERITIES, VERDICTS };

// What a desk does about a finding, worst first: [name, words for one and for several, tone of its marks].
export const GROUPS = [
  ["fix", "to fix", "bad"],
  ["look", "to check", "open"],
  ["missing", "not found", "open"],
  ["unfinished", "not checked", "open"],
  ["ok", "fine", "good"],
  ["own", "own interviews", "open"],
  ["ignored", "ignored", "open"],
];
const TONE = Object.fromEntries(GROUPS.map(([name, , tone]) => [name, tone]));
const LONGEST = 420; // characters of a source that are shown around the words that match
const ENDS = /[.!?…]["”’)]*\s/g;

export function kindOf(finding) {
  if (!finding.verification) return "unfinished";
  return finding.reason ? "own" : finding.verification.verdict;
}

// The service decides how serious a finding is; what it did not find is counted by itself.
export function groupOf(finding) {
  const kind = kindOf(finding);
  if (finding.ignored) return "ignored";
  if (kind === "unfinished" || kind === "own") return kind;
  return kind === "not_found" ? "missing" : finding.verification.severity;
}

// What a desk should do about a finding: as the service says, for one that it answered.
export function severityOf(finding) {
  if (finding.reason || finding.ignored) return "ok";
  return finding.verification ? finding.verification.severity : "look";
}

// Of a quote that no source has, or that was not looked up, there is nothing to be pleased about.
export function toneOf(finding) {
  return TONE[groupOf(finding)];
}

export function contradicted(finding) {
  const fields = finding.verification?.attribution.fields || {};
  return FIELDS.map(([field]) => field).filter((field) => fields[field]?.status === "contradicted");
}

// The label of a finding: a right wording never hides a wrong date or outlet.
export function labelOf(finding) {
  const kind = kindOf(finding);
  const [label, icon] = VERDICTS[kind];
  if (kind === "misattributed" || kind === "own" || kind === "unfinished") return [label, icon];
  const wrong = contradicted(finding);
  if (wrong.length) return [`${label}, wrong ${wrong.join(" and ")}`, "✕"];
  return finding.verification.severity === "look" && icon === "✓" ? [`${label}, sources disagree`, "≈"] : [label, icon];
}

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function tag(finding, name = "span", attributes = {}) {
  const [label, icon] = labelOf(finding);
  const severity = severityOf(finding);
  const marks = { class: `tag ${toneOf(finding)}`, "data-severity": severity, title: SEVERITIES[severity][0] };
  return element(name, { ...marks, ...attributes }, element("span", { "aria-hidden": "true" }, icon), ` ${label}`);
}

// The text with some stretches of it in elements: [{start, end, name, class, text}], in order and apart. `text` stands in place of the words.
function marked(text, stretches, from = 0, to = text.length) {
  const out = document.createDocumentFragment();
  let at = from;
  for (const { start, end, name, text: shown, ...attributes } of stretches.filter((s) => s.end > s.start).sort((a, b) => a.start - b.start)) {
    if (start < at || end > to) continue;
    out.append(text.slice(at, start), element(name, attributes, shown ?? text.slice(start, end)));
    at = end;
  }
  out.append(text.slice(at, to));
  return out;
}

// A link only to where a browser may go; what a source says its address is could be a script.
function link(url, text) {
  const isWeb = /^https?:\/\//i.test(url || "");
  return isWeb ? element("a", { href: url, rel: "noreferrer nofollow", target: "_blank" }, text) : element("span", {}, text);
}

function cited(document_) {
  return [document_.outlet, document_.published].filter(Boolean).join(", ");
}

// `base`: the address of the service, where this is not one of its own pages.
export function detail(finding, base = "") {
  const out = document.createDocumentFragment();
  const verification = finding.verification;
  out.append(element("p", { class: "verdict" }, tag(finding), " ", element("span", { class: "severity" }, SEVERITIES[severityOf(finding)][0])));
  if (!verification) {
    out.append(element("p", {}, finding.problem ? finding.problem.detail : "Time ran out before this quote was looked up. Check the draft again."));
    return out;
  }
  if (finding.ignored) out.append(element("p", { class: "notice" }, `Ignored: ${finding.ignored}`));
  out.append(element("p", {}, finding.reason || verification.explanation));
  const best = verification.matches[0];
  out.append(pair(verification, best));
  if (Object.keys(verification.attribution.fields).length || best) out.append(attribution(verification, best));
  if (best?.quotation.correction) out.append(corrected(best.quotation.correction));
  if (verification.conflicts?.length) out.append(conflicts(verification.conflicts, base));
  if (best) {
    const quotation = best.quotation;
    const links = element("p", { class: "source" });
    links.append(link(quotation.text_fragment || quotation.document.url, quotation.document.title || "The source"));
    links.append(cited(quotation.document) ? `, ${cited(quotation.document)} · ` : " · ");
    links.append(permalink(quotation, base));
    out.append(links);
    if (quotation.document.superseded_by) {
      out.append(element("p", { class: "notice" }, "The publisher has since replaced this version of the document."));
    }
    out.append(element("details", {}, element("summary", {}, "In context"), context(quotation)));
  }
  const others = elsewhere(verification);
  if (others.length) {
    out.append(element("details", {}, element("summary", {}, `${others.length} other ${others.length === 1 ? "source" : "sources"}`), element("ul", {}, ...others)));
  }
  out.append(element("p", { class: "hint" }, coverage(verification.coverage)));
  return out;
}

function permalink(quotation, base) {
  return element("a", { href: `${base}/quotations/${encodeURIComponent(quotation.id)}`, target: "_blank" }, "Permalink");
}

function corrected(correction) {
  const what = correction.checked ? "Checked against the recording by" : "Corrected by";
  return element("p", { class: "hint" }, `${what} ${correction.by}, ${correction.at.slice(0, 10)}: ${correction.reason}`);
}

function conflicts(rows, base) {
  const items = rows.map(({ quotation, changes }) => {
    const words = marked(quotation.text, [...changes.map(({ source }) => ({ ...source, name: "del", text: undefined })), ...gaps(quotation)]);
    const speaker = quotation.speaker ? quotation.speaker.name : "speaker not named";
    return element("li", {}, `${speaker}: “`, words, "” ", element("span", { class: "hint" }, cited(quotation.document)), " · ", permalink(quotation, base));
  });
  return element("div", { class: "otherwise" }, element("h3", {}, "Sources with different words"), element("ul", {}, ...items));
}

function pair(verification, best) {
  const { changes, omitted } = verification.wording;
  const ours = changes.map(({ quote }) => ({ ...quote, name: "ins", text: undefined }));
  const theirs = changes.map(({ source }) => ({ ...source, name: "del", text: undefined }));
  const cuts = omitted.map(({ start, end }) => ({ start, end, name: "span", class: "left-out", title: "left out" }));
  const quote = element("blockquote", {}, marked(verification.quote, ours));
  const out = element("div", { class: "pair" }, element("figure", {}, element("figcaption", {}, "Quoted"), quote));
  if (best) {
    const text = best.quotation.text;
    const [from, to] = excerpt(text, best.matched, [...theirs, ...cuts]);
    const words = element("blockquote", {}, from > 0 ? "… " : null, marked(text, [...theirs, ...cuts, ...gaps(best.quotation)], from, to), to < text.length ? " …" : null);
    out.append(element("figure", {}, element("figcaption", {}, "In the source"), words));
  }
  return out;
}

// Where parts of a quotation meet, between which the source names its speaker: an ellipsis stands there, or they would read as one sentence.
function gaps(quotation) {
  const out = [];
  let at = 0;
  for (const part of quotation.parts.slice(0, -1)) {
    at += part.text.length;
    out.push({ start: at, end: at + 1, name: "span", class: "gap", title: "the source names the speaker here", text: " … " });
    at += 1;
  }
  return out;
}

// The stretch of a source to show: the words that match and what differs, widened to the ends of sentences.
export function excerpt(text, matched, stretches = []) {
  if (text.length <= LONGEST) return [0, text.length];
  let from = Math.min(matched.start, ...stretches.map((s) => s.start));
  let to = Math.max(matched.end, ...stretches.map((s) => s.end));
  const ends = [...text.matchAll(ENDS)].map((match) => match.index + match[0].length);
  from = ends.filter((end) => end <= from).at(-1) ?? 0;
  to = ends.find((end) => end >= to) ?? text.length;
  return [from, to];
}

function attribution(verification, best) {
  const isClaimed = FIELDS.some(([field]) => verification.attribution.fields[field]?.claimed);
  const rows = FIELDS.map(([field, key]) => {
    const compared = verification.attribution.fields[field] || {};
    const own = best && best.quotation[field];
    const found = compared.found || (own && own[key]);
    const cell = element("td", {}, found || "not stated in the source");
    if (found && own?.evidence) cell.append(element("span", { class: "evidence" }, `“${own.evidence.text}”`));
    const head = element("th", { scope: "row" }, field);
    if (compared.claimed) head.append(element("span", { class: `standing ${compared.status}` }, compared.status.replaceAll("_", " ")));
    return element("tr", {}, head, ...(isClaimed ? [element("td", {}, compared.claimed || "–")] : []), cell);
  });
  const names = isClaimed ? ["Field", "In the draft", "In the source"] : ["Field", "In the source"];
  const caption = element("caption", { class: "away" }, "What is claimed and what the source says");
  const head = element("tr", {}, ...names.map((text) => element("th", { scope: "col" }, text)));
  return element("table", {}, caption, element("thead", {}, head), element("tbody", {}, ...rows));
}

function context(quotation) {
  const stretches = [];
  let from = 0;
  for (const part of quotation.parts) {
    const start = quotation.context.indexOf(part.text, from);
    if (start < 0) continue;
    stretches.push({ start, end: start + part.text.length, name: "mark" });
    from = start + part.text.length;
  }
  return element("div", { class: "context" }, "… ", marked(quotation.context, stretches), " …");
}

function elsewhere(verification) {
  const rows = [];
  verification.matches.forEach((match, n) => {
    if (n > 0) {
      const speaker = match.quotation.speaker ? match.quotation.speaker.name : "speaker not named";
      rows.push([match.quotation.document, `${speaker}: “${match.quotation.parts.map((part) => part.text).join(" … ")}”`]);
    }
    for (const other of match.quotation.also_in) rows.push([other.document, "the same words"]);
  });
  return rows.map(([document_, text]) =>
    element("li", {}, link(document_.url, document_.title || "A document without a title"), cited(document_) ? `, ${cited(document_)}` : "", ` – ${text}`),
  );
}

function coverage({ speaker, quotations, documents }) {
  const all = `Searched ${quotations.toLocaleString()} quotations in ${documents.toLocaleString()} documents`;
  if (!speaker || !speaker.quotations) return speaker ? `${all}, none by ${speaker.name}.` : `${all}.`;
  const years = [speaker.since, speaker.until].filter(Boolean).map((date) => date.slice(0, 4));
  const when = years.length ? `, ${[...new Set(years)].join(" to ")}` : "";
  return `${all}, ${speaker.quotations.toLocaleString()} by ${speaker.name}${when}.`;
}

// The words to type into copy: those of the source that match, closed as the draft's quote was.
export function sourceWords(finding) {
  const best = finding.verification?.matches[0];
  if (!best || ["not_found", "spliced"].includes(finding.verification.verdict)) return null;
  const { text, parts } = best.quotation;
  let { start, end } = best.matched;
  while (end < text.length && /[\p{L}\p{N}]/u.test(text[end])) end += 1;
  while (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1])) start -= 1;
  let words = "";
  let at = 0;
  for (const part of parts) {
    const piece = text.slice(Math.max(start, at), Math.max(Math.max(start, at), Math.min(end, at + part.text.length)));
    if (piece) words += words ? ` … ${piece}` : piece;
    at += part.text.length + 1;
  }
  const closing = /(?<![.,;:!?…])[.,;:!?…]+$/;
  const own = finding.quote.match(closing)?.[0] ?? "";
  return words.replace(closing, "") + (own || words.match(closing)?.[0] || "");
}
