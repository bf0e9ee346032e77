import type { Random } from './random.ts'
import { ofAll, ofBasic, type Pair, type TokenRequestState } from './token-request-changes.ts'
import { tokenRequestValues } from './token-request-values.ts'

/** What requests are made of. */
export interface TokenRequestParts {
  /** Client ids and secrets that belong together, in whatever state */
  credentials: readonly { clientId: string; clientSecret: string }[]
  /** Right resource indicators */
  resources: readonly string[]
  /** Audiences of registered APIs, and others */
  audiences: readonly string[]
  /** Scopes of registered APIs, and others */
  apiScopes: readonly string[]
}

/** The bytes of a request, in the pieces in which they are sent. */
export interface TokenRequest {
  pieces: Buffer[]
  /** Whether the connection is of no use afterwards, because the request may end elsewhere than it seems */
  endsConnection: boolean
}

const alias = '/auth/realms/11111111-2222-3333-4444-555555555555/protocol/openid-connect/token'

/** Makes a token request, valid or broken in up to three ways, by choices of `random`. */
export function generateTokenRequest(
  random: Random,
  { credentials, resources, audiences, apiScopes }: TokenRequestParts,
): TokenRequest {
  const { clientId, clientSecret } = random.pick(credentials)
  const client: Pair[] = [
    ['client_id', clientId],
    ['client_secret', clientSecret],
  ]
  const isBasic = random.chance(0.4)
  const form: Pair[] = [['grant_type', 'client_credentials'], ...(isBasic ? [] : client)]
  const state: TokenRequestState = {
    form,
    basic: isBasic ? `${clientId}:${clientSecret}` : undefined,
    method: 'POST',
    httpVersion: '1.1',
    hosts: ['Host: portico.example'],
    firstHeaders: [],
    lengthOf: String,
    path: random.chance(0.1) ? alias : '/identity/token',
    contentType: 'application/x-www-form-urlencoded',
    headers: [],
    isChunked: false,
    encode: encodeURIComponent,
    wrap: (text) => text,
    authorize: (text) => `Basic ${Buffer.from(text).toString('base64')}`,
    split: false,
  }
  if (random.chance(0.2)) form.push(['scope', random.pick(tokenRequestValues.scopes.slice(0, 4))])
  if (random.chance(0.2)) form.push(['resource', random.pick(resources)])
  if (random.chance(0.3)) {
    form.push([random.pick(['resource', 'audience', 'audience']), random.pick(audiences)])
    if (random.chance(0.5)) form.push(['scope', random.pick(apiScopes)])
  }
  if (random.chance(0.3)) form.reverse()
  for (let changes = random.pick([0, 0, 1, 1, 1, 2, 3]); changes > 0; changes--)
    random.pick(isBasic ? [...ofBasic, ...ofAll] : ofAll)(random, state, { clientId, clientSecret })
  return requestOf(random, state)
}

function requestOf(random: Random, state: TokenRequestState): TokenRequest {
  const body = Buffer.from(
    state.wrap(state.form.map(([name, value]) => `${state.encode(name)}=${state.encode(value)}`).join('&')),
  )
  const head = [`${state.method} ${state.path} HTTP/${state.httpVersion}`, ...state.hosts, ...state.firstHeaders]
  if (state.contentType !== '') head.push(`Content-Type: ${state.contentType}`)
  if (state.basic !== undefined) head.push(`Authorization: ${headerText(state.authorize(state.basic))}`)
  head.push(...state.headers)
  head.push(state.isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${state.lengthOf(body.length)}`)
  const start = Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1')
  const end = state.isChunked
    ? Buffer.concat([...(body.length === 0 ? [] : [chunk(body)]), Buffer.from('0\r\n\r\n')])
    : body
  const at = random.integer(end.length + 1)
  const pieces = state.split ? [start, end.subarray(0, at), end.subarray(at)] : [Buffer.concat([start, end])]
  const endsConnection = body.length > 50_000 || state.lengthOf !== String
  return { pieces: pieces.filter(({ length }) => length > 0), endsConnection }
}

const chunk = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')])

/** Without what no header can hold */
const headerText = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
