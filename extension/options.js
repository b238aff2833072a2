// The options: saved once the browser may ask the address that they name.

import { settings } from "./settings.js";
import { LANGUAGES } from "./vocabulary.js";

const $ = (id) => document.getElementById(id);

function say(text, isWrong) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", Boolean(isWrong));
}

for (const [value, text] of Object.entries(LANGUAGES)) $("language").append(new Option(text, value));
settings().then(({ url, key, language }) => {
  $("url").value = url;
  $("key").value = key;
  $("language").value = language;
});

$("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  let address;
  try {
    address = new URL($("url").value);
  } catch {
    return say("This is no address: write one like https://onrecord.example.", true);
  }
  if (!/^https?:$/.test(address.protocol)) return say("The address must begin with https:// or http://.", true);
  const isAllowed = await chrome.permissions.request({ origins: [`${address.protocol}//${address.hostname}/*`] });
  if (!isAllowed) return say("The browser may not ask this address, so nothing was saved.", true);
  await chrome.storage.sync.set({ url: address.href.replace(/\/+$/, ""), language: $("language").value });
  await chrome.storage.local.set({ key: $("key").value.trim() });
  return say("Saved.");
});
