import { applyLoad, type Load } from './load.ts'
import { median } from './percentile.ts'
import type { ServerProcess } from './processes.ts'
import { processorTime } from './processor-time.ts'

export interface Comparison {
  ceiling: Rate
  portico: Rate
  /** Portico's rate as a part of the ceiling's */
  ratio: number
  /** The same by processor time, which other work on the machine disturbs less */
  processorRatio: number
}

export interface Rate {
  perSecond: number
  /** Processor time of the server for one request; NaN where the system doesn't tell */
  microseconds: number
}

/** A server and the request to put to it. */
export interface Contestant {
  server: ServerProcess
  request: Omit<Load, 'connections' | 'milliseconds'>
}

const rounds = 9
const milliseconds = 2_000
const connections = 16

/**
 * Measures both in turn, so that whatever else the machine does hits both alike, and compares the medians.
 */
export async function compare(ceiling: Contestant, portico: Contestant): Promise<Comparison> {
  // Long enough for the compiler to have settled.
  for (let round = 0; round < 3; round++) await Promise.all([measure(ceiling), measure(portico)])
  const rates = { ceiling: [] as Rate[], portico: [] as Rate[] }
  for (let round = 0; round < rounds; round++) {
    rates.ceiling.push(await measure(ceiling))
    rates.portico.push(await measure(portico))
  }
  const [c, p] = [medianRate(rates.ceiling), medianRate(rates.portico)]
  return { ceiling: c, portico: p, ratio: p.perSecond / c.perSecond, processorRatio: c.microseconds / p.microseconds }
}

async function measure({ server, request }: Contestant): Promise<Rate> {
  const before = processorTime(server)
  const { perSecond, requests, failures } = await applyLoad({ ...request, connections, milliseconds })
  if (failures > 0) throw new Error(`${request.url} failed ${failures} times`)
  return { perSecond, microseconds: (processorTime(server) - before) / requests }
}

const medianRate = (rates: Rate[]): Rate => ({
  perSecond: median(rates.map((rate) => rate.perSecond)),
  microseconds: median(rates.map((rate) => rate.microseconds)),
})

export const report = (what: string, { ceiling, portico, ratio, processorRatio }: Comparison, target: number): string =>
  `${what}: ${portico.perSecond.toFixed(0)}/s (${portico.microseconds.toFixed(0)} µs), ` +
  `ceiling ${ceiling.perSecond.toFixed(0)}/s (${ceiling.microseconds.toFixed(0)} µs), ` +
  `ratio ${ratio.toFixed(2)}, by processor time ${processorRatio.toFixed(2)} (target ${target.toFixed(2)})`
