// Asks the service, and nothing before somebody clicks. Pages and panel only show what this tells them.

import { Onrecord } from "./client.js";
import { VERDICTS, kindOf, toneOf } from "./findings.js";
import { LONGEST, settings, translated } from "./settings.js";

const SECONDS = 15;
const UNREADABLE = {
  closed: "This page can’t be read: browsers keep extensions away from their own pages, their stores and new tabs. On any other page, click the button once more.",
  pdf: "This is a PDF, whose words the browser doesn’t hand over. Copy the text and check it on the service’s page, or give the file to whoever runs the service.",
  canvas: "No quotes can be read here: this page draws its words as a picture, as Google Docs does. Copy the text, or save it as .docx, and check it on the service’s page.",
};

class Unreadable extends Error {}

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: "verify", title: "Verify quote", contexts: ["selection"] });
    chrome.contextMenus.create({ id: "check", title: "Check quotes on this page", contexts: ["page"] });
  });
});

chrome.contextMenus.onClicked.addListener((info, tab) => {
  openPanel(tab); // first: it must happen within the click
  if (info.menuItemId === "verify") verifySelection(info.selectionText, tab);
  else checkPage(tab);
});

chrome.action.onClicked.addListener((tab) => {
  openPanel(tab);
  checkPage(tab);
});

chrome.commands.onCommand.addListener((command, tab) => {
  openPanel(tab);
  if (command === "verify") verifyHere(tab);
  else checkPage(tab);
});

function openPanel(tab) {
  const { sidePanel, sidebarAction } = globalThis.browser ?? chrome; // Chromium has the one, Firefox the other
  if (sidePanel) sidePanel.open({ tabId: tab.id }).catch(() => undefined);
  else if (sidebarAction) sidebarAction.open();
}

// -- what is asked ------------------------------------------------------------------------------------------------------

async function verifyHere(tab) {
  try {
    const [{ result }] = await within(tab, { func: () => String(getSelection()) });
    await verifySelection(result, tab);
  } catch (error) {
    await tell({ error: told(error) });
  }
}

async function verifySelection(text, tab) {
  const quote = (text || "").replace(/\s+/g, " ").trim().replace(/^[“"„«‘']+|(?<![”"“»’'])[”"“»’']+$/g, "");
  if (!quote) return tell({ error: "Nothing is selected: select a quote first." });
  if (quote.length > LONGEST) {
    return tell({ error: `The selection has ${quote.length} characters; at most ${LONGEST} can be looked up. Nothing was sent.` });
  }
  await tell({ busy: `Looking up “${quote.slice(0, 80)}${quote.length > 80 ? "…" : ""}”` });
  try {
    const verification = await (await service()).verify({ quote });
    return tell({ findings: [{ quote, claim: {}, reason: null, problem: null, verification }], tab: tab?.id });
  } catch (error) {
    return tell({ error: told(error) });
  }
}

async function checkPage(tab) {
  await tell({ busy: "Reading the page" });
  try {
    const target = { tabId: tab.id };
    await within(tab, { files: ["content.js"] });
    const [{ result: text }] = await within(tab, { func: () => globalThis.onrecord.read() });
    if (typeof text !== "string") throw new Unreadable(UNREADABLE.closed); // what Firefox gives where Chromium throws
    const [{ result: obstacle }] = await within(tab, { func: () => globalThis.onrecord.obstacle() });
    if (!text.trim()) throw new Unreadable(UNREADABLE[obstacle] ?? "There are no words on this page.");
    await chrome.scripting.insertCSS({ target, files: ["page.css"] });
    const check = await (await service()).checkDraft({ text, format: "text", url: webAddress(tab.url) });
    if (!check.findings.length && obstacle) throw new Unreadable(UNREADABLE[obstacle]);
    const { language } = await settings();
    const words = translated(VERDICTS, language);
    const marks = check.findings.map((finding, n) => ({
      n,
      ...finding.span,
      label: [...words[kindOf(finding)].slice(0, 2), toneOf(finding)],
      said: finding.reason || finding.verification?.explanation || finding.problem?.detail || "",
    }));
    await within(tab, { func: (rows) => globalThis.onrecord.mark(rows), args: [marks] });
    await tell({ findings: check.findings, tab: tab.id });
  } catch (error) {
    await tell({ error: told(error) });
  }
}

// Runs a script in a tab. Throws Unreadable where browsers let no extension in.
async function within(tab, script) {
  if (/\.pdf(?:[?#]|$)/i.test(tab.url || "")) throw new Unreadable(UNREADABLE.pdf);
  try {
    return await chrome.scripting.executeScript({ target: { tabId: tab.id }, ...script });
  } catch (error) {
    throw new Unreadable(UNREADABLE.closed, { cause: error });
  }
}

// A page is no source for itself: the service leaves out what it has of this address.
function webAddress(url) {
  return /^https?:\/\//i.test(url || "") ? url : null;
}

// The client for the service that the options name.
async function service() {
  const { url, key } = await settings();
  const origins = [`${new URL(url).protocol}//${new URL(url).hostname}/*`];
  if (!(await chrome.permissions.contains({ origins }))) throw new Error(`${url} can’t be contacted yet: allow it in the options.`);
  return new Onrecord(url, { key, seconds: SECONDS, init: { credentials: "omit", redirect: "error" } });
}

// A problem in the words of the panel.
function told(error) {
  const hint = error.status === 401 || error.status === 403 ? " The options hold the key." : "";
  return `${error.message}${hint}`;
}

async function tell(state) {
  await chrome.storage.session.set({ state });
}

chrome.runtime.onMessage.addListener((message) => {
  if (message.kind !== "show" || !Number.isInteger(message.tab)) return;
  chrome.scripting
    .executeScript({ target: { tabId: message.tab }, func: (n) => globalThis.onrecord?.show(n), args: [message.n] })
    .catch(() => undefined);
});

Object.assign(globalThis, { verifySelection, checkPage }); // for the tests, which cannot click a context menu
