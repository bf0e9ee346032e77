import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

interface Target {
  /** What the last probe said */
  isReady(): boolean
  /** How many requests it has answered */
  answered(): number
}

interface LoadBalancer {
  url: string
  /** Sends requests there as soon as its `/readyz` says that it is ready */
  add(url: string): Target
  remove(target: Target): void
  close(): Promise<void>
}

/**
 * A load balancer as plain as they come: one target after the other, probes at a fixed rate, connections that are kept
 * open, and no second try. What it cannot get an answer to is answered 502.
 */
export async function startLoadBalancer({ probeMilliseconds }: { probeMilliseconds: number }): Promise<LoadBalancer> {
  const targets: ReturnType<typeof startTarget>[] = []
  let turn = 0
  const server = createServer((received, answer) => {
    const ready = targets.filter(({ isReady }) => isReady())
    const target = ready[turn++ % ready.length]
    const fail = (message: string): void => {
      if (answer.headersSent) answer.destroy()
      else answer.writeHead(502, { 'content-type': 'text/plain' }).end(message)
    }
    if (!target) return fail('no target is ready')
    const { method, url, headers } = received
    const { connection, ...passedOn } = headers
    const sent = request(target.url + url, { method, headers: passedOn, agent: target.agent }, (response) => {
      const { connection, ...passedBack } = response.headers
      answer.writeHead(response.statusCode ?? 502, passedBack)
      response.pipe(answer).on('finish', target.count)
      response.on('error', () => fail('the answer broke off'))
    })
    sent.on('error', (error) => fail(`${target.url}: ${error.message}`))
    received.pipe(sent)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(url) {
      const target = startTarget(url, probeMilliseconds)
      targets.push(target)
      return target
    },
    remove(target) {
      const [removed] = targets.splice(targets.indexOf(target as (typeof targets)[number]), 1)
      removed?.end()
    },
    async close() {
      for (const target of targets) target.end()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function startTarget(url: string, probeMilliseconds: number) {
  const agent = new Agent({ keepAlive: true })
  let isReady = false
  let answered = 0
  let isOver = false
  const probe = async (): Promise<void> => {
    while (!isOver) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      await answer?.arrayBuffer().catch(() => {})
      isReady = answer?.status === 200
      await sleep(probeMilliseconds)
    }
  }
  void probe()
  return {
    url,
    agent,
    isReady: () => isReady,
    answered: () => answered,
    count: () => void answered++,
    end() {
      isOver = true
      agent.destroy()
    },
  }
}
