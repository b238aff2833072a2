// Asks the service that this page came from, and says what goes wrong in words that need no knowledge of it.

export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const WORDS = {
  unauthorized: "Log in first: this service asks who you are.",
  forbidden: "Your key doesn’t allow this. Ask whoever runs the service, or log in with another key.",
  "body-too-large": "This is too long to be checked at once. Check it in parts.",
  "too-many-requests": "That was a lot at once. Wait a minute, then try again.",
  "index-unavailable": "The index can’t answer just now. Nothing is lost: try again in a moment.",
  "budget-exceeded": "That took too long. Try again in a moment, or check the draft in parts.",
  overloaded: "The service is busy. Try again in a moment.",
  draining: "The service is about to restart. Try again in a minute.",
  "storage-unavailable": "Nothing can be saved just now: the disk may be full. Tell whoever runs the service.",
  "internal-error": "Something went wrong on our side. Try again; if it stays, tell whoever runs the service.",
};

export async function ask(path, body, method = body ? "POST" : "GET") {
  const headers = { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}) };
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Problem("The service does not answer. Is it running, and is the network up?", 0);
  }
  if (answer.status === 204) return null;
  let content;
  try {
    content = await answer.json();
  } catch {
    throw new Problem("What came back can’t be read. Try again; if it stays, tell whoever runs the service.", answer.status);
  }
  if (!answer.ok) throw new Problem(words(content), answer.status);
  return content;
}

// Of a field that is wrong the sentence alone: where it stands in the request means nothing to a reader.
function words(content) {
  const code = String(content.type || "").split("/").at(-1);
  return WORDS[code] || content.errors?.[0]?.message || content.detail || "That didn’t work. Try again.";
}
