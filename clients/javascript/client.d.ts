// Types of client.js. Those of the contract are in openapi.d.ts, which openapi-typescript writes from openapi.yaml.
import type { components, paths } from "./openapi.js";

type Schemas = components["schemas"];
export type Verification = Schemas["Verification"];
export type Quotation = Schemas["Quotation"];
export type DraftCheck = Schemas["DraftCheck"];
export type Claim = Sent<"/v1/verify">;
export type Draft = Sent<"/v1/drafts/check">;
export type Extract = Sent<"/v1/extract">;
export type NewDocument = Sent<"/v1/documents">;
export type Document = Got<"/v1/documents/{document_id}">;
export type Wanted = Omit<NonNullable<paths["/v1/quotations"]["get"]["parameters"]["query"]>, "cursor" | "offsets">;

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Sent<Path extends keyof paths> = paths[Path] extends { post: { requestBody?: infer Body } } ? Json<NonNullable<Body>> : never;
type Got<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Answer } } } ? Json<Answer> : never;

export class Problem extends Error {
  constructor(title: string, detail?: string, status?: number, problem?: Schemas["Problem"] | null);
  readonly title: string;
  readonly detail: string;
  /** HTTP status; 0 if there was no answer. */
  readonly status: number;
  readonly problem: Schemas["Problem"] | null;
}

export interface Options {
  key?: string | (() => string | null | undefined | Promise<string | null | undefined>);
  /** Seconds that an answer may take. */
  seconds?: number;
  /** Times that a request answered with 429 or 503 is sent in all, each after Retry-After. */
  tries?: number;
  offsets?: "utf16" | "codepoints";
  init?: RequestInit;
}

/** Asks a running service. Every call rejects with a Problem if there is no answer or it is refused. */
export class Onrecord {
  constructor(url?: string, options?: Options);
  verify(claim: Claim): Promise<Verification>;
  verifyAll(claims: Iterable<Claim>): AsyncGenerator<Verification | Problem>;
  checkDraft(draft: Draft): Promise<DraftCheck>;
  extract(text: string, known?: Partial<Omit<Extract, "text">>): Promise<{ quotations: Quotation[] }>;
  addDocument(document: NewDocument, idempotencyKey?: string): Promise<Document>;
  document(id: string): Promise<Document>;
  removeDocument(id: string): Promise<void>;
  quotation(id: string): Promise<Quotation>;
  quotations(wanted?: Wanted): AsyncGenerator<Quotation>;
  ready(): Promise<Got<"/readyz">>;
  get(path: string, query?: Record<string, string | number | null | undefined>): Promise<unknown>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<unknown>;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>;
}
