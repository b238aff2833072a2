// The page: a draft or a quote goes to the service, and what comes back is shown beside it, worst first.

import { onrecord, worded } from "./api.js";
import { readDocx } from "./docx.js";
import { oneWordQuotes, pieces, recognised, written } from "./drafts.js";
import { csv, print, save } from "./export.js";
import { GROUPS, detail, element, groupOf, sourceWords, tag, toneOf } from "./findings.js";

const $ = (id) => document.getElementById(id);
const SUFFIXES = { md: "markdown", markdown: "markdown", html: "html", htm: "html", txt: "text" };
const UNREADABLE = /\.(pdf|doc|odt|rtf|pages|png|jpe?g|zip)$/i;
const STATE = "onrecord-state";
const FIELDS = ["text", "format", "outlet", "published", "interviews", "quote", "speaker", "date", "claimed-outlet"];
const NARROW = window.matchMedia("(max-width: 56rem)");

// Each tab has its own check; nothing of one shows in the other.
const views = { draft: empty(), quote: empty() };
let tab = "draft";

function empty() {
  return { check: null, chosen: -1, group: null, ignored: {}, undo: null };
}

const view = () => views[tab];

// -- asking -------------------------------------------------------------------------------------------------------------

async function run(what, job) {
  say(what);
  document.body.setAttribute("aria-busy", "true");
  try {
    await job();
  } catch (problem) {
    say(worded(problem), true);
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

function draftBody() {
  const text = $("text").value;
  const format = $("format").value === "auto" ? recognised(text) : $("format").value;
  const interviews = $("interviews").value.split(",").map((name) => name.trim()).filter(Boolean);
  return { text, format, outlet: $("outlet").value.trim() || null, published: $("published").value || null, interviews };
}

async function checkDraft(isAgain = false) {
  const body = draftBody();
  if (!body.text.trim()) {
    say("There is no draft yet: paste one, drop a file, or open one.", true);
    $("text").focus();
    return;
  }
  await run(isAgain ? "Checking again…" : "Checking…", async () => {
    const answer = await onrecord.checkDraft(body);
    Object.assign(views.draft, { check: { ...answer, text: body.text, format: body.format }, chosen: -1, group: null });
    say("");
    showDraft();
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
    Object.assign(views.quote, { check: { findings: [finding], summary: null, text: null, claim }, chosen: 0 });
    say("");
    show();
    $("detail").scrollIntoView({ block: "nearest" });
  });
}

// -- showing ------------------------------------------------------------------------------------------------------------

function showDraft() {
  const { check, ignored } = views.draft;
  for (const finding of check.findings) finding.ignored = ignored[nameOf(finding)] || null;
  paint(check);
  $("draft-form").hidden = true;
  $("article-box").hidden = false;
  show();
  if (check.findings.length) choose(order()[0], false);
  $("article").focus({ preventScroll: true });
}

// The draft as a reader sees it, with a mark over each quote and a label behind it.
function paint(check) {
  const article = $("article");
  article.replaceChildren();
  const spans = check.findings.map(({ span }, n) => ({ ...span, n })).sort((a, b) => a.start - b.start);
  const labelled = new Set();
  let last = 0;
  for (const piece of pieces(check.text, check.format)) {
    const isWhole = piece.text.length !== piece.end - piece.start;
    let at = piece.start;
    const put = (text, n) => {
      if (!text) return;
      const set = piece.set ? element(piece.set === "strong" ? "strong" : piece.set === "em" ? "em" : "span", { class: piece.set }, text) : text;
      if (n === undefined) return article.append(set);
      const id = labelled.has(n) ? null : `quote-${n}`;
      labelled.add(n);
      return article.append(element("mark", { id, class: toneOf(check.findings[n]), "data-finding": n }, set));
    };
    const cut = (to) => (isWhole ? (to > at ? piece.text : "") : piece.text.slice(at - piece.start, to - piece.start));
    while (last < spans.length && spans[last].end <= at) last += 1;
    for (let k = last; k < spans.length && spans[k].start < piece.end; k += 1) {
      const { start, end, n } = spans[k];
      if (end <= at) continue;
      if (start > at && !isWhole) {
        put(cut(start));
        at = start;
      }
      const stop = Math.min(end, piece.end);
      put(cut(stop), n);
      at = stop;
      if (end > piece.end) break;
      const closing = isWhole ? 0 : /^[”"’'»“]/.test(piece.text.slice(at - piece.start)) ? 1 : 0;
      if (closing) {
        put(cut(at + 1)); // the label stands behind the mark that closes the quote
        at += 1;
      }
      article.append(tag(check.findings[n], "a", { href: `#finding-${n}`, "data-finding": n, tabindex: "-1" }));
    }
    put(cut(piece.end));
  }
}

// The findings that the chosen chip leaves, worst first.
function order() {
  const { check, group } = view();
  const rank = new Map(GROUPS.map(([name], n) => [name, n]));
  const rows = check.findings.map((finding, n) => [rank.get(groupOf(finding)), n, groupOf(finding)]);
  return rows.filter((row) => !group || row[2] === group).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((row) => row[1]);
}

function show() {
  const { check } = view();
  $("detail").hidden = true;
  $("empty").hidden = Boolean(check);
  $("list").replaceChildren();
  $("chips").replaceChildren();
  hint();
  if (!check) return place();
  const counts = counted(check);
  if (tab === "draft") {
    $("summary").textContent = check.findings.length ? summed(counts) : "There are no quotes in this draft.";
    const few = oneWordQuotes(check.text);
    $("left-out").textContent = `${few} one-word ${few === 1 ? "quote" : "quotes"} left out.`;
    $("left-out").hidden = !few;
    $("chips").append(...GROUPS.filter(([name]) => counts[name]).map(([name, words, tone]) => chip(name, words, tone, counts[name])));
    $("list").append(...order().map(row));
  }
  if (view().chosen >= 0) choose(view().chosen, false);
  return keep();
}

function counted(check) {
  const counts = {};
  for (const finding of check.findings) counts[groupOf(finding)] = (counts[groupOf(finding)] || 0) + 1;
  return counts;
}

function summed(counts) {
  return GROUPS.filter(([name]) => counts[name]).map(([name, words]) => `${counts[name]} ${words}`).join(" · ");
}

function chip(name, words, tone, number) {
  const isOn = view().group === name;
  const button = element("button", { type: "button", class: `chip ${tone}`, "aria-pressed": String(isOn) }, `${number} ${words}`);
  button.addEventListener("click", () => {
    view().group = isOn ? null : name;
    show();
    if (!isOn && order().length) choose(order()[0], false);
    $("chips").querySelector(`[aria-pressed=${!isOn}]`)?.focus();
  });
  return button;
}

function row(n) {
  const finding = view().check.findings[n];
  const button = element("button", { type: "button", "data-finding": n }, tag(finding), element("span", {}, `“${finding.quote}”`));
  return element("li", { id: `finding-${n}` }, button);
}

function choose(n, moves = true) {
  const { check } = view();
  if (!check?.findings[n]) return;
  view().chosen = n;
  for (const button of $("list").querySelectorAll("button")) button.setAttribute("aria-current", String(Number(button.dataset.finding) === n));
  for (const mark of $("article").querySelectorAll("mark")) mark.classList.toggle("chosen", Number(mark.dataset.finding) === n);
  $("detail").replaceChildren(detail(check.findings[n]), actions(check.findings[n]));
  $("detail").hidden = false;
  hint();
  place(moves);
  if (moves) {
    const goal = tab === "draft" ? $(`quote-${n}`) : null;
    goal?.scrollIntoView({ block: NARROW.matches ? "start" : "center" });
    $("detail").focus({ preventScroll: true });
  }
  keep();
}

// Where a finding would stand, how to open one.
function hint() {
  $("choose").hidden = tab !== "draft" || $("article-box").hidden || !view().check?.findings.length || !$("detail").hidden;
}

// The card stands beside its mark, or at the top if that would be further down than what is seen; on a narrow screen it opens under it.
function place(moves = false) {
  const mark = tab === "draft" && view().chosen >= 0 ? $(`quote-${view().chosen}`) : null;
  const card = $("detail");
  card.style.marginTop = "";
  if (mark && NARROW.matches) {
    let after = mark;
    while (after.nextElementSibling?.dataset.finding === mark.dataset.finding) after = after.nextElementSibling;
    after.after(card);
    return;
  }
  if (card.parentElement !== $("cards")) $("cards").append(card);
  if (mark && (moves || mark.getBoundingClientRect().top < innerHeight)) card.style.marginTop = `${Math.max(0, mark.getBoundingClientRect().top - $("cards").getBoundingClientRect().top - 16)}px`;
}

function close() {
  view().chosen = -1;
  $("detail").hidden = true;
  hint();
  for (const mark of $("article").querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
  for (const button of $("list").querySelectorAll("[aria-current=true]")) button.setAttribute("aria-current", "false");
  if (tab === "draft") $("article").focus({ preventScroll: true });
  keep();
}

// -- what to do about a finding -----------------------------------------------------------------------------------------

function actions(finding) {
  const words = sourceWords(finding);
  const out = element("div", { class: "row actions", role: "group", "aria-label": "What to do" });
  const add = (label, key, act) => {
    const button = element("button", { type: "button", "data-act": key, "aria-keyshortcuts": key }, label);
    button.addEventListener("click", act);
    out.append(button);
  };
  if (words) add("Copy the source’s words", "c", () => copy(words));
  if (tab === "quote") {
    const query = new URLSearchParams(views.quote.check.claim);
    out.append(element("a", { class: "button", href: `/verification?${query}`, target: "_blank" }, "Permalink to this answer"));
    return out;
  }
  if (words && !finding.quote.startsWith(words) && groupOf(finding) !== "ok") add("Replace them in the draft", "r", () => replaceWords(finding, words));
  if (finding.claim.speaker && ["missing", "look"].includes(groupOf(finding))) add("Our own interview", "o", () => ours(finding));
  add(finding.ignored ? "Stop ignoring" : "Ignore with a reason", "i", () => ignore(finding));
  add("Next", "j", () => step(1));
  return out;
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(`“${words}”`);
    say("Copied.");
  } catch {
    say("This browser doesn’t let the page copy. Select the words and copy them.", true);
  }
}

// What a quote is known by from one check to the next: its words, and who is named beside them.
function nameOf(finding) {
  return `${finding.quote}\n${finding.claim.speaker || ""}`;
}

async function replaceWords(finding, words) {
  const { text, format } = views.draft.check;
  const { start, end } = finding.span;
  views.draft.undo = { text };
  $("text").value = text.slice(0, start) + written(words, format) + text.slice(end);
  await checkDraft(true);
  say("Replaced in the draft. ");
  const undo = element("button", { type: "button", id: "undo" }, "Undo");
  undo.addEventListener("click", async () => {
    $("text").value = views.draft.undo.text;
    await checkDraft(true);
    say("Undone.");
  });
  $("status").append(undo);
}

async function ours(finding) {
  $("interviews").value = [$("interviews").value.trim(), finding.claim.speaker].filter(Boolean).join(", ");
  await checkDraft(true);
}

function ignore(finding) {
  if (finding.ignored) {
    delete views.draft.ignored[nameOf(finding)];
    return showDraft();
  }
  const form = element("form", { class: "row ignore" });
  const input = element("input", { required: "", "aria-label": "Why it is ignored", placeholder: "Why? Heard on the tape, satire, …" });
  form.append(input, element("button", { class: "primary", type: "submit" }, "Ignore"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    views.draft.ignored[nameOf(finding)] = input.value.trim();
    showDraft();
  });
  $("detail").append(form);
  return input.focus();
}

function step(by) {
  const rows = order();
  const at = rows.indexOf(view().chosen);
  const next = rows[at < 0 ? 0 : at + by];
  if (next !== undefined) choose(next);
}

// -- what stays over a reload, Back and a link --------------------------------------------------------------------------

function keep() {
  const values = Object.fromEntries(FIELDS.map((id) => [id, $(id).value]));
  try {
    sessionStorage.setItem(STATE, JSON.stringify({ tab, views, values, isOpen: !$("article-box").hidden }));
  } catch {
    sessionStorage.removeItem(STATE); // too long for the browser: it is then not kept
  }
}

function restore() {
  let held = null;
  try {
    held = JSON.parse(sessionStorage.getItem(STATE) || "null");
  } catch {
    sessionStorage.removeItem(STATE);
  }
  if (!held) return;
  for (const id of FIELDS) if (held.values?.[id]) $(id).value = held.values[id];
  Object.assign(views.draft, held.views?.draft);
  Object.assign(views.quote, held.views?.quote);
  if (views.draft.check && held.isOpen) {
    paint(views.draft.check);
    $("draft-form").hidden = true;
    $("article-box").hidden = false;
  }
  switchTo(held.tab === "quote" ? "quote" : "draft");
}

// -- what people do -----------------------------------------------------------------------------------------------------

async function open(file) {
  if (UNREADABLE.test(file.name)) {
    say(`${file.name} can’t be read here. Open it and paste its text, or save it as .docx.`, true);
    return;
  }
  await run(`Reading ${file.name}…`, async () => {
    const suffix = file.name.split(".").pop().toLowerCase();
    $("text").value = suffix === "docx" ? await readDocx(await file.arrayBuffer()) : await file.text();
    $("format").value = suffix === "docx" ? "text" : SUFFIXES[suffix] || "auto";
    await checkDraft();
  });
}

function edit() {
  $("article-box").hidden = true;
  $("draft-form").hidden = false;
  $("cards").append($("detail"));
  $("detail").hidden = true;
  hint();
  $("text").focus();
  keep();
}

function clear() {
  views.draft = empty();
  $("text").value = "";
  edit();
  show();
}

function switchTo(name) {
  tab = name;
  for (const other of ["draft", "quote"]) {
    const isOn = other === name;
    $(`tab-${other}`).setAttribute("aria-selected", String(isOn));
    $(`tab-${other}`).tabIndex = isOn ? 0 : -1;
    $(`panel-${other}`).hidden = !isOn;
  }
  $("cards").append($("detail"));
  $("findings-title").textContent = name === "draft" ? "Finding" : "Answer";
  say("");
  show();
}

async function keepRecord() {
  await run("Keeping a record…", async () => {
    const { record } = await onrecord.ask("POST", "/v1/checks", { draft: draftBody() });
    say("Kept: ");
    $("status").append(element("a", { href: `/checks/${record.id}`, target: "_blank" }, "open the signed record"));
  });
}

const SHORTCUTS = { j: () => step(1), k: () => step(-1), Escape: close, e: () => !$("article-box").hidden && edit() };

function onKey(event) {
  const field = event.target.closest?.("textarea, input, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (tab === "draft") checkDraft();
    else verifyQuote();
    return;
  }
  if (event.key === "Escape" && field?.closest(".ignore")) {
    field.closest(".ignore").remove();
    return;
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey || !view().check) return;
  const act = SHORTCUTS[event.key];
  const button = act ? null : $("detail").querySelector(`[data-act="${CSS.escape(event.key)}"]`);
  if (!act && !button) return;
  event.preventDefault();
  if (act) act();
  else button.click();
}

function on(id, kind, act) {
  $(id).addEventListener(kind, (event) => {
    if (kind === "submit") event.preventDefault();
    act(event);
  });
}

on("draft-form", "submit", () => checkDraft());
on("quote-form", "submit", () => verifyQuote());
on("key-form", "submit", async () => {
  await run("Logging in…", async () => {
    await onrecord.ask("POST", "/session", { key: $("key").value.trim() });
    $("key").value = "";
    $("key-form").hidden = true;
    say("");
  });
  if ($("key-form").hidden && $("text").value.trim()) checkDraft();
});
on("file", "change", () => $("file").files[0] && open($("file").files[0]));
on("edit", "click", edit);
on("clear", "click", clear);
on("record", "click", keepRecord);
on("save-csv", "click", () => save("onrecord.csv", "text/csv", csv(views.draft.check)));
on("save-json", "click", () => save("onrecord.json", "application/json", JSON.stringify({ summary: views.draft.check.summary, findings: views.draft.check.findings }, null, 1)));
on("print", "click", () => print(views.draft.check, $("summary").textContent, $("list")));
for (const id of FIELDS) $(id).addEventListener("change", keep);
for (const where of [$("list"), $("article")]) {
  where.addEventListener("click", (event) => {
    const target = event.target.closest("[data-finding]");
    if (!target || event.target.closest("#detail")) return;
    event.preventDefault();
    choose(Number(target.dataset.finding));
  });
}
for (const name of ["draft", "quote"]) {
  on(`tab-${name}`, "click", () => switchTo(name));
  on(`tab-${name}`, "keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = name === "draft" ? "quote" : "draft";
    switchTo(other);
    $(`tab-${other}`).focus();
  });
}
document.addEventListener("keydown", onKey);
NARROW.addEventListener("change", place);
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    $("draft-form").classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
}

restore();
onrecord.ready().then(
  (ready) => {
    const holds = `${ready.quotations.toLocaleString()} quotations from ${ready.documents.toLocaleString()} documents can be searched.`;
    $("index").textContent = ready.quotations ? holds : "Nothing can be found yet: the index is empty. `onrecord ingest FOLDER` adds your archive.";
    $("index").classList.toggle("notice", !ready.quotations);
  },
  () => ($("index").textContent = "The index isn’t ready yet. What you paste stays here; try again in a moment."),
);
onrecord.ask("GET", "/session").then(
  (session) => {
    $("record").hidden = !session.scopes.includes("write");
    if (session.name) $("index").after(element("p", { class: "hint" }, `Logged in as ${session.name}. `, element("a", { href: "/login" }, "Log out")));
  },
  () => undefined,
);
