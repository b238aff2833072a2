// Asks the service that this page came from. A key, where one is needed, stays in this tab.

import { Onrecord } from "./client.js";

const KEY = "onrecord-key";

export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

export const onrecord = new Onrecord("", { key: () => sessionStorage.getItem(KEY) });
