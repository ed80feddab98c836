import { entry } from './problem-entry'

/** What is wrong with what was asked for, before anything is read. */
export const requestProblems = {
  path_not_found: entry(404, 'No such path', 'Check the path against /openapi.json.'),
  method_not_allowed: entry(
    405,
    'Method not allowed',
    'Use one of the methods in the `Allow` header.',
  ),
  key_missing: entry(
    401,
    'API key missing',
    'Send `Authorization: Bearer KEY` with a key of the merchant.',
  ),
  key_invalid: entry(
    401,
    'API key invalid',
    'The key is malformed, unknown or revoked. Check that it was copied whole, or create a new one.',
  ),
  wrong_key_kind: entry(
    403,
    'Wrong kind of key',
    'This operation needs another kind of key; the detail says which.',
  ),
  scope_missing: entry(
    403,
    'Scope missing',
    'The key lacks the scope named in the detail. Use a key that has it.',
  ),
  rate_class_not_allowed: entry(
    403,
    'Rate class not allowed',
    'A key grants at most its own rate class. Choose a lower one, or ask the operator for a key.',
  ),
  origin_not_allowed: entry(
    403,
    'Origin not allowed',
    'Register the page’s origin with the publishable key, or call from a server without `Origin`.',
  ),
  body_too_large: entry(413, 'Body too large', 'Send at most 1 MiB; split the request.'),
  length_required: entry(
    411,
    'Content-Length missing',
    'Send the content with a `Content-Length` header.',
  ),
  unsupported_media_type: entry(
    415,
    'Not JSON',
    'Send the body as JSON with `Content-Type: application/json`.',
  ),
  malformed_json: entry(
    400,
    'Malformed JSON',
    'The body does not parse as JSON; the detail says where.',
  ),
  idempotency_key_missing: entry(
    400,
    'Idempotency-Key missing',
    'Send an `Idempotency-Key` header, new for each intent and the same for each retry.',
  ),
  idempotency_key_invalid: entry(
    400,
    'Idempotency-Key invalid',
    'Send the header once, with 1 to 255 visible ASCII characters.',
  ),
  cursor_invalid: entry(
    400,
    'Cursor invalid',
    'Use `next_cursor` as it was answered, with the same key, path and filters.',
  ),
  invalid_request: entry(
    422,
    'Invalid request',
    'Change the fields named in `errors`, each by its JSON pointer.',
  ),
} as const
