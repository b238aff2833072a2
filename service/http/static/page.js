// The page: what is pasted, dropped or opened is sent to be checked, and what comes back is shown beside it.

import { onrecord, useKey } from "./api.js";
import { readDocx } from "./docx.js";
import { csv, print, save } from "./export.js";
import { SEVERITIES, VERDICTS, detail, element, kindOf, severityOf, tag, toneOf } from "./findings.js";
import { TONES } from "./vocabulary.js";

const $ = (id) => document.getElementById(id);
const FORMATS = { md: "markdown", markdown: "markdown", html: "html", htm: "html" };
let check = null;
let again = null;

// -- asking -------------------------------------------------------------------------------------------------------------

async function run(what, job) {
  say(what);
  document.body.setAttribute("aria-busy", "true");
  again = () => run(what, job);
  try {
    await job();
  } catch (problem) {
    say(problem.message, true);
    if (problem.status === 401 || problem.status === 403) {
      $("key-form").hidden = false;
      $("key").focus();
    }
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

function say(text, isWrong = false) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", isWrong);
}

async function checkDraft() {
  const text = $("text").value;
  if (!text.trim()) {
    say("There is no draft yet: paste one, drop a file, or open one.", true);
    $("text").focus();
    return;
  }
  const interviews = $("interviews").value.split(",").map((name) => name.trim()).filter(Boolean);
  const body = { text, format: $("format").value, outlet: $("outlet").value.trim() || null, published: $("published").value || null, interviews };
  await run("Checking…", async () => {
    check = { ...(await onrecord.checkDraft(body)), text };
    showDraft();
    say("");
  });
}

async function verifyQuote() {
  const claim = { quote: $("quote").value };
  for (const [name, id] of [["speaker", "speaker"], ["date", "date"], ["outlet", "claimed-outlet"]]) {
    if ($(id).value.trim()) claim[name] = $(id).value.trim();
  }
  await run("Looking it up…", async () => {
    const verification = await onrecord.verify(claim);
    const finding = { quote: verification.quote, claim, reason: null, problem: null, verification };
    check = { findings: [finding], summary: null, text: null };
    showList();
    choose(0, false);
    const query = new URLSearchParams(claim);
    $("detail").append(element("p", {}, element("a", { href: `/verification?${query}` }, "Page of this verification, to cite")));
    say("");
  });
}

// -- showing ------------------------------------------------------------------------------------------------------------

function showDraft() {
  const article = $("article");
  article.replaceChildren();
  let at = 0;
  check.findings.forEach((finding, n) => {
    const { start, end } = finding.span;
    if (start < at) return;
    const mark = element("mark", { id: `quote-${n}`, class: toneOf(finding) }, check.text.slice(start, end));
    mark.addEventListener("click", () => choose(n));
    const closing = /^[”"’'»“]/.test(check.text.slice(end)) ? 1 : 0; // the label stands behind the mark that closes the quote
    const label = tag(finding, "a", { href: `#finding-${n}`, "data-finding": n });
    article.append(check.text.slice(at, start), mark, check.text.slice(end, end + closing), label);
    at = end + closing;
  });
  article.append(check.text.slice(at));
  $("summary").textContent = summed(check.summary, check.findings);
  $("draft-form").hidden = true;
  $("article-box").hidden = false;
  showList();
  if (check.findings.length) choose(worst(), false);
  $("article").focus({ preventScroll: true });
}

// What is to be done, then the verdicts; a quote that no source has is counted by itself.
function summed(summary, findings) {
  const due = ["fix", "look"].map((severity) => [severity, findings.filter((f) => severityOf(f) === severity && kindOf(f) !== "not_found").length]);
  const todo = due.filter(([, number]) => number).map(([severity, number]) => `${number} × ${SEVERITIES[severity][0].toLowerCase()}`);
  const found = Object.entries(summary.verdicts).filter(([verdict]) => verdict !== "not_found");
  const parts = found.map(([verdict, number]) => `${number} ${VERDICTS[verdict][0].toLowerCase()}`);
  if (summary.verdicts.not_found) parts.push(`${summary.verdicts.not_found} not in the archive`);
  const quotes = `${summary.quotes} ${summary.quotes === 1 ? "quote" : "quotes"}`;
  return parts.length ? `${[...todo, quotes].join(" · ")}: ${parts.join(", ")}` : summary.quotes ? quotes : "There are no quotes in this draft.";
}

function worst() {
  const order = check.findings.map((finding, n) => [TONES.indexOf(toneOf(finding)), n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return order[0][1];
}

function showList() {
  $("empty").hidden = check.findings.length > 0;
  $("detail").hidden = true;
  $("list").replaceChildren(
    ...check.findings.map((finding, n) => {
      const button = element("button", { type: "button", "data-finding": n }, tag(finding), element("span", {}, `“${finding.quote}”`));
      return element("li", { id: `finding-${n}` }, button);
    }),
  );
}

function choose(n, moves = true) {
  for (const button of $("list").querySelectorAll("button")) button.setAttribute("aria-current", String(Number(button.dataset.finding) === n));
  for (const mark of $("article").querySelectorAll("mark")) mark.classList.toggle("chosen", mark.id === `quote-${n}`);
  $("detail").replaceChildren(detail(check.findings[n]));
  $("detail").hidden = false;
  const mark = $(`quote-${n}`);
  if (mark) mark.scrollIntoView({ block: "nearest" });
  const button = $(`finding-${n}`).querySelector("button");
  button.scrollIntoView({ block: "nearest" });
  if (moves) button.focus();
}

function chosen() {
  return Number($("list").querySelector("[aria-current=true]")?.dataset.finding ?? -1);
}

// -- what people do -----------------------------------------------------------------------------------------------------

async function open(file) {
  await run(`Reading ${file.name}…`, async () => {
    const suffix = file.name.split(".").pop().toLowerCase();
    $("text").value = suffix === "docx" ? await readDocx(await file.arrayBuffer()) : await file.text();
    $("format").value = FORMATS[suffix] || "text";
    await checkDraft();
  });
}

function edit() {
  $("article-box").hidden = true;
  $("draft-form").hidden = false;
  $("text").focus();
}

function switchTo(name) {
  for (const other of ["draft", "quote"]) {
    const isOn = other === name;
    $(`tab-${other}`).setAttribute("aria-selected", String(isOn));
    $(`tab-${other}`).tabIndex = isOn ? 0 : -1;
    $(`panel-${other}`).hidden = !isOn;
  }
}

$("draft-form").addEventListener("submit", (event) => {
  event.preventDefault();
  checkDraft();
});
$("quote-form").addEventListener("submit", (event) => {
  event.preventDefault();
  verifyQuote();
});
$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useKey($("key").value.trim());
  $("key-form").hidden = true;
  if (again) again();
});
$("file").addEventListener("change", () => $("file").files[0] && open($("file").files[0]));
$("edit").addEventListener("click", edit);
$("save-csv").addEventListener("click", () => save("onrecord.csv", "text/csv", csv(check)));
$("save-json").addEventListener("click", () => save("onrecord.json", "application/json", JSON.stringify({ summary: check.summary, findings: check.findings }, null, 1)));
$("print").addEventListener("click", () => print(check, $("list")));
for (const place of [$("list"), $("article")]) {
  place.addEventListener("click", (event) => {
    const target = event.target.closest("[data-finding]");
    if (!target) return;
    event.preventDefault();
    choose(Number(target.dataset.finding));
  });
}
for (const name of ["draft", "quote"]) {
  $(`tab-${name}`).addEventListener("click", () => switchTo(name));
  $(`tab-${name}`).addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = name === "draft" ? "quote" : "draft";
    switchTo(other);
    $(`tab-${other}`).focus();
  });
}
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("textarea, input, select");
  if (!check || isTyping || event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
  const next = chosen() + (event.key === "j" ? 1 : -1);
  if (next >= 0 && next < check.findings.length) choose(next);
});
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    $("draft-form").classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
}
onrecord.ready().then(
  (ready) => ($("index").textContent = `The index holds ${ready.quotations} quotations of ${ready.documents} documents (revision ${ready.index_revision}).`),
  () => ($("index").textContent = "The index is not ready."),
);
