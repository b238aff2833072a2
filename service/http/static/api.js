// Asks the service that this page came from, and says what goes wrong in words that need no knowledge of it.

import { Onrecord, Problem } from "./client.js";

const WORDS = {
  unauthorized: "Log in first.",
  forbidden: "Your key doesn’t allow this. Ask whoever runs the service, or log in with another key.",
  "body-too-large": "This is too long to check at once. Check it in parts.",
  "too-many-requests": "That was a lot at once. Wait a minute, then try again.",
  "index-unavailable": "The index can’t answer just now. Nothing is lost: try again in a moment.",
  "budget-exceeded": "That took too long. Try again in a moment, or check the draft in parts.",
  overloaded: "The service is busy. Try again in a moment.",
  draining: "The service is about to restart. Try again in a minute.",
  "storage-unavailable": "Nothing can be saved just now: the disk may be full. Tell whoever runs the service.",
  "internal-error": "Something went wrong on our side. Try again; if it persists, tell whoever runs the service.",
};

export const onrecord = new Onrecord();

// Of a field that is wrong the sentence alone: where it stands in the request means nothing to a reader.
export function worded(error) {
  if (!(error instanceof Problem)) return error.message;
  if (!error.problem) return error.status ? "The answer can’t be read. Try again; if it persists, tell whoever runs the service." : `The service isn’t responding: ${error.detail}`;
  const code = String(error.problem.type || "").split("/").at(-1);
  return WORDS[code] || error.problem.errors?.[0]?.message || error.problem.detail || "That didn’t work. Try again.";
}
