import { applyLoad, type Load } from './load.ts'

export interface Comparison {
  ceiling: number
  portico: number
  /** Portico as a part of the ceiling */
  ratio: number
}

const rounds = 7
const milliseconds = 2_000
const connections = 16

/**
 * Measures both in turn, so that whatever else the machine does hits both alike, and compares the medians.
 */
export async function compare(
  ceiling: Omit<Load, 'connections' | 'milliseconds'>,
  portico: Omit<Load, 'connections' | 'milliseconds'>,
): Promise<Comparison> {
  const measure = async (load: typeof ceiling, time = milliseconds): Promise<number> => {
    const { perSecond, failures } = await applyLoad({ ...load, connections, milliseconds: time })
    if (failures > 0) throw new Error(`${load.url} failed ${failures} times`)
    return perSecond
  }
  await measure(ceiling)
  await measure(portico)
  const results = { ceiling: [] as number[], portico: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    results.ceiling.push(await measure(ceiling))
    results.portico.push(await measure(portico))
  }
  const [c, p] = [median(results.ceiling), median(results.portico)]
  return { ceiling: c, portico: p, ratio: p / c }
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
