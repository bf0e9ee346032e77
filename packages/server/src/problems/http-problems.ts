import { defineProblems } from './define-problems.ts'

/** Problems of HTTP itself and of the server: they can happen on every path. */
export const httpProblems = defineProblems({
  bad_request: {
    code: 'PTC-REQ-40000',
    status: 400,
    title: 'The request cannot be read',
    help: 'The request line, the URL or a header is not valid HTTP. Compare what was sent with the reference at /docs.',
  },
  malformed_json: {
    code: 'PTC-REQ-40001',
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send one JSON document in UTF-8. The detail says where the parser stopped.',
  },
  invalid_body: {
    code: 'PTC-REQ-40002',
    status: 400,
    title: 'A field of the body is not valid',
    help: 'The detail names the field and its rule. Unknown fields are refused where a misspelt one must not be ignored: see the guide `/guides/lenient-requests`. Where a record of many is not valid, `errors` has a detail and a pointer for each such record. Nothing was changed.',
  },
  invalid_parameter: {
    code: 'PTC-REQ-40003',
    status: 400,
    title: 'A parameter is not valid',
    help: 'The detail names the parameter of the query or the path and what it takes.',
  },
  excluded_parameters: {
    code: 'PTC-REQ-40004',
    status: 400,
    title: 'Two parameters exclude each other',
    help: 'A singular and a plural filter of the same thing (environmentKey, environmentKeys) cannot be used together. Use the plural one.',
  },
  path_not_found: {
    code: 'PTC-REQ-40401',
    status: 404,
    title: 'There is nothing at this path',
    help: 'Compare the path with the reference at /docs: versions (v1) and plurals are part of it.',
  },
  method_not_allowed: {
    code: 'PTC-REQ-40501',
    status: 405,
    title: 'The path exists, but not with this method',
    help: 'The Allow header lists the methods of this path.',
  },
  changed_meanwhile: {
    code: 'PTC-REQ-41201',
    status: 412,
    title: 'It was changed since it was read',
    help: 'The header If-Match names a state that is not the present one. The detail and `changedFields` name the fields that differ. Nothing was changed. Read it again, and send the change with the new ETag if it is still wanted.',
  },
  body_too_large: {
    code: 'PTC-REQ-41301',
    status: 413,
    title: 'The body is too large',
    help: 'A body may have up to 1 MiB, that with a passkey 32 KiB.',
  },
  unsupported_media_type: {
    code: 'PTC-REQ-41501',
    status: 415,
    title: 'The media type of the body is not supported',
    help: 'Send the body as JSON with the header Content-Type: application/json.',
  },
  unsupported_content_encoding: {
    code: 'PTC-REQ-41502',
    status: 415,
    title: 'The body is compressed or encoded in another way',
    help: 'Send the body as it is, without the header Content-Encoding. Neither gzip nor any other encoding is taken.',
  },
  header_too_large: {
    code: 'PTC-REQ-43101',
    status: 431,
    title: 'The headers are too large',
    help: 'The headers of a request may have up to 16 KiB together.',
  },

  foreign_origin: {
    code: 'PTC-AUT-40304',
    status: 403,
    title: 'The request comes from another site',
    help: 'Pages of other origins cannot act for a member. Open the portal at its public URL (`--public-url`): the Origin header must be that.',
  },

  account_limited: {
    code: 'PTC-CRD-42905',
    status: 429,
    title: 'Too many changes to one account',
    help: 'In one session, 100 requests a minute may change something of the account of a member. Nothing was changed. Wait as many seconds as the header Retry-After says.',
  },
  network_limited: {
    code: 'PTC-CRD-42902',
    status: 429,
    title: 'Too many requests from callers who are not signed in',
    help: 'From one address, or one /64 of IPv6, 300 requests a minute are accepted for signing in, new passwords and invitations. Wait as many seconds as the header Retry-After says. Behind a proxy that is not named in `--trusted-proxies`, all callers have the address of the proxy.',
  },

  internal_error: {
    code: 'PTC-SYS-50001',
    status: 500,
    title: 'Something went wrong in the server',
    help: 'The cause is in the server’s log, under the traceId of the answer.',
  },
  database_unavailable: {
    code: 'PTC-SYS-50301',
    status: 503,
    title: 'The database is not available',
    help: 'The database cannot be reached, is full or is read-only; the log says which. Try again after the time in Retry-After. What was to be changed may be stored all the same, where the connection broke during the commit: read before you repeat it.',
  },
  list_stopped: {
    code: 'PTC-SYS-50303',
    status: 503,
    title: 'The list took too long and was stopped',
    help: 'A list, a count or a part of an export may take 10 seconds, unless `--read-timeout` says otherwise, so that one of them cannot hold up the others. The log names the statement. Try again after the time in Retry-After; a narrower filter takes less time.',
  },
  lists_busy: {
    code: 'PTC-SYS-50304',
    status: 503,
    title: 'Too many lists are asked for at this moment',
    help: 'Lists, counts and exports wait for their turn, which organizations and callers share fairly. Too many of this caller wait already, this one has waited for too long, or what reads them has failed and starts again. Try again after the time in Retry-After.',
  },
  shutting_down: {
    code: 'PTC-SYS-50302',
    status: 503,
    title: 'The server is stopping',
    help: 'The server finishes the requests it has and accepts no new ones. Try again: another node answers, or this one after its next start.',
  },
})
