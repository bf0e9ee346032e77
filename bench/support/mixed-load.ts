import { setTimeout as sleep } from 'node:timers/promises'
import { type Prepared, tokenForm } from './prepare.ts'

/** An answer: 0 where there was none */
export interface Observed {
  node: number
  kind: 'token' | 'list' | 'write'
  begun: number
  ended: number
  status: number
}

export interface MixedLoad {
  observed: Observed[]
  /** Keys of the users whose creation was acknowledged */
  written: string[]
  stop(): Promise<void>
}

/** Tokens, lists and writes on each node, one after the other each, until it is stopped */
export function startMixedLoad(urls: readonly string[], prepared: Prepared, bearer: string): MixedLoad {
  const observed: Observed[] = []
  const written: string[] = []
  let isOver = false
  let count = 0
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
  const users = '/api/identity/v1/users'

  async function ask(node: number, kind: Observed['kind']): Promise<void> {
    const begun = performance.now()
    let status = 0
    try {
      const response = await fetch(...requestOf(urls[node] ?? '', kind))
      status = response.status
      const body = (await response.json()) as { key?: string }
      if (kind === 'write' && status === 201 && body.key) written.push(body.key)
    } catch {
      // What was lost on the way was not acknowledged.
    }
    observed.push({ node, kind, begun, ended: performance.now(), status })
  }

  function requestOf(url: string, kind: Observed['kind']): [string, RequestInit] {
    if (kind === 'list') return [`${url}${users}?limit=10&hasApplicationRoles=false`, { headers }]
    if (kind === 'write') {
      const body = JSON.stringify({ name: 'Load', email: `load${count++}@example.com` })
      return [`${url}${users}`, { method: 'POST', headers, body }]
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    return [`${url}/identity/token`, { method: 'POST', headers: form, body: tokenForm(prepared) }]
  }

  const loops = urls.flatMap((_url, node) =>
    (['token', 'list', 'write', 'write'] as const).map(async (kind) => {
      while (!isOver) {
        await ask(node, kind)
        await sleep(5)
      }
    }),
  )
  return {
    observed,
    written,
    async stop() {
      isOver = true
      await Promise.all(loops)
    },
  }
}
