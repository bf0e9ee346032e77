/** Parameters that plain requests have */
const names = ['grant_type', 'client_id', 'client_secret', 'scope', 'resource']
/** Others, which none of them has */
const otherNames = [
  ...[
    'audience',
    'username',
    'redirect_uri',
    'code',
    'token',
    'authorization_details',
    'client_assertion_type',
    'state',
  ],
  ...[
    'client_assertion',
    '__proto__',
    'constructor',
    'toString',
    '',
    ' scope',
    'scope ',
    'resource[]',
    'Client_ID',
    'SCOPE',
  ],
]
/** Grants that API clients do not have */
const grants = [
  'password',
  'authorization_code',
  'refresh_token',
  'implicit',
  'Client_Credentials',
  'client_credentials ',
]
/** The first four are plain. */
const scopes = [
  ...['openid', 'a b', 'a b c:d/e.f-g_h', 'https://api.example/.default', 'x'.repeat(300), 'x '.repeat(500).trim()],
  ...['a  b', ' a', 'a ', '"a"', 'a\\b', 'é', 'a\tb', 'a\nb', '\0', '!#$%&()', 'a,b', ' ', 'x'.repeat(5_000)],
]
/** What no parameter should have */
const values = ['', ' ', '\0', 'ü', '\ufeff', 'a b', "' or 1=1 --", '0', 'true', '[]', 'x'.repeat(256), '%41', '+']
/** Content types: only forms are taken, in charsets that text decoders know */
const contentTypes = [
  ...['application/x-www-form-urlencoded; charset=utf-8', 'application/x-www-form-urlencoded;charset=UTF-8'],
  ...[
    'APPLICATION/X-WWW-FORM-URLENCODED',
    'application/x-www-form-urlencoded;',
    'application/x-www-form-urlencoded ; a=b',
  ],
  ...['application/x-www-form-urlencoded; charset="utf-8"', 'application/x-www-form-urlencoded; charset=latin1'],
  ...['application/x-www-form-urlencoded; charset=utf-16', 'application/x-www-form-urlencoded; charset=nonsense', ''],
  ...[
    'application/x-www-form-urlencoded; charset=utf-8; charset=utf-16',
    'application/json',
    'text/plain',
    'multipart/form-data',
  ],
  ...['application/x-www-form-urlencoded, application/json', 'application/x-www-form-urlencodedx', 'x'],
  ...[
    'utf8',
    'UTF-8;',
    'utf-8 ',
    'utf-8; boundary=x',
    'us-ascii',
    "'utf-8'",
    'unicode-1-1-utf-8',
    'utf-7',
    'utf-8\t',
  ].map((charset) => `application/x-www-form-urlencoded; charset=${charset}`),
  ...[';  charset=utf-8', ';\tcharset=utf-8', '; Charset=UTF-8', '; boundary=x; charset=utf-8', '; charset', '\t'].map(
    (rest) => `application/x-www-form-urlencoded${rest}`,
  ),
]
/** Headers that say nothing of the request, or something else than it is */
const otherHeaders: string[] = [
  ...['Accept: text/html', 'Origin: https://tool.example', 'DPoP: x', 'DPoP:', 'Cookie: a=b'],
  ...['OAuth-Client-Attestation: a.b.c', 'OAuth-Client-Attestation-PoP: a.b.c', 'OAuth-Client-Attestation:'],
  ...['Content-Encoding: gzip', 'Content-Encoding: identity', 'Content-Encoding:', 'Content-Encoding: identity, br'],
  ...[
    'Authorization: Bearer x',
    'Authorization:',
    'Authorization: Basic',
    'Authorization: Basic eA==',
    'If-Match: "x"',
  ],
  ...['Content-Type: text/plain', 'Expect: 100-continue', 'X-HTTP-Method-Override: GET', 'Expect: x'],
  ...['Content-Type: application/x-www-form-urlencoded', `Authorization: Basic ${btoa('portal:x')}`],
  ...[
    'Connection: Upgrade\r\nUpgrade: h2c',
    'Connection: close',
    'Trailer: x',
    'TE: trailers',
    'Prefer: return=minimal',
  ],
  ...['X-Forwarded-Host: elsewhere.example', 'X-Forwarded-Proto: https', 'Forwarded: host=elsewhere.example'],
  ...['X-Original-URL: /identity/token/revocation', 'Accept-Encoding: gzip', 'Content-MD5: x', 'Range: bytes=0-1'],
]
/** The endpoint written in other ways, and others */
const paths = [
  '/identity/token?client_id=x',
  '/identity/token?',
  '/identity/token/',
  '/identity/TOKEN',
  '//identity/token',
  ...['/identity/%74oken', '/%69dentity/token', '/identity/token%00', '/identity/token%3Fa', '/identity/token%2F'],
  ...['/identity/./token', '/x/../identity/token', '/identity//token', '/identity/token;a=b', '/identity/token#a'],
  ...['/identity/token/introspection', '/identity/token/revocation', '/identity/jwks', '/IDENTITY/token', '*'],
  ...['http://portico.example/identity/token', 'HTTP://PORTICO.EXAMPLE/identity/token', 'http://portico.example'],
  ...['http://elsewhere.example/identity/token', 'https://portico.example/identity/token', 'identity/token'],
]
/** Lines about the host */
const hosts = [
  ...[[], ['Host:'], ['Host: elsewhere.example'], ['Host: PORTICO.EXAMPLE'], ['Host: portico.example.']],
  ...[['Host: portico.example:80'], ['Host: portico.example:x'], ['Host: portico.example@elsewhere.example']],
  ...[['Host: portico.example', 'Host: portico.example'], ['Host: second.portico.example']],
]
/** Sizes of bodies at the limits, in bytes */
const sizes = [4_095, 4_096, 4_097, 16_384, 57_343, 57_344, 57_345, 70_000]

/** What generated token requests are made of, right and wrong */
export const tokenRequestValues = {
  names,
  otherNames,
  grants,
  scopes,
  values,
  contentTypes,
  otherHeaders,
  paths,
  hosts,
  sizes,
}
