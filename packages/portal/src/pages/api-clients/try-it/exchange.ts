import { discoveryPath } from '../../../api/discovery.ts'

/** A request and its answer. */
export interface Exchange {
  method: string
  url: string
  /** The body of the request, if it had one */
  body: string | undefined
  status: number
  statusText: string
  milliseconds: number
  /** The body of the answer. JSON is indented. */
  answer: string
  bytes: number
  traceId: string | undefined
}

/**
 * Sends a request like a program: without the member's cookie.
 * @throws TypeError where no answer came
 */
export async function exchange(method: string, url: string, init: RequestInit = {}): Promise<Exchange> {
  const started = performance.now()
  const response = await fetch(url, { ...init, method, credentials: 'omit', cache: 'no-store' })
  const text = await response.text()
  const milliseconds = performance.now() - started
  return {
    method,
    url,
    body: typeof init.body === 'string' ? init.body : undefined,
    status: response.status,
    statusText: response.statusText,
    milliseconds,
    answer: laidOut(text),
    bytes: new TextEncoder().encode(text).length,
    traceId: traceIdOf(text),
  }
}

export interface Token {
  value: string
  /** The decoded claims */
  header: Record<string, unknown>
  claims: Record<string, unknown>
}

interface TokenAnswer {
  exchanges: Exchange[]
  token: Token | undefined
}

/** Discovery, then client credentials, as every program does. */
export async function getToken(clientId: string, clientSecret: string): Promise<TokenAnswer> {
  const discovery = await exchange('GET', new URL(discoveryPath, location.origin).href)
  const endpoint = parsed(discovery.answer).token_endpoint
  if (typeof endpoint !== 'string') return { exchanges: [discovery], token: undefined }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  })
  const asked = await exchange('POST', endpoint, { body: form })
  const value = parsed(asked.answer).access_token
  const token = typeof value === 'string' ? decoded(value) : undefined
  // The token is shown elsewhere. The answer only shows that there is one.
  const answer = token ? asked.answer.replace(token.value, `${token.value.slice(0, 12)}…`) : asked.answer
  const shown = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: '…' })
  return { exchanges: [discovery, { ...asked, answer, body: decodeURIComponent(shown.toString()) }], token }
}

function decoded(value: string): Token {
  const [header = '', claims = ''] = value.split('.')
  const read = (part: string): Record<string, unknown> => {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    )
    return parsed(new TextDecoder().decode(bytes))
  }
  return { value, header: read(header), claims: read(claims) }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function traceIdOf(text: string): string | undefined {
  const { traceId } = parsed(text)
  return typeof traceId === 'string' ? traceId : undefined
}
