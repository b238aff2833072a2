// A client of Onrecord's REST service, for browsers, extensions, Node 20, Deno and Bun. No dependency. The page and the browser extension
// use it themselves. Types: client.d.ts.

// What the service refused, or that it did not answer (status 0). `problem`: its problem document, RFC 9457.
export class Problem extends Error {
  constructor(title, detail = "", status = 0, problem = null) {
    super(detail ? `${title}: ${detail}` : title);
    Object.assign(this, { name: "Problem", title, detail, status, problem });
  }
}

const AGAIN = [429, 503]; // with Retry-After, in seconds
const BATCH = 100; // claims that the service takes at once

export class Onrecord {
  // `key`: a string, or a function that gives one; `tries`: of a request that is to be sent again later; `init`: more options of fetch.
  constructor(url = "", { key = "", seconds = 15, tries = 1, offsets = "utf16", init = {} } = {}) {
    Object.assign(this, { url: url.replace(/(?<!\/)\/+$/, ""), key, seconds, tries, offsets, init });
  }

  verify(claim) {
    return this.post("/v1/verify", claim);
  }

  // Yields for each claim its verification, or a Problem.
  async *verifyAll(claims) {
    const all = [...claims];
    for (let n = 0; n < all.length; n += BATCH) {
      const { verifications } = await this.post("/v1/verify/batch", { claims: all.slice(n, n + BATCH) });
      for (const row of verifications) yield "verdict" in row ? row : refused(row, row.status);
    }
  }

  checkDraft(draft) {
    return this.post("/v1/drafts/check", draft);
  }

  extract(text, known = {}) {
    return this.post("/v1/extract", { ...known, text });
  }

  addDocument(document, idempotencyKey) {
    return this.post("/v1/documents", document, idempotencyKey && { "Idempotency-Key": idempotencyKey });
  }

  document(id) {
    return this.get(`/v1/documents/${encodeURIComponent(id)}`);
  }

  async removeDocument(id) {
    await this.ask("DELETE", `/v1/documents/${encodeURIComponent(id)}`);
  }

  quotation(id) {
    return this.get(`/v1/quotations/${encodeURIComponent(id)}`);
  }

  // Yields all quotations that are wanted, the newest first.
  async *quotations(wanted = {}) {
    for (let cursor; cursor !== null; ) {
      const page = await this.get("/v1/quotations", { ...wanted, cursor });
      yield* page.quotations;
      cursor = page.next;
    }
  }

  ready() {
    return this.ask("GET", "/readyz");
  }

  get(path, query = {}) {
    return this.ask("GET", this.#with(path, query));
  }

  post(path, body, headers) {
    return this.ask("POST", path === "/v1/documents" ? path : this.#with(path), body, headers);
  }

  // Any call of the contract. Resolves to its JSON, undefined for an empty answer; rejects with a Problem.
  async ask(method, path, body, more = {}) {
    const key = typeof this.key === "function" ? await this.key() : this.key;
    const headers = { Accept: "application/json", ...(key && { Authorization: `Bearer ${key}` }), ...more };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const sent = { ...this.init, method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    for (let left = this.tries; ; left--) {
      const answer = await this.#fetched(path, sent);
      if (AGAIN.includes(answer.status) && left > 1) {
        await new Promise((done) => setTimeout(done, 1000 * (Number(answer.headers.get("Retry-After")) || 1)));
        continue;
      }
      if (answer.status === 204) return undefined;
      let content;
      try {
        content = await answer.json();
      } catch {
        throw new Problem("The answer cannot be read", `HTTP ${answer.status}`, answer.status);
      }
      if (!answer.ok) throw refused(content, answer.status);
      return content;
    }
  }

  async #fetched(path, sent) {
    try {
      return await fetch(this.url + path, { ...sent, signal: AbortSignal.timeout(1000 * this.seconds) });
    } catch (error) {
      const detail = error.name === "TimeoutError" ? `nothing came in ${this.seconds} seconds` : "is it still running?";
      throw new Problem("The service does not answer", detail);
    }
  }

  #with(path, query = {}) {
    const given = Object.entries({ offsets: this.offsets, ...query }).filter(([, value]) => value !== undefined && value !== null);
    return `${path}?${new URLSearchParams(given)}`;
  }
}

function refused(problem, status) {
  return new Problem(problem?.title || "Refused", problem?.detail || "", status, problem);
}
