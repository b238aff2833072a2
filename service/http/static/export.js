// The findings as files to keep: CSV, JSON, and a report to print.

import { detail, element, kindOf, labelOf, severityOf } from "./findings.js";

const COLUMNS = [
  "number", "verdict", "quote", "severity", "claimed speaker", "speaker", "said", "first outlet", "attribution", "confidence", "changes",
  "explanation", "source", "outlet", "published", "address", "ignored",
];

export function csv(check) {
  const rows = check.findings.map((finding, n) => {
    const verification = finding.verification;
    const quotation = verification?.matches[0]?.quotation;
    const changes = verification?.wording.changes.map(({ source, quote }) => `${source.text || "–"} → ${quote.text || "–"}`).join("; ");
    return [
      n + 1, kindOf(finding), finding.quote, severityOf(finding), finding.claim.speaker, quotation?.speaker?.name, quotation?.date?.value,
      quotation?.outlet?.name, verification?.attribution.status, verification?.confidence, changes, finding.reason || verification?.explanation,
      quotation?.document.title, quotation?.document.outlet, quotation?.document.published, quotation?.document.url, finding.ignored,
    ];
  });
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// A spreadsheet takes what begins with one of these for a formula.
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

export function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function print(check, summary, place) {
  const report = element("div", { id: "report" });
  const revision = check.findings.find((finding) => finding.verification)?.verification.index_revision;
  report.append(element("h1", {}, "Check of the quotes of a draft"), element("p", {}, `${new Date().toLocaleString()} · ${summary}${revision ? ` · index ${revision}` : ""}`));
  check.findings.forEach((finding, n) => {
    report.append(element("section", { class: "report" }, element("h3", {}, `${n + 1}. ${labelOf(finding)[0]}`), detail(finding)));
  });
  place.after(report);
  document.body.classList.add("printing");
  window.print();
  document.body.classList.remove("printing");
  report.remove();
}
