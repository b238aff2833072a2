// The side panel: shows what was found, and where it stands on the page.

import { SEVERITIES, VERDICTS, detail, element, tag } from "./findings.js";
import { settings, translated, translatedSeverities } from "./settings.js";

const $ = (id) => document.getElementById(id);
let state = {};

async function show(now) {
  state = now || {};
  const { url, language } = await settings();
  Object.assign(VERDICTS, translated(VERDICTS, language));
  Object.assign(SEVERITIES, translatedSeverities(SEVERITIES, language));
  const findings = state.findings || [];
  $("status").textContent = state.error || state.busy || (state.findings && !findings.length ? "There are no quotes on this page." : "");
  $("status").classList.toggle("wrong", Boolean(state.error));
  $("detail").hidden = true;
  const rows = findings.length > 1 ? findings : [];
  $("list").replaceChildren(
    ...rows.map((finding, n) => {
      const button = element("button", { type: "button" }, tag(finding), element("span", {}, `“${finding.quote}”`));
      button.addEventListener("click", () => choose(n, url));
      return element("li", {}, button);
    }),
  );
  if (findings.length === 1) choose(0, url);
}

function choose(n, url) {
  $("detail").replaceChildren(detail(state.findings[n], url));
  $("detail").hidden = false;
  [...$("list").querySelectorAll("button")].forEach((button, i) => button.setAttribute("aria-current", String(i === n)));
  if (state.findings.length > 1) chrome.runtime.sendMessage({ kind: "show", n, tab: state.tab }).catch(() => undefined);
}

chrome.storage.session.onChanged.addListener((changes) => changes.state && show(changes.state.newValue));
chrome.storage.session.get("state").then(({ state: now }) => now && show(now));
