import type { Random } from './random.ts'

export type Pair = [name: string, value: string]

/** A token request before it is written down */
export interface TokenRequestState {
  form: Pair[]
  basic: string | undefined
  path: string
  contentType: string
  headers: string[]
  isChunked: boolean
  encode(text: string): string
  /** Changes the encoded form. */
  wrap(text: string): string
  /** Makes the Authorization header of `basic`. */
  authorize(text: string): string
  split: boolean
}

export type Change = (
  random: Random,
  state: TokenRequestState,
  own: { clientId: string; clientSecret: string },
) => unknown

const names = ['grant_type', 'client_id', 'client_secret', 'scope', 'resource']
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
const grants = [
  'password',
  'authorization_code',
  'refresh_token',
  'implicit',
  'Client_Credentials',
  'client_credentials ',
]
/** The first four are plain. */
export const scopes = [
  ...['openid', 'a b', 'a b c:d/e.f-g_h', 'https://api.example/.default', 'x'.repeat(300), 'x '.repeat(500).trim()],
  ...['a  b', ' a', 'a ', '"a"', 'a\\b', 'é', 'a\tb', 'a\nb', '\0', '!#$%&()', 'a,b', ' ', 'x'.repeat(5_000)],
]
const values = ['', ' ', '\0', 'ü', '\ufeff', 'a b', "' or 1=1 --", '0', 'true', '[]', 'x'.repeat(256), '%41', '+']
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
]
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
  ...['Content-Type: text/plain', 'Expect: 100-continue', 'X-HTTP-Method-Override: GET'],
]
const paths = [
  '/identity/token?client_id=x',
  '/identity/token?',
  '/identity/token/',
  '/identity/TOKEN',
  '//identity/token',
]
const sizes = [4_095, 4_096, 4_097, 16_384, 57_343, 57_344, 57_345, 70_000]

const replaceValue =
  (name: string, change: (random: Random, value: string) => string): Change =>
  (random, { form }) => {
    const pair = form.find(([known]) => known === name)
    if (pair) pair[1] = change(random, pair[1])
    else form.push([name, change(random, '')])
  }

const swapCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase())
const lengthened = (random: Random, value: string): string => value + random.pick(['x', ' ', '\0', 'ü', '=', '%'])
const other = (random: Random): string => random.pick(values)

