import type { Random } from './random.ts'
import { tokenRequestValues } from './token-request-values.ts'

const { contentTypes, grants, hosts, names, otherHeaders, otherNames, paths, scopes, sizes, values } =
  tokenRequestValues

export type Pair = [name: string, value: string]

/** A token request before it is written down */
export interface TokenRequestState {
  form: Pair[]
  basic: string | undefined
  method: string
  path: string
  httpVersion: string
  /** Lines about the host */
  hosts: string[]
  /** Lines before all others but the host */
  firstHeaders: string[]
  contentType: string
  headers: string[]
  /** The length that is said, from the one that the body has */
  lengthOf(bytes: number): string
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
      (text) => `%ef%bb%bf${encodeURIComponent(text)}`,
      // Longer than need be, half a pair, and as JavaScript's escape() writes it
      (text) => text.replaceAll('_', '%c1%9f'),
      (text) => `${encodeURIComponent(text)}%ed%a0%80`,
      (text) => text.replaceAll('_', '%u005f'),
      (text) => `${encodeURIComponent(text)}%00`,
      (text) => encodeURIComponent(`${text}&client_id=portal`),
    ])
  },
  (random, state) => {
    state.wrap = random.pick<(text: string) => string>([
      (text) => `&${text}&&`,
      (text) => text.replaceAll('&', ';'),
      (text) => text.replaceAll('&', '%26'),
      (text) => text.replaceAll('=', '%3d'),
      (text) => text.replace('=', '=='),
      (text) => text.replace('=', ''),
      (text) => text.replaceAll('&', '\0&'),
      (text) => `?${text}`,
      (text) => `${text}#x`,
      (text) => `${text}\0`,
      (text) => `${'scope=a&'.repeat(random.integer(1_100))}${text}`,
      (text) => `${text}${'&'.repeat(random.pick([1, 999, 1_000, 1_001]))}resource=x`,
      (text) => `${text}&client_id=rp_x`,
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
    ])
  },
  // As large as is taken, or larger
  (random, state) => {
    const name = random.pick(['x', 'scope'])
    const size = random.pick(sizes)
    state.wrap = (text) => `${text}&${name}=${'x'.repeat(Math.max(0, size - text.length - name.length - 2))}`
  },
  (random, state) => Object.assign(state, { contentType: random.pick(contentTypes) }),
  (random, state) => state.headers.push(random.pick(otherHeaders)),
  (random, state) => Object.assign(state, { path: random.pick(paths) }),
  (random, state) => Object.assign(state, { path: random.pick(paths) }),
  (random, state) => state.firstHeaders.push(random.pick(otherHeaders)),
  (random, state) => Object.assign(state, { hosts: random.pick(hosts) }),
  (random, state) => Object.assign(state, { method: random.pick(['GET', 'PUT', 'OPTIONS', 'PATCH', 'QUERY', 'post']) }),
  (random, state) => Object.assign(state, { httpVersion: random.pick(['1.0', '1.0', '2.0', '0.9']) }),
  (random, state) => {
    state.lengthOf = random.pick<TokenRequestState['lengthOf']>([
      (bytes) => `00${bytes}`,
      (bytes) => ` ${bytes} `,
      (bytes) => `+${bytes}`,
      (bytes) => `${bytes}, ${bytes}`,
      (bytes) => `${bytes}\r\nContent-Length: ${bytes}`,
      (bytes) => `${bytes}\r\nTransfer-Encoding: chunked`,
      (bytes) => `${bytes}\r\nTransfer-Encoding: identity`,
    ])
  },
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
