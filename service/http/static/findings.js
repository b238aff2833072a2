// What is shown of a verification. Everything that a draft or a source says goes in as text, never as markup.

import { FIELDS, SEVERITIES, VERDICTS } from "./vocabulary.js";

export { SEVERITIES, VERDICTS };

export function kindOf(finding) {
  if (!finding.verification) return "unfinished";
  return finding.reason ? "own" : finding.verification.verdict;
}

// What a desk should do about a finding: as the service says, for one that it answered.
export function severityOf(finding) {
  if (finding.reason) return "ok";
  return finding.verification ? finding.verification.severity : "look";
}

// Of a quote that no source has, or that was not looked up, there is nothing to be pleased about.
export function toneOf(finding) {
  const severity = severityOf(finding);
  const [, , tone] = VERDICTS[kindOf(finding)];
  return severity === "ok" && tone === "open" ? tone : SEVERITIES[severity][1];
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
  const [label, icon] = VERDICTS[kindOf(finding)];
  const severity = severityOf(finding);
  const marks = { class: `tag ${toneOf(finding)}`, "data-severity": severity, title: SEVERITIES[severity][0] };
  return element(name, { ...marks, ...attributes }, element("span", { "aria-hidden": "true" }, icon), ` ${label}`);
}

// The text with some stretches of it in elements: [{start, end, name, class}], in order and apart.
function marked(text, stretches) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const { start, end, name, ...attributes } of stretches.filter((s) => s.end > s.start).sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out.append(text.slice(at, start), element(name, attributes, text.slice(start, end)));
    at = end;
  }
  out.append(text.slice(at));
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
  out.append(element("p", {}, tag(finding), " ", element("span", { class: "severity" }, SEVERITIES[severityOf(finding)][0])));
  if (!verification) {
    out.append(element("p", {}, finding.problem ? finding.problem.detail : "This quote was not looked up."));
    return out;
  }
  out.append(element("p", {}, finding.reason || verification.explanation));
  const best = verification.matches[0];
  out.append(pair(verification, best));
  if (Object.keys(verification.attribution.fields).length || best) out.append(attribution(verification, best));
  if (best) {
    const quotation = best.quotation;
    out.append(element("h3", {}, "In its context"), context(quotation));
    const links = element("p", {});
    links.append(link(quotation.text_fragment || quotation.document.url, quotation.document.title || "The source"));
    links.append(cited(quotation.document) ? `, ${cited(quotation.document)} · ` : " · ");
    links.append(element("a", { href: `${base}/quotations/${encodeURIComponent(quotation.id)}`, target: base ? "_blank" : null }, "Page to cite"));
    out.append(links);
    if (quotation.document.superseded_by) {
      out.append(element("p", { class: "notice" }, "The publisher has since replaced this version of the document."));
    }
  }
  const conflicts = verification.conflicts.map(conflicting);
  if (conflicts.length) out.append(element("h3", {}, "Sources that have it otherwise"), element("ul", {}, ...conflicts));
  const others = elsewhere(verification);
  if (others.length) out.append(element("h3", {}, "Other sources"), element("ul", {}, ...others));
  out.append(element("p", { class: "hint" }, coverage(verification.coverage)));
  return out;
}

function pair(verification, best) {
  const { changes, omitted } = verification.wording;
  const ours = changes.map(({ quote }) => ({ ...quote, name: "ins" }));
  const theirs = changes.map(({ source }) => ({ ...source, name: "del" }));
  const cuts = omitted.map(({ start, end }) => ({ start, end, name: "span", class: "left-out", title: "left out" }));
  const quote = element("blockquote", {}, marked(verification.quote, ours));
  const out = element("div", { class: "pair" }, element("figure", {}, element("figcaption", {}, "Quoted"), quote));
  if (best) {
    const source = element("blockquote", {}, marked(best.quotation.text, [...theirs, ...cuts]));
    out.append(element("figure", {}, element("figcaption", {}, "In the source"), source));
  }
  return out;
}

function attribution(verification, best) {
  const isClaimed = FIELDS.some(([field]) => verification.attribution.fields[field]?.claimed);
  const rows = FIELDS.map(([field, key]) => {
    const compared = verification.attribution.fields[field] || {};
    const own = best && best.quotation[field];
    const found = compared.found || (own && own[key]) || "not said";
    const words = own && own.evidence ? `“${own.evidence.text}”` : "–";
    const status = (compared.status || "not_claimed").replaceAll("_", " ");
    const cells = isClaimed ? [compared.claimed || "–", found, words] : [found, words];
    const told = isClaimed ? element("td", { class: compared.status }, status) : null;
    return element("tr", {}, element("th", { scope: "row" }, field), ...cells.map((text) => element("td", {}, text)), ...(told ? [told] : []));
  });
  const names = isClaimed ? ["Field", "Claimed", "Found", "By the words", "Status"] : ["Field", "Found", "By the words"];
  const head = names.map((text) => element("th", { scope: "col" }, text));
  const caption = element("caption", { class: "away" }, "What is claimed and what the source says");
  return element("table", {}, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
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
  return element("div", { class: "context" }, marked(quotation.context, stretches));
}

function conflicting({ quotation, changes }) {
  const speaker = quotation.speaker ? quotation.speaker.name : "speaker unknown";
  const words = marked(quotation.text, changes.map(({ source }) => ({ ...source, name: "del" })));
  const where = link(quotation.text_fragment || quotation.document.url, quotation.document.title || "A document without a title");
  return element("li", {}, where, cited(quotation.document) ? `, ${cited(quotation.document)}` : "", ` – ${speaker}: “`, words, "”");
}

function elsewhere(verification) {
  const rows = [];
  verification.matches.forEach((match, n) => {
    if (n > 0) {
      const speaker = match.quotation.speaker ? match.quotation.speaker.name : "speaker unknown";
      rows.push([match.quotation.document, `${speaker}: “${match.quotation.text}”`]);
    }
    for (const other of match.quotation.also_in) rows.push([other.document, "the same words"]);
  });
  return rows.map(([document_, text]) =>
    element("li", {}, link(document_.url, document_.title || "A document without a title"), cited(document_) ? `, ${cited(document_)}` : "", ` – ${text}`),
  );
}

function coverage({ speaker, quotations, documents }) {
  const all = `Looked through ${quotations} quotations in ${documents} documents`;
  if (!speaker || !speaker.quotations) return speaker ? `${all}; none of them is by ${speaker.name}.` : `${all}.`;
  const years = [speaker.since, speaker.until].filter(Boolean).map((date) => date.slice(0, 4));
  const when = years.length ? `, ${[...new Set(years)].join(" to ")}` : "";
  return `${all}; ${speaker.quotations} of them by ${speaker.name}${when}.`;
}
