// What the options hold: the address goes with the browser's profile, the key stays on this machine.

export const DEFAULT_URL = "http://127.0.0.1:8000";
export const LONGEST = 5000; // characters of a selection; the service's own limit

const LABELS = {
  en: {},
  de: {
    verbatim: "Wörtlich", faithful: "Getreu", altered: "Verändert", spliced: "Montiert", truncated: "Verkürzt", misattributed: "Falsch zugeschrieben",
    paraphrased: "Sinngemäß", not_found: "Nicht gefunden", own: "Eigenes Gespräch", unfinished: "Nicht geprüft",
  },
  fr: {
    verbatim: "Mot pour mot", faithful: "Fidèle", altered: "Modifiée", spliced: "Assemblée", truncated: "Tronquée", misattributed: "Mal attribuée",
    paraphrased: "Paraphrase", not_found: "Introuvable", own: "Entretien propre", unfinished: "Non vérifiée",
  },
  es: {
    verbatim: "Literal", faithful: "Fiel", altered: "Alterada", spliced: "Empalmada", truncated: "Truncada", misattributed: "Mal atribuida",
    paraphrased: "Paráfrasis", not_found: "No encontrada", own: "Entrevista propia", unfinished: "Sin comprobar",
  },
};

export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", es: "Español" };

export async function settings() {
  const { url = DEFAULT_URL, language = "en" } = await chrome.storage.sync.get(["url", "language"]);
  const { key = "" } = await chrome.storage.local.get("key");
  return { url: url.replace(/\/+$/, ""), key, language: language in LABELS ? language : "en" };
}

// The verdicts' words, icons and tones in the language of marks.
export function translated(verdicts, language) {
  return Object.fromEntries(Object.entries(verdicts).map(([kind, [label, icon, tone]]) => [kind, [LABELS[language]?.[kind] || label, icon, tone]]));
}
