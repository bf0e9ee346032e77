import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from './percentile.ts'

export interface Latencies {
  p50: number
  p99: number
  most: number
}

/**
 * Sends requests on a schedule, whether or not earlier ones are answered, and counts each from the moment at which it
 * should have been sent: a server that stalls is not spared the requests that would have come meanwhile.
 */
export async function onSchedule(
  urls: string[],
  headers: Record<string, string>,
  { perSecond, seconds, form }: { perSecond: number; seconds: number; form?: string },
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  // The connection, the prepared statement and the pages of the file are there before the first one counts.
  for (const url of urls.slice(0, 25)) await answer(url, headers, agent, form)
  const count = perSecond * seconds
  const began = performance.now() + 20
  const answers: Promise<number>[] = []
  for (let n = 0; n < count; n++) {
    const due = began + (n * 1000) / perSecond
    // Node's timers are a millisecond late at times: the last bit is waited for by asking the clock.
    const early = due - performance.now() - 1.5
    if (early > 0) await sleep(early)
    while (performance.now() < due) await new Promise(setImmediate)
    answers.push(answer(urls[n % urls.length] ?? '', headers, agent, form).then(() => performance.now() - due))
  }
  const latencies = await Promise.all(answers)
  agent.destroy()
  return summary(latencies)
}

/** One after another: for requests of which no server could answer fifty in a second. */
export async function inTurn(url: string, headers: Record<string, string>, count: number): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true })
  await answer(url, headers, agent)
  const latencies: number[] = []
  for (let n = 0; n < count; n++) {
    const began = performance.now()
    await answer(url, headers, agent)
    latencies.push(performance.now() - began)
  }
  agent.destroy()
  return summary(latencies)
}

function summary(latencies: number[]): Latencies {
  const at = (part: number): number => percentile(latencies, part)
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

/** Asks without pause, in this many loops, until it is told to stop. @returns how many answers there were */
export function withoutPause(urls: string[], headers: Record<string, string>, loops: number): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: loops })
  let count = 0
  let isOver = false
  const loop = async (): Promise<void> => {
    while (!isOver) await answer(urls[count++ % urls.length] ?? '', headers, agent)
  }
  const running = Array.from({ length: loops }, loop)
  return async () => {
    isOver = true
    await Promise.all(running)
    agent.destroy()
    return count
  }
}

/** @param form sent by POST */
const answer = (url: string, headers: Record<string, string>, agent: Agent, form?: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: form === undefined ? 'GET' : 'POST', headers, agent }, (response) => {
      response.resume()
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
      response.on('end', resolve)
    })
    sent.on('error', reject).end(form)
  })
