// The options: saved once the browser may ask the address that they name.

import { Onrecord } from "./client.js";
import { managed, settings } from "./settings.js";
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

managed().then((set) => {
  for (const name of Object.keys(set)) $(name).disabled = true;
  if (Object.keys(set).length) say("Your administrator has set the greyed-out options.");
});

// Asks the service whether it answers and takes the key, and says what is wrong in words.
$("test").addEventListener("click", async () => {
  let address;
  try {
    address = new URL($("url").value);
  } catch {
    return say("That isn’t a valid address. Use one like https://onrecord.example.", true);
  }
  if (!(await chrome.permissions.request({ origins: [`${address.protocol}//${address.hostname}/*`] }))) {
    return say("The browser isn’t allowed to contact this address.", true);
  }
  say("Testing…");
  const service = new Onrecord(address.href, { key: $("key").value.trim(), seconds: 10, init: { credentials: "omit", redirect: "error" } });
  try {
    const { quotations } = await service.ready();
    await service.verify({ quote: "Does this service answer", limit: 1 });
    return say(`Connected: ${quotations.toLocaleString()} quotations can be searched.`);
  } catch (error) {
    const isKey = error.status === 401 || error.status === 403;
    return say(isKey ? "Connected, but this key isn’t accepted." : `No connection: ${error.message}`, true);
  }
});

$("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  let address;
  try {
    address = new URL($("url").value);
  } catch {
    return say("That isn’t a valid address. Use one like https://onrecord.example.", true);
  }
  if (!/^https?:$/.test(address.protocol)) return say("The address must begin with https:// or http://.", true);
  const isAllowed = await chrome.permissions.request({ origins: [`${address.protocol}//${address.hostname}/*`] });
  if (!isAllowed) return say("The browser isn’t allowed to contact this address, so nothing was saved.", true);
  await chrome.storage.sync.set({ url: address.href.replace(/(?<!\/)\/+$/, ""), language: $("language").value });
  await chrome.storage.local.set({ key: $("key").value.trim() });
  return say("Saved.");
});
