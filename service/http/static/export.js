// The findings as files to keep: CSV, JSON, and a report to print.

import { VERDICTS, detail, element, kindOf, severityOf } from "./findings.js";

const COLUMNS = ["number", "verdict", "severity", "quote", "claimed speaker", "speaker", "explanation", "source", "outlet", "published", "address"];

export function csv(check) {
  const rows = check.findings.map((finding, n) => {
    const quotation = finding.verification?.matches[0]?.quotation;
    return [
      n + 1, kindOf(finding), severityOf(finding), finding.quote, finding.claim.speaker, quotation?.speaker?.name, finding.reason || finding.verification?.explanation,
      quotation?.document.title, quotation?.document.outlet, quotation?.document.published, quotation?.document.url,
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

export function print(check, list) {
  const report = element("div", { id: "report" });
  check.findings.forEach((finding, n) => {
    const title = element("h3", {}, `${n + 1}. ${VERDICTS[kindOf(finding)][0]}`);
    report.append(element("section", { class: "report" }, title, detail(finding)));
  });
  list.after(report);
  window.print();
  report.remove();
}
