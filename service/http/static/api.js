// Asks the service that this page came from. A key, where one is needed, stays in this tab.

export class Problem extends Error {
  constructor(title, detail, status) {
    super(detail ? `${title}: ${detail}` : title);
    this.status = status;
  }
}

const KEY = "onrecord-key";

export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

export async function ask(path, body) {
  const headers = { Accept: "application/json" };
  const key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Problem("The service does not answer", "is it still running?", 0);
  }
  let content;
  try {
    content = await answer.json();
  } catch {
    throw new Problem("The answer cannot be read", `HTTP ${answer.status}`, answer.status);
  }
  if (!answer.ok) throw new Problem(content.title || "Refused", content.detail || "", answer.status);
  return content;
}
