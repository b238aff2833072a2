// What the options hold: the address goes with the browser's profile, the key stays on this machine.

import { LABELS, SEVERITY_LABELS } from "./vocabulary.js";

export const DEFAULT_URL = "http://127.0.0.1:8000";
export const LONGEST = 5000; // characters of a selection; the service's own limit

const NAMES = ["url", "key", "language"];

// What an administrator sets by policy; nothing where there is none.
export async function managed() {
  try {
    return await chrome.storage.managed.get(NAMES);
  } catch {
    return {}; // Firefox has no such store without a policy
  }
}

// The service that handed the extension out, if one did.
async function origin() {
  try {
    return (await (await fetch(chrome.runtime.getURL("service.json"))).json()).url || DEFAULT_URL;
  } catch {
    return DEFAULT_URL;
  }
}

export async function settings() {
  const own = { ...(await chrome.storage.sync.get(["url", "language"])), ...(await chrome.storage.local.get("key")) };
  const { url = await origin(), key = "", language = "en" } = { ...own, ...(await managed()) };
  return { url: url.replace(/(?<!\/)\/+$/, ""), key, language: language in LABELS ? language : "en" };
}

// The verdicts' words, icons and tones in the language of marks.
export function translated(verdicts, language) {
  return Object.fromEntries(Object.entries(verdicts).map(([kind, [label, icon, tone]]) => [kind, [LABELS[language]?.[kind] || label, icon, tone]]));
}

// What is to be done about a finding, in the language of marks.
export function translatedSeverities(severities, language) {
  return Object.fromEntries(Object.entries(severities).map(([name, [label, tone]]) => [name, [SEVERITY_LABELS[language]?.[name] || label, tone]]));
}
