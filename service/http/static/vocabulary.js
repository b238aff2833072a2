// The contract's words. Written by script/openapi from schemas/vocabulary.py: change them there.

export const VERDICTS = {
  verbatim: ["Verbatim", "✓", "good"],
  faithful: ["Faithful", "✓", "good"],
  altered: ["Altered", "✕", "bad"],
  spliced: ["Spliced", "✕", "bad"],
  truncated: ["Truncated", "✕", "bad"],
  paraphrased: ["Paraphrased", "≈", "open"],
  misattributed: ["Misattributed", "✕", "bad"],
  not_found: ["Not found", "?", "open"],
  own: ["Own interview", "◇", "open"],
  unfinished: ["Not checked", "…", "open"],
};

export const SEVERITIES = {
  ok: ["Nothing to do", "good"],
  look: ["Look at it", "open"],
  fix: ["Fix it", "bad"],
}; // mildest first

export const TONES = ["bad", "open", "good"]; // worst first

export const FIELDS = [["speaker", "name"], ["date", "value"], ["venue", "name"], ["outlet", "name"]]; // of an attribution, each with the key of its value
