import { Agent, request } from 'node:http'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A browser at an address of this machine: on Linux, all of 127.0.0.0/8 are. It keeps cookies, without their paths. */
export function browserAt(localAddress: string, url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress })
  const cookies = new Map<string, string>()
  const { port } = new URL(url)

  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const headers = {
        host: `localhost:${port}`,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      }
      const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
        let received = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          received += chunk
        })
        response.on('end', () => {
          for (const cookie of response.headers['set-cookie'] ?? []) keep(cookie)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received })
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })

  function keep(cookie: string): void {
    const [pair = ''] = cookie.split(';')
    const [name = '', value = ''] = pair.split('=', 2)
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }

  const pathOf = (answer: Answer): string => {
    const { pathname, search } = new URL(String(answer.headers.location), url)
    return pathname + search
  }

  return {
    send,
    close: (): void => agent.destroy(),

    /** @returns where the page sends the password */
    async begin(): Promise<string> {
      const page = pathOf(await send('GET', pathOf(await send('GET', '/portal/sign-in'))))
      return `/portal/interactions${page.slice('/sign-in'.length)}/password`
    },
  }
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
