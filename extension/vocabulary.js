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

export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
};

export const LABELS = {
  en: {},
  de: {"verbatim": "Wörtlich", "faithful": "Getreu", "altered": "Verändert", "spliced": "Montiert", "truncated": "Verkürzt", "paraphrased": "Sinngemäß", "misattributed": "Falsch zugeschrieben", "not_found": "Nicht gefunden", "own": "Eigenes Gespräch", "unfinished": "Nicht geprüft"},
  fr: {"verbatim": "Mot pour mot", "faithful": "Fidèle", "altered": "Modifiée", "spliced": "Assemblée", "truncated": "Tronquée", "paraphrased": "Paraphrase", "misattributed": "Mal attribuée", "not_found": "Introuvable", "own": "Entretien propre", "unfinished": "Non vérifiée"},
  es: {"verbatim": "Literal", "faithful": "Fiel", "altered": "Alterada", "spliced": "Empalmada", "truncated": "Truncada", "paraphrased": "Paráfrasis", "misattributed": "Mal atribuida", "not_found": "No encontrada", "own": "Entrevista propia", "unfinished": "Sin comprobar"},
};

export const SEVERITY_LABELS = {
  en: {},
  de: {"ok": "Nichts zu tun", "look": "Ansehen", "fix": "Berichtigen"},
  fr: {"ok": "Rien à faire", "look": "À regarder", "fix": "À corriger"},
  es: {"ok": "Nada que hacer", "look": "Revisar", "fix": "Corregir"},
};
