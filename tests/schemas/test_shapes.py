"""The types of the contract's objects are those of its schemas."""

from __future__ import annotations

from typing import NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from marshmallow import fields

from schemas import browse, check, correction, document, draft, health, problem, quotation, shapes, verification
from service.settings import load

LIMITS = load({})
PAIRS = {
    shapes.Claim: verification.claim_schema(LIMITS), shapes.ClaimQuery: verification.claim_schema(LIMITS, query=True),
    shapes.Batch: verification.batch_schema(LIMITS), shapes.Extract: document.extract_schema(LIMITS),
    shapes.NewDocument: document.document_schema(LIMITS), shapes.Draft: draft.draft_schema(LIMITS),
    shapes.DocumentsQuery: browse.documents_query(LIMITS), shapes.QuotationsQuery: browse.quotations_query(LIMITS),
    shapes.NamesQuery: browse.names_query(LIMITS), shapes.Quotation: quotation.QuotationSchema, shapes.Document: document.DocumentSchema,
    shapes.ListedDocument: browse.ListedDocumentSchema, shapes.Extraction: document.ExtractionSchema,
    shapes.Verification: verification.VerificationSchema, shapes.Wordings: verification.WordingsSchema,
    shapes.DraftCheck: draft.DraftCheckSchema, shapes.Problem: problem.ProblemSchema, shapes.Name: browse.NameSchema,
    shapes.Stats: browse.StatsSchema, shapes.Readiness: health.ReadinessSchema,
    shapes.UndoingQuery: correction.undoing_query(LIMITS), shapes.ReviewQuery: correction.review_query(LIMITS),
    shapes.Corrections: correction.CorrectionsSchema, shapes.ReviewRow: correction.ReviewRowSchema,
    shapes.Check: check.CheckSchema, shapes.ListedCheck: check.ListedCheckSchema,
}  # fmt: skip
REQUESTS = {shapes.Claim, shapes.ClaimQuery, shapes.Batch, shapes.Extract, shapes.NewDocument, shapes.Draft}
REQUESTS |= {shapes.UndoingQuery, shapes.ReviewQuery}
REQUESTS |= {shapes.DocumentsQuery, shapes.QuotationsQuery, shapes.NamesQuery}


def _object(hint):
    """The typed dictionary of a hint such as `list[Span]` or `Span | None`, or None."""
    if is_typeddict(hint):
        return hint
    return next((found for part in get_args(hint) if (found := _object(part))), None)


def _compare(shape, schema, *, is_request=False):
    known = {field.data_key or name: field for name, field in schema().fields.items()}
    hints = get_type_hints(shape, include_extras=True)
    assert hints.keys() == known.keys(), shape
    for name, field in known.items():
        hint = hints[name]
        if not is_request:  # of a request every field is there once it was validated, with its default
            assert (get_origin(hint) is NotRequired) is not field.required, (shape, name)
        if get_origin(hint) is NotRequired:
            (hint,) = get_args(hint)
        may_be_none = field.allow_none or (is_request and field.load_default is None)
        assert (type(None) in get_args(hint)) is bool(may_be_none), (shape, name)
        nested = field.inner if isinstance(field, fields.List) else field
        if isinstance(nested, fields.Nested) and (inner := _object(hint)) and get_origin(hint) is not dict:
            _compare(inner, type(nested.schema))


@pytest.mark.parametrize("shape", PAIRS, ids=lambda shape: shape.__name__)
def test_a_shape_is_that_of_its_schema(shape):
    _compare(shape, PAIRS[shape], is_request=shape in REQUESTS)