/** What any request may be changed in */
export const ofAll: Change[] = [
  replaceValue('scope', (random) => random.pick(scopes)),
  replaceValue('scope', (random) => random.pick(scopes)),
  replaceValue('resource', (random) =>
    random.pick(['http://portico.example/API', 'x', 'http://portico.example/api#a']),
  ),
  replaceValue('grant_type', (random) => random.pick(grants)),
  replaceValue('client_id', (random, value) =>
    random.pick([swapCase, (text: string) => lengthened(random, text)])(value),
  ),
  replaceValue('client_secret', (random, value) =>
    random.pick([swapCase, (text: string) => lengthened(random, text)])(value),
  ),
  replaceValue('client_id', (random) =>
    random.pick(['f'.repeat(32), 'portal', 'x'.repeat(256), 'a'.repeat(31), 'client']),
  ),
  replaceValue('client_secret', (random) => random.pick(['wrong', 'ptcs_', 'x'.repeat(3_000), 'x'.repeat(20_000)])),
  (random, state) => replaceValue(random.pick(names), other)(random, state, { clientId: '', clientSecret: '' }),
  // Empty
  (random, { form }) => {
    const name = random.pick(names)
    const pair = form.find(([known]) => known === name)
    if (pair) pair[1] = ''
    else form.push([name, ''])
  },
  // Left out
  (random, { form }) => form.splice(random.integer(form.length), 1),
  // Repeated, with the same value or another one
  (random, { form }) => {
    const [name = '', value = ''] = form[random.integer(form.length)] ?? []
    form.splice(random.integer(form.length + 1), 0, [name, random.chance(0.5) ? value : other(random)])
  },
  (random, { form }) => {
    const pair = form[random.integer(form.length)]
    if (pair) pair[0] = random.pick([swapCase(pair[0]), `${pair[0]} `, `${pair[0]}[]`, `\ufeff${pair[0]}`])
  },
  (random, { form }) => form.push([random.pick(otherNames), random.chance(0.5) ? other(random) : 'x']),
  // Both credentials at once
  (random, state, own) => {
    state.basic = `${own.clientId}:${random.chance(0.7) ? own.clientSecret : 'x'}`
  },
  (random, { form }, own) => {
    form.push(['client_id', random.chance(0.7) ? own.clientId : 'x'])
    if (random.chance(0.3)) form.push(['client_secret', random.chance(0.5) ? own.clientSecret : ''])
  },
  // Encoded needlessly, hardly, or wrongly
  (random, state) => {
    state.encode = random.pick<(text: string) => string>([
      (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
      (text) => encodeURIComponent(text).replaceAll('%20', '+').replaceAll('_', '%5f'),
      (text) => text,
      (text) => `${encodeURIComponent(text)}%`,
      (text) => `${encodeURIComponent(text)}%zz`,
      (text) => `${encodeURIComponent(text)}%ff%fe`,
    ])
  },
  (random, state) => {
    state.wrap = random.pick<(text: string) => string>([
      (text) => `&${text}&&`,
      (text) => text.replaceAll('&', ';'),
      (text) => `${text}\r\n`,
      (text) => `\ufeff${text}`,
      (text) => `${text}&scope`,
      (text) => `${text}&=x`,
      (text) => `${'&'.repeat(1_200)}${text}`,
      (text) => `${'a=1&'.repeat(990 + random.integer(20))}${text}`,
      (text) => text.replaceAll('=', ' = '),
      (text) => `${text}\u00e9`,
      () => '',
      (text) => JSON.stringify({ text }),
      (text) => `${text}&x=${'x'.repeat(Math.max(0, random.pick(sizes) - text.length - 3))}`,
      (text) => `${text}&scope=${'x'.repeat(Math.max(0, random.pick(sizes) - text.length - 7))}`,
    ])
  },
  (random, state) => Object.assign(state, { contentType: random.pick(contentTypes) }),
  (random, state) => state.headers.push(random.pick(otherHeaders)),
  (random, state) => Object.assign(state, { path: random.pick(paths) }),
  (_random, state) => Object.assign(state, { isChunked: true }),
  (_random, state) => Object.assign(state, { split: true }),
]

/** What the Authorization header may be changed in */
export const ofBasic: Change[] = [
  (random, state) => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    const percent = (text: string) => text.replace(/[^:]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
    state.authorize = random.pick<(text: string) => string>([
      (text) => basic(text).replace(/=+$/, ''),
      (text) => `${basic(text)}=`,
      (text) => basic(text).toLowerCase(),
      (text) =>
        basic(text).replace(
          'Basic',
          random.pick(['basic', 'BASIC', 'Bearer', 'Digest', 'Basic ', ' Basic', 'Basic\t']),
        ),
      (text) => basic(text).replace(' ', ''),
      (text) => `${basic(text)} x`,
      (text) => `${basic(text)}, ${basic(text)}`,
      (text) => `Basic ${Buffer.from(text).toString('base64url')}`,
      (text) => `Basic ${text}`,
      (text) => basic(percent(text)),
      (text) => basic(text.replace('_', '%5F')),
      (text) => basic(text.replace('_', '+')),
      (text) => basic(`${text}%zz`),
      (text) => basic(`${text}%`),
      (text) => basic(`${text}%00`),
      (text) => basic(`${text}:x`),
      (text) => basic(text.replace(':', '')),
      (text) => basic(text.replace(/:.*/, ':')),
      (text) => basic(text.replace(/.*:/, ':')),
      (text) => basic(`${text}ü`),
      (text) => basic(`${text}\0`),
      (text) => basic(`\ufeff${text}`),
      (text) => `Basic ${Buffer.from(`${text}é`, 'latin1').toString('base64')}`,
      // The last digit has bits that stand for nothing.
      (text) => basic(`${text}xx`.slice(0, -1)).replace(/(.)(=+)$/, (_all, digit, end) => `${nextDigit(digit)}${end}`),
      (text) => basic(text.replace(/.$/, 'x')),
      (text) => basic(`${text.slice(0, 33)}${'x'.repeat(6_000)}`),
    ])
  },
]
// As often as all others together.
for (let copies = 0; copies < 9; copies++) ofBasic.push(ofBasic[0] as Change)

const nextDigit = (digit: string): string => String.fromCharCode(digit.charCodeAt(0) + 1)
